"""The season of a feed, told from its rounds or chosen by whoever imports it."""

import datetime
from types import SimpleNamespace

import pytest

from quotas.rounds.document import BadFeed
from quotas.rounds.seasons import choose_year

from .documents import (
    document,
    read,
    row,
)


@pytest.mark.parametrize(
    ("rounds", "stamp", "season"),
    [
        (["January 9, 2023"], "February 10, 2023", 2023),
        (["December 27, 2018"], "January 4, 2019", 2019),
        (["Week of November 30, 2015"], "December 2, 2015", 2016),
        (["October 31, 2023"], "November 3, 2023", 2023),
        (["January 9, 2023", "January 8, 2024", "January 15, 2024"], "May 3, 2024", 2024),
        (["January 9, 2023"], "December 1, 2023", 2023),
        (["To be announced"], "October 31, 2023", 2023),
        ([], "November 1, 2023", None),
        ([], "December 31, 2023", None),
    ],
)
def test_the_season_is_told_from_the_first_rounds(rounds, stamp, season):
    codes = ("fr", "it", "jp")
    rows = [
        row(f"<first>{day}</first>", code=code) for code, day in zip(codes, rounds, strict=False)
    ]

    feed = read(document(*rows, stamp=f"<chancesdate>{stamp}</chancesdate>"))

    assert feed.season == season


@pytest.mark.parametrize(
    ("chosen", "told", "year"),
    [
        (None, 2023, 2023),
        (2022, 2023, 2022),
        (2024, 2023, 2024),
        (2024, None, 2024),
        (2021, 2023, None),
        (2025, 2023, None),
        (None, 2025, None),
        (None, None, None),
    ],
)
def test_figures_are_of_a_season_at_most_one_year_off(chosen, told, year):
    feed = SimpleNamespace(season=told, as_of=datetime.date(2023, 2, 10))

    if year:
        assert choose_year(feed, chosen) == year
    else:
        with pytest.raises(BadFeed):
            choose_year(feed, chosen)
