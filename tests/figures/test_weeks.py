"""The pace of a pool."""

import datetime

import pytest

from quotas.figures.explanations import explanations
from quotas.figures.weeks import Course
from quotas.i18n.formats import long_date

from ..factories import make_category, make_country, make_figures, make_season
from .courses import DAY, FRIDAY, pace

WEEK = datetime.timedelta(weeks=1)


# The pace


def course(spots, *, last=FRIDAY, every=WEEK):
    """The weeks of a pool, the last on a day; None where a week has no spots."""
    season, country, category = make_season(), make_country(), make_category()
    return Course(
        "",
        [
            make_figures(
                season=season,
                country=country,
                category=category,
                as_of=last - every * (len(spots) - 1 - n),
                spots=number,
            )
            for n, number in enumerate(spots)
        ],
    )


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
    ],
)
def test_no_pace_is_told_without_three_weekly_figures_of_late(spots, every):
    weeks = course(spots, every=every)

    assert weeks.pace is None
    assert pace(explanations(weeks, today=FRIDAY)) == []


@pytest.mark.django_db
@pytest.mark.parametrize(("days", "has_pace"), [(28, True), (29, False)])
def test_a_figure_of_28_days_ago_counts_and_an_older_one_does_not(days, has_pace):
    season, country, category = make_season(), make_country(), make_category()
    pool = {"season": season, "country": country, "category": category}
    weeks = [
        make_figures(**pool, as_of=FRIDAY - ago * DAY, spots=spots)
        for ago, spots in ((days, 70), (14, 60), (0, 50))
    ]

    assert bool(Course("", weeks).pace) is has_pace


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("spots", "every", "a_week", "weeks", "first", "days_left"),
    [
        # 20 in 14 days leave 50 for 35 more days
        ([70, 60, 50], WEEK, "10", 3, FRIDAY - 2 * WEEK, 35),
        # 28 days are the most that count: 40 in 28 days leave 60 for 42 days
        ([900, 100, 90, 80, 70, 60], WEEK, "10", 5, FRIDAY - 4 * WEEK, 42),
        # it rose in between: 6 in 14 days leave 3 for 7 days
        ([9, 12, 3], WEEK, "3", 3, FRIDAY - 2 * WEEK, 7),
        # 1 in 28 days leaves 4 for 112 days
        ([5, 5, 4], 2 * WEEK, "0.2", 3, FRIDAY - 4 * WEEK, 112),
        # 27 in 14 days leave 54 for 28 days: 13.5 a week, which is 14
        ([81, 80, 54], WEEK, "14", 3, FRIDAY - 2 * WEEK, 28),
        # 2,000 in 14 days leave 1,000 for 7 days
        ([3000, 2000, 1000], WEEK, "1,000", 3, FRIDAY - 2 * WEEK, 7),
    ],
)
def test_the_pace_tells_when_spots_run_out_and_by_which_weeks(
    spots, every, a_week, weeks, first, days_left
):
    told = explanations(course(spots, every=every), today=FRIDAY)

    assert pace(told) == [
        f"Spots went down by {a_week} a week, by the {weeks} weekly figures from "
        f"{long_date(first)} to February 17, 2023. If that goes on, they run out around "
        f"{long_date(FRIDAY + days_left * DAY)}."
    ]


@pytest.mark.django_db
def test_spots_that_ran_out_tell_no_pace():
    told = explanations(course([100, 50, 0]), today=FRIDAY)

    assert pace(told) == []
    assert any(sentence.startswith("No spot is available") for sentence in told)


@pytest.mark.django_db
def test_spots_that_outlast_the_season_say_so():
    told = explanations(course([70, 60, 50]), ends_on=FRIDAY + 34 * DAY, today=FRIDAY)

    assert pace(told) == [
        "Spots went down by 10 a week, by the 3 weekly figures from February 3, 2023 to "
        "February 17, 2023. At that pace they would run out around March 24, 2023, when the "
        "season is over."
    ]


@pytest.mark.django_db
def test_spots_that_last_until_the_last_day_do_not_outlast_the_season():
    told = explanations(course([70, 60, 50]), ends_on=FRIDAY + 35 * DAY, today=FRIDAY)

    assert pace(told)[0].endswith("If that goes on, they run out around March 24, 2023.")


@pytest.mark.django_db
def test_a_week_without_spots_in_between_does_not_count_as_one():
    assert course([70, None, 60, 50]).pace.weeks == 3


@pytest.mark.django_db
def test_a_day_of_running_out_that_is_over_is_told_as_what_would_have_been():
    weeks = course([70, 60, 50])

    on_the_day = explanations(weeks, today=FRIDAY + 35 * DAY)
    a_day_later = explanations(weeks, today=FRIDAY + 36 * DAY)

    assert pace(on_the_day)[0].endswith("If that goes on, they run out around March 24, 2023.")
    assert pace(a_day_later) == [
        "Spots went down by 10 a week, by the 3 weekly figures from February 3, 2023 to "
        "February 17, 2023. Had that gone on, they would have run out around March 24, 2023."
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("spots", [[50, 60, 70], [50, 50, 50], [50, 20, 51]])
def test_spots_that_rise_or_stay_tell_no_day_on_which_they_would_run_out(spots):
    told = explanations(course(spots), today=FRIDAY)

    assert pace(told) == [
        "Spots did not go down over the 3 weekly figures from February 3, 2023 to "
        "February 17, 2023, so they tell no day on which they would run out."
    ]


@pytest.mark.django_db
def test_invitations_taken_back_have_a_minus_sign():
    pool = {"season": make_season(), "country": make_country(), "category": make_category()}
    figures = [
        make_figures(**pool, as_of=FRIDAY + n * WEEK, invitations=issued)
        for n, issued in enumerate([1500, 300, None, 310])
    ]

    changes = [week.new_invitations for week in Course("", figures).weeks]

    assert changes == [None, None, -1200, None]
    assert Course("", figures).weeks[2].change == "−1,200"


@pytest.mark.django_db
@pytest.mark.parametrize("later", [0, 1])
def test_spots_that_last_beyond_2100_tell_no_pace(later):
    days = (datetime.date(2100, 12, 31) - FRIDAY).days + later  # one spot a day

    pace = course([days + 14, days + 7, days]).pace

    assert (pace and pace.runs_out_on) == (None if later else datetime.date(2100, 12, 31))


@pytest.mark.django_db
@pytest.mark.parametrize(("invitations", "change"), [(5, "+0"), (6, "+1"), (4, "−1")])
def test_new_invitations_have_their_sign(invitations, change):
    season, country, category = make_season(), make_country(), make_category()
    pool = {"season": season, "country": country, "category": category}
    before = make_figures(**pool, as_of=FRIDAY - 7 * DAY, invitations=5)
    now = make_figures(**pool, as_of=FRIDAY, invitations=invitations)

    assert Course("", [before, now]).weeks[0].change == change
