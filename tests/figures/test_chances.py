"""The chance of an invitation, against figures worked out by hand."""

import datetime
import math
from typing import NamedTuple

import pytest

from quotas.figures.chances import (
    Doubt,
    Level,
    Range,
    chance_within,
    curve,
    level_of,
    levels,
    phases,
    pool_days,
    pool_weeks,
    recent,
)

FRIDAY = datetime.date(2026, 3, 6)
TO_BE_ANNOUNCED = "to_be_announced"


class Row(NamedTuple):
    """The weekly figures of a pool, as far as chances use them."""

    as_of: datetime.date
    candidates: int | None
    invitations: int | None
    invitations_word: str = ""
    spots: int | None = None


def rows(*figures, every=7, spots=None):
    """Weekly figures from pairs of candidates and totals; a word stands for a total of None."""
    return [
        Row(
            FRIDAY + datetime.timedelta(every * n),
            candidates,
            None if isinstance(total, str) else total,
            total if isinstance(total, str) else "",
            spots[n] if spots else None,
        )
        for n, (candidates, total) in enumerate(figures)
    ]


def shares(figures):
    return [week.share for week in pool_weeks(figures)]


def doubts(figures):
    return [week.doubt for week in pool_weeks(figures)]


def chances(figures, start=0):
    """The chances within 1, 4 and 12 weeks of somebody in the pool on the day of a row."""
    days = pool_days(figures)
    return [chance_within(days, start, weeks) for weeks in (1, 4, 12)]


def exactly(number):
    return Range(number, number)


def test_a_share_is_the_new_invitations_over_the_candidates_of_the_week_before():
    # 125 - 100 = 25 of 50; 155 - 125 = 30 of 40
    assert shares(rows((50, 100), (40, 125), (60, 155))) == [exactly(0.5), exactly(0.75)]


def test_more_invitations_than_candidates_are_a_share_of_one():
    (week,) = pool_weeks(rows((480, 5994), (482, 7350)))

    assert (week.share, week.invited) == (exactly(1), 480)
    assert week.invitations == exactly(1356)


def test_the_chance_within_some_weeks_is_one_less_those_never_invited():
    figures = rows((100, 0), (100, 50), (100, 70), (100, 70), (100, 80))

    one, four, twelve = chances(figures)

    assert one == exactly(0.5)  # 50 of 100
    assert four == pytest.approx((0.64, 0.64))  # 1 - 0.5 × 0.8 × 1 × 0.9
    assert twelve is None  # eight of these weeks are not held


def test_somebody_who_was_invited_for_certain_is_so_within_any_longer_time():
    assert chances(rows((30, 10), (20, 45))) == [exactly(1), exactly(1), exactly(1)]


def test_nobody_is_told_a_chance_from_the_last_day_on():
    assert chances(rows((30, 10), (20, 45)), start=1) == [None, None, None]


def test_a_total_in_words_before_the_first_number_is_none():
    figures = rows((50, TO_BE_ANNOUNCED), (80, TO_BE_ANNOUNCED), (40, 60))

    assert shares(figures) == [exactly(0), exactly(0.75)]
    assert doubts(figures) == [Doubt.NOT_BEGUN, None]


def test_a_total_in_words_after_a_number_is_not_known():
    figures = rows((50, 10), (80, TO_BE_ANNOUNCED), (40, 60))

    # between 0 and 50 of 50, and of 80
    assert shares(figures) == [Range(0, 1), Range(0, 0.625)]
    assert doubts(figures) == [Doubt.NOT_GIVEN, Doubt.NOT_GIVEN]


def test_an_empty_total_without_a_word_is_not_known():
    assert doubts(rows((50, ""), (80, 10))) == [Doubt.NOT_GIVEN]


def test_neither_side_of_a_total_that_falls_is_relied_on():
    figures = rows((50, 100), (50, 120), (50, 119), (50, 130))

    assert doubts(figures) == [Doubt.FELL] * 3
    # 0 to 30 of 50 in each; between 100 and 130 it is 30 in three weeks
    assert shares(figures) == [Range(0, 0.6)] * 3
    assert chance_within(pool_days(figures), 0, 3) == exactly(0.6)


def test_a_total_that_was_once_typed_far_too_small_spoils_only_the_weeks_beside_it():
    figures = rows((50, 100), (50, 110), (50, 11), (50, 130), (50, 140))

    assert doubts(figures) == [Doubt.FELL, Doubt.FELL, Doubt.FELL, None]
    assert shares(figures)[-1] == exactly(0.2)


def test_a_total_that_repeats_while_candidates_and_spots_fall_is_not_relied_on():
    # the United Kingdom’s Working Holiday, from January 30 to February 13, 2026
    figures = rows((535, 5994), (501, 5994), (480, 7350), spots=[5232, 4677, 4129])

    assert doubts(figures) == [Doubt.REPEATED, Doubt.REPEATED]
    assert chances(figures)[0] == Range(0, 1)
    assert chance_within(pool_days(figures), 0, 2) == exactly(1)  # 1,356 of 535 in two weeks


@pytest.mark.parametrize(
    ("candidates", "spots"), [((50, 49), (9, 9)), ((50, 50), (9, 8)), ((50, 49), (None, 8))]
)
def test_a_total_that_repeats_is_a_week_without_invitations_unless_both_fall(candidates, spots):
    figures = rows((candidates[0], 70), (candidates[1], 70), spots=spots)

    assert (shares(figures), doubts(figures)) == ([exactly(0)], [None])


