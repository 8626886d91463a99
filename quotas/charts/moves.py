"""A chart of numbers that moved: for each a line from one dot to another."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext

from ..i18n.formats import grouped
from .drawing import rounded
from .picture import Box, Drawn, Label, Layout, Path

ROW = {"narrow": 1.55, "wide": 1.55, "share": 1.3}  # ems from one row to the next
DOT = {"narrow": 3.5, "wide": 4, "share": 4}  # the radius of a dot
NAMES = {"narrow": 126, "wide": 150, "share": 150}  # the most room of names
BETWEEN = 6  # units from a dot to its number
LARGE = 1000  # from here on, numbers have a scale of their own
FEWEST = 3  # rows that are worth one


class Move(NamedTuple):
    """A number before and after, and the difference in words."""

    name: str
    before: int
    after: int
    difference: str

    @property
    def least(self):
        return min(self.before, self.after)

    @property
    def most(self):
        return max(self.before, self.after)

    @property
    def size(self):
        return self.most - self.least

    @property
    def tone(self):
        return "first" if self.after > self.before else "second"


class Scale(NamedTuple):
    """Moves with a heading, on a scale from 0 to the largest of their numbers."""

    heading: str
    moves: Sequence[Move]

    @property
    def most(self):
        return max(move.most for move in self.moves)


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
        """Return a row for each move, or in a given height for as many of the largest as fit."""
        return _Rows(self, layout, box).drawn

    @property
    def scales(self):
        """The large and the small, each on a Scale of their own; all on one if either are few."""
        large = [move for move in self.moves if move.most >= LARGE]
        small = [move for move in self.moves if move.most < LARGE]
        if min(len(large), len(small)) < FEWEST:
            return [Scale("", self.moves)]
        words = {"places": grouped(LARGE)}
        return [
            Scale(gettext("%(places)s places or more") % words, large),
            Scale(gettext("Fewer than %(places)s places") % words, small),
        ]


class _Rows:
    """The rows of a chart in the room of a layout."""

    def __init__(self, chart: MovesChart, layout: Layout, box: Box):
        self.chart, self.layout, self.box = chart, layout, box
        self.height = layout.size * ROW[layout.name]
        self.numbers = layout.size * 0.9
        self.dot = DOT[layout.name]
        self.between = self.dot + BETWEEN  # from the middle of a dot to its number
        moves = chart.moves
        most = NAMES[layout.name] if len(moves) > FEWEST else box.width * 0.42
        self.names = min(max(layout.width_of(move.name) for move in moves), most)
        differences = max(layout.width_of(move.difference, bold=True) for move in moves)
        self.left = box.left + self.names + self._room_before() + self.between + BETWEEN
        largest = max(self._width(move.most) for move in moves)
        self.right = box.right - differences - largest - self.between - BETWEEN

    def _width(self, number):
        return self.layout.width_of(grouped(number), self.numbers)

    def _room_before(self):
        """The widest number before a dot near the start of its scale; others stand above it."""
        near = [
            move.least
            for scale in self.chart.scales
            for move in scale.moves
            if move.least < scale.most / 4
        ]
        return max(map(self._width, near), default=0)

    @property
    def drawn(self):
        shapes, y = self._key()
        for scale in self._fitting(y):
            if scale.heading:
                y = rounded(y + self.height * 0.3)
                shapes.append(Label(self.box.left, self._base(y), [scale.heading], "strong"))
                y = rounded(y + self.height)
            for move in scale.moves:
                shapes += self._row(move, scale.most, y)
                y = rounded(y + self.height)
        if not self.box.bottom:
            notes, y = self._notes(y)
            shapes += notes
        return Drawn(shapes, y)

    def _fitting(self, top):
        """The scales; in a given height one, of the largest moves that there is room for."""
        if not self.box.bottom:
            return self.chart.scales
        room = max(1, int((self.box.bottom - top) / self.height))
        moves = self.chart.moves
        by_size = sorted(range(len(moves)), key=lambda n: -moves[n].size)
        return [Scale("", [moves[n] for n in sorted(by_size[:room])])]

    def _base(self, y):
        return rounded(y + self.height * 0.68)

    def _key(self):
        """The two dots with the times that they stand for, above the rows."""
        layout, box = self.layout, self.box
        base, middle = self._base(box.top), rounded(box.top + self.height / 2)
        after_first = box.left + 3.5 * self.dot + layout.width_of(self.chart.first)
        second = rounded(after_first + layout.size + 3 * self.dot)
        shapes = [
            Path("plain hollow", self._dot(box.left + self.dot, middle)),
            Label(rounded(box.left + 3.5 * self.dot), base, [self.chart.first], "quiet"),
            Path("ink-area", self._dot(second, middle)),
            Label(rounded(second + 2.5 * self.dot), base, [self.chart.second], "quiet"),
            Label(box.right, base, [self._difference], "quiet end"),
        ]
        line = rounded(box.top + self.height)
        shapes.append(Path("grid", f"M{box.left} {line}H{box.right}"))
        return shapes, rounded(line + layout.size * 0.4)

    @property
    def _difference(self):
        return gettext("The largest differences") if self.box.bottom else gettext("Difference")

    def _row(self, move, most, y):
        layout, base, middle = self.layout, self._base(y), rounded(y + self.height / 2)
        start, end, left, right = (
            rounded(self.left + (self.right - self.left) * number / most)
            for number in (move.before, move.after, move.least, move.most)
        )
        return [
            Label(self.box.left, base, [layout.cut(move.name, self.names)]),
            Path("grid", f"M{rounded(self.left)} {middle}H{rounded(self.right)}"),
            Path(f"{move.tone} moved", f"M{start} {middle}H{end}"),
            Path(f"{move.tone} hollow", self._dot(start, middle)),
            Path(f"{move.tone}-area", self._dot(end, middle)),
            Label(
                rounded(left - self.between), base, [grouped(move.least)], "halo end", self.numbers
            ),
            Label(rounded(right + self.between), base, [grouped(move.most)], "halo", self.numbers),
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

    def _dot(self, x, y):
        r = self.dot
        return f"M{rounded(x - r)} {y}a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0-{2 * r} 0"
