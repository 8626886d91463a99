import datetime

import pytest

from quotas.figures import chance_rows
from quotas.figures.chance_rows import Chances, all_chances, chances_of_season
from quotas.figures.changes import ChangeFilter
from quotas.models import Country, WeeklyFigures

from ..factories import make_category, make_country, make_season
from .season_pools import day, make_pool

pytestmark = pytest.mark.once

HALF = [(40, 0, 9), (40, 20, 9), (40, 40, 9), (40, 60, 9)]


@pytest.fixture
def two_seasons(db):
    """Three pools of two seasons, with 3 weeks each."""
    old, new = make_season(year=2025), make_season(year=2026)
    first, second = make_country(name_en="A"), make_country(name_en="B")
    category = make_category()
    make_pool(old, HALF, country=first, category=category)
    make_pool(new, HALF, country=second, category=category)
    make_pool(new, HALF, country=first, category=category)
    return old, new


def told(rows):
    return [(row.season.year, row.country.name, row.as_of) for row in rows]


def test_a_row_has_the_week_its_level_and_the_chance_within_some_weeks(db):
    make_pool(make_season(year=2026), HALF)

    first, _second, last = all_chances()

    assert (first.as_of, first.until, first.candidates) == (day(0), day(1), 40)
    assert first.week.share == (0.5, 0.5)
    assert first.level == 4
    assert first.within == {1: (0.5, 0.5), 4: None, 12: None}
    assert last.within[1] == (0.5, 0.5)


def test_a_week_with_too_few_candidates_has_no_chance(db):
    make_pool(make_season(year=2026), [(5, 0, 9), (40, 3, 9)])

    (row,) = all_chances()

    assert row.within == {}
    assert row.level is None


def test_rows_are_in_the_order_of_our_tables(two_seasons):
    weeks = [day(0), day(1), day(2)]

    assert told(all_chances()) == [
        *((2026, "A", week) for week in weeks),
        *((2026, "B", week) for week in weeks),
        *((2025, "A", week) for week in weeks),
    ]


def test_a_season_that_is_not_published_has_no_rows(two_seasons):
    old, _new = two_seasons
    old.is_published = False
    old.save()

    assert {row.season.year for row in all_chances()} == {2026}
    assert len(Chances(ChangeFilter())) == 6


def test_the_rows_of_a_season_are_in_the_order_of_its_countries(two_seasons):
    _old, new = two_seasons
    rows = list(all_chances())
    first, second = rows[0].country, rows[3].country

    found = chances_of_season(new, [second, first], [rows[0].category])

    assert [row.country.name for row in found] == ["B"] * 3 + ["A"] * 3


@pytest.mark.parametrize("size", [1, 2, 4, 9])
def test_pages_of_any_size_have_all_rows_once(two_seasons, size):
    chances = Chances(ChangeFilter())

    rows = [row for start in range(0, 12, size) for row in chances[start : start + size]]

    assert len(chances) == 9
    assert told(rows) == told(all_chances())


def test_weeks_are_chosen_by_the_day_on_which_they_begin(two_seasons):
    chances = Chances(ChangeFilter((2026,)), day(1), day(1) + datetime.timedelta(1))

    assert len(chances) == 2
    assert told(chances[:]) == [(2026, "A", day(1)), (2026, "B", day(1))]
    assert chances[:][0].within[1] == (0.5, 0.5)  # the weeks after it are read all the same


def test_the_last_day_of_a_pool_begins_no_week(two_seasons):
    chances = Chances(ChangeFilter(), day(3))

    assert len(chances) == 0
    assert chances[0:100] == []


def test_only_the_pools_of_a_page_are_worked_out(two_seasons, monkeypatch):
    old, new = two_seasons
    make_pool(new, HALF, country=Country.objects.get(name_en="A"))
    make_pool(old, HALF, country=Country.objects.get(name_en="B"))
    worked_out = []
    make_rows = chance_rows.rows_of_pool
    monkeypatch.setattr(
        chance_rows, "rows_of_pool", lambda *pool: worked_out.append(pool) or make_rows(*pool)
    )

    rows = Chances(ChangeFilter())[5:7]

    assert told(rows) == [(2026, "A", day(2)), (2026, "B", day(0))]
    assert len(worked_out) == 2


def test_a_page_costs_five_queries(two_seasons, django_assert_num_queries):
    with django_assert_num_queries(5):
        rows = Chances(ChangeFilter())[:]

    assert len(rows) == 9


def test_a_pool_of_one_day_has_no_week(db):
    make_pool(make_season(year=2026), HALF[:1])

    assert WeeklyFigures.objects.count() == 1
    assert list(all_chances()) == Chances(ChangeFilter())[:] == []