def test_fewer_than_twenty_candidates_are_too_few_and_nobody_has_no_share():
    figures = rows((20, 0), (19, 5), (0, 10), (5, 10))

    assert doubts(figures) == [None, Doubt.FEW, Doubt.NOBODY]
    assert shares(figures)[2] is None
    assert [point.figures.candidates for point in curve(figures)] == [20]


@pytest.mark.parametrize(("days", "doubt"), [(4, None), (10, None), (11, Doubt.GAP)])
def test_a_week_may_be_three_days_longer_or_shorter(days, doubt):
    assert doubts(rows((50, 0), (50, 10), every=days)) == [doubt]


def test_a_chance_that_ends_in_weeks_not_held_lies_between_two():
    figures = rows((100, 0), (100, 20), (100, 60), every=14)

    assert chances(figures)[0] == Range(0, 0.2)  # none, or all 20 of 100
    assert chances(figures)[1] == pytest.approx((0.52, 0.52))  # 1 - 0.8 × 0.6, after 28 days


def test_a_chance_ends_on_the_nearest_day_held():
    first = rows((100, 0))
    others = [
        Row(FRIDAY + datetime.timedelta(days), 100, total) for days, total in ((4, 10), (9, 30))
    ]

    # the 9th day is two days away, the 4th is three: 1 - 0.9 × 0.8
    assert chances([*first, *others])[0] == pytest.approx((0.28, 0.28))


def test_candidates_who_are_not_given_leave_the_chance_open():
    figures = rows((100, 0), (None, 20), (100, 60))

    assert doubts(figures) == [None, Doubt.NOT_GIVEN]
    assert chance_within(pool_days(figures), 0, 2) == Range(0.2, 1)


def test_a_pool_that_emptied_leaves_open_if_its_last_candidates_were_invited():
    figures = rows((100, 0), (0, 20), (50, 20))

    assert chance_within(pool_days(figures), 0, 2) == Range(0.2, 1)


def test_a_total_without_a_later_one_has_no_bound():
    figures = rows((100, 10), (100, TO_BE_ANNOUNCED))

    (week,) = pool_weeks(figures)

    assert week.invitations == Range(0, math.inf)
    assert week.share == Range(0, 1)


@pytest.mark.parametrize("figures", [[], rows((100, 10))])
def test_without_two_days_there_is_no_week(figures):
    assert pool_weeks(figures) == []
    assert phases(pool_weeks(figures)) == []
    assert recent(figures) is None


@pytest.mark.parametrize(
    ("share", "level"),
    [
        (0, Level.NOBODY),
        (0.0001, Level.FEWEST),
        (0.0099, Level.FEWEST),
        (0.01, Level.FEW),
        (0.1, Level.SOME),
        (0.5, Level.MOST),
        (0.949, Level.MOST),
        (0.95, Level.NEARLY_ALL),
        (1, Level.NEARLY_ALL),
    ],
)
def test_levels_have_their_bounds(share, level):
    assert level_of(share) is level


def test_weeks_of_few_candidates_are_taken_together_until_they_make_twenty():
    # 8 + 6 + 6 candidates: 8 + 6 + 1 of 20 were invited; the last 5 are too few
    figures = rows((8, 0), (6, 9), (6, 20), (5, 21), (5, 26))

    assert levels(pool_weeks(figures)) == [Level.MOST] * 3 + [None]


def test_a_week_of_many_candidates_begins_anew():
    figures = rows((8, 0), (30, 8), (12, 38), (9, 38), (9, 40))

    # 30 of 30; then 0 + 2 of 12 + 9
    assert levels(pool_weeks(figures)) == [None, Level.NEARLY_ALL, Level.FEW, Level.FEW]


def test_a_season_falls_into_parts_of_much_the_same_share():
    figures = rows(
        *[(100, 100 * n) for n in range(6)],  # five weeks in which all are invited
        *[(1000, 501 + n) for n in range(6)],  # 1 of 100 with the jump, then 1 of 1,000
    )

    early, late = phases(pool_weeks(figures))

    assert (early.typical, early.weeks, early.agreeing) == (Level.NEARLY_ALL, 5, 5)
    assert (late.typical, late.weeks, late.agreeing) == (Level.FEWEST, 6, 5)
    assert early.last_day == late.first_day == FRIDAY + datetime.timedelta(35)
    assert late.last_day == FRIDAY + datetime.timedelta(77)


def test_one_week_that_differs_is_no_part_of_its_own():
    totals = [0, 100, 200, 240, 340, 440]

    (phase,) = phases(pool_weeks(rows(*[(100, total) for total in totals])))

    assert (phase.typical, phase.weeks, phase.agreeing) == (Level.NEARLY_ALL, 5, 4)


def test_a_restless_season_has_four_parts_at_most():
    totals, total = [0], 0
    for part in range(8):
        for _week in range(4):
            total += 100 if part % 2 else 0
            totals.append(total)

    found = phases(pool_weeks(rows(*[(100, total) for total in totals])))

    assert len(found) <= 4
    assert sum(phase.weeks for phase in found) == 32


def test_the_recent_weeks_are_the_last_four_and_what_they_come_to():
    figures = rows((100, 0), (100, 50), (100, 60), (200, 60), (100, 100), (100, 110))

    last = recent(figures)

    # 10, 0, 20 and 10 in 100
    assert last.shares == pytest.approx((0, 0.2))
    assert last.chance == pytest.approx((0.352, 0.352))  # 1 - 0.9 × 1 × 0.8 × 0.9


def test_recent_weeks_of_which_one_is_in_doubt_are_not_told():
    assert recent(rows((100, 0), (100, 50), (19, 60), (200, 60), (100, 100))) is None
