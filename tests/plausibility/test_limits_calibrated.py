"""The limits against all that was published, which they let pass, and against its mutations."""

import datetime
from itertools import permutations

import pytest

from quotas.models import Season, WeeklyFigures
from quotas.plausibility.held import HeldQuotas, HeldWeeks
from quotas.plausibility.limits import is_far
from quotas.plausibility.tables import table_doubts
from quotas.plausibility.weekly_figures import weekly_doubts

from .tables import Table, doubts_of, name, published, replay

pytestmark = [pytest.mark.usefixtures("shipped"), pytest.mark.once]

# The right figures that are asked about all the same, because of real news.
REALLY_MOVED = {
    "2023 CL working",  # more than doubled for one year, and back in 2025
    "2025 CL working",
    "2023 CL young",
    "2025 CL young",
    "2023 TW working",  # more than doubled within the season, and back in 2025
    "2023 TW young",
    "2025 TW working",
    "2025 TW young",
    "2024 KR working",  # a new arrangement: 10,000 in place of 4,000
    "2025 IE working",  # from 10,500 to 3,800
    "2025 HR working",  # cut to a half or less, as the others below
    "2025 PT working",
    "2025 PT young",
    "2025 SE young",
    "2026 SI working",
    "2026 AT young",
    "2026 GB young",
    "2026 GB international",
    "2026 IE young",
    "2026 IT young",
    "2026 KR young",
    "2026 KR international",
    "2026 NL young",
    "2026 GR young",  # from 10 to 58
}
JOINED = {  # categories that were not offered, and joined the arrangement
    f"{year_and_code} {category}"
    for year_and_code in ("2023 IT", "2024 KR", "2025 GB")
    for category in ("young", "international")
}


def test_the_tables_from_2023_to_2026_are_believed_but_for_what_really_moved():
    asked = {about for about, _doubt in replay(published(), first_year=2023)}

    assert asked == REALLY_MOVED | JOINED


def test_nothing_that_moved_within_2026_is_asked_about_whichever_copy_comes_first():
    quotas = {}
    rows = WeeklyFigures.objects.filter(season__year=2026, quota__isnull=False)
    for *pool, quota in rows.values_list("country", "category", "subpool", "quota"):
        quotas.setdefault(tuple(pool), set()).add(quota)

    moves = [move for values in quotas.values() for move in permutations(values, 2)]
    assert len(moves) > 80
    assert [move for move in moves if is_far(*move)] == []


def test_all_weekly_figures_are_believed_but_for_one_slip_of_the_source():
    weeks, held = HeldWeeks(), HeldQuotas()
    rows = WeeklyFigures.objects.select_related("season", "country", "category", "source")

    asked = [(row, doubt) for row in rows for doubt in weekly_doubts(None, row, weeks, held)]

    ((row, doubt),) = asked  # its quota was raised a week later
    assert (name(row), str(row.as_of)) == ("2023 IT working", "2023-02-10")
    assert doubt.sentence == "1,184 spots are more than the quota, 1,000."


@pytest.fixture
def table(shipped):
    return Table(Season.objects.get(year=2026))


@pytest.fixture(params=[2026, 2027])
def season(request, shipped):
    """The season of the table itself, and a new one, the day in the year with most to type."""
    return Season.objects.get_or_create(year=request.param)[0]


def asked(table, change, season):
    """Return the changes, those with a doubt of their own, and the doubts about all of them."""
    changes = table.typed(change, season, datetime.date(2026, 11, 20))
    held = HeldQuotas()
    found, of_table = doubts_of(changes, held), table_doubts(changes, held)
    ticks = [doubt.tick for doubt in of_table] + [doubt.tick for _, _, doubt in found]
    assert len(ticks) == len(set(ticks))
    own = {name(after) for _, after, doubt in found if doubt.kind != "source-day"}
    return changes, own, {doubt.kind for doubt in of_table}


@pytest.mark.parametrize("factor", [10, 100, 0.1, 0.01, 0])
def test_every_number_with_digits_too_many_or_too_few_is_asked_about(table, season, factor):
    changes, own, of_table = asked(table, table.times(factor), season)

    assert own == {name(after) for _, after in changes if after.places is not None}
    assert of_table == {"table-sum"}


@pytest.mark.parametrize("state", ["unlimited", "not_offered"])
def test_every_number_that_becomes_a_word_is_asked_about(table, season, state):
    _changes, own, _of_table = asked(table, table.all_of(state), season)

    numbers = {pool for pool, quota in table.quotas.items() if quota.places is not None}
    assert own >= {f"{season.year} {c.code} {k.slug.partition('-')[0]}" for c, k in numbers}


def test_a_number_that_becomes_to_be_announced_is_asked_about_in_its_season(table):
    changes, own, _of_table = asked(table, table.all_of("to_be_announced"), table.season)

    assert own == {name(after) for before, after in changes if before.places is not None}


@pytest.mark.parametrize("rows", [1, -1])
def test_a_table_shifted_by_a_row_is_asked_about(table, season, rows):
    _changes, own, of_table = asked(table, table.shifted(rows), season)

    assert len(own) > 50
    assert "table-shift" in of_table


@pytest.mark.parametrize("columns", [(0, 1), (0, 2), (1, 2)])
def test_a_table_with_two_columns_swapped_is_asked_about(table, season, columns):
    _changes, own, of_table = asked(table, table.swapped(*columns), season)

    assert len(own) > 20
    assert "table-columns" in of_table


@pytest.mark.parametrize("factor", [1, 1.1, 0.9])
def test_the_table_of_the_year_before_with_small_changes_is_believed(table, factor):
    season = Season.objects.create(year=2027)

    assert asked(table, table.times(factor), season)[1:] == (set(), set())
