"""Charts as plain geometry: where the lines, bars and labels that a template draws stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import ceil
from typing import NamedTuple

from babel.dates import format_date
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from .names import language, long_date

WIDTH = 360  # of every drawing, so that its text is as large as the page's on a phone
SIZE = 12  # of the text, in the same units
LEADING = 14.4  # from one line of text to the next: 1.2 em, as the templates write it

BOLD = 1.12  # how much wider bold text is

# How many ems letters take in DejaVu Sans, which is wider than Roboto, Segoe UI or Helvetica.
WIDTHS = (
    ("ijlI|'’", 0.3),
    (" .,:;()-/!frtJ\xa0\u202f", 0.415),
    ("mwMWOQ@%&—…", 1),
    ("ABCDEFGHKLNPRSTUVXYZÀÂÄÇÉÈÊËÎÏÔÖÙÛÜ∞×+=<>", 0.76),
)

# Each mark is a path from the point that it stands on.
CIRCLE, SQUARE, TRIANGLE = "m-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0", "m-3-3h6v6h-6z", "m0-4l4 7h-8z"
SHAPES = (CIRCLE, SQUARE, TRIANGLE)

SIGNS = {"unlimited": "∞", "not_offered": "×", "to_be_announced": "…"}


def rounded(number):
    """`number` to one decimal, and without one where it is whole."""
    near = round(number, 1)
    return int(near) if near == int(near) else near


def grouped(number):
    """`number` with its thousands apart, as the page's language writes it."""
    return number_format(number, force_grouping=True)


def short_date(day):
    """`day` as short as an axis needs it: Feb 10, or 10 févr."""
    if language() == "en":
        return format_date(day, "MMM d", locale="en")
    return format_date(day, "d'er' MMM" if day.day == 1 else "d MMM", locale="fr")


def width_of(text):
    """How wide `text` is drawn in the widest of common system fonts."""
    return SIZE * sum(
        next((ems for letters, ems in WIDTHS if letter in letters), 0.637 if letter < "⺀" else 1)
        for letter in text
    )


