"""Quotas over the seasons where there is no room for each value: bars below the newest."""

from dataclasses import dataclass
from typing import Any

from .columns import columns
from .drawing import rounded
from .picture import Box, Drawn, Label, Layout, Path

WIDEST = 40  # units of a bar
FIGURE = 2.1  # times the size of text, of the newest quota


@dataclass(frozen=True)
class SeasonBars:
    """A SeasonsChart in a layout of a given height."""

    chart: Any
    layout: Layout
    box: Box

    def draw(self):
        """Return a column for each series."""
        lefts, width = columns(len(self.chart.series), self.layout, self.box.left, self.box.right)
        shapes = []
        for x, series in zip(lefts, self.chart.series, strict=True):
            shapes += [*self._words(x, width, series), *self._bars(x, width, series)]
        return Drawn(shapes, self.box.bottom)

    @property
    def _figure_y(self):
        """The line that the newest quotas stand on, below names of two lines at most."""
        return self.box.top + self.layout.size * (1 + FIGURE) + self.layout.leading

    def _words(self, x, width, series):
        """The name of the series, its newest quota, and the first and the last season."""
        layout, years = self.layout, self.chart.years
        names = layout.wrapped(series.name, width, bold=True)[:2]
        shapes = [Label(x, rounded(self.box.top + layout.size), names, "strong")]
        if series.newest is not None:
            text = series.entries[series.newest].text
            fitting = layout.size * width / layout.width_of(text, bold=True)
            size = rounded(min(layout.size * FIGURE, fitting))
            shapes.append(Label(x, rounded(self._figure_y), [text], "strong first-word", size))
        y = rounded(self.box.bottom - layout.size * 0.4)
        shapes.append(Label(x, y, [str(years[0])], "quiet"))
        if len(years) > 1:
            shapes.append(Label(rounded(x + width), y, [str(years[-1])], "quiet end"))
        return shapes

    def _bars(self, x, width, series):
        """The bars that stand on the axis; one without a limit is as high as the largest."""
        base = rounded(self.box.bottom - self.layout.leading * 1.25)
        tallest = base - self._figure_y - self.layout.size
        slot = width / len(series.entries)
        wide = rounded(min(slot * 0.76, WIDEST))
        paths = {"first-area": "", "first-area faded": "", "unlimited": ""}
        for n, entry in enumerate(series.entries):
            if entry and (entry.number or entry.state == "unlimited"):
                part = entry.number / series.largest if entry.is_limited else 1
                high = rounded(max(1, tallest * part))
                look = "first-area" if n == series.newest else "first-area faded"
                look = look if entry.is_limited else "unlimited"
                paths[look] += f"M{rounded(x + slot * n)} {base}v-{high}h{wide}v{high}z"
        drawn = [Path(look, d) for look, d in paths.items() if d]
        return [*drawn, Path("axis", f"M{x} {base}h{width}")]
