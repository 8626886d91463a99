"""The steps of a procedure down a line: to scale where there is a deadline, dashed where not."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.utils.translation import gettext as _, ngettext

from .drawing import LEADING, SIZE, WIDTH, Text, rounded, width_of, wrapped

LONGEST = 96  # of what is drawn to scale
SHORTEST = 26  # between two stops
GAP = 10  # below the name of a stop


@dataclass(frozen=True)
class Stop:
    """A step: its name, and within how many days of the one before it has to be done, if it has."""

    name: str
    days: int | None = None


class Stretch(NamedTuple):
    """The line between two stops, and the deadline beside it, which is empty if there is none."""

    start: float
    end: float
    label: Text


@dataclass(frozen=True)
class Timeline:
    """The stops from the first to the last."""

    title: str
    stops: Sequence[Stop]

    width = WIDTH
    first = 12  # how far down the first stop is

    @cached_property
    def description(self):
        """Every step in words, with its deadline."""
        return " ".join(map(self._describe, self.stops))

    @staticmethod
    def _describe(stop):
        if stop.days is None:
            return _("%(step)s.") % {"step": stop.name}
        return _("%(step)s, within %(deadline)s.") % {
            "step": stop.name,
            "deadline": _in_days(stop.days),
        }

    @cached_property
    def line_x(self):
        """The place of the line, after the widest deadline."""
        widest = max((width_of(_in_days(stop.days)) for stop in self.stops if stop.days), default=0)
        return rounded(widest * 1.12 + 18)

    @cached_property
    def _names(self):
        room = WIDTH - self.line_x - 16
        return [wrapped(stop.name, room) for stop in self.stops]

    @cached_property
    def _heights(self):
        """The height of the line before each stop, 0 before the first."""
        longest = max((stop.days for stop in self.stops if stop.days), default=1)
        heights = [0]
        for before, stop in zip(self._names, self.stops[1:], strict=False):
            needed = max(SHORTEST, LEADING * len(before) + GAP)
            heights.append(max(needed, LONGEST * (stop.days or 0) / longest))
        return heights

    @cached_property
    def ys(self):
        """The height of each stop, from the top."""
        return [rounded(self.first + sum(self._heights[: n + 1])) for n in range(len(self.stops))]

    @cached_property
    def marks(self):
        """The point and the name of each stop."""
        return [
            (y, Text(rounded(self.line_x + 16), rounded(y + SIZE * 0.35), lines))
            for y, lines in zip(self.ys, self._names, strict=True)
        ]

    @cached_property
    def timed(self):
        """The stretches that have a deadline."""
        return [stretch for stretch in self._stretches if stretch.label.lines]

    @cached_property
    def untimed(self):
        """The stretches without a deadline."""
        return [stretch for stretch in self._stretches if not stretch.label.lines]

    @property
    def timed_path(self):
        """The lines of the stretches with a deadline, and a sample of it in the key."""
        return self._path(self.timed, self.key[0])

    @property
    def untimed_path(self):
        """The lines of the other stretches, and a sample of it in the key."""
        return self._path(self.untimed, self.key[1])

    def _path(self, stretches, label):
        lines = [f"M{self.line_x} {each.start}V{each.end}" for each in stretches]
        return f"{''.join(lines)}M2 {label.y}m0-4H{self.line_x}"

    @property
    def _stretches(self):
        for start, end, stop in zip(self.ys, self.ys[1:], self.stops[1:], strict=False):
            lines = [_in_days(stop.days)] if stop.days else []
            middle = rounded((start + end) / 2 + SIZE * 0.35)
            yield Stretch(start, end, Text(rounded(self.line_x - 12), middle, lines))

    @cached_property
    def key(self):
        """The meaning of the two kinds of line, below the last stop."""
        top = self.ys[-1] + LEADING * len(self._names[-1]) + 20 if self.stops else 12
        texts = (_("a deadline, to scale"), _("no fixed time"))
        return [
            Text(rounded(self.line_x + 16), rounded(top + n * (LEADING + 4)), [text])
            for n, text in enumerate(texts)
        ]

    @property
    def height(self):
        """The height of the drawing."""
        return rounded(self.key[-1].y + 8)


def _in_days(days):
    return ngettext("%(days)s day", "%(days)s days", days) % {"days": days}
