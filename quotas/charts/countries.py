"""Quotas of several countries: small multiples, a bar for each, each category on its own scale."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from .picture import Drawn
from .seasons import Series
from .value_rows import Row, ValueRows

NO_BREAK = "\u00a0"


@dataclass(frozen=True)
class CountrySeries(Series):
    """A category's quotas in several countries, None where no figure is held."""

    @property
    def marked(self):
        """The places of the most: of those without a limit, or of the largest number."""
        held = [(n, each) for n, each in enumerate(self.entries) if each]
        unlimited = {n for n, each in held if each.state == "unlimited"}
        return unlimited or {n for n, each in held if each.number == self.largest}


@dataclass(frozen=True)
class CountriesChart:
    """The quotas of `series` in the countries with these `names`."""

    headline: str
    unit: str
    foot: str
    names: Sequence[str]
    series: Sequence[CountrySeries]

    @cached_property
    def description(self):
        """Every quota of the chart in words."""
        sentences = []
        for series in self.series:
            values = map(describe, self.names, series.entries)
            words = {"name": series.name, "values": "; ".join(values)}
            sentences.append(_("%(name)s: %(values)s.") % words)
        return " ".join(sentences)

    def draw(self, layout, box):
        """Return the categories beside each other, or one below the other on a phone."""
        if layout.name != "narrow":
            return self._rows(self.series, layout, box).drawn
        shapes, bottom = [], box.top
        for series in self.series:
            top = bottom + (layout.size if shapes else 0)
            drawn = self._rows([series], layout, box._replace(top=top)).drawn
            shapes += drawn.shapes
            bottom = drawn.bottom
        return Drawn(shapes, bottom)

    def _rows(self, series, layout, box):
        rows = [Row(name, "", place) for place, name in enumerate(self.names)]
        return ValueRows(rows, series, layout, box)


def describe(name, entry):
    """Return a country with its number, or with the words of its state in brackets."""
    if entry is None:
        return f"{name} ({_('not known')})"
    if entry.is_limited:
        return f"{name}{NO_BREAK}{entry.label}"
    return f"{name} ({entry.label[0].lower()}{entry.label[1:]})"
