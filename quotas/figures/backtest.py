"""The figures that a pool's page would have given in each week, against what followed.

On the page of a pool stand the shares of its last four weeks, what they come to, and between which
days its spots run out. Nothing of that is a forecast, but people will read it as one: the outcomes
tell how often that would have been right.
"""

import dataclasses
import datetime
from collections import Counter

from ..models.weekly_figures import Rating
from .chances import Range, chance_within, level_of, pool_days, pool_weeks, recent
from .pace import pace_of
from .ratings import RATINGS, bounds_of

A_WEEK = datetime.timedelta(7)  # the figures are weekly: spots may have run out in the week before


@dataclasses.dataclass
class Backtest:
    """The counts of weeks by what followed them.

    `next_week`: the share of the next week, within those of the last four, below them or above.
    `rating`: the same against the span of the rating. `same_level`: if the next week had the level
    of the last. `four_weeks`: the chance of the next four weeks against that of the last four,
    give or take a half. `spots`: the day on which no spot was left, against the days told.
    """

    next_week: Counter = dataclasses.field(default_factory=Counter)
    rating: Counter = dataclasses.field(default_factory=Counter)
    same_level: Counter = dataclasses.field(default_factory=Counter)
    four_weeks: Counter = dataclasses.field(default_factory=Counter)
    spots: Counter = dataclasses.field(default_factory=Counter)

    def add(self, figures):
        """Count all weeks of the `figures` of one pool, the oldest first."""
        days = pool_days(figures)
        for n, week in enumerate(pool_weeks(figures)):
            self._add_spots(figures, n)
            if week.doubt:
                continue
            self._add_rating(week)
            last = recent(figures[: n + 1])
            if last is None:
                continue
            self.next_week[_place(week.share.least, last.shares)] += 1
            before, after = last.weeks[-1].share.least, week.share.least
            self.same_level[level_of(before) == level_of(after)] += 1
            following = chance_within(days, n, 4)
            if following and following.is_known:
                said = last.chance.least
                around = Range(said / 2, min(1, said * 1.5))
                self.four_weeks[_place(following.least, around)] += 1

    def _add_rating(self, week):
        if week.figures.rating in RATINGS:
            start, end = bounds_of(Rating(week.figures.rating))
            share = week.share.least
            self.rating["above" if share >= end else _place(share, Range(start, end))] += 1

    def _add_spots(self, figures, n):
        pace = pace_of(figures[: n + 1])
        if pace is None or pace.days_left is None:
            return
        earliest, latest = (figures[n].as_of + datetime.timedelta(days) for days in pace.days_left)
        if latest > figures[-1].as_of:
            return
        gone = next((each.as_of for each in figures[n + 1 :] if each.spots == 0), None)
        if gone is None:
            self.spots["some left on the last day"] += 1
        elif gone < earliest:
            self.spots["earlier"] += 1
        else:
            self.spots["later" if gone > latest + A_WEEK else "within"] += 1


def _place(number, span):
    """Return where a number lies: within a Range, below it or above."""
    if number < span.least:
        return "below"
    return "above" if number > span.most else "within"


def backtest(pools):
    """Return the Backtest of an iterable of the weekly figures of pools."""
    outcomes = Backtest()
    for figures in pools:
        outcomes.add(figures)
    return outcomes
