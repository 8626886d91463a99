"""Figures over days: lines in panels that share the days, each panel on its own scale."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise
from operator import itemgetter

from django.utils.translation import gettext as _

from ..i18n.formats import grouped, long_date
from .days import DayAxis
from .drawing import rounded
from .panels import DrawnPanel
from .picture import Drawn

MANY_WEEKS = 12  # beyond which words name a few of them: the table beside has them all
LONGEST_STEP = timedelta(14)  # from one figure of a line to the next: they are weekly, or late
HEIGHTS = {"narrow": 120, "wide": 140}  # of a panel that counts once
BETWEEN = 20  # panels


@dataclass(frozen=True)
class Line:
    """A figure over the days, None where none is held; its `look` is first, second or third."""

    name: str
    values: Sequence[float | None]
    look: str = "first"

    @property
    def is_held(self):
        return any(value is not None for value in self.values)


@dataclass(frozen=True)
class Panel:
    """Lines on one scale; the `rule` is what they are measured by. `share` is of the height."""

    lines: Sequence[Line]
    rule: Line | None = None
    share: float = 1

    @property
    def held(self):
        """The lines that have a value."""
        return [line for line in self.lines if line.is_held]

    @property
    def largest(self):
        """The largest value, or 0 if there is none."""
        lines = [*self.lines, self.rule] if self.rule else self.lines
        values = [value for line in lines for value in line.values if value is not None]
        return max(values, default=0)


@dataclass(frozen=True)
class LinesChart:
    """The `panels` from the top down, over `days` in their order; `write` words a value."""

    headline: str
    unit: str
    foot: str
    days: Sequence[date]
    panels: Sequence[Panel]
    write: Callable = grouped

    @property
    def lines(self):
        return [line for panel in self.panels for line in panel.lines]

    @cached_property
    def description(self):
        """The values of the chart in words, and the days without any.

        Of many weeks, the first value of a line, its largest, its smallest and its last; of a rule,
        every value that it had.
        """
        values = []
        for panel in self.panels:
            values += [self._describe(line, self._chosen(line)) for line in panel.lines]
            if panel.rule:
                values.append(self._describe(panel.rule, self._steps(panel.rule)))
        gaps = [
            _("There are no figures from %(first)s to %(last)s.")
            % {
                "first": long_date(before + timedelta(1)),
                "last": long_date(after - timedelta(1)),
            }
            for before, after in self.gaps
        ]
        return " ".join(values + gaps)

    def _describe(self, line, pairs):
        values = "; ".join(self._describe_value(day, value) for day, value in pairs)
        return _("%(name)s: %(values)s.") % {"name": line.name, "values": values}

    def _describe_value(self, day, value):
        if value is None:
            return _("no figure on %(day)s") % {"day": long_date(day)}
        return _("%(value)s on %(day)s") % {"value": self.write(value), "day": long_date(day)}

    def _chosen(self, line):
        """The days and values of `line` that words name."""
        pairs = list(zip(self.days, line.values, strict=True))
        held = [(day, value) for day, value in pairs if value is not None]
        if len(self.days) <= MANY_WEEKS or not held:
            return pairs
        largest, smallest = (choose(held, key=itemgetter(1)) for choose in (max, min))
        return sorted({held[0], largest, smallest, held[-1]})

    def _steps(self, rule):
        """The days on which `rule` began and changed, with its values."""
        held = [pair for pair in zip(self.days, rule.values, strict=True) if pair[1] is not None]
        return held[:1] + [now for before, now in pairwise(held) if before[1] != now[1]]

    @cached_property
    def gaps(self):
        """Pairs of days without a figure between them where one was due."""
        return [
            (before, after)
            for before, after in pairwise(self.days)
            if after - before > LONGEST_STEP
        ]

    def draw(self, layout, box):
        """Return the panels, and the days below the last."""
        panels = [DrawnPanel(self, panel, layout) for panel in self.panels if panel.held]
        left = box.left + max((panel.scale_width for panel in panels), default=0) + 6
        right = box.right - max((panel.labels_width for panel in panels), default=layout.size * 3)
        axis = DayAxis(self.days, rounded(left), rounded(right), layout)
        shapes, top = [], box.top
        for panel, height in zip(panels, self._heights(panels, layout, box, axis), strict=True):
            shapes += panel.draw(axis, box.left, rounded(top), rounded(top + height))
            top += height + BETWEEN
        base = rounded(top - BETWEEN)
        return Drawn([*shapes, *axis.draw(base)], base + axis.height)

    def _heights(self, panels, layout, box, axis):
        """The heights of the panels: what they need, or their shares of the height given."""
        if box.bottom is None:
            height = HEIGHTS[layout.name]
            return [max(panel.panel.share * height, panel.labels_height) for panel in panels]
        room = box.bottom - box.top - axis.height - BETWEEN * (len(panels) - 1)
        shares = sum(panel.panel.share for panel in panels)
        return [room * panel.panel.share / shares for panel in panels]
