"""One pool’s weekly figures, its pace and its chart."""

import dataclasses
import datetime
from itertools import pairwise

from django.utils.translation import gettext, gettext_lazy as _

from ..charts import Line, LineChart
from ..i18n.formats import grouped
from ..models import WeeklyFigures
from ..validators import LAST_YEAR

PACE_DAYS = 28
FEWEST_WEEKS = 3


@dataclasses.dataclass(frozen=True)
class Week:
    """The figures of one day, with the invitations issued since the day before them."""

    figures: WeeklyFigures
    since: datetime.date | None = None
    new_invitations: int | None = None

    @property
    def change(self):
        """The new invitations with their sign; a source may take some back."""
        sign = "−" if self.new_invitations < 0 else "+"
        return sign + grouped(abs(self.new_invitations))


@dataclasses.dataclass(frozen=True)
class Pace:
    """The pace at which spots went over the last weeks, and the day on which none would be left."""

    first_day: datetime.date
    last_day: datetime.date
    weeks: int
    spots_a_week: float
    runs_out_on: datetime.date | None


@dataclasses.dataclass
class Course:
    """One pool’s weekly figures, oldest first; with a `name` if it is inside another pool."""

    name: str
    figures: list[WeeklyFigures]

    @property
    def latest(self):
        return self.figures[-1]

    @property
    def weeks(self):
        """Each day's figures, the newest first."""
        weeks = [Week(self.figures[0])]
        for before, now in pairwise(self.figures):
            known = None not in (before.invitations, now.invitations)
            weeks.append(
                Week(
                    now,
                    since=before.as_of,
                    new_invitations=now.invitations - before.invitations if known else None,
                )
            )
        return weeks[::-1]

    @property
    def chart(self):
        """A drawing of the weeks, or None if no week has a number."""
        lines = [
            Line(str(name), [getattr(figures, column) for figures in self.figures])
            for column, name in (
                ("spots", _("Spots available")),
                ("candidates", _("Candidates")),
                ("invitations", _("Invitations issued")),
            )
        ]
        drawn = [line for line in lines if any(value is not None for value in line.values)]
        if not drawn:
            return None
        title = gettext("Spots, candidates and invitations by week")
        return LineChart(title, [figures.as_of for figures in self.figures], drawn)

    @property
    def pace(self):
        """The pace of spots, or None with fewer than three late weeks or without a spot left.

        None too if they would last beyond any season.
        """
        newest = self.latest.as_of
        late = [
            figures
            for figures in self.figures
            if figures.spots is not None and (newest - figures.as_of).days <= PACE_DAYS
        ]
        if len(late) < FEWEST_WEEKS or late[-1] is not self.latest or not self.latest.spots:
            return None
        first, last = late[0], late[-1]
        days = (last.as_of - first.as_of).days
        a_day = (first.spots - last.spots) / days
        runs_out_on = None
        if a_day > 0:
            days_left = round(last.spots / a_day)
            if days_left > (datetime.date(LAST_YEAR, 12, 31) - last.as_of).days:
                return None
            runs_out_on = last.as_of + datetime.timedelta(days=days_left)
        return Pace(
            first_day=first.as_of,
            last_day=last.as_of,
            weeks=len(late),
            spots_a_week=a_day * 7,
            runs_out_on=runs_out_on,
        )
