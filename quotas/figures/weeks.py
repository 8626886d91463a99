"""One pool’s weekly figures and their chart."""

import dataclasses
import datetime
from itertools import groupby, pairwise
from operator import itemgetter

from django.utils.translation import gettext, gettext_lazy as _

from ..charts import MANY_WEEKS, Line, LineChart
from ..i18n.formats import grouped
from ..models import WeeklyFigures


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
    def is_long(self):
        """Tell if its table is so long that it leaves out the facts of rounds."""
        return len(self.figures) > MANY_WEEKS

    @property
    def round_facts(self):
        """The openness and the rounds, which seldom change: words with the day they began.

        Weeks that do not tell are left out, unless none does.
        """
        return [
            (name, [next(run) for _words, run in groupby(said, key=itemgetter(0))])
            for name, said in (
                (_("Pool"), self._said("openness_label", "is_open")),
                (_("First round"), self._said("first_round_label", "first_round_word")),
                (_("Final round"), self._said("final_round_label", "final_round_word")),
            )
        ]

    def _said(self, label, fact):
        telling = [week for week in self.figures if getattr(week, fact) not in (None, "")]
        return [(getattr(week, label), week.as_of) for week in telling or self.figures]

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
