"""The chance of an invitation in a pool, worked out from its weekly figures.

A feed gives the candidates in a pool and the invitations since the season began, once a week. The
share of a week is the invitations that followed a day over the candidates of that day, and at most
1. Somebody who stays in the pool takes part in every draw with the same chance as everybody else,
so the chance within some weeks is 1 less the product of the shares that were not invited.

A feed does not tell who withdrew, nor who entered between two days and was drawn at once. `Doubt`
names what else makes a share doubtful: it is then a range.

The functions take the weekly figures of one pool, the oldest first: anything with `as_of`,
`candidates`, `invitations`, `invitations_word` and `spots`.
"""

import datetime
import enum
import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..models.weekly_figures import Rating, Word

FEWEST = 20  # candidates: the share of fewer says more of them than of the pool
HORIZONS = (1, 4, 12)  # weeks
SLACK = datetime.timedelta(3)  # days by which a week is longer or shorter than 7


class Doubt(models.TextChoices):
    """The reasons for which the share of a week is not counted; the first that applies is told."""

    NOT_BEGUN = "not_begun", _("The rounds had not begun")
    NOT_GIVEN = "not_given", _("A number was not given")
    FELL = "fell", _("The total of the season fell")
    REPEATED = "repeated", _("The total was repeated, although the pool and its spots shrank")
    GAP = "gap", _("The next week is not known")
    NOBODY = "nobody", _("Nobody was waiting")
    FEW = "few", _("Fewer than 20 candidates were waiting")


class Level(models.IntegerChoices):
    """The share of a pool that was invited within a week, in words."""

    NOBODY = 0, _("nobody")
    FEWEST = 1, _("fewer than 1 in 100")
    FEW = 2, _("1 to 10 in 100")
    SOME = 3, _("10 to 50 in 100")
    MOST = 4, _("50 to 95 in 100")
    NEARLY_ALL = 5, _("nearly everybody")


LOWEST = {Level.NEARLY_ALL: 0.95, Level.MOST: 0.5, Level.SOME: 0.1, Level.FEW: 0.01}  # shares


class Range(NamedTuple):
    """The bounds of a number, which are the same if it is known."""

    least: float
    most: float

    @property
    def is_known(self):
        return self.least == self.most


class PoolDay(NamedTuple):
    """The figures of a pool on one day, and the Range that its total of invitations is in."""

    figures: Any
    total: Range
    doubt: Doubt | None = None


@dataclass(frozen=True)
class PoolWeek:
    """The candidates of a pool on one day, and the Range of invitations until the next day held."""

    figures: Any
    until: datetime.date
    invitations: Range
    doubt: Doubt | None

    @property
    def share(self):
        """The Range of the share of the candidates that was invited, or None if nobody waited."""
        return _share(self.invitations, self.figures.candidates)

    @property
    def invited(self):
        """The most of the candidates that can have been invited; new ones can have been too."""
        return min(self.invitations.most, self.figures.candidates)


def pool_days(figures):
    """Return a PoolDay for each of `figures`.

    A total in words before the first number is 0: the rounds had not begun. A total that is smaller
    than the one before is not relied on, and neither is that one. Nor is a total that repeats the
    one before while the candidates and the spots both went down, as invitations make them do.
    """
    stated, doubts = [_stated_total(figures, n) for n in range(len(figures))], {}
    relied_on = []
    for n, total in enumerate(stated):
        if total is None:
            doubts[n] = Doubt.NOT_GIVEN
        elif relied_on and total < stated[relied_on[-1]]:
            doubts[n] = doubts[relied_on.pop()] = Doubt.FELL
        elif n and total == stated[n - 1] and _shrank(figures[n - 1], figures[n]):
            doubts[n] = Doubt.REPEATED
        else:
            relied_on.append(n)
    days, least = [], 0
    following = iter([*relied_on, None])
    upcoming = next(following)
    for n, figure in enumerate(figures):
        most = math.inf if upcoming is None else stated[upcoming]
        if n == upcoming:
            least, upcoming = most, next(following)
        days.append(PoolDay(figure, Range(least, most), doubts.get(n)))
    return days


