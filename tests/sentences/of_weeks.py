"""Sentences about who was invited in the weeks of a pool."""

from functools import partial

from quotas.figures import phase_sentences, share_sentences
from quotas.figures.chances import Doubt, Level, Phase, PoolWeek, Range, pool_weeks, recent
from quotas.figures.season_weeks import PoolSeason, QuotaCourse, Value
from quotas.figures.when_invited import WhenInvited
from quotas.models.quota import QuotaState
from quotas.models.weekly_figures import Word

from .rows import FIRST_OF_MAY, FRANCE, FRIDAY, SEASON, WEEK, WORKING_HOLIDAY, week, weeks

# The candidates of a week, and the invitations that followed.
LAST_WEEK = {
    "1 waiting, 0 invitations": (1, 0),
    "2 waiting, 1 invitation": (2, 1),
    "2 waiting, 1,000 invitations": (2, 1000),
    "1,000 waiting, 0 invited": (1000, 0),
    "1,000 waiting, 1 invited": (1000, 1),
    "1,000 waiting, 2 invited": (1000, 2),
    "1,000 waiting, 999 invited": (1000, 999),
    "1,000 waiting, 1,000 invitations": (1000, 1000),
    "20 waiting, 3,000 invitations": (20, 3000),
}


def last_week(candidates, issued):
    (found,) = pool_weeks(weeks((candidates, 10), (candidates, 10 + issued)))
    return share_sentences.last_week(found)


def doubtful(doubt):
    return share_sentences.last_week(
        PoolWeek(week(candidates=100, invitations=5), FRIDAY + WEEK, Range(0, 5), doubt)
    )


def recent_weeks(*issued):
    return share_sentences.recent_weeks(recent(weeks(*((1000, number) for number in issued))))


def phase(level, start=0, length=4, agreeing=None):
    first = FRIDAY + start * WEEK
    return Phase(first, first + length * WEEK, level, length, agreeing or length)


PHASES = {
    "none": [],
    **{level.name.lower(): [phase(level)] for level in Level},
    "1 of 3 weeks agree": [phase(Level.SOME, length=3, agreeing=1)],
    "two": [phase(Level.NEARLY_ALL, length=8), phase(Level.FEWEST, 8, 10, 9)],
    "four": [phase(level, n * 5, 5) for n, level in enumerate([Level.MOST, *list(Level)[:3]])],
}
SMALL_POOLS = {
    "nobody": ((0, 0), (0, 0)),
    "1 week, enough": ((3, 0), (3, 3)),
    "2 weeks, enough": ((3, 0), (3, 3), (1, 6)),
    "2 weeks, in none enough": ((3, 0), (3, 0), (1, 0)),
    "2 weeks, in 1 enough": ((3, 0), (3, 3), (1, 3)),
}


def pool_season(figures, quota=None):
    span = figures[0].as_of, FRIDAY + 2 * WEEK
    return PoolSeason(SEASON, FRANCE, WORKING_HOLIDAY, figures, quota, span)


def of_season(*pairs, **facts):
    return pool_season(weeks(*pairs, **facts))


def quota(before, after):
    values = [
        Value(*(QuotaState.UNLIMITED, None) if each is None else (QuotaState.LIMITED, each), day)
        for each, day in ((before, FRIDAY), (after, FIRST_OF_MAY))
    ]
    return QuotaCourse(values)


def ran_out(*spots):
    return pool_season([week(n, spots=each) for n, each in enumerate(spots)])


TABLES = {
    "The last week": {
        "none": lambda: share_sentences.last_week(None),
        **{case: partial(last_week, *pair) for case, pair in LAST_WEEK.items()},
        **{str(doubt.name).lower(): partial(doubtful, doubt) for doubt in Doubt},
    },
    "The last four weeks": {
        "too few": partial(recent_weeks, 0, 10),
        "nobody invited": partial(recent_weeks, 0, 0, 0, 0, 0),
        "as many every week": partial(recent_weeks, 0, 10, 20, 30, 40),
        "from nobody to half": partial(recent_weeks, 0, 0, 10, 510, 512),
        "everybody": partial(recent_weeks, 0, 1000, 2000, 3000, 4000),
    },
    "Parts of a season": {
        case: partial(phase_sentences.describe, found) for case, found in PHASES.items()
    }
    | {"in short": partial(phase_sentences.describe_in_short, PHASES["four"])},
    "Small pools": {
        case: lambda pairs=pairs: phase_sentences.describe_few(pool_weeks(weeks(*pairs)))
        for case, pairs in SMALL_POOLS.items()
    },
    "A pool in a season": {
        "nobody waited": lambda: of_season((0, 0), (0, 0)).sentence,
        "not known": lambda: of_season((None, None), (None, None)).sentence,
        "no day without spots": lambda: ran_out(2, 1).spots_in_words,
        "no spots": lambda: ran_out(2, 0).spots_in_words,
        "spots again": lambda: ran_out(2, 0, 5).spots_in_words,
        "quota from 1,000 to 2,000": lambda: pool_season(weeks((1, 1)), quota(1000, 2000)).facts[0],
        "quota capped": lambda: pool_season(weeks((1, 1)), quota(None, 1)).facts[0],
        "1 invitation, 1 candidate": lambda: of_season((1, 1), (1, 1), (1, 1)).facts,
        "of an older day": lambda: of_season((0, 0), (1000, 1000)).facts,
        "candidates not given": lambda: of_season((None, 5), (None, 5), (None, 5)).facts,
        "total not certain": lambda: of_season((9, 5), (9, 7), (9, 6)).facts,
    },
    "Columns of chances": {
        "heads": lambda: WhenInvited(weeks(*[(100, 10 * n) for n in range(14)])).horizons,
        "cells": lambda: WhenInvited(weeks(*[(100, 10 * n) for n in range(14)])).cells(week()),
        "too few candidates": lambda: WhenInvited(weeks((5, 0), (100, 0), (100, 1))).cells(week()),
        "candidates not given": lambda: WhenInvited(weeks((None, 0), (99, 0), (99, 1))).cells(
            week(candidates_word=Word.NOT_APPLICABLE)
        ),
    },
}
