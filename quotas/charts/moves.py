"""A chart of numbers that moved: for each a line from one dot to another."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext, ngettext

from ..i18n.formats import grouped
from .drawing import rounded
from .picture import Box, Drawn, Label, Layout, Path

ROW = 1.55  # ems from one row to the next
DOT = 4  # the radius of a dot
NAMES = {"narrow": 104, "wide": 150, "share": 150}  # the most room of names
BETWEEN = 7  # units from a dot to its number


class Move(NamedTuple):
    """A number before and after, and the difference in words."""

    name: str
    before: int
    after: int
    difference: str

    @property
    def tone(self):
        return "first" if self.after > self.before else "second"


@dataclass(frozen=True)
class MovesChart:
    """Moves in the order in which they are given, with `notes` on what is none below them.

    `first` and `second` name the two times.
    """

    headline: str
    unit: str
    foot: str
    description: str
    first: str
    second: str
    moves: Sequence[Move]
    notes: Sequence[str] = ()

    def draw(self, layout, box):
        """Return a row for each move; in a given height, only for those at both ends."""
        return _Rows(self, layout, box).drawn


class _Rows:
    """The rows of a chart in the room of a layout."""

    def __init__(self, chart: MovesChart, layout: Layout, box: Box):
        self.chart, self.layout, self.box = chart, layout, box
        self.height = layout.size * ROW
        widths = [layout.width_of(move.name) for move in chart.moves]
        self.names = min(max(widths, default=0), NAMES[layout.name])
        self.differences = max(
            (layout.width_of(move.difference, bold=True) for move in chart.moves), default=0
        )
        numbers = max(
            (layout.width_of(grouped(n)) for move in chart.moves for n in move[1:3]), default=0
        )
        self.left = box.left + self.names + numbers + DOT + BETWEEN * 2
        self.right = box.right - self.differences - numbers - DOT - BETWEEN * 2
        self.most = max((max(move[1:3]) for move in chart.moves), default=1) or 1

    @property
    def drawn(self):
        shapes, y = self._key()
        moves = self._fitting(y)
        for move in moves:
            if move is None:
                words = self._left_out(len(self.chart.moves) - len(moves) + 1)
                shapes.append(Label(self.box.left, self._base(y), [words], "quiet"))
            else:
                shapes += self._row(move, y)
            y = rounded(y + self.height)
        if not self.box.bottom:
            notes, y = self._notes(y)
            shapes += notes
        return Drawn(shapes, y)

    def _fitting(self, top):
        """The moves that there is room for, with None in place of those left out."""
        moves = list(self.chart.moves)
        if not self.box.bottom:
            return moves
        room = int((self.box.bottom - top) / self.height)
        if len(moves) <= room:
            return moves
        return [*moves[: room // 2], None, *moves[len(moves) - (room - 1 - room // 2) :]]

    @staticmethod
    def _left_out(count):
        words = ngettext("%(count)s more between", "%(count)s more between", count)
        return words % {"count": grouped(count)}

    def _base(self, y):
        return rounded(y + self.height * 0.68)

    def _x(self, number):
        return rounded(self.left + (self.right - self.left) * number / self.most)

    def _key(self):
        """The two dots with the times that they stand for, above the rows."""
        layout, box = self.layout, self.box
        base, middle = self._base(box.top), rounded(box.top + self.height / 2)
        second = rounded(box.left + DOT * 4 + layout.width_of(self.chart.first) + layout.size * 2)
        shapes = [
            Path("plain hollow", _dot(box.left + DOT, middle)),
            Label(rounded(box.left + DOT * 3), base, [self.chart.first], "quiet"),
            Path("ink-area", _dot(second, middle)),
            Label(rounded(second + DOT * 2), base, [self.chart.second], "quiet"),
            Label(box.right, base, [gettext("Difference")], "quiet end"),
        ]
        line = rounded(box.top + self.height)
        shapes.append(Path("grid", f"M{box.left} {line}H{box.right}"))
        return shapes, rounded(line + layout.size * 0.4)

    def _row(self, move, y):
        layout, base, middle = self.layout, self._base(y), rounded(y + self.height / 2)
        name = layout.wrapped(move.name, self.names + 1)
        name = name if len(name) == 1 else [f"{name[0]}…"]
        start, end = self._x(move.before), self._x(move.after)
        low, high = sorted((move.before, move.after))
        return [
            Label(self.box.left, base, name),
            Path("grid", f"M{self._x(0)} {middle}H{self._x(self.most)}"),
            Path(f"{move.tone} moved", f"M{start} {middle}H{end}"),
            Path(f"{move.tone} hollow", _dot(start, middle)),
            Path(f"{move.tone}-area", _dot(end, middle)),
            Label(rounded(self._x(low) - DOT - BETWEEN), base, [grouped(low)], "halo end"),
            Label(rounded(self._x(high) + DOT + BETWEEN), base, [grouped(high)], "halo"),
            Label(self.box.right, base, [move.difference], f"strong end {move.tone}-word"),
        ]

    def _notes(self, y):
        layout, shapes = self.layout, []
        for note in self.chart.notes:
            lines = layout.wrapped(note, self.box.width)
            y += layout.leading * 1.1
            shapes.append(Label(self.box.left, rounded(y), lines, "quiet"))
            y += layout.leading * (len(lines) - 1)
        return shapes, rounded(y + layout.size * 0.4)


def _dot(x, y):
    return f"M{rounded(x - DOT)} {y}a{DOT} {DOT} 0 1 0 {DOT * 2} 0a{DOT} {DOT} 0 1 0-{DOT * 2} 0"
