"""The time and the chance of an invitation in a pool: a sentence, a chart and table cells."""

import dataclasses

from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext

from ..charts import Line, LineChart
from .amounts import percent, percent_between
from .chances import HORIZONS, curve, phases, pool_weeks
from .phase_sentences import describe, describe_few


@dataclasses.dataclass(frozen=True)
class WhenInvited:
    """The chances of somebody in a pool over its weekly figures, the oldest first."""

    figures: list

    @cached_property
    def weeks(self):
        """The PoolWeeks, the oldest first."""
        return pool_weeks(self.figures)

    @cached_property
    def sentence(self):
        """The share of the pool invited over the season, in words; None if nobody was waiting."""
        return describe(phases(self.weeks)) or describe_few(self.weeks)

    @cached_property
    def points(self):
        """The Points of the days with enough candidates, by day."""
        return {point.figures.as_of: point for point in curve(self.figures)}

    @property
    def horizons(self):
        """The heads of the columns of chances; none without a chance."""
        if not self._known:
            return []
        return [
            ngettext("Invited within %(weeks)s week", "Invited within %(weeks)s weeks", weeks)
            % {"weeks": weeks}
            for weeks in HORIZONS
        ]

    @property
    def _known(self):
        return any(any(point.within.values()) for point in self.points.values())

    def cells(self, figures):
        """Return the chances of the weekly `figures` in words, one for each of the horizons."""
        if not self._known:
            return []
        point = self.points.get(figures.as_of)
        if point is None:
            return [gettext("too few") if figures.candidates is not None else "–"] * len(HORIZONS)
        return [
            percent_between(*chance) if chance else gettext("not held")
            for chance in point.within.values()
        ]

    @property
    def chart(self):
        """A drawing of the chances that are one number, or None if fewer than two days have one."""
        chances = [
            self.points[week.as_of].within if week.as_of in self.points else {}
            for week in self.figures
        ]
        if len([each for each in chances if any(each.values())]) < 2:
            return None
        lines = [
            Line(_within(weeks), [_per_cent(each.get(weeks)) for each in chances])
            for weeks in HORIZONS
        ]
        drawn = [line for line in lines if any(value is not None for value in line.values)]
        title = gettext("The chance of an invitation, by the day on which somebody was in the pool")
        days = [week.as_of for week in self.figures]
        return LineChart(title, days, drawn, lambda value: percent(value / 100))


def _within(weeks):
    return ngettext("Within %(weeks)s week", "Within %(weeks)s weeks", weeks) % {"weeks": weeks}


def _per_cent(chance):
    """Return a chance for a line, None unless it is one number."""
    return 100 * chance.least if chance and chance.is_known else None
