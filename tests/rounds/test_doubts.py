"""Doubts about the official feed: none about the copies of 2026, one about each way to go wrong."""

import datetime
from itertools import combinations

import pytest

from quotas.models import Quota, QuotaValue, WeeklyFigures
from quotas.rounds.copies import Copy
from quotas.rounds.document import BadFeed
from quotas.rounds.doubts import find_contradictions
from quotas.rounds.feed import read_feed
from quotas.rounds.importing import Choices, import_feed
from quotas.rounds.moves import find_moves

from .mutated_feeds import MUTATIONS, copy_of, days_of_2026, with_stamp
from .records import forget

pytestmark = pytest.mark.once

TODAY = datetime.date(2026, 11, 22)
DAYS = days_of_2026()
# These change nothing on the first day, on which no round was held and every spot was free.
NO_CHANGE_ON_THE_FIRST_DAY = {
    "quota and spots exchanged",
    "invitations a row down",
    "invitations a row up",
    "invitations to be announced",
    "invitations zero",
    "invitations tenfold",
    "the United Kingdom tenfold",
}


def read(feed):
    return read_feed(feed.encode(), today=TODAY)


def copy(day):
    feed = read(copy_of(day))
    return Copy.of(feed.as_of, feed.pools)


def name(*key):
    return "/".join(map(str, key))


def report_of(feed, **choices):
    return import_feed(read(feed), Choices(**choices), address="test")


# The copies


def test_no_copy_of_2026_contradicts_itself_or_any_other(db):
    copies = [copy(day) for day in DAYS]

    doubts = [(each.day, *find_contradictions(each, name)) for each in copies]
    for before, after in list(combinations(copies, 2))[::2]:
        doubts.append((before.day, after.day, *find_moves(before, after, before, name)))

    assert [said for said in doubts if not isinstance(said[-1], datetime.date)] == []


@pytest.mark.parametrize("order", ["as they came", "backwards", "shuffled"])
def test_the_copies_of_2026_are_imported_in_any_order_without_a_doubt(shipped, order):
    forget(WeeklyFigures, Quota, QuotaValue, season__year=2026)
    days = DAYS[::6]
    if order == "backwards":
        days = days[::-1]
    elif order == "shuffled":
        days = sorted(days, key=lambda day: day[::-1])

    reports = [report_of(copy_of(day)) for day in (*days, *days)]

    assert [report.doubts for report in reports if report.is_held] == []
    held = set(WeeklyFigures.objects.filter(season__year=2026).values_list("as_of", flat=True))
    assert {day.isoformat() for day in held} == set(days)


def test_the_copies_that_are_held_already_are_not_doubted(shipped):
    for day in DAYS[::6]:
        report = report_of(copy_of(day))
        assert (report.is_held, report.is_news) == (False, False), report.doubts


# What can go wrong


def assert_held_or_refused(mutation, day):
    feed = MUTATIONS[mutation](copy_of(day))
    try:
        report = report_of(feed, is_dry_run=True)
    except BadFeed:
        return
    assert report.is_held
    assert report.doubts


@pytest.fixture
def april(shipped):
    """Hold the copies of 2026 as far as the end of March."""
    forget(WeeklyFigures, season__year=2026, as_of__gte="2026-04-01")


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_a_faulty_feed_in_spring_is_held_or_refused(april, mutation):
    assert_held_or_refused(mutation, "2026-04-02")


@pytest.mark.parametrize("mutation", list(MUTATIONS)[::3])
def test_a_faulty_feed_of_a_day_that_is_held_is_held_or_refused(shipped, mutation):
    assert_held_or_refused(mutation, "2026-10-09")


@pytest.mark.parametrize(
    "mutation", [each for each in MUTATIONS if each not in NO_CHANGE_ON_THE_FIRST_DAY]
)
def test_a_faulty_first_feed_of_a_season_is_held_or_refused(shipped, mutation):
    forget(WeeklyFigures, Quota, QuotaValue, season__year=2026)

    assert_held_or_refused(mutation, "2026-01-12")


@pytest.mark.parametrize("day", ["2026-01-16", "2026-07-17"])
@pytest.mark.parametrize("mutation", ["all tenfold", "quota a row down", "no fr", "all zero"])
def test_a_faulty_feed_is_judged_by_what_is_shipped_where_nothing_is_held(shipped, mutation, day):
    forget(WeeklyFigures, Quota, QuotaValue)

    assert not report_of(copy_of(day), is_dry_run=True).is_held
    assert_held_or_refused(mutation, day)


# Stamps


@pytest.mark.parametrize(
    ("day", "stamp", "doubt"),
    [
        ("2026-10-09", "October 1, 2026", "of which we have other figures"),
        ("2026-10-09", "January 12, 2026", "of which we have other figures"),
        ("2026-10-09", "September 28, 2026", "beside those that we have as of October 1, 2026"),
        (
            "2026-10-09",
            "October 16, 2026",
            "Its figures are those that we have as of October 9, 2026",
        ),
        ("2026-07-17", "October 16, 2026", "beside those that we have as of October 9, 2026"),
        ("2026-10-09", "October 9, 2025", "Invitations before the first round"),
    ],
)
def test_a_stamp_that_is_not_that_of_its_figures_is_doubted(shipped, day, stamp, doubt):
    report = report_of(with_stamp(copy_of(day), stamp))

    assert report.is_held
    assert any(doubt in said for said in report.doubts), report.doubts


def test_one_figure_put_right_under_the_same_date_is_for_a_person_to_decide(shipped):
    feed = copy_of("2026-10-09").replace("<quota><![CDATA[9,363]]>", "<quota><![CDATA[9,364]]>")

    report = report_of(feed)

    assert report.is_held
    assert report.doubts == [
        "It is dated October 9, 2026, of which we have other figures: "
        "United Kingdom, Working Holiday."
    ]
    assert not report_of(feed, accepts_doubts=True).is_held
