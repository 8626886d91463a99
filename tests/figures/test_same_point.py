"""Quotas of two seasons at the same time of both."""

import datetime

import pytest

from quotas.figures.comparison import CountrySeasons, SeasonComparison, newest_in_common
from quotas.models import Country, QuotaValue, Season, SeasonDay

from ..factories import make_category, make_country, make_quota, make_season, make_source

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def compare():
    """Return a function that compares a pool in 2025 and 2026, each given by its values by day.

    The last value of each is that of the quota, which was still true on the last of the days.
    """

    def compare(first, second):
        pool = {"country": make_country(), "category": make_category()}
        seasons = [make_season(year=2025), make_season(year=2026)]
        closed = {"event": SeasonDay.Event.CLOSED, "on": "2025-10-20", "source": make_source()}
        SeasonDay.objects.create(slug="closed-2025", season=seasons[0], **closed)
        for season, values in zip(seasons, (first, second), strict=True):
            *earlier, last = values
            for day, places in earlier:
                state = "limited" if places is not None else "to_be_announced"
                QuotaValue.objects.create(
                    season=season,
                    **pool,
                    state=state,
                    places=places,
                    as_of=day,
                    source=make_source(),
                )
            make_quota(season=season, **pool, places=last[1], as_of=on(last[0]))
        pairs = dict(CountrySeasons(pool["country"], *seasons).pairs)
        return pairs[pool["category"]]

    return compare


def on(day):
    return datetime.date.fromisoformat(day)


def test_a_value_of_february_is_held_against_that_of_the_other_february(compare):
    pair = compare([("2025-02-01", 100)], [("2026-01-16", 120), ("2026-07-10", 90)])

    assert (pair.before.places, pair.after.places, pair.label) == (100, 120, "+20")
    assert pair.days == (on("2025-02-01"), on("2026-02-01"))
    assert [last and last.value.places for _value, last in pair.sides] == [None, 90]


def test_two_values_of_the_end_of_their_seasons_are_held_against_each_other(compare):
    pair = compare(
        [("2025-02-01", 100), ("2026-01-16", 150)], [("2026-01-16", 120), ("2026-10-09", 90)]
    )

    assert (pair.label, pair.days) == ("−60", (on("2026-01-16"), on("2026-10-09")))


def test_a_first_week_of_a_season_is_held_against_the_first_weeks_of_the_one_before(compare):
    pair = compare([("2025-01-20", 100), ("2025-10-09", 150)], [("2026-01-16", 120)])

    assert (pair.label, pair.before.places) == ("+20", 100)


def test_a_quota_that_was_announced_a_little_later_counts_from_then(compare):
    pair = compare(
        [("2025-02-01", 100)], [("2026-01-12", None), ("2026-02-20", 80), ("2026-10-09", 70)]
    )

    assert (pair.label, pair.days[1]) == ("−20", on("2026-02-20"))


def test_values_of_other_times_of_the_year_are_not_compared(compare):
    pair = compare([("2025-01-10", 100)], [("2026-10-09", 90)])

    assert (pair.label, pair.difference, pair.differs) == ("Not comparable", None, False)
    assert (pair.before.places, pair.after.places) == (100, 90)


@pytest.mark.parametrize(
    ("code", "label"), [("KR", "−1,331"), ("GB", "−297"), ("ES", "−166"), ("JP", "−217")]
)
def test_later_values_of_2025_are_held_against_the_end_of_2026(shipped, code, label):
    seasons = [Season.objects.get(year=year) for year in (2025, 2026)]

    pairs = CountrySeasons(Country.objects.get(code=code), *seasons).pairs

    assert {category.slug: pair.label for category, pair in pairs}["working-holiday"] == label


def test_no_difference_stands_between_values_of_different_times(shipped):
    seasons = list(Season.objects.with_table().order_by("year"))

    for first in seasons:
        for second in seasons:
            for row in SeasonComparison(first, second).compared:
                if row.pair.difference is None:
                    continue
                points = [
                    (min(day, end_of(season)) - datetime.date(season.year, 1, 1)).days
                    for day, season in zip(row.pair.days, (first, second), strict=True)
                ]
                assert abs(points[0] - points[1]) <= 31


def end_of(season):
    closed = SeasonDay.objects.filter(season=season, event=SeasonDay.Event.CLOSED).order_by("-on")
    return closed[0].on if closed else datetime.date(season.year, 10, 31)


def test_the_newest_two_seasons_with_numbers_in_common_come_first():
    pool = {"country": make_country(), "category": make_category()}
    oldest, older, newest = seasons = [make_season(year=year) for year in (2021, 2025, 2026)]
    for season in seasons:
        make_quota(season=season, **pool, state="limited" if season != newest else "unlimited")

    assert newest_in_common([newest, older, oldest]) == (oldest, older)
    assert newest_in_common([newest, older]) == (older, newest)
