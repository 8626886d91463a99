"""Quotas over the seasons with every value: a row for each season, the newest at the top."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from .columns import columns
from .drawing import rounded
from .picture import Box, Drawn, Label, Layout, Path

ROW = 1.7  # ems from one season to the next
BAR = 0.95  # ems that a bar is high
NOT_KNOWN = "–"


@dataclass(frozen=True)
class SeasonRows:
    """A SeasonsChart in the rows of a layout."""

    chart: Any
    layout: Layout
    box: Box

    @cached_property
    def _columns(self):
        left = self.box.left + self.layout.width_of("2026", bold=True) + self.layout.size
        return columns(len(self.chart.series), self.layout, left, self.box.right)

    @property
    def _width(self):
        """The width of a column."""
        return self._columns[1]

    def draw(self):
        """Return the names of the columns, the rows, and the meaning of signs without a word."""
        look = "" if self.layout.name == "narrow" else "strong"  # bold letters are wider
        names = [
            self.layout.wrapped(series.name, self._width, bold=bool(look))
            for series in self.chart.series
        ]
        below = self.box.top + self.layout.leading * max(map(len, names))
        shapes = [
            Label(x, rounded(below - self.layout.leading * (len(lines) - 0.75)), lines, look)
            for x, lines in zip(self._columns[0], names, strict=True)
        ]
        first, step = below + self.layout.size * 0.6, self.layout.size * ROW
        tops = [rounded(first + step * n) for n in range(len(self.chart.years))]
        edges = "".join(f"M{self.box.left} {top}H{self.box.right}" for top in tops)
        shapes.append(Path("grid", edges))
        for top, year in zip(tops, reversed(self.chart.years), strict=True):
            look = "" if year == self.chart.years[-1] else "quiet"
            shapes.append(Label(self.box.left, self._base(top), [str(year)], look))
        for x, series in zip(self._columns[0], self.chart.series, strict=True):
            for top, n in zip(tops, reversed(range(len(tops))), strict=True):
                shapes += self._cell(x, top, series, n)
        key, bottom = self._key(first + step * len(tops))
        return Drawn([*shapes, *key], bottom)

    def _base(self, top):
        """The line that the words of a row stand on."""
        return rounded(top + self.layout.size * (ROW / 2 + 0.36))

    def _cell(self, x, top, series, n):
        """The quota of one season: a bar with its number, the words of its state, or none."""
        entry, y = series.entries[n], self._base(top)
        look = "strong" if n == series.newest else ""
        if entry is None:
            return [Label(x, y, [self._fitting(_("not known"), NOT_KNOWN)], "quiet")]
        if not entry.is_limited:
            return [Label(x, y, [self._fitting(entry.text, entry.sign)], look)]
        if not entry.number:
            return [Label(x, y, [entry.text], look)]
        length = rounded(max(1, self._room(series) * entry.number / series.largest))
        bar_top = rounded(top + self.layout.size * (ROW - BAR) / 2)
        bar = f"M{x} {bar_top}h{length}v{rounded(self.layout.size * BAR)}h-{length}z"
        return [
            Path("first-area" if look else "first-area faded", bar),
            Label(rounded(x + length + self.layout.size * 0.4), y, [entry.text], look),
        ]

    def _room(self, series):
        """The length of the longest bar, before the widest number of `series`."""
        numbers = [entry.text for entry in series.entries if entry and entry.is_limited]
        widest = max(self.layout.width_of(text, bold=True) for text in numbers)
        return self._width - widest - self.layout.size * 0.5

    def _fits(self, text):
        return self.layout.width_of(text, bold=True) <= self._width

    def _fitting(self, text, sign):
        return text if self._fits(text) else sign

    def _key(self, bottom):
        """The meaning of signs that have no room for their words, and where all of it ends."""
        held = {entry for series in self.chart.series for entry in series.entries}
        words = _("not known")
        texts = [entry.text for entry in held if entry and not self._fits(entry.text)]
        if None in held and not self._fits(words):
            texts.append(f"{NOT_KNOWN} {words}")
        labels = []
        for text in sorted(texts):
            lines = self.layout.wrapped(text, self.box.width)
            labels.append(
                Label(self.box.left, rounded(bottom + self.layout.leading), lines, "quiet")
            )
            bottom += self.layout.leading * len(lines)
        return labels, bottom + (self.layout.size * 0.5 if labels else 0)
