"""The steps of a procedure down a line: to scale where there is a deadline, dashed where not."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _, ngettext

from .drawing import rounded
from .picture import Drawn, Label, Path

LONGEST = 96  # units of what is drawn to scale
SHORTEST = 26  # between two stops
GAP = 10  # below the name of a stop
AFTER_LINE = 16  # from the line to the names
SAMPLE = 36  # units that a line in the key is long
STOP = "m-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0"


@dataclass(frozen=True)
class Stop:
    """A step: its name, and within how many days of the one before it has to be done, if it has."""

    name: str
    days: int | None = None

    @property
    def deadline(self):
        """Its days in words, or nothing."""
        return _in_days(self.days) if self.days else ""


def _in_days(days):
    return ngettext("%(days)s day", "%(days)s days", days) % {"days": days}


@dataclass(frozen=True)
class Timeline:
    """The stops from the first to the last."""

    unit: str
    foot: str
    stops: Sequence[Stop]

    @cached_property
    def headline(self):
        """The number of steps with a deadline, and the shortest of the deadlines."""
        days = [stop.days for stop in self.stops if stop.days]
        if not days:
            return _("None of the steps has a deadline.")
        return ngettext(
            "%(timed)s of %(steps)s steps has a deadline: %(shortest)s.",
            "%(timed)s of %(steps)s steps have a deadline; the shortest is %(shortest)s.",
            len(days),
        ) % {"timed": len(days), "steps": len(self.stops), "shortest": _in_days(min(days))}

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
            "deadline": stop.deadline,
        }

    def draw(self, layout, box):
        """Return the stops from the top down, and the meaning of the two kinds of line."""
        deadlines = max(layout.width_of(stop.deadline, bold=True) for stop in self.stops)
        x = rounded(box.left + deadlines + 12)
        room = box.right - x - AFTER_LINE
        names = [layout.wrapped(stop.name, room) for stop in self.stops]
        ys = self._ys(layout, names, box.top + layout.size)
        shapes, timed, untimed = [], "", ""
        for start, end, stop in zip(ys, ys[1:], self.stops[1:], strict=False):
            if stop.days:
                timed += f"M{x} {start}V{end}"
                y = rounded((start + end) / 2 + layout.size * 0.35)
                shapes.append(Label(rounded(x - 12), y, [stop.deadline], "strong end"))
            else:
                untimed += f"M{x} {start}V{end}"
        for y, lines in zip(ys, names, strict=True):
            label_y = rounded(y + layout.size * 0.35)
            shapes.append(Label(rounded(x + AFTER_LINE), label_y, lines))
        bottom = ys[-1] + layout.leading * len(names[-1]) + layout.size
        key, bottom = self._key(layout, box, bottom)
        lines = [Path("untimed", untimed), Path("timed", timed)]
        stops = Path("stop", "".join(f"M{x} {y}{STOP}" for y in ys))
        return Drawn([*(line for line in lines if line.d), stops, *shapes, *key], bottom)

    def _ys(self, layout, names, first):
        """The height of each stop."""
        longest = max((stop.days for stop in self.stops if stop.days), default=1)
        ys = [first]
        for before, stop in zip(names, self.stops[1:], strict=False):
            needed = max(SHORTEST, layout.leading * len(before) + GAP)
            ys.append(ys[-1] + max(needed, LONGEST * (stop.days or 0) / longest))
        return [rounded(y) for y in ys]

    @staticmethod
    def _key(layout, box, top):
        """The two kinds of line with their meaning, and where they end."""
        shapes, x = [], box.left
        for look, text in (("timed", _("a deadline, to scale")), ("untimed", _("no fixed time"))):
            y, start = rounded(top), rounded(x)
            shapes.append(Path(look, f"M{start} {y}h{SAMPLE}"))
            label_y = rounded(y + layout.size * 0.35)
            shapes.append(Label(rounded(x + SAMPLE + 8), label_y, [text], "quiet"))
            x += SAMPLE + 8 + layout.width_of(text) + layout.size * 1.5
        return shapes, top + layout.leading
