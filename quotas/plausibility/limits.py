"""Limits within which a figure is plausible, the same for every way in.

They let pass the tables of 2023 to 2026 that we hold, and any two of the 37 copies of the feed of
2026, but for the figures that `tests/plausibility/test_limits_calibrated.py` names.
"""

import datetime

TIMES = 2  # the most that a figure grows or shrinks without a question
SMALL = 45  # places; in 2026 a quota of 20 grew to 65 in three steps
TEN_FOLD = 8  # times, so that a digit too many or too few is found in small figures too
# Nobody is there to ask of a feed, so its limits are wider. Within a season, Taiwan's quota grew to
# 2.5 times what it was. Between two seasons small quotas move as they like (Chile's from 20 to 270,
# Korea's from 500 to 50); of the large ones, Korea's fell most, from 1,500 to 200.
TIMES_IN_FEED = 5
TIMES_BETWEEN_SEASONS = 8
LARGE = 1_000
TIMES_IN_STEPS = 3  # between last season and a number that moved by small steps since
TIMES_OF_A_SUM = 1.9  # of the numbers of Young Professionals, 2025 had 1.8 times those of 2026
FEWEST_IN_A_SUM = 5  # figures
NEAR = 1.25  # times, between a figure and the one that it may have been taken for
FEWEST_OUT_OF_PLACE = 3  # figures
INVITED_TO_QUOTA = 8  # times; of the pools of 2023 and 2026, the highest had 7.7
FEWEST_TAKEN_BACK = 10  # invitations; real counts fell by 3 at most
LONGEST_PERIOD = 31  # days of which a source counts the invitations together


def is_ten_fold(one, other):
    """Tell if one number has about a digit more than the other, or is 0 and the other is not."""
    smaller, larger = sorted((one, other))
    return larger > TEN_FOLD * smaller if smaller else larger > SMALL


def is_far(before, after, times=TIMES):
    """Tell if a number of the same pool moved too far to be believed unasked."""
    if not after:
        return before > 0
    smaller, larger = sorted((before, after))
    is_large_move = larger > times * smaller and larger - smaller > SMALL
    return is_large_move or is_ten_fold(before, after)


def is_far_in_feed(before, after):
    """Tell if a number in a feed is too far from that of another week of its season."""
    smaller, larger = sorted((before, after))
    # A pool without any place is no measure.
    return bool(before) and larger > TIMES_IN_FEED * smaller


def is_far_between_seasons(before, after):
    """Tell if a number in a feed is too far from that of another season."""
    smaller, larger = sorted((before, after))
    return bool(before) and larger > TIMES_BETWEEN_SEASONS * smaller and larger >= LARGE


def is_near(one, other):
    """Tell if two numbers may be the same pool's, one season after the other."""
    smaller, larger = sorted((one, other))
    return larger <= NEAR * smaller


def days_of_season(year):
    """Return the first and the last day on which a source plausibly speaks of the season."""
    return datetime.date(year - 1, 7, 1), datetime.date(year + 1, 3, 31)
