"""Descriptions of pages against the rows that they are made from, read by other code."""

import re

import pytest
from django.utils import translation
from django.utils.dateformat import format as date_format

from quotas.figures import descriptions
from quotas.figures.countries import CountryQuotas
from quotas.figures.pools import Pool
from quotas.models import Country, Quota, Season, WeeklyFigures

pytestmark = pytest.mark.once

SHORTEST, LONGEST = 50, 160
SHARE = re.compile(r"(?:(?P<under>under )|(?P<over>over ))?(?P<number>[\d.]+)% of the pool invited")


def pools_of(year):
    quotas = Quota.objects.filter(season__year=year).with_names().with_source()
    return [(Pool(quota.season, quota.country, quota.category), quota) for quota in quotas]


def weeks_of(pool):
    """The last two weekly figures of a pool, the older first."""
    figures = WeeklyFigures.objects.filter(
        season=pool.season, country=pool.country, category=pool.category, subpool=""
    )
    return list(figures.order_by("as_of"))[-2:]


@pytest.mark.parametrize("year", [2021, 2023, 2024, 2025, 2026])
def test_a_pool_is_described_by_its_quota_and_its_newest_week(shipped, year):
    for pool, quota in pools_of(year):
        said = descriptions.of_pool(pool, pool.quota, pool.course)

        names = f"{pool.country.name_en}, {pool.category.name_en} {year}: "
        assert said.startswith(names)
        if quota.state == "limited":
            assert said.removeprefix(names).startswith(f"{quota.places:,} place")
        weeks = weeks_of(pool)
        day = date_format(weeks[-1].as_of if weeks else quota.as_of, "F j, Y")
        assert day in said
        if weeks and weeks[-1].spots:
            assert f" {weeks[-1].spots:,} spot" in said


@pytest.mark.parametrize("year", [2023, 2026])
def test_the_share_is_that_of_the_invitations_since_the_week_before(shipped, year):
    shares = 0
    for pool, _quota in pools_of(year):
        found = SHARE.search(descriptions.of_pool(pool, pool.quota, pool.course))
        if found is None:
            continue

        before, after = weeks_of(pool)
        share = 100 * (after.invitations - before.invitations) / before.candidates
        said = float(found["number"])
        shares += 1
        if found["under"] or found["over"]:
            assert (share < said) == bool(found["under"])
        else:
            assert share == pytest.approx(said, rel=0.06)
            assert date_format(before.as_of, "F j") in found.string
    assert shares > 3


def test_a_country_is_described_by_the_quotas_of_its_newest_season(shipped):
    for country in Country.objects.all():
        said = descriptions.of_country(country, CountryQuotas(country).by_season)

        held = Quota.objects.public().filter(country=country)
        newest = max((quota.season.year for quota in held), default=None)
        assert said.startswith(country.name_en)
        for quota in held.filter(season__year=newest):
            value = f"{quota.places:,}" if quota.state == "limited" else quota.label.lower()
            assert f"{quota.category.name_en} {value}" in said
            assert str(newest) in said


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_description_is_as_long_as_search_engines_show(shipped, language):
    pools = [pool for season in Season.objects.all() for pool in pools_of(season.year)]
    with translation.override(language):
        said = [
            *(descriptions.of_pool(pool, pool.quota, pool.course) for pool, _quota in pools),
            *(
                descriptions.of_country(country, CountryQuotas(country).by_season)
                for country in Country.objects.all()
            ),
        ]

    assert len(said) > 400
    assert [each for each in said if not SHORTEST <= len(each) <= LONGEST] == []


def test_a_sentence_that_does_not_fit_is_left_out():
    said = descriptions.fit("First.", "x" * 150, None, "Last.")

    assert said == "First. Last."
