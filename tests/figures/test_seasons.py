"""The quotas of a season: the size of each, and how it moved."""

import pytest

from quotas.figures.seasons import SeasonQuotas
from quotas.models import Category, Country, Quota, QuotaValue, Season

from ..factories import make_category, make_country, make_quota, make_season

UNLIMITED = {"state": "unlimited", "places": None}


@pytest.fixture
def season(db):
    return make_season(year=2026)


def read(season):
    return SeasonQuotas(season, list(Country.objects.all()), list(Category.objects.all()))


def test_a_size_is_beside_the_largest_of_its_category(season):
    first, second = make_category(), make_category()
    sizes = {make_quota(season=season, category=first, places=n): n for n in (200, 50, 1, 0)}
    alone = make_quota(season=season, category=second, places=7)
    endless = make_quota(season=season, category=second, **UNLIMITED)

    figures = read(season)

    assert [figures.share(quota) for quota in sizes] == [100, 25, 1, None]
    assert figures.share(alone) == 100
    assert figures.share(endless) is None


def test_the_largest_stays_the_largest_where_fewer_countries_are_shown(season):
    category, small = make_category(), make_country()
    make_quota(season=season, category=category, places=1000)
    quota = make_quota(season=season, category=category, country=small, places=250)

    assert SeasonQuotas(season, [small], [category]).share(quota) == 25


@pytest.mark.parametrize(
    ("values", "moved"),
    [
        ([100], None),
        ([100, 150], 50),
        ([100, 150, 140], -10),
        ([None, 150], None),
        ([100, None], None),
    ],
)
def test_a_quota_moved_from_its_value_before_if_both_are_numbers(season, values, moved):
    category, country = make_category(), make_country()
    quota = make_quota(season=season, category=category, country=country, as_of="2026-01-01")
    for day, places in enumerate(values, 1):
        facts = {"state": "limited", "places": places} if places else UNLIMITED
        quota.as_of = f"2026-02-{day:02}" if day > 1 else "2026-01-01"
        quota.state, quota.places = facts["state"], facts["places"]
        quota.save()

    assert read(season).moves.get((country.pk, category.pk)) == moved


def test_every_shipped_move_is_that_of_the_last_two_values(shipped):
    season = Season.objects.get(year=2026)

    moves = read(season).moves

    expected = {}
    for quota in Quota.objects.filter(season=season):
        values = QuotaValue.objects.filter(
            season=season, country=quota.country, category=quota.category
        ).order_by("as_of", "pk")
        places = [value.places for value in values if value.as_of <= quota.as_of]
        if len(places) > 1 and None not in places[-2:]:
            expected[quota.country_id, quota.category_id] = places[-1] - places[-2]
    assert moves == expected
    assert len(moves) > 20
