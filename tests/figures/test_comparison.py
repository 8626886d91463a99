"""Two seasons, and several countries, side by side."""

import pytest

from quotas.figures.comparison import (
    ComparedSeason,
    CountryComparison,
    CountrySeasons,
    Pair,
    SeasonComparison,
)
from quotas.figures.same_point import OnDay

from ..factories import make_category, make_country, make_quota, make_season

pytestmark = pytest.mark.django_db


@pytest.fixture
def seasons():
    return make_season(year=2025), make_season(year=2026)


@pytest.fixture
def pair(seasons):
    """Returns a function that makes the quotas of one pool in two seasons, each by its facts."""
    pool = {"country": make_country(), "category": make_category()}

    def make(*facts):
        quotas = [
            facts and make_quota(season=season, **pool, **facts)
            for season, facts in zip(seasons, facts, strict=True)
        ]
        on_days = [quota and OnDay(quota, quota.as_of) for quota in quotas]
        return Pair(pool["country"], tuple(on_days))

    return make


UNLIMITED = {"state": "unlimited", "places": None}
NOT_OFFERED = {"state": "not_offered", "places": None}


@pytest.mark.parametrize(
    ("before", "after", "differs", "label"),
    [
        ({"places": 100}, {"places": 100}, False, "No change"),
        ({"places": 100}, {"places": 101}, True, "+1"),
        ({"places": 1_100}, {"places": 100}, True, "−1,000"),
        ({"places": 100}, UNLIMITED, True, "Cap lifted"),
        (UNLIMITED, {"places": 100}, True, "Capped"),
        (UNLIMITED, UNLIMITED, False, "No change"),
        (NOT_OFFERED, {"places": 100}, True, "Began"),
        ({"places": 100}, NOT_OFFERED, True, "Ended"),
        (None, {"places": 100}, False, "Not known"),
        ({"places": 100}, None, False, "Not known"),
        (None, None, False, "Not known"),
    ],
)
def test_a_pair_differs_where_both_quotas_are_held_and_are_not_the_same(
    pair, before, after, differs, label
):
    compared = pair(before, after)

    assert compared.differs is differs
    assert compared.label == label


def test_each_row_of_two_seasons_names_its_country(seasons):
    country, category = make_country(), make_category()
    make_quota(season=seasons[0], country=country, category=category)

    rows = SeasonComparison(*seasons).compared

    assert [(row.country, row.category) for row in rows if row.pair.before] == [(country, category)]


def test_countries_side_by_side_have_the_quotas_of_the_seasons_asked_for_alone(seasons):
    japan, italy, category = make_country(), make_country(), make_category()
    asked, other = seasons
    quotas = [make_quota(season=asked, country=country, category=category) for country in (japan,)]
    make_quota(season=other, country=italy, category=category)

    comparison = CountryComparison([japan, italy], [asked])

    assert comparison.quotas == quotas
    (of_category,) = (each for each in comparison.categories if each.category == category)
    assert of_category.seasons == [ComparedSeason(asked, [quotas[0], None])]


def test_two_seasons_of_a_country_say_nothing_of_another(seasons):
    japan, italy, category = make_country(), make_country(), make_category()
    quota = make_quota(season=seasons[1], country=japan, category=category)
    make_quota(season=seasons[0], country=italy, category=category)

    pairs = dict(CountrySeasons(japan, *seasons).pairs)

    assert (pairs[category].before, pairs[category].after) == (None, quota)