def wrapped(text, width):
    """The lines that `text` takes within `width`; a word that is longer is cut."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if width_of(longer) <= width:
            lines[-1] = longer
            continue
        lines.append("")
        for letter in word:
            if width_of(lines[-1] + letter) > width:
                lines.append("")
            lines[-1] += letter
    return [line for line in lines if line] or [text]


def scale(largest):
    """Three to five round numbers from 0 to `largest` or a little more."""
    steps = (digit * 10**power for power in range(20) for digit in (1, 2, 5))
    step = next(step for step in steps if largest <= 4 * step)
    return range(0, step * max(2, ceil(largest / step)) + 1, step)


def apart(middles, heights, top, bottom):
    """The tops of blocks that stand as near to their `middles` as they can without touching."""
    order = sorted(range(len(middles)), key=middles.__getitem__)
    tops = [0.0] * len(middles)
    for n in order:
        tops[n] = max(middles[n] - heights[n] / 2, top)
        top = tops[n] + heights[n]
    for n in reversed(order):
        tops[n] = min(tops[n], bottom - heights[n])
        bottom = tops[n]
    return tops


class Text(NamedTuple):
    """Lines of text, the first of them at a point."""

    x: float
    y: float
    lines: list[str]


@dataclass(frozen=True)
class Line:
    """A figure over the weeks, None where none is held."""

    name: str
    values: Sequence[int | None]


class DrawnLine(NamedTuple):
    """A line as paths: its unbroken runs of points, its marks, and the label at its end.

    `style` is 0, 1 or 2; `value` is that of the last day, or empty.
    """

    style: int
    shape: str
    runs: list[list[tuple[float, float]]]
    marks: list[tuple[float, float]]
    leader: tuple[float, float, float, float]
    label: Text
    value: str


@dataclass(frozen=True)
class LineChart:
    """The weeks of a pool's season: one line for each figure, on days in their order."""

    title: str
    days: Sequence[date]
    lines: Sequence[Line]

    width = WIDTH
    top = 12
    tallest = 200  # of the field, unless the labels need more

    @cached_property
    def description(self):
        """Every value of the chart in words."""
        return " ".join(
            _("%(name)s: %(values)s.")
            % {"name": line.name, "values": "; ".join(map(self._said, self.days, line.values))}
            for line in self.lines
        )

    @staticmethod
    def _said(day, value):
        if value is None:
            return _("no figure on %(day)s") % {"day": long_date(day)}
        return _("%(value)s on %(day)s") % {"value": grouped(value), "day": long_date(day)}

    @cached_property
    def _scale(self):
        values = [value for line in self.lines for value in line.values if value is not None]
        return scale(max(values, default=0))

    @cached_property
    def _held(self):
        """The lines that have a value, each with its number among all."""
        return [
            (n, line)
            for n, line in enumerate(self.lines)
            if any(value is not None for value in line.values)
        ]

    @cached_property
    def _labels(self):
        """What the labels say: the lines of the name, and the value of the last day or nothing."""
        return [
            (wrapped(line.name, 92), "" if line.values[-1] is None else grouped(line.values[-1]))
            for _n, line in self._held
        ]

    @cached_property
    def _label_heights(self):
        return [LEADING * (len(lines) + bool(value)) + 6 for lines, value in self._labels]

    @cached_property
    def left(self):
        """Where the field begins, after the numbers of its scale."""
        return rounded(max(24, 6 + max(width_of(grouped(number)) for number in self._scale)))

    @cached_property
    def right(self):
        """Where the field ends, before the labels of its lines."""
        widths = [width_of(text) for lines, _value in self._labels for text in lines]
        widths += [width_of(value) * BOLD for _lines, value in self._labels]
        return rounded(WIDTH - max([24, *(width + 16 for width in widths)]))

    @cached_property
    def base(self):
        """How far down zero is."""
        return rounded(self.top + max(self.tallest, sum(self._label_heights)))

    @property
    def height(self):
        """How tall the drawing is, with the days below the field."""
        return rounded(self.base + 38)

    @property
    def days_y(self):
        """Where the days are written."""
        return rounded(self.base + 18)

    def _x(self, day):
        start, end = self.left + 6, self.right - 6
        span = (self.days[-1] - self.days[0]).days
        if not span:
            return rounded((start + end) / 2)
        return rounded(start + (end - start) * (day - self.days[0]).days / span)

    def _y(self, value):
        return rounded(self.base - (self.base - self.top) * value / self._scale[-1])

    @cached_property
    def ticks(self):
        """The round numbers of the scale, and how far down each is."""
        return [Text(rounded(self.left - 5), self._y(n), [grouped(n)]) for n in self._scale]

    @cached_property
    def weeks(self):
        """Where each day stands along the axis."""
        return [self._x(day) for day in self.days]

    @cached_property
    def day_labels(self):
        """The first day, the last and as many between as have room; the year where it changes."""
        first, last = self.days[0], self.days[-1]
        chosen = [first] if first == last else [first, last]
        room = max(width_of(short_date(day)) for day in self.days) + 6
        parts = min(4, int((self._x(last) - self._x(first)) / room))
        for part in range(1, parts):
            wanted = self._x(first) + (self._x(last) - self._x(first)) * part / parts
            nearest = min(self.days, key=lambda day: abs(self._x(day) - wanted))
            if all(abs(self._x(nearest) - self._x(day)) >= room for day in chosen):
                chosen.append(nearest)
        labels, year = [], None
        for day in sorted(chosen):
            lines = [short_date(day)] + ([str(day.year)] if day.year != year else [])
            labels.append(Text(self._x(day), self.days_y, lines))
            year = day.year
        return labels

    @cached_property
    def drawn_lines(self):
        """The lines that have a value, from the first to the last."""
        every_run = [self._points(line) for _n, line in self._held]
        ends = [runs[-1][-1] for runs in every_run]
        heights = self._label_heights
        tops = apart([y for _x, y in ends], heights, self.top, self.base)
        return [
            DrawnLine(
                n % len(SHAPES),
                SHAPES[n % len(SHAPES)],
                runs,
                self._marks(runs),
                (*end, rounded(self.right + 10), rounded(top + height / 2)),
                Text(rounded(self.right + 14), rounded(top + 3 + 0.8 * LEADING), lines),
                value,
            )
            for (n, _line), (lines, value), runs, end, top, height in zip(
                self._held, self._labels, every_run, ends, tops, heights, strict=True
            )
        ]

    def _points(self, line):
        """The unbroken runs of `line`."""
        runs = [[]]
        for day, value in zip(self.days, line.values, strict=True):
            if value is not None:
                runs[-1].append((self._x(day), self._y(value)))
            elif runs[-1]:
                runs.append([])
        return [run for run in runs if run]

    @staticmethod
    def _marks(runs):
        """The ends of every run, and as many points between as stand clear of each other."""
        marks = []
        for run in runs:
            clear = run[:1]
            for x, y in run[1:-1]:
                if x - clear[-1][0] >= 7 and run[-1][0] - x >= 7:
                    clear.append((x, y))
            marks += clear + run[1:][-1:]
        return marks


@dataclass(frozen=True)
class Cell:
    """What a quota says: its label, its number if it is limited, and its state."""

    label: str
    number: int | None
    state: str


@dataclass(frozen=True)
class Series:
    """A category's quotas over the seasons, None where no figure is held."""

    name: str
    cells: Sequence[Cell | None]


class Bar(NamedTuple):
    """A rectangle that stands on its band's base."""

    x: float
    y: float
    width: float
    height: float


class Band(NamedTuple):
    """A category drawn: its heading, what stands on its base, and the years below."""

    heading: Text
    base: float
    years_y: float
    bars: list[Bar]
    open_bars: list[Bar]
    absent: list[float]
    numbers: list[Text]
    words: list[Text]
    signs: list[Text]


