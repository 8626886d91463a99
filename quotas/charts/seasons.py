"""A country across the seasons: bars for each category."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil
from typing import NamedTuple

from django.utils.translation import gettext as _

from .drawing import (
    BOLD,
    LEADING,
    SIZE,
    WIDTH,
    Text,
    rounded,
    width_of,
    wrapped,
)

SIGNS = {"unlimited": "∞", "not_offered": "×", "to_be_announced": "…"}


@dataclass(frozen=True)
class SeasonFigure:
    """A quota: its label, its number if it is limited, and its state."""

    label: str
    number: int | None
    state: str


@dataclass(frozen=True)
class Series:
    """A category's quotas over the seasons, None where no figure is held."""

    name: str
    entries: Sequence[SeasonFigure | None]


class Bar(NamedTuple):
    """A rectangle that stands on its band's base."""

    x: float
    y: float
    width: float
    height: float

    @property
    def outline(self):
        """Its path from the lower left corner."""
        return f"v-{self.height}h{self.width}v{self.height}"


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
        sentences = []
        for series in self.series:
            values = map(self._describe, self.years, series.entries)
            words = {"name": series.name, "values": "; ".join(values)}
            sentences.append(_("%(name)s: %(values)s.") % words)
        return " ".join(sentences + self._scales)

    @staticmethod
    def _describe(year, entry):
        if entry is None:
            return _("no figure for %(year)s") % {"year": year}
        return _("%(quota)s in %(year)s") % {"quota": entry.label, "year": year}

    @cached_property
    def _scales(self):
        """A note where bars of different categories could be compared."""
        limited = [s for s in self.series if any(c and c.state == "limited" for c in s.entries)]
        return [_("Each category has its own scale.")] if len(limited) > 1 else []

    @property
    def width(self):
        """The width of every chart, or more after very many seasons."""
        return max(WIDTH, 14 * len(self.years))

    @cached_property
    def _edge(self):
        """The distance of the first year from the side."""
        return max(self.width / len(self.years), width_of("2026")) / 2

    @cached_property
    def _slot(self):
        """The width of a year."""
        if len(self.years) == 1:
            return self.width
        return (self.width - 2 * self._edge) / (len(self.years) - 1)

    def _x(self, n):
        return rounded(self._edge + n * self._slot)

    def _widest(self, state):
        """The width of the widest label of quotas in `state`."""
        return max(
            (
                width_of(entry.label)
                for series in self.series
                for entry in series.entries
                if entry and entry.state == state
            ),
            default=0,
        )

    @cached_property
    def has_vertical_numbers(self):
        """Tell if the numbers above the bars have to be written upwards."""
        return self._widest("limited") > self._slot

    @cached_property
    def _worded(self):
        """Tell if a bar without a limit has room for its word, which is else in the key."""
        return self._widest("unlimited") <= self._slot

    @cached_property
    def year_labels(self):
        """The years that have room, counted back from the last, and where they stand."""
        step = ceil((width_of("2026") + 4) / self._slot)
        last = len(self.years) - 1
        return [(self._x(n), year) for n, year in enumerate(self.years) if (last - n) % step == 0]

    @cached_property
    def bands(self):
        """The categories from the top down."""
        bands, top = [], 0
        above = max(LEADING, self._widest("limited") + 4 if self.has_vertical_numbers else 0)
        for series in self.series:
            heading = Text(0, rounded(top + SIZE), wrapped(series.name, self.width / BOLD))
            base = rounded(top + LEADING * len(heading.lines) + above + self.tallest + 4)
            bands.append(self._band(series, heading, base))
            top = base + 34
        return bands

    def _band(self, series, heading, base):
        entries = list(enumerate(series.entries))
        wide = min(34, self._slot * 0.7)
        largest = max((c.number or 0 for _n, c in entries if c), default=0) or 1
        # Beside a bar without a limit, no number reaches as high.
        without_limit = any(c and c.state == "unlimited" for _n, c in entries)
        highest = self.tallest * (0.75 if without_limit else 1)

        def bar(n, height):
            left, top = self._x(n) - wide / 2, base - height
            return Bar(rounded(left), rounded(top), rounded(wide), rounded(height))

        def height(entry):
            return max(1, highest * entry.number / largest) if entry.number else 0

        bars = {n: bar(n, height(c)) for n, c in entries if c and c.state == "limited"}
        open_bars = {n: bar(n, self.tallest) for n, c in entries if c and c.state == "unlimited"}
        middle = rounded(base - self.tallest / 2 + 5)
        signs = [
            Text(self._x(n), middle if n in open_bars else rounded(base - 5), [SIGNS[c.state]])
            for n, c in entries
            if c and c.state in SIGNS
        ]

        def labels(drawn, aside=0):
            return [
                Text(rounded(self._x(n) + aside), rounded(bar.y - 4), [series.entries[n].label])
                for n, bar in drawn.items()
            ]

        return Band(
            heading=heading,
            base=base,
            years_y=rounded(base + 16),
            bars=[drawn for drawn in bars.values() if drawn.height],
            open_bars=list(open_bars.values()),
            absent=[self._x(n) for n, c in entries if c is None],
            numbers=labels(bars, 4 if self.has_vertical_numbers else 0),
            words=labels(open_bars) if self._worded else [],
            signs=signs,
        )

    @property
    def has_hatch(self):
        """Tell if any quota is unlimited."""
        return any(band.open_bars for band in self.bands)

    @cached_property
    def key(self):
        """The meaning of signs without a word, and the note about scales, below the bands."""
        signs = {
            f"{SIGNS[entry.state]} {entry.label}": None
            for series in self.series
            for entry in series.entries
            if entry and entry.state in SIGNS and not (entry.state == "unlimited" and self._worded)
        }
        lines = [line for text in [*signs, *self._scales] for line in wrapped(text, self.width)]
        end = self.bands[-1].years_y if self.bands else 0
        return Text(0, rounded(end + 22), lines)

    @property
    def height(self):
        """The height of the drawing."""
        return rounded(
            self.key.y - 16 + LEADING * len(self.key.lines) + (7 if self.key.lines else 0)
        )
