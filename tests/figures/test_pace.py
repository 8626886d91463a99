"""The pace at which the spots of a pool go."""

import datetime

import pytest

from quotas.figures.explanations import explanations
from quotas.figures.pace import pace_of
from quotas.figures.weeks import Course
from quotas.i18n.formats import long_date

from .courses import DAY, FRIDAY, WEEK, make_weeks, standing

pytestmark = pytest.mark.once

NO_DAY = "so we cannot say when they run out."
SELDOM = "Spots have seldom run out that soon: invitations slow down as a quota fills."


def told(weeks, **facts):
    """The sentence about the pace of a pool, or None."""
    sentences = explanations(Course("", weeks), standing(weeks[0].season, **facts))
    return next((each for each in sentences if each.startswith(("Spots ", "Between "))), None)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("spots", "every"),
    [
        ([50], WEEK),
        ([60, 50], WEEK),
        ([70, None, 50], WEEK),
        ([70, 60, 50, None], WEEK),
        ([70, 60, 50], 15 * DAY),  # the first is 30 days old
        ([70, 60, 50], 29 * DAY),
        ([100, 50, 0], WEEK),
    ],
)
def test_no_pace_is_told_without_spots_and_three_weekly_figures_of_late(spots, every):
    weeks = make_weeks(spots, every=every)

    assert pace_of(weeks) is None
    assert told(weeks) is None


@pytest.mark.django_db
@pytest.mark.parametrize(("days", "has_pace"), [(28, True), (29, False)])
def test_a_figure_of_28_days_ago_counts_and_an_older_one_does_not(days, has_pace):
    weeks = make_weeks([70, 60, 50])
    weeks[0].as_of = FRIDAY - days * DAY

    assert bool(pace_of(weeks)) is has_pace


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("spots", "a_week", "weeks", "days_left"),
    [
        # 10 a week by all figures: 50 last 35 days
        ([70, 60, 50], "10", 3, (35, 35)),
        # 28 days are the most that count; 10 a week by three, four and five of them
        ([900, 100, 90, 80, 70, 60], "10", 5, (42, 42)),
        # three: 20 in 14 days; four: 25 in 21 days; five: 35 in 28 days
        ([95, 85, 80, 70, 60], "8.8", 5, (42, 50)),
        # three: 40 in 14 days; four: 45 in 21 days
        ([65, 60, 40, 20], "15", 4, (7, 9)),
        # 2,000 in 14 days leave 1,000 for 7 days
        ([3000, 2000, 1000], "1,000", 3, (7, 7)),
    ],
)
def test_the_days_left_come_from_three_weekly_figures_and_more(spots, a_week, weeks, days_left):
    figures = make_weeks(spots)

    pace = pace_of(figures)

    fewest, most = days_left
    earliest, latest = long_date(FRIDAY + fewest * DAY), long_date(FRIDAY + most * DAY)
    assert (pace.weeks, pace.days_left) == (weeks, days_left)
    assert told(figures, closed=FRIDAY + 300 * DAY) == (
        f"Spots went down by {a_week} a week, based on the figures of {weeks} weeks, from "
        f"{long_date(FRIDAY - (weeks - 1) * WEEK)} to February 17, 2023. At that pace, they run "
        "out "
        + (f"by {latest}. " if fewest == most else f"between {earliest} and {latest}. ")
        + SELDOM
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("spots", "days_left"), [([58, 57, 53, 50], (100, 131)), ([73, 59, 54, 50], None)]
)
def test_windows_more_than_a_month_apart_tell_no_day(spots, days_left):
    figures = make_weeks(spots)

    assert pace_of(figures).days_left == days_left
    assert told(figures).endswith(f"They went down unevenly, {NO_DAY}") is (days_left is None)


@pytest.mark.django_db
@pytest.mark.parametrize("spots", [[50, 60, 70], [50, 20, 51], [90, 60, 61, 50]])
def test_spots_that_rose_in_a_week_tell_no_day(spots):
    figures = make_weeks(spots)

    first = long_date(figures[0].as_of)
    assert told(figures) == (
        f"Spots rose at least once between {first} and February 17, 2023, {NO_DAY}"
    )


@pytest.mark.django_db
def test_spots_that_stayed_tell_no_day():
    assert told(make_weeks([50, 50, 50])) == (
        f"Spots did not go down between February 3, 2023 and February 17, 2023, {NO_DAY}"
    )


@pytest.mark.django_db
def test_spots_that_stopped_going_down_tell_no_day():
    assert told(make_weeks([60, 50, 50, 50])).endswith(f"They went down unevenly, {NO_DAY}")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("invitations", "reason"),
    [
        ([0, 5, 5, 5], "No invitations were issued in the last of these weeks"),
        ([0, 5, None, 6], "The invitations of these weeks are not all known"),
        ([None, None, None, None], "The invitations of these weeks are not all known"),
    ],
)
def test_weeks_without_an_invitation_that_is_known_tell_no_day(invitations, reason):
    sentence = told(make_weeks([80, 70, 60, 50], invitations=invitations))

    assert sentence.endswith(f"{reason}, so we cannot say when spots run out.")


@pytest.mark.django_db
def test_weeks_with_an_invitation_tell_days():
    assert "they run out" in told(make_weeks([80, 70, 60, 50], invitations=[None, 5, 5, 6]))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("closes_in", "end"),
    [
        (41, "At that pace, some are left when the season closes."),
        (
            42,
            "At that pace, they run out on March 31, 2023 at the earliest, or some are left when "
            "the season closes.",
        ),
        (50, f"At that pace, they run out between March 31, 2023 and April 8, 2023. {SELDOM}"),
    ],
)
def test_no_day_after_the_season_is_told(closes_in, end):
    figures = make_weeks([95, 85, 80, 70, 60])  # 42 to 50 days are left

    assert told(figures, closed=FRIDAY + closes_in * DAY).endswith(end)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("later", "end"),
    [(0, f"run out by December 31, 2023. {SELDOM}"), (1, "when the season closes.")],
)
def test_the_season_closes_at_the_end_of_its_year_if_nothing_else_is_known(later, end):
    days = (datetime.date(2023, 12, 31) - FRIDAY).days + later  # one spot a day

    assert told(make_weeks([days + 14, days + 7, days])).endswith(end)


@pytest.mark.django_db
def test_an_earliest_day_that_is_over_is_not_told():
    figures = make_weeks([65, 60, 40, 20])  # 7 to 9 days are left

    sentence = told(figures, on=FRIDAY + 7 * DAY, closed=FRIDAY + 300 * DAY)

    assert sentence.endswith(f"At that pace, they run out by February 26, 2023. {SELDOM}")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("spots", "sentence"),
    [
        (
            [70, 60, 50],
            "Spots went down by 10 a week on average, based on the figures of the last 3 weeks "
            "that we have, from February 3, 2023 to February 17, 2023.",
        ),
        (
            [50, 60, 50],
            "Between February 3, 2023 and February 17, 2023, spots did not go down.",
        ),
    ],
)
def test_older_figures_tell_the_pace_and_no_day(spots, sentence):
    assert told(make_weeks(spots), status="over") == sentence


@pytest.mark.django_db
def test_a_week_without_spots_in_between_does_not_count_as_one():
    assert pace_of(make_weeks([70, None, 60, 50])).weeks == 3
