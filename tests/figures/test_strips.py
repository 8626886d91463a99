"""The strips of a season: their cells, their order and their headline."""

import pytest

from quotas.figures.season_weeks import SeasonWeeks
from quotas.figures.strips import cells_of, strips_chart

from ..factories import make_category, make_country, make_season
from .season_pools import day, make_pool

OPEN, HALF = [(40, 0, 9), (40, 40, 9)], [(40, 0, 9), (40, 20, 9)]


@pytest.fixture
def season(db):
    return make_season(year=2026)


def test_cells_have_levels_and_the_reasons_why_weeks_are_left_out(season):
    # Everybody, half of them, nobody was waiting, too few, a week without candidates, the end.
    weeks = [(40, 0, 9), (40, 40, 9), (0, 60, 9), (5, 60, 9), (None, 65, 9), (40, 70, 9)]
    make_pool(season, weeks)

    (pool,) = SeasonWeeks(season).pools

    assert [tuple(cell) for cell in cells_of(pool)] == [
        (day(0), day(1), "v5"),
        (day(1), day(2), "v4"),
        (day(2), day(3), ""),
        (day(3), day(4), "few"),
        (day(4), day(5), "unk"),
    ]


def test_pools_stand_by_category_and_by_the_share_invited(season):
    first, second = make_category(position=1), make_category(position=2)
    for name, weeks, category in (
        ("Half", HALF, first),
        ("All", OPEN, first),
        ("None", [(1, 0, 9), (1, 0, 9)], first),
        ("Other", HALF, second),
    ):
        make_pool(season, weeks, country=make_country(name_en=name), category=category)

    chart = strips_chart(SeasonWeeks(season))

    assert [[strip.name for strip in group.strips] for group in chart.groups] == [
        ["All", "Half", "None"],
        ["Other"],
    ]
    assert chart.headline == (
        "1 of 4 pools always had spots and invited nearly everybody, in every week counted."
    )
    assert (chart.first_day, chart.last_day) == (day(0), day(1))


def test_a_category_has_a_chart_of_its_own_if_it_has_pools(season):
    _country, category = make_pool(season, OPEN)
    make_pool(season, HALF)
    weeks = SeasonWeeks(season)

    assert strips_chart(weeks, category).headline.startswith("1 of 1 pools")
    assert category.name in strips_chart(weeks, category).unit
    assert strips_chart(weeks, make_category()) is None


def test_no_pool_that_was_always_open_is_told_too(season):
    make_pool(season, HALF)

    assert strips_chart(SeasonWeeks(season)).headline == (
        "None of 1 pools always had spots and invited nearly everybody, in every week counted."
    )


def test_every_look_of_a_cell_has_a_meaning(season):
    make_pool(season, OPEN)

    looks = strips_chart(SeasonWeeks(season)).looks

    assert len({look.name for look in looks}) == len({look.meaning for look in looks}) == 10
    heights = [look.height for look in looks if look.is_counted]
    assert heights == sorted(heights, reverse=True)
    assert len(set(heights)) == 6
