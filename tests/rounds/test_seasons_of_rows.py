"""The season of each row: a feed that holds two fills both, and one season follows another."""

import datetime
import re

import pytest

from quotas.models import Quota, QuotaValue, Season, WeeklyFigures
from quotas.rounds.feed import read_feed
from quotas.rounds.importing import Choices, import_feed

from .mutated_feeds import (
    NUMBERS,
    ROW,
    copy_of,
    each_cell,
    each_number,
    with_days_moved,
    with_rounds_of_next_season,
    with_stamp,
)
from .records import everything, forget

OCTOBER = copy_of("2026-10-09")
# The first feed of 2026 a year on, with a tenth more places in each pool.
JANUARY = each_number(
    with_days_moved(copy_of("2026-01-12"), 1),
    lambda number: number + number // 10,
    ("quota", "spots"),
)


def take(feed, today=datetime.date(2027, 1, 20), **choices):
    return import_feed(read_feed(feed.encode(), today=today), Choices(**choices), address="test")


def rows(year, **facts):
    return WeeklyFigures.objects.filter(season__year=year, **facts)


def with_next_season(feed, codes):
    """Return `feed` with the pools of some countries as they are announced for the next season."""

    def announced(row):
        if not any(f'code="{code}"' in row[0] for code in codes):
            return row[0]
        row = each_cell(row[0], "To be announced", ("invitations",))
        row = each_cell(row, "Week of January 11, 2027", ("first",))
        row = each_cell(row, "0", ("chances",))
        return re.sub(
            r"<quota>(.*?)</quota>(.*?)<spots>.*?</spots>",
            r"<quota>\1</quota>\2<spots>\1</spots>",
            row,
        )

    return ROW.sub(announced, feed)


def test_the_october_feed_and_the_one_of_january_fill_a_season_each(shipped):
    forget(WeeklyFigures, season__year=2026, as_of="2026-10-09")
    autumn = take(OCTOBER)
    of_2026 = list(Quota.objects.filter(season__year=2026).order_by("pk").values())

    winter = take(JANUARY)

    assert (autumn.is_held, autumn.seasons) == (False, [2026]), autumn.doubts
    assert (winter.is_held, winter.seasons) == (False, [2027]), winter.doubts
    assert list(Quota.objects.filter(season__year=2026).order_by("pk").values()) == of_2026
    assert not rows(2026, as_of__year=2027).exists()
    assert rows(2027).count() == 93
    assert not Season.objects.get(year=2027).is_current


def test_the_weeks_of_the_new_season_follow_without_a_doubt(shipped):
    take(JANUARY)

    for day in ("2026-01-16", "2026-01-23", "2026-01-30"):
        week = each_number(
            with_days_moved(copy_of(day), 1),
            lambda number: number + number // 10,
            ("quota", "spots"),
        )
        report = take(week, today=datetime.date(2027, 2, 1))
        assert not report.is_held, report.doubts

    assert QuotaValue.objects.filter(season__year=2027, as_of="2027-01-16").exists()


def test_a_feed_that_holds_two_seasons_fills_both(shipped):
    feed = with_next_season(with_stamp(OCTOBER, "October 16, 2026"), ("fr", "jp"))
    feed = each_number(feed, lambda number: number + 1, ("candidates",))

    report = take(feed)

    assert (report.is_held, report.seasons) == (False, [2026, 2027]), report.doubts
    new = rows(2027)
    assert set(new.values_list("country__code", flat=True)) == {"FR", "JP"}
    assert new.count() + rows(2026, as_of="2026-10-16").count() == 93
    assert not rows(2026, as_of="2026-10-16", country__code="FR").exists()
    quotas = Quota.objects.filter(season__year=2027).exclude(state="not_offered")
    assert set(quotas.values_list("country__code", flat=True)) == {"FR", "JP"}
    assert any(line.about == "Japan, Working Holiday, 2027" for line in report.new)


@pytest.mark.parametrize("every", [2, 7])
def test_rows_with_the_rounds_of_one_season_and_the_figures_of_another_are_held(shipped, every):
    feed = with_rounds_of_next_season(with_stamp(OCTOBER, "October 16, 2026"), every)
    before = everything()

    report = take(feed)

    assert report.is_held
    assert any("before the first round" in said for said in report.doubts)
    assert everything() == before


def test_a_row_of_a_season_that_cannot_be_told_of_yet_is_lost(shipped):
    feed = with_rounds_of_next_season(copy_of("2026-04-02"), 40)

    report = take(feed, accepts_doubts=True)

    assert report.seasons == [2026]
    assert len([said for said in report.losses if "not those of the 2026 season" in said]) == 3
    assert not rows(2027).exists()


def test_no_number_of_a_new_season_is_taken_from_the_old_one(shipped):
    empty = each_cell(JANUARY, "To be announced", NUMBERS[:2] + NUMBERS[3:])

    report = take(empty, accepts_doubts=True)

    assert report.seasons == [2027]
    assert set(rows(2027).values_list("quota", "invitations", "spots")) == {(None, None, None)}
