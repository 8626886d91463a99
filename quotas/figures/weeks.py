"""One pool’s weekly figures and their chart."""

import dataclasses
import datetime
from itertools import groupby, pairwise
from operator import itemgetter
from typing import NamedTuple

from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy as _

from ..charts import Line, LinesChart, Panel
from ..i18n.formats import with_sign
from ..models import WeeklyFigures
from .amounts import percent
from .foot import foot_of
from .headlines import of_weeks, unit_of
from .share_sentences import last_week
from .when_invited import WhenInvited


@dataclasses.dataclass(frozen=True)
class Week:
    """The figures of one day, with the invitations issued since the day before them.

    `chances` are those of somebody in the pool that day, in words.
    """

    figures: WeeklyFigures
    since: datetime.date | None = None
    new_invitations: int | None = None
    chances: list[str] = dataclasses.field(default_factory=list)

    @property
    def change(self):
        """The new invitations with their sign; a source may take some back."""
        return with_sign(self.new_invitations) or "+0"


class ShareOfWeek(NamedTuple):
    """The share of a pool that was invited in one week, as a number in words and a sentence."""

    share: str
    sentence: str


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
        cells = self.when_invited.cells
        weeks = [Week(self.figures[0], chances=cells(self.figures[0]))]
        for before, now in pairwise(self.figures):
            known = None not in (before.invitations, now.invitations)
            weeks.append(
                Week(
                    now,
                    since=before.as_of,
                    new_invitations=now.invitations - before.invitations if known else None,
                    chances=cells(now),
                )
            )
        return weeks[::-1]

    @cached_property
    def when_invited(self):
        return WhenInvited(self.figures)

    @property
    def last_share(self):
        """The ShareOfWeek of the last week, or None if it cannot be counted."""
        week = self.when_invited.weeks[-1] if self.when_invited.weeks else None
        if week is None or week.doubt:
            return None
        return ShareOfWeek(percent(week.share.least), last_week(week))

    @property
    def lasting_facts(self):
        """The facts that seldom change: words with the day they began.

        Weeks that do not tell are left out, unless none does.
        """
        return [
            (_("Quota"), self._runs("quota_label", "as_of")),
            (_("Pool"), self._runs("openness_label", "is_open")),
            (_("First round"), self._runs("first_round_label", "first_round_word")),
            (_("Final round"), self._runs("final_round_label", "final_round_word")),
            (_("Source"), self._runs("source_label", "as_of")),
        ]

    def _runs(self, label, fact):
        telling = [week for week in self.figures if getattr(week, fact) not in (None, "")]
        said = [(getattr(week, label), week.as_of) for week in telling or self.figures]
        return [next(run) for _words, run in groupby(said, key=itemgetter(0))]

    @cached_property
    def chart(self):
        """A drawing of the weeks, or None if no week has a number.

        There can be twenty times as many candidates as spots, so they have a panel of their own.
        """
        waiting = self._line("candidates", _("Candidates"), "second")
        left = self._line("spots", _("Spots available"), "first")
        issued = self._line("invitations", _("Invitations issued"), "third")
        quota = self._line("quota", _("Quota"))
        panels = [Panel([waiting], share=0.8), Panel([left, issued], quota, share=1.2)]
        if not any(panel.held for panel in panels):
            return None
        return LinesChart(
            of_weeks(self.figures),
            unit_of(self.latest, gettext("Spots, candidates and invitations by week")),
            foot_of([self.latest]),
            [figures.as_of for figures in self.figures],
            panels,
        )

    def _line(self, column, name, look="first"):
        return Line(str(name), [getattr(each, column) for each in self.figures], look)
