"""Pictures: a chart with its headline, unit and foot, in one of three layouts."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from math import ceil
from pathlib import Path as FilePath
from typing import NamedTuple, Protocol

from django.utils.translation import gettext as _

from .drawing import rounded, width_of, wrapped

LEADING = 1.2  # ems from one line of text to the next, as the template writes it
MOST_HEADLINES = 2  # lines, where the height is given
SMALLER = (21, 19, 17)  # sizes of a headline that would have more


class Layout(NamedTuple):
    """The sizes of a picture; without a `height` it is as high as its chart needs."""

    name: str
    width: int
    height: int | None
    margin: int
    size: float  # of text
    headline: float  # size of its text
    letters: float = 1  # how wide they are, as a share of the widest of common fonts

    @property
    def leading(self):
        """The distance from one line of text to the next."""
        return self.size * LEADING

    def width_of(self, text, size=None, *, bold=False):
        """Return the width of `text`, in the size of this layout if none is given."""
        return width_of(text, (size or self.size) * self.letters, bold=bold)

    def cut(self, text, width):
        """Return `text`, or as much of it as has room in `width`."""
        if self.width_of(text) <= width:
            return text
        while self.width_of(f"{text}…") > width:
            text = text[:-1]
        return f"{text.rstrip()}…"

    def wrapped(self, text, width, size=None, *, bold=False):
        """Return the lines of `text` within `width`, in the same sizes."""
        return wrapped(text, width, (size or self.size) * self.letters, bold=bold)


NARROW = Layout("narrow", 360, None, 8, 12, 17)
WIDE = Layout("wide", 720, None, 16, 13, 22)
# It is only ever drawn in Source Sans Pro.
SHARE = Layout("share", 600, 315, 24, 12.5, 23, 0.89)


class Path(NamedTuple):
    """A shape: the classes of picture.css that it is drawn with, and its path."""

    kind: str
    d: str


class Label(NamedTuple):
    """Lines of text, the first of them at a point; without a `size` it is that of the layout."""

    x: float
    y: float
    lines: Sequence[str]
    kind: str = ""
    size: float | None = None


class Box(NamedTuple):
    """The room of a chart; without a `bottom` it takes the height that it needs."""

    left: float
    top: float
    right: float
    bottom: float | None

    @property
    def width(self):
        return self.right - self.left


class Drawn(NamedTuple):
    """The shapes of a chart, each a Path or a Label, from the back; and where they end."""

    shapes: list
    bottom: float


class Chart(Protocol):
    """Facts that can be drawn.

    `headline` is a sentence, `foot` the day and the publisher; `description` says all of it.
    """

    headline: str
    unit: str
    foot: str
    description: str

    def draw(self, layout: Layout, box: Box) -> Drawn: ...


@dataclass(frozen=True)
class Statement:
    """A headline without a drawing."""

    headline: str
    unit: str
    foot: str = ""
    description: str = ""

    def draw(self, layout, box):
        return Drawn([], box.bottom or box.top)


@dataclass(frozen=True)
class Picture:
    """A chart in a layout: its shapes, and the size of the whole."""

    chart: Chart
    layout: Layout

    @property
    def width(self):
        return self.layout.width

    @property
    def text(self):
        """The picture in words, for who does not see it."""
        return f"{self.chart.headline} {self.chart.description}"

    @cached_property
    def _head(self):
        """The labels above the chart, and where they end."""
        layout = self.layout
        room = layout.width - 2 * layout.margin
        lines, size = self._headline(room)
        y = layout.margin + size * 0.85
        labels = [Label(layout.margin, rounded(y), lines, "headline", size)]
        y += size * LEADING * (len(lines) - 1)
        unit = layout.wrapped(self.chart.unit, room)
        y += layout.leading * 1.35
        labels.append(Label(layout.margin, rounded(y), unit, "quiet"))
        y += layout.leading * (len(unit) - 1)
        return labels, y + layout.size * 1.2

    def _headline(self, room):
        """The lines of the headline and their size, which is smaller where it would be tall.

        No line is much shorter than the others.
        """
        layout, text = self.layout, self.chart.headline
        for size in (layout.headline, *SMALLER) if layout.height else (layout.headline,):
            lines = layout.wrapped(text, room, size, bold=True)
            if len(lines) <= MOST_HEADLINES:
                break
        for part in range(99, 49, -1):
            narrower = layout.wrapped(text, room * part / 100, size, bold=True)
            if len(narrower) > len(lines):
                break
            lines = narrower
        return lines, size

    @cached_property
    def _foot(self):
        """The lines of the foot, beside or above the name of the site."""
        layout = self.layout
        room = layout.width - 2 * layout.margin
        beside = room - layout.width_of(self._site, bold=True) - layout.size * 2
        return layout.wrapped(self.chart.foot, beside) if self.chart.foot else []

    @property
    def _site(self):
        return _("IEC Quotas")

    @property
    def _foot_height(self):
        return self.layout.leading * max(1, len(self._foot)) + self.layout.size * 0.7

    @cached_property
    def _drawn(self):
        layout, (_labels, top) = self.layout, self._head
        bottom = layout.height and layout.height - layout.margin - self._foot_height
        return self.chart.draw(
            layout, Box(layout.margin, top, layout.width - layout.margin, bottom)
        )

    @cached_property
    def height(self):
        if self.layout.height:
            return self.layout.height
        return ceil(self._drawn.bottom + self._foot_height + self.layout.margin)

    @cached_property
    def shapes(self):
        """All that is drawn, from the back."""
        layout = self.layout
        end = layout.width - layout.margin
        y = self.height - layout.margin - layout.leading * (max(1, len(self._foot)) - 1)
        y -= layout.size * 0.25
        line = rounded(y - layout.size * 1.5)
        foot = [Path("grid", f"M{layout.margin} {line}H{end}")]
        if self._foot:
            foot.append(Label(layout.margin, rounded(y), self._foot, "quiet"))
        foot.append(Label(end, rounded(y), [self._site], "site end"))
        return [*self._head[0], *self._drawn.shapes, *foot]


COLOURS = {
    "paper": ("#fdfcf9", "#14181a"),
    "ink": ("#1d2326", "#e8e6e0"),
    "quiet": ("#54595c", "#a9aeb0"),
    "line": ("#d9d5c9", "#3a4245"),
    "edge": ("#7c8184", "#7e8689"),
    "first": ("#0a5a4b", "#7fd1bd"),
    "second": ("#8a5a00", "#f0b95a"),
    "third": ("#5a3e9b", "#c0adf5"),
    "wrong": ("#9c1f14", "#ff9d90"),
    "between-first-and-second": ("#4a5926", "#b8c58c"),
    "between-second-and-wrong": ("#933d0a", "#f8ab75"),
    "shade-0": ("#dfece6", "#22342f"),
    "shade-1": ("#a3cabe", "#35605a"),
    "shade-2": ("#3a7d6f", "#67b3a2"),
    "shade-3": ("#07453a", "#b4ecde"),
}


def _in_colours(rules, column):
    for name, colours in COLOURS.items():
        rules = [rule.replace(f"var(--{name})", colours[column]) for rule in rules]
    return "".join(rules)


def _style():
    """Return the style of every picture: in light, and in dark for a screen that is."""
    rules = FilePath(__file__).with_suffix(".css").read_text().splitlines()[1:]
    coloured = [rule for rule in rules if "var(" in rule]
    dark = _in_colours(coloured, 1)
    return f"{_in_colours(rules, 0)}@media screen and (prefers-color-scheme: dark) {{{dark}}}"


STYLE = _style()
STYLE_HASH = f"'sha256-{b64encode(sha256(STYLE.encode()).digest()).decode()}'"
