"""Strips of weeks: a row for each pool, a cell for each of its weeks, on days to scale."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from babel.dates import format_date

from ..i18n.languages import language
from .drawing import rounded
from .picture import Box, Drawn, Label, Layout, Path

ROW = 1.4  # ems from one strip to the next
STRIP = 1.1  # ems that a strip is high
NAMES = {"narrow": 126, "wide": 150}  # the most room of names
BETWEEN = {"narrow": 8, "wide": 12, "share": 22}  # units from names to strips, or between columns


class Cell(NamedTuple):
    """The days from one day of figures to the next, and the look that they are drawn with."""

    first_day: date
    last_day: date
    look: str


class Strip(NamedTuple):
    """The cells of one pool; those without a look are bare."""

    name: str
    cells: Sequence[Cell]


class Group(NamedTuple):
    """Strips that belong together, in order."""

    name: str
    strips: Sequence[Strip]


class Look(NamedTuple):
    """The class of a cell in picture.css, and its meaning.

    A counted one is as high as its share of the strip; a dashed one, of height 0, is not counted.
    """

    name: str
    meaning: str
    height: float = 0

    @property
    def is_counted(self):
        return self.height > 0


@dataclass(frozen=True)
class StripsChart:
    """The strips of all groups between two days, with the looks that they are drawn with."""

    headline: str
    unit: str
    foot: str
    description: str
    first_day: date
    last_day: date
    groups: Sequence[Group]
    looks: Sequence[Look]

    def draw(self, layout, box):
        """Return a row for each strip; in a given height, a column for each group."""
        sheet = _Sheet(self, layout, box)
        return sheet.columns() if box.bottom else sheet.rows()

    @property
    def months(self):
        """The first days of the months after the first."""
        day, days = self.first_day, []
        while (day := (day.replace(day=1) + timedelta(32)).replace(day=1)) <= self.last_day:
            days.append(day)
        return days


class _Sheet:
    """The chart in the room of a layout."""

    def __init__(self, chart: StripsChart, layout: Layout, box: Box):
        self.chart, self.layout, self.box = chart, layout, box
        self.heights = {look.name: look.height for look in chart.looks}

    def rows(self):
        """The key, and the groups below each other with their names."""
        chart, layout, box = self.chart, self.layout, self.box
        names = [strip.name for group in chart.groups for strip in group.strips]
        widest = max((layout.width_of(name) for name in names), default=0)
        room = min(widest, NAMES[layout.name])
        left = rounded(box.left + room + BETWEEN[layout.name])
        shapes, y = self._key(box.top)
        for group in chart.groups:
            y += layout.size * 1.6
            shapes.append(Label(box.left, rounded(y), [group.name], "strong"))
            shapes += self._months(left, rounded(y), len(group.strips))
            y += layout.size * 0.5
            for strip in group.strips:
                name = [layout.cut(strip.name, room)]
                shapes.append(Label(box.left, rounded(y + layout.size), name))
                shapes += self._strip(strip, left, box.right, y, layout.size * STRIP)
                y += layout.size * ROW
        return Drawn(shapes, rounded(y + layout.size * 0.5))

    def columns(self):
        """The groups beside each other, with strips as high as there is room for."""
        chart, layout, box = self.chart, self.layout, self.box
        gap, count = BETWEEN[layout.name], max(1, len(chart.groups))
        width = (box.width - gap * (count - 1)) / count
        top = box.top + layout.size * 1.1
        most = max((len(group.strips) for group in chart.groups), default=1)
        height = (box.bottom - top) / most
        shapes = []
        for n, group in enumerate(chart.groups):
            left = rounded(box.left + n * (width + gap))
            shapes.append(Label(left, rounded(box.top + layout.size * 0.6), [group.name], "strong"))
            for row, strip in enumerate(group.strips):
                counted = [cell for cell in strip.cells if self.heights.get(cell.look)]
                strip = strip._replace(cells=counted)
                y = top + row * height
                shapes += self._strip(strip, left, left + width, y, height * 0.9, has_foot=False)
        return Drawn(shapes, box.bottom)

    def _x(self, day, left, right):
        days = max(1, (self.chart.last_day - self.chart.first_day).days)
        return rounded(left + (right - left) * (day - self.chart.first_day).days / days)

    def _months(self, left, base, strips):
        """The months above the strips of a group, and the lines below them."""
        layout, right = self.layout, self.box.right
        bottom = rounded(base + layout.size * (0.5 + ROW * strips))
        shapes, free = [], left
        for day in self.chart.months:
            x = self._x(day, left, right)
            name = format_date(day, "MMM", locale=language())
            shapes.append(Path("grid", f"M{x} {rounded(base + layout.size * 0.4)}V{bottom}"))
            width = layout.width_of(name)
            if x >= free and x + width <= right:
                shapes.append(Label(x, base, [name], "quiet", rounded(layout.size * 0.9)))
                free = x + width + layout.size * 0.6
        return shapes

    def _strip(self, strip, left, right, top, height, *, has_foot=True):
        """The cells of a strip as one path for each look, in which neighbours are one."""
        spans, foot = {}, rounded(top + height)
        for first_day, last_day, look in strip.cells:
            if not look:
                continue
            start, end = self._x(first_day, left, right), self._x(last_day, left, right)
            of_look = spans.setdefault(look, [])
            if of_look and of_look[-1][1] == start:
                start = of_look.pop()[0]
            of_look.append((start, end))
        shapes = [Path("strip-foot", f"M{left} {foot}H{right}")] if has_foot else []
        for look, of_look in spans.items():
            shapes.append(Path(look, self._outline(look, of_look, foot, height)))
        return shapes

    def _outline(self, look, spans, foot, height):
        share = self.heights[look]
        if not share:
            middle = rounded(foot - height / 2)
            return "".join(f"M{start} {middle}H{end}" for start, end in spans)
        tall = rounded(height * share)
        return "".join(
            f"M{start} {foot}v-{tall}h{rounded(end - start)}v{tall}z" for start, end in spans
        )

    def _key(self, top):
        """Each look with its meaning: those that are counted first, in a line of their own."""
        layout, box = self.layout, self.box
        size, shapes, y = layout.size, [], top
        for counted in (True, False):
            x = box.left
            for look in self.chart.looks:
                if look.is_counted != counted:
                    continue
                lines = layout.wrapped(look.meaning, box.width - size * 2.5)
                needed = size * 2.5 + max(map(layout.width_of, lines))
                if x > box.left and x + needed > box.right:
                    x, y = box.left, y + size * 1.6
                swatch = Cell(self.chart.first_day, self.chart.last_day, look.name)
                strip = Strip("", [swatch])
                shapes += self._strip(strip, rounded(x), rounded(x + size * 2), y, size * STRIP)
                shapes.append(Label(rounded(x + size * 2.5), rounded(y + size), lines))
                y += layout.leading * (len(lines) - 1)
                x += needed + size * 1.5
            y += size * 1.7
        return shapes, y