@dataclass(frozen=True)
class SeasonsChart:
    """A country's quotas over the seasons: a band of bars for each category, on its own scale."""

    title: str
    years: Sequence[int]
    series: Sequence[Series]

    tallest = 52  # of a bar

    @cached_property
    def description(self):
        """Every quota of the chart in words."""
        said = [
            _("%(name)s: %(values)s.")
            % {"name": series.name, "values": "; ".join(map(self._said, self.years, series.cells))}
            for series in self.series
        ]
        return " ".join(said + self._scales)

    @staticmethod
    def _said(year, cell):
        if cell is None:
            return _("no figure held for %(year)s") % {"year": year}
        return _("%(quota)s in %(year)s") % {"quota": cell.label, "year": year}

    @cached_property
    def _scales(self):
        """A word of warning where bars of different categories could be compared."""
        limited = [s for s in self.series if any(c and c.state == "limited" for c in s.cells)]
        return [_("Each category has its own scale.")] if len(limited) > 1 else []

    @property
    def width(self):
        """As wide as every chart, or wider after very many seasons."""
        return max(WIDTH, 14 * len(self.years))

    @cached_property
    def _edge(self):
        """How far from the side the first year stands."""
        return max(self.width / len(self.years), width_of("2026")) / 2

    @cached_property
    def _slot(self):
        """How much room a year has."""
        if len(self.years) == 1:
            return self.width
        return (self.width - 2 * self._edge) / (len(self.years) - 1)

    def _x(self, n):
        return rounded(self._edge + n * self._slot)

    def _widest(self, state):
        """The width of the widest label of quotas in `state`."""
        return max(
            (
                width_of(cell.label)
                for series in self.series
                for cell in series.cells
                if cell and cell.state == state
            ),
            default=0,
        )

    @cached_property
    def turned(self):
        """Whether the numbers above the bars need to be written upwards."""
        return self._widest("limited") > self._slot

    @cached_property
    def _worded(self):
        """Whether a bar without a limit has room for its word, which else is in the key."""
        return self._widest("unlimited") <= self._slot

    @cached_property
    def years_shown(self):
        """The years that have room, counted back from the last, and where they stand."""
        step = ceil((width_of("2026") + 4) / self._slot)
        last = len(self.years) - 1
        return [(self._x(n), year) for n, year in enumerate(self.years) if (last - n) % step == 0]

    @cached_property
    def bands(self):
        """The categories from the top down."""
        bands, top = [], 0
        above = max(LEADING, self._widest("limited") + 4 if self.turned else 0)
        for series in self.series:
            heading = Text(0, rounded(top + SIZE), wrapped(series.name, self.width / BOLD))
            base = rounded(top + LEADING * len(heading.lines) + above + self.tallest + 4)
            bands.append(self._band(series, heading, base))
            top = base + 34
        return bands

    def _band(self, series, heading, base):
        cells = list(enumerate(series.cells))
        wide = min(34, self._slot * 0.7)
        largest = max((c.number or 0 for _n, c in cells if c), default=0) or 1
        # Beside a bar without a limit, no number reaches as high.
        without_limit = any(c and c.state == "unlimited" for _n, c in cells)
        highest = self.tallest * (0.75 if without_limit else 1)

        def bar(n, height):
            left, top = self._x(n) - wide / 2, base - height
            return Bar(rounded(left), rounded(top), rounded(wide), rounded(height))

        def height(cell):
            return max(1, highest * cell.number / largest) if cell.number else 0

        bars = {n: bar(n, height(c)) for n, c in cells if c and c.state == "limited"}
        open_bars = {n: bar(n, self.tallest) for n, c in cells if c and c.state == "unlimited"}
        middle = rounded(base - self.tallest / 2 + 5)
        signs = [
            Text(self._x(n), middle if n in open_bars else rounded(base - 5), [SIGNS[c.state]])
            for n, c in cells
            if c and c.state in SIGNS
        ]

        def labels(drawn, aside=0):
            return [
                Text(rounded(self._x(n) + aside), rounded(bar.y - 4), [series.cells[n].label])
                for n, bar in drawn.items()
            ]

        return Band(
            heading=heading,
            base=base,
            years_y=rounded(base + 16),
            bars=[drawn for drawn in bars.values() if drawn.height],
            open_bars=list(open_bars.values()),
            absent=[self._x(n) for n, c in cells if c is None],
            numbers=labels(bars, 4 if self.turned else 0),
            words=labels(open_bars) if self._worded else [],
            signs=signs,
        )

    @property
    def hatched(self):
        """Whether a quota has no limit."""
        return any(band.open_bars for band in self.bands)

    @cached_property
    def key(self):
        """What the signs without a word mean, and the word about scales, below the bands."""
        signs = {
            f"{SIGNS[cell.state]} {cell.label}": None
            for series in self.series
            for cell in series.cells
            if cell and cell.state in SIGNS and not (cell.state == "unlimited" and self._worded)
        }
        lines = [line for text in [*signs, *self._scales] for line in wrapped(text, self.width)]
        end = self.bands[-1].years_y if self.bands else 0
        return Text(0, rounded(end + 22), lines)

    @property
    def height(self):
        """How tall the drawing is."""
        return rounded(
            self.key.y - 16 + LEADING * len(self.key.lines) + (7 if self.key.lines else 0)
        )
