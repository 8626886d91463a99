"""The fees of a category as one sum."""

import pytest
from django.utils.translation import override

from quotas.figures.fees import Totals
from quotas.models import Category, Fee

from ..factories import make_category, make_season, make_source

pytestmark = pytest.mark.once

IEC, OPEN_PERMIT, BIOMETRICS, COMPLIANCE = Fee.Kind


@pytest.fixture
def fee(db):
    source, seasons = make_source(), {}

    def make(year, kind, dollars):
        season = seasons.setdefault(year, None) or make_season(year=year)
        seasons[year] = season
        slug = f"fee-{Fee.objects.count()}"
        return Fee.objects.create(
            slug=slug, season=season, kind=kind, dollars=dollars, source=source
        )

    return make


def total_for(permit):
    """Return the totals of a new category whose participants have this work permit."""
    return Totals.of([make_category(name_en="WH", name_fr="VT", permit=permit)])


OPEN, OF_AN_EMPLOYER = Category.Permit.OPEN, Category.Permit.EMPLOYER_SPECIFIC


@pytest.mark.parametrize(
    ("permit", "language", "sentence"),
    [
        (OPEN, "en", "CAD 365 in all for WH: 180 + 100 + 85"),
        (OPEN, "fr", "365 $ CA en tout pour VT : 180 + 100 + 85"),
        (OF_AN_EMPLOYER, "en", "CAD 265 in all for WH: 180 + 85"),
        (OF_AN_EMPLOYER, "fr", "265 $ CA en tout pour VT : 180 + 85"),
    ],
)
def test_the_parts_of_a_season_are_added_up(fee, permit, language, sentence):
    for kind, dollars in ((IEC, 170), (IEC, 180), (OPEN_PERMIT, 100), (BIOMETRICS, 85)):
        fee(2026, kind, dollars)

    (total,) = total_for(permit).totals

    with override(language):
        assert total.sentence.replace("\u00a0", " ") == sentence


def test_cents_are_written_as_each_language_does(fee):
    for kind, dollars in ((IEC, "184.75"), (BIOMETRICS, "85")):
        fee(2026, kind, dollars)

    (total,) = total_for(OF_AN_EMPLOYER).totals

    assert "; CAD\u00a0184.75 if your biometrics" in total.remark
    with override("fr"):
        assert "; 184,75\u00a0$\u00a0CA pour les personnes" in total.remark


def test_a_season_without_one_of_the_parts_has_no_sum(fee):
    fee(2026, IEC, 180)
    fee(2026, BIOMETRICS, 85)
    fee(2025, OPEN_PERMIT, 100)

    assert total_for(OPEN).totals == []


def test_the_sum_is_of_the_newest_season_with_every_part(fee):
    for kind in (IEC, BIOMETRICS):
        for year in (2025, 2026):
            fee(year, kind, year)
    fee(2027, IEC, 1)

    (total,) = total_for(OF_AN_EMPLOYER).totals

    assert (total.season.year, total.dollars) == (2026, 4052)


@pytest.mark.parametrize(("permit", "is_told"), [(OPEN, False), (OF_AN_EMPLOYER, True)])
def test_the_fee_of_the_employer_stands_beside_the_sum(fee, permit, is_told):
    for kind in (IEC, OPEN_PERMIT, BIOMETRICS):
        fee(2026, kind, 100)
    paid = fee(2019, COMPLIANCE, 230)

    totals = total_for(permit)

    assert totals.employer == (paid if is_told else None)


def test_each_source_of_a_sum_is_named_once(fee):
    sources = {fee(2026, kind, 100).source for kind in (IEC, BIOMETRICS)}

    assert total_for(OF_AN_EMPLOYER).sources == list(sources)


def test_fees_of_an_unpublished_season_are_not_added_up(fee):
    for kind in (IEC, BIOMETRICS):
        season = fee(2030, kind, 100).season
    season.is_published = False
    season.save()

    assert total_for(OF_AN_EMPLOYER).totals == []
