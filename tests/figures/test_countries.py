"""One country's quotas over the seasons: its chart, its turns, and its conditions."""

import pytest

from quotas.figures.countries import CountryQuotas

from ..factories import (
    make_category,
    make_country,
    make_eligibility,
    make_quota,
    make_season,
    make_source,
)

pytestmark = pytest.mark.django_db
UNLIMITED = {"state": "unlimited", "places": None}
NOT_OFFERED = {"state": "not_offered", "places": None}
TO_BE_ANNOUNCED = {"state": "to_be_announced", "places": None}


@pytest.fixture
def country():
    return make_country()


def hold(country, category, quotas):
    """Make the quotas of a category, each by its year."""
    for year, facts in quotas.items():
        make_quota(season=make_season(year=year), country=country, category=category, **facts)


def test_each_season_has_a_row_with_every_category(country):
    first, second = make_category(position=1), make_category(position=2)
    hold(country, second, {2024: {"places": 7}, 2026: {"places": 9}})

    rows = CountryQuotas(country).by_season

    assert [row.season.year for row in rows] == [2026, 2024]
    labels = [{category: quota and quota.places for category, quota in row.cells} for row in rows]
    assert labels == [{first: None, second: 9}, {first: None, second: 7}]


def test_a_chart_has_every_year_from_the_first_to_the_last(country):
    hold(country, make_category(), {2021: {"places": 7}, 2024: {"places": 9}})

    chart = CountryQuotas(country).chart

    assert list(chart.years) == [2021, 2022, 2023, 2024]
    (series,) = chart.series
    assert [entry and entry.number for entry in series.entries] == [7, None, None, 9]


@pytest.mark.parametrize(
    ("years", "has_seasons"), [((), False), ((2024,), False), ((2024, 2026), True)]
)
def test_a_page_shows_a_chart_of_two_seasons_or_more(country, years, has_seasons):
    hold(country, make_category(), {year: {"places": 7} for year in years})

    assert CountryQuotas(country).has_seasons is has_seasons


def test_a_country_without_a_figure_says_so_in_place_of_a_chart(country):
    assert CountryQuotas(country).chart.headline == f"{country.name}: we have no figure yet."


@pytest.mark.parametrize(
    ("before", "after", "is_turn"),
    [
        ({"places": 5}, {"places": 900}, False),
        ({"places": 5}, TO_BE_ANNOUNCED, False),
        ({"places": 5}, NOT_OFFERED, True),
        (NOT_OFFERED, {"places": 5}, True),
        ({"places": 5}, UNLIMITED, True),
        (UNLIMITED, TO_BE_ANNOUNCED, True),
        (UNLIMITED, UNLIMITED, False),
        (NOT_OFFERED, NOT_OFFERED, False),
    ],
)
def test_a_turn_leads_to_or_from_not_offered_or_unlimited(country, before, after, is_turn):
    hold(country, make_category(), {2024: before, 2026: after})

    turns = [
        (turn.before.season.year, turn.after.season.year) for turn in CountryQuotas(country).turns
    ]

    assert turns == ([(2024, 2026)] if is_turn else [])


def test_turns_go_from_the_newest(country):
    category = make_category()
    quotas = {2021: UNLIMITED, 2023: {"places": 5}, 2025: NOT_OFFERED}
    seasons = {year: make_season(year=year) for year in quotas}
    for year, facts in quotas.items():
        make_quota(season=seasons[year], country=country, category=category, **facts)

    assert [turn.after.season.year for turn in CountryQuotas(country).turns] == [2025, 2023]


def test_conditions_that_categories_share_stand_once(country):
    first, second, third = (make_category(position=number) for number in (1, 2, 3))
    source = make_source()
    for category, oldest in ((first, 35), (second, 35), (third, 29)):
        make_eligibility(country=country, category=category, oldest=oldest, source=source)

    shared = CountryQuotas(country).shared_conditions

    assert [names for names, _eligibility in shared] == [f"{first.name}, {second.name}", third.name]


def test_the_latest_quota_of_each_category_stands_with_its_conditions(country):
    first, second = make_category(position=1), make_category(position=2)
    hold(country, first, {2024: {"places": 7}, 2026: {"places": 9}})
    eligibility = make_eligibility(country=country, category=second)

    latest = CountryQuotas(country).latest

    assert [each.category for each in latest] == [first, second]
    assert [each.quota and each.quota.places for each in latest] == [9, None]
    assert [each.eligibility for each in latest] == [None, eligibility]
