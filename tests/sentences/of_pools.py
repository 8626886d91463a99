"""Sentences about the figures of one pool, of now and of the past."""

import functools

from quotas.figures import amounts, past_tense, present_tense
from quotas.figures.pace import Pace
from quotas.models.weekly_figures import Rating, Word

from .rows import FIRST_OF_MAY, FRIDAY, GOOD, POOR, WEEK, standing, week

INVITATIONS = {
    "not given": {},
    "0": {"invitations": 0},
    "1": {"invitations": 1},
    "2 of 2": {"invitations": 2, "quota": 2},
    "1,000 of 7,000": {"invitations": 1000, "quota": 7000},
    "1,000 of 900": {"invitations": 1000, "quota": 900},
    "1,000 of an unlimited quota": {"invitations": 1000, "quota_word": Word.UNLIMITED},
}
SPOTS = {
    "not given": {},
    "unlimited": {"spots_word": Word.UNLIMITED},
    "0": {"spots": 0},
    "1": {"spots": 1},
    "2": {"spots": 2, "quota": 10},
    "1,000, more than the quota": {"spots": 1000, "quota": 900},
}
WAITING = {
    "not given": {},
    "nobody": {"candidates": 0, "spots": 5},
    "1 without a spot": {"candidates": 1, "spots": 0},
    "1,000 without a spot": {"candidates": 1000, "spots": 0},
    "1 for 1": {"candidates": 1, "spots": 1},
    "3 for 2": {"candidates": 3, "spots": 2},
    "4,208 for 108": {"candidates": 4208, "spots": 108},
    "2 for 3": {"candidates": 2, "spots": 3},
    "1 for 2": {"candidates": 1, "spots": 2},
    "1 for 1,000": {"candidates": 1, "spots": 1000},
}
RATINGS = {
    "not given": {},
    "not applicable": {"rating": Rating.NOT_APPLICABLE},
    **{rating.name.lower(): {"rating": rating} for rating in Rating if rating.percentages},
}
CONTRADICTIONS = {
    "none": {"rating": GOOD, "spots": 5, "candidates": 10},
    "a good rating without spots": {"rating": GOOD, "spots": 0},
    "a poor one with spots for all": {"rating": POOR, "spots": 50, "candidates": 10},
}
KEPT = {
    "none": {"quota": 10, "spots": 5, "invitations": 5},
    "9 gone, 0 invited": {"quota": 10, "spots": 1, "invitations": 0},
    "9 gone, 1 invited": {"quota": 10, "spots": 1, "invitations": 1},
    "1,500 gone, 1,000 invited": {"quota": 2000, "spots": 500, "invitations": 1000},
}
OPENNESS = {
    "not given": {},
    "open": {"is_open": True},
    "closed": {"is_open": False, "candidates_word": Word.NOT_ACCEPTING},
}
BY_TENSE = {
    "invitations": INVITATIONS,
    "spots": SPOTS,
    "odds": WAITING,
    "rating": RATINGS,
    "contradiction": CONTRADICTIONS,
    "kept_places": KEPT,
    "closed": OPENNESS,
}
# Spots of weeks in a row, and the invitations of the season if they are not all new ones.
COURSES = {
    "too few weeks": ([100, 80], None),
    "rising": ([100, 120, 80], None),
    "as many as before": ([100, 100, 100], None),
    "invitations not given": ([100, 80, 60], [None, None, None]),
    "no new invitations": ([100, 80, 60], [5, 5, 5]),
    "unevenly": ([5000, 2000, 1990, 1980], None),
    "1 left": ([5, 3, 1], None),
    "within days": ([100, 60, 20], None),
    "within weeks": ([100, 80, 60], None),
    "between two days": ([100, 88, 78, 66], None),
    "perhaps after the close": ([984, 959, 925, 890], None),
    "after the close": ([10000, 9990, 9980], None),
}


def pace(spots, issued):
    issued = issued or range(0, 10 * len(spots), 10)
    figures = [
        week(n, spots=left, invitations=number)
        for n, (left, number) in enumerate(zip(spots, issued, strict=True))
    ]
    return Pace(figures) if len(figures) > 2 else None


def of_tense(tense):
    cases = {
        f"{name.replace('_', ' ')}: {case}": functools.partial(
            getattr(tense, name), week(**figures)
        )
        for name, of_name in BY_TENSE.items()
        for case, figures in of_name.items()
    }
    now = standing(FRIDAY + 3 * WEEK, closed=FRIDAY + 30 * WEEK)
    return cases | {
        f"pace: {case}": functools.partial(tense.pace, pace(*course), now)
        for case, course in COURSES.items()
    }


TABLES = {
    "A pool now": of_tense(present_tense),
    "A pool in the past": of_tense(past_tense),
    "Shares": {
        f"{share:.5%}": functools.partial(amounts.percent, share)
        for share in (0, 0.00005, 0.0012, 0.0098, 0.012, 0.125, 0.994, 0.996, 1)
    }
    | {
        "0% to 0%": lambda: amounts.percent_between(0, 0),
        "0% to 12%": lambda: amounts.percent_between(0, 0.12),
    },
    "Spots": {str(number): functools.partial(amounts.spots, number) for number in (0, 1, 2, 1000)},
    "Season": {
        "no day known": lambda: standing(status="announced").sentence,
        "announced": lambda: standing(status="announced", opened=FIRST_OF_MAY).sentence,
        "open, no day known": lambda: standing(status="open").sentence,
        "open": lambda: standing(status="open", opened=FRIDAY).sentence,
        "about to close, no day known": lambda: standing(status="closing").sentence,
        "about to close, days of other seasons known": lambda: (
            standing(
                status="closing",
                closed={
                    2025: FRIDAY.replace(2025),
                    2024: FIRST_OF_MAY.replace(2024),
                    2023: FRIDAY.replace(2023),
                },
            ).sentence
        ),
        "about to close": lambda: standing(status="closing", closed=FIRST_OF_MAY).sentence,
        "over, no day known": lambda: standing(status="over").sentence,
        "over": lambda: standing(status="over", closed=FRIDAY).sentence,
        "next, days of other seasons not known": lambda: standing(status="over").next_sentence,
        "next, days of other seasons known": lambda: (
            standing(
                status="over",
                opened={
                    2026: FRIDAY,
                    2025: FIRST_OF_MAY.replace(2025),
                    2024: FRIDAY.replace(2024),
                },
            ).next_sentence
        ),
        "next, announced": lambda: (
            standing(status="over", opened={2027: FIRST_OF_MAY.replace(2027)}).next_sentence
        ),
    },
}