def _stated_total(figures, n):
    if figures[n].invitations is not None:
        return figures[n].invitations
    has_not_begun = all(earlier.invitations is None for earlier in figures[:n])
    in_words = figures[n].invitations_word in (Word.TO_BE_ANNOUNCED, Word.NOT_APPLICABLE)
    return 0 if has_not_begun and in_words else None


def _shrank(before, after):
    """Tell if the candidates and the spots of a pool both went down."""
    pairs = (before.candidates, after.candidates), (before.spots, after.spots)
    return all(None not in pair and pair[1] < pair[0] for pair in pairs)


def pool_weeks(figures):
    """Return the PoolWeek that follows each of `figures` but the last."""
    return [
        PoolWeek(before.figures, after.figures.as_of, _issued(before, after), _doubt(before, after))
        for before, after in pairwise(pool_days(figures))
    ]


def _issued(before, after):
    """Return the Range of the invitations between two days."""
    return Range(
        max(0, after.total.least - before.total.most), after.total.most - before.total.least
    )


def _doubt(before, after):
    candidates = before.figures.candidates
    longest = datetime.timedelta(7) + SLACK
    return next(
        (
            doubt
            for doubt, applies in (
                (Doubt.NOT_BEGUN, before.figures.invitations is None and after.total.most == 0),
                (Doubt.NOT_GIVEN, candidates is None),
                *((day.doubt, day.doubt) for day in (before, after)),
                (Doubt.GAP, after.figures.as_of - before.figures.as_of > longest),
                (Doubt.NOBODY, candidates == 0),
                (Doubt.FEW, candidates is not None and candidates < FEWEST),
            )
            if applies
        ),
        None,
    )


def _share(invitations, candidates):
    """Return the Range of the share of `candidates`, or None if there were none."""
    if not candidates:
        return None
    return Range(*(min(1, number / candidates) for number in invitations))


@dataclass(frozen=True)
class Point:
    """The chance of somebody in a pool on a day to be invited within each of HORIZONS.

    It is a Range, or None where the weeks that followed are not held.
    """

    figures: Any
    within: dict[int, Range | None]


def curve(figures):
    """Return a Point for each of `figures` with FEWEST candidates or more."""
    days = pool_days(figures)
    return [
        Point(day.figures, {weeks: chance_within(days, n, weeks) for weeks in HORIZONS})
        for n, day in enumerate(days)
        if (day.figures.candidates or 0) >= FEWEST
    ]


def chance_within(days, start, weeks):
    """Return the Range of the chance of an invitation within `weeks` of the PoolDay at `start`.

    It ends on the day held that is nearest to the end of these weeks. If none is within SLACK, it
    lies between the chance until the day before and that until the day after, and is None if no
    day after is held.
    """
    ends_on = days[start].figures.as_of + datetime.timedelta(7 * weeks)
    chance, near = Range(0, 0), []
    for as_of, next_chance in _chances_from(days, start):
        if abs(as_of - ends_on) <= SLACK:
            near.append((abs(as_of - ends_on), next_chance))
        elif as_of > ends_on:
            if near:
                break
            return Range(chance.least, next_chance.most)
        chance = next_chance
    if near:
        return min(near)[1]
    return chance if chance.least == 1 else None


def _chances_from(days, start):
    """Yield each later day whose total is relied on, with the Range of the chance until then."""
    here, chance = days[start], Range(0, 0)
    for day in days[start + 1 :]:
        if not day.total.is_known:
            continue
        share = _share(_issued(here, day), here.figures.candidates) or Range(0, 1)
        chance = Range(
            *(before + (1 - before) * now for before, now in zip(chance, share, strict=True))
        )
        yield day.figures.as_of, chance
        here = day


def level_of(share):
    """Return the Level of the share of a week."""
    if share == 0:
        return Level.NOBODY
    return next((level for level, lowest in LOWEST.items() if share >= lowest), Level.FEWEST)


