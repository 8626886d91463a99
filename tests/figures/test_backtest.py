"""The figures that pages would have given in each week, against what followed."""

import pytest

from quotas.figures.backtest import Backtest, backtest
from quotas.models.weekly_figures import Rating

from .test_chances import Row, rows


class RatedRow(Row):
    """Weekly figures with a rating."""

    rating = Rating.VERY_LOW


def rated(figures, rating):
    """The same figures, each with a `rating`."""
    held = [RatedRow(*figure) for figure in figures]
    for figure in held:
        figure.rating = rating
    return held


def outcomes(figures, rating=None):
    return backtest([rated(figures, rating)])


def test_the_next_week_is_held_against_the_last_four():
    # 10, 20, 10 and 20 in 100; then 15 within, 5 below, 30 above what was then said
    totals = (0, 10, 30, 40, 60, 75, 80, 110)

    found = outcomes(rows(*[(100, total) for total in totals]))

    assert found.next_week == {"within": 1, "below": 1, "above": 1}
    assert found.same_level == {True: 1, False: 2}  # to and from the 5 in 100


def test_four_weeks_are_held_against_the_last_four_give_or_take_half():
    slow, fast = [n * 10 for n in range(5)], [40 + n * 50 for n in range(1, 5)]

    same = outcomes(rows(*[(1000, total) for total in range(0, 90, 10)]))
    more = outcomes(rows(*[(1000, total) for total in slow + fast]))
    less = outcomes(rows(*[(1000, total) for total in range(0, 50, 10)], *[(1000, 40)] * 4))

    assert (same.four_weeks, more.four_weeks, less.four_weeks) == (
        {"within": 1},
        {"above": 1},
        {"below": 1},
    )


@pytest.mark.parametrize(
    ("rating", "issued", "place"),
    [
        (Rating.VERY_LOW, 0, "below"),
        (Rating.VERY_LOW, 10, "within"),
        (Rating.VERY_LOW, 199, "within"),
        (Rating.VERY_LOW, 200, "above"),
        (Rating.EXCELLENT, 1200, "within"),
        (Rating.EXCELLENT, 799, "below"),
    ],
)
def test_the_next_week_is_held_against_the_rating(rating, issued, place):
    assert outcomes(rows((1000, 0), (1000, issued)), rating).rating == {place: 1}


@pytest.mark.parametrize("rating", [None, Rating.NOT_APPLICABLE])
def test_no_rating_says_nothing(rating):
    assert outcomes(rows((1000, 0), (1000, 10)), rating).rating == {}


@pytest.mark.parametrize(
    ("spots", "place"),
    [
        ((30, 20, 10, 5, 4, 0), "later"),  # with 10 left, a week was told; it took three
        ((30, 20, 10, 0, 0), "within"),
        ((60, 50, 40, 0, 9, 9, 9), "earlier"),  # four weeks were told
        ((30, 20, 10, 9, 8), "some left on the last day"),
    ],
)
def test_the_day_without_spots_is_held_against_the_days_told(spots, place):
    figures = rows(*[(100, 10 * n) for n in range(len(spots))], spots=spots)

    assert place in outcomes(figures).spots


def test_days_after_the_last_figures_are_not_held_against_anything():
    figures = rows(*[(100, 10 * n) for n in range(4)], spots=(900, 890, 880, 870))

    assert outcomes(figures).spots == {}


def test_weeks_in_doubt_are_held_against_nothing():
    figures = rows(*[(19, total) for total in range(0, 60, 5)])

    assert outcomes(figures, Rating.FAIR) == Backtest()


def test_no_pools_have_no_outcome():
    assert backtest([]) == Backtest()
