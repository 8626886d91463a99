"""Quotas over the seasons: small multiples, a column for each category, each on its own scale."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from .season_bars import SeasonBars
from .value_rows import Row, ValueRows

SIGNS = {"unlimited": "∞", "not_offered": "×", "to_be_announced": "…"}


@dataclass(frozen=True)
class SeasonFigure:
    """A quota: its label, its number if it is limited, and its state."""

    label: str
    number: int | None
    state: str

    @property
    def is_limited(self):
        return self.state == "limited"

    @property
    def sign(self):
        """The sign of its state, or nothing if it has a number."""
        return SIGNS.get(self.state, "")

    @property
    def text(self):
        """Its label, after its sign if it has one."""
        return f"{self.sign} {self.label}".strip()


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

    @property
    def marked(self):
        """The places that stand out."""
        return {self.newest}


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
        """Return a row for each season, the newest at the top.

        Where the height is given, they are bars without their values.
        """
        if box.bottom:
            return SeasonBars(self, layout, box).draw()
        looks = {self.years[-1]: ""}
        rows = [
            Row(str(year), looks.get(year, "quiet"), n)
            for n, year in reversed(list(enumerate(self.years)))
        ]
        return ValueRows(rows, self.series, layout, box).drawn