def levels(weeks):
    """Return the Level of each PoolWeek, None where its share is not counted.

    Weeks in a row with fewer than FEWEST candidates are taken together until they make as many.
    """
    found, together = [None] * len(weeks), []
    for n, week in enumerate(weeks):
        if week.doubt not in (None, Doubt.FEW):
            continue
        together.append(n)
        if week.doubt is None:
            together = [n]
        candidates = sum(weeks[each].figures.candidates for each in together)
        if candidates >= FEWEST:
            level = level_of(sum(weeks[each].invited for each in together) / candidates)
            for each in together:
                found[each] = level
            together = []
    return found


class Phase(NamedTuple):
    """A part of a season in which a pool invited much the same share every week.

    `typical` is the Level in the middle of all, and that of `agreeing` of its `weeks`.
    """

    first_day: datetime.date
    last_day: datetime.date
    typical: Level
    weeks: int
    agreeing: int


COST_OF_PHASE = 3  # levels: what a further phase must explain to be worth a word
MOST_PHASES = 4


def phases(weeks, cost=COST_OF_PHASE):
    """Return the Phases of the PoolWeeks of a season that describe their levels best.

    The best are those in which the levels of the weeks differ least in all from the typical ones,
    plus a `cost` for each. It is raised until they are MOST_PHASES or fewer.
    """
    counted = [pair for pair in zip(weeks, levels(weeks), strict=True) if pair[1] is not None]
    found = [level for _week, level in counted]
    best = [(0, [])]
    for end in range(1, len(found) + 1):
        best.append(
            min(
                (
                    best[start][0] + _differences(found[start:end]) + cost,
                    [*best[start][1], (start, end)],
                )
                for start in range(end)
            )
        )
    bounds = best[-1][1]
    if len(bounds) > MOST_PHASES:
        return phases(weeks, cost * 2)
    return [_phase(counted[start:end]) for start, end in bounds]


def _typical(levels):
    return sorted(levels)[len(levels) // 2]


def _differences(levels):
    typical = _typical(levels)
    return sum(abs(level - typical) for level in levels)


def _phase(counted):
    found = [level for _week, level in counted]
    typical = _typical(found)
    first, last = counted[0][0], counted[-1][0]
    return Phase(first.figures.as_of, last.until, typical, len(found), found.count(typical))


class Recent(NamedTuple):
    """The last weeks of a pool, and the chance of somebody who was in it all the time."""

    weeks: list[PoolWeek]
    chance: Range

    @property
    def shares(self):
        """The Range of the shares of the weeks."""
        shares = [week.share.least for week in self.weeks]
        return Range(min(shares), max(shares))


def recent(figures, weeks=4):
    """Return the Recent of the last `weeks`, or None if the share of one of them is not counted."""
    if len(figures) <= weeks:
        return None
    last = pool_weeks(figures)[-weeks:]
    if any(week.doubt for week in last):
        return None
    days = pool_days(figures[-weeks - 1 :])
    *_before, (_day, chance) = _chances_from(days, 0)
    return Recent(last, chance)


class Contradiction(enum.Enum):
    """The ways in which the rating and the spots of a week contradict each other."""

    GOOD_WITHOUT_SPOTS = enum.auto()
    POOR_WITH_SPOTS_FOR_ALL = enum.auto()


def contradiction(figures):
    """Return the Contradiction in the weekly `figures` of a pool, or None."""
    if figures.spots == 0 and figures.rating in (Rating.EXCELLENT, Rating.VERY_GOOD):
        return Contradiction.GOOD_WITHOUT_SPOTS
    has_spots_for_all = figures.candidates and (figures.spots or 0) >= figures.candidates
    if has_spots_for_all and figures.rating in (Rating.LOW, Rating.VERY_LOW):
        return Contradiction.POOR_WITH_SPOTS_FOR_ALL
    return None


def kept_places(figures):
    """Return the places of the quota that are neither spots nor invitations; 0 if not known.

    More invitations than places are usual, so that places which are not even covered by
    invitations were taken back, or are kept.
    """
    if None in (figures.quota, figures.spots, figures.invitations):
        return 0
    return max(0, figures.quota - figures.spots - figures.invitations)
