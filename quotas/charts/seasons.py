"""Quotas over the seasons: small multiples, a column for each category, each on its own scale."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from .drawing import rounded
from .picture import Drawn, Label, Path

SIGNS = {"unlimited": "∞", "not_offered": "×", "to_be_announced": "…"}
GAP = {"narrow": 14, "wide": 28, "share": 28}  # between columns
ROW = 1.7  # ems from one season to the next
BAR = 0.95  # ems that a bar is high
WIDEST = 40  # units of a bar
FIGURE = 2.1  # times the size of text, of the newest quota where there is no room for all


@dataclass(frozen=True)
class SeasonFigure:
    """A quota: its label, its number if it is limited, and its state."""

    label: str
    number: int | None
    state: str

    @property
    def text(self):
        """Its label, after the sign of its state if it has one."""
        return f"{SIGNS[self.state]} {self.label}" if self.state in SIGNS else self.label


@dataclass(frozen=True)
class Series:
    """A category's quotas over the seasons, None where no figure is held."""

    name: str
    entries: Sequence[SeasonFigure | None]

    @property
    def has_bars(self):
        return any(each and each.number for each in self.entries)

    @property
    def largest(self):
        """The largest number, or 1 if there is none."""
        return max((each.number or 0 for each in self.entries if each), default=0) or 1

    @property
    def newest(self):
        """The place of the newest quota held, or None."""
        held = [n for n, each in enumerate(self.entries) if each]
        return held[-1] if held else None


@dataclass(frozen=True)
class SeasonsChart:
    """The quotas of `series` in the seasons of `years`."""

    headline: str
    unit: str
    foot: str
    years: Sequence[int]
    series: Sequence[Series]

    @cached_property
    def description(self):
        """Every quota of the chart in words."""
        sentences = []
        for series in self.series:
            values = map(self._describe, self.years, series.entries)
            words = {"name": series.name, "values": "; ".join(values)}
            sentences.append(_("%(name)s: %(values)s.") % words)
        return " ".join(sentences)

    @staticmethod
    def _describe(year, entry):
        if entry is None:
            return _("no figure for %(year)s") % {"year": year}
        return _("%(quota)s in %(year)s") % {"quota": entry.label, "year": year}

    def draw(self, layout, box):
        """Return a row for each season; where the height is given, bars without their values."""
        return self._draw_bars(layout, box) if box.bottom else self._draw_rows(layout, box)

    def _columns(self, layout, left, right):
        """The left edge of each series, and the width of all."""
        gap = GAP[layout.name]
        width = (right - left - gap * (len(self.series) - 1)) / len(self.series)
        return [rounded(left + n * (width + gap)) for n in range(len(self.series))], rounded(width)

    def _draw_rows(self, layout, box):
        left = box.left + layout.width_of("2026", bold=True) + layout.size
        lefts, width = self._columns(layout, left, box.right)
        names = [layout.wrapped(series.name, width, bold=True) for series in self.series]
        below_names = box.top + layout.leading * max(map(len, names))
        shapes = [
            Label(x, rounded(below_names - layout.leading * (len(lines) - 0.75)), lines, "strong")
            for x, lines in zip(lefts, names, strict=True)
        ]
        first, step = below_names + layout.size * 0.6, layout.size * ROW
        tops = [rounded(first + step * n) for n in range(len(self.years))]
        lines = "".join(f"M{rounded(box.left)} {top}H{rounded(box.right)}" for top in tops)
        shapes.append(Path("grid", lines))
        newest_first = list(zip(tops, reversed(self.years), strict=True))
        shapes += [
            Label(
                box.left,
                self._base(layout, top),
                [str(year)],
                "" if year == self.years[-1] else "quiet",
            )
            for top, year in newest_first
        ]
        for x, series in zip(lefts, self.series, strict=True):
            shapes += self._rows(layout, x, width, series, tops)
        return Drawn(shapes, first + step * len(tops))

    @staticmethod
    def _base(layout, top):
        """The line that the words of a row stand on."""
        return rounded(top + layout.size * (ROW / 2 + 0.36))

    def _rows(self, layout, x, width, series, tops):
        """The bars of `series` with their values, the newest at the top."""
        room = (
            width
            - layout.size * 0.5
            - max(
                layout.width_of(each.text, bold=True)
                for each in series.entries
                if each and each.state == "limited"
            )
            if any(each and each.state == "limited" for each in series.entries)
            else 0
        )
        shapes = []
        places = zip(tops, reversed(range(len(series.entries))), strict=True)
        for top, n in places:
            entry, y = series.entries[n], self._base(layout, top)
            if entry is None:
                shapes.append(Label(x, y, [_("not known")], "quiet"))
            elif entry.state != "limited":
                shapes.append(Label(x, y, [entry.text], "strong" if n == series.newest else ""))
            else:
                length = rounded(
                    max(room * entry.number / series.largest, 1 if entry.number else 0)
                )
                high = rounded(layout.size * BAR)
                bar_top = rounded(top + layout.size * (ROW - BAR) / 2)
                look = "first-area" if n == series.newest else "first-area faded"
                if length:
                    shapes.append(Path(look, f"M{x} {bar_top}h{length}v{high}h-{length}z"))
                end = rounded(x + length + (layout.size * 0.4 if length else 0))
                shapes.append(Label(end, y, [entry.text], "strong" if n == series.newest else ""))
        return shapes

    def _draw_bars(self, layout, box):
        """The newest quota of each series as a figure, above the bars of its seasons."""
        lefts, width = self._columns(layout, box.left, box.right)
        shapes = []
        for x, series in zip(lefts, self.series, strict=True):
            shapes += self._bars(layout, x, width, series, box)
        return Drawn(shapes, box.bottom)

    def _bars(self, layout, x, width, series, box):
        names = layout.wrapped(series.name, width, bold=True)[:2]
        y = box.top + layout.size
        shapes = [Label(x, rounded(y), names, "strong")]
        y = box.top + layout.size + layout.leading + layout.size * FIGURE
        newest = series.newest
        if newest is not None:
            entry = series.entries[newest]
            size = min(
                layout.size * FIGURE,
                layout.size * width / layout.width_of(entry.text, bold=True),
            )
            shapes.append(Label(x, rounded(y), [entry.text], "strong first-word", rounded(size)))
        base = rounded(box.bottom - layout.leading)
        top, slot = y + layout.size, width / len(self.years)
        bars = {"first-area": "", "first-area faded": "", "unlimited": ""}
        for n, entry in enumerate(series.entries):
            wide = rounded(min(slot * 0.76, WIDEST))
            left = rounded(x + slot * n)
            if entry is None or entry.state in ("not_offered", "to_be_announced"):
                continue
            is_limited = entry.state == "limited"
            height = (base - top) * (entry.number / series.largest if is_limited else 1)
            high = rounded(max(height, 1 if entry.number else 0))
            look = (
                "unlimited"
                if not is_limited
                else "first-area"
                if n == newest
                else "first-area faded"
            )
            bars[look] += f"M{left} {base}v-{high}h{wide}v{high}z"
        shapes += [Path(look, d) for look, d in bars.items() if d]
        shapes.append(Path("axis", f"M{x} {base}h{width}"))
        y = rounded(box.bottom - layout.size * 0.1)
        shapes.append(Label(x, y, [str(self.years[0])], "quiet"))
        if len(self.years) > 1:
            shapes.append(Label(rounded(x + width), y, [str(self.years[-1])], "quiet end"))
        return shapes
