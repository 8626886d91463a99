"""The pace at which the spots of a pool go."""

import dataclasses
import datetime
from itertools import pairwise

DAYS = 28
FEWEST_WEEKS = 3
MOST_DAYS_APART = 31


@dataclasses.dataclass(frozen=True)
class Pace:
    """The weekly figures of the last 28 days that give spots, three or more, oldest first."""

    figures: list

    @property
    def first_day(self):
        return self.figures[0].as_of

    @property
    def last_day(self):
        return self.figures[-1].as_of

    @property
    def weeks(self):
        return len(self.figures)

    @property
    def spots_a_week(self):
        """The spots that went in a week, on average; below zero if they rose."""
        return 7 * _a_day(self.figures)

    @property
    def rose(self):
        """Tell if there were more spots in a week than in the one before."""
        return any(after.spots > before.spots for before, after in pairwise(self.figures))

    @property
    def invited(self):
        """Tell if the last weeks brought an invitation; None if the source does not count them."""
        issued = {figures.invitations for figures in self.figures[-FEWEST_WEEKS:]}
        return None if None in issued else len(issued) > 1

    @property
    def days_left(self):
        """The fewest and the most days until no spot is left, or None if no day can be told.

        They come from the last three weekly figures, the last four, and so on. Figures that are
        more than a month apart in this tell none.
        """
        if self.rose or not self.invited:
            return None
        paces = [_a_day(self.figures[-weeks:]) for weeks in range(FEWEST_WEEKS, self.weeks + 1)]
        if not all(paces):
            return None
        days = [round(self.figures[-1].spots / a_day) for a_day in paces]
        fewest, most = min(days), max(days)
        return (fewest, most) if most - fewest <= MOST_DAYS_APART else None


def pace_of(figures):
    """Return the pace by the weekly `figures` of a pool, or None.

    None with fewer than three in the last 28 days, or if the last has no spots left.
    """
    last = figures[-1]
    first_day = last.as_of - datetime.timedelta(days=DAYS)
    late = [week for week in figures if week.spots is not None and week.as_of >= first_day]
    return Pace(late) if last.spots and len(late) >= FEWEST_WEEKS else None


def _a_day(figures):
    first, last = figures[0], figures[-1]
    return (first.spots - last.spots) / (last.as_of - first.as_of).days
