"""A strip of weeks: a cell for each, on days to scale."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

NARROWEST = 250  # units: in fewer, stretched to the width of a page, dashes would be bars


class Cell(NamedTuple):
    """The days from one day of figures to the next, and the look that they are drawn with."""

    first_day: date
    last_day: date
    look: str


class StripPath(NamedTuple):
    """All cells of one look as a path along the foot of the strip."""

    look: str
    outline: str


@dataclass(frozen=True)
class Strip:
    """The cells of one pool between two days of a season; those without a look are bare.

    A look is drawn as a stroke, whose width is its height.
    """

    first_day: date
    last_day: date
    cells: Sequence[Cell]

    @property
    def unit(self):
        """The width of a day."""
        return max(1, NARROWEST // max(1, (self.last_day - self.first_day).days))

    @property
    def width(self):
        return self.unit * max(1, (self.last_day - self.first_day).days)

    @cached_property
    def paths(self):
        """A StripPath for each look, in which neighbours are one line."""
        spans = {}
        for first_day, last_day, look in self.cells:
            if not look:
                continue
            start, end = (self.unit * (day - self.first_day).days for day in (first_day, last_day))
            of_look = spans.setdefault(look, [])
            if of_look and of_look[-1][1] == start:
                start = of_look.pop()[0]
            of_look.append((start, end))
        return [StripPath(look, _outline(of_look)) for look, of_look in spans.items()]


def _outline(spans):
    outline, at = "", 0
    for start, end in spans:
        outline += f"{'m' if outline else 'M'}{start - at} 0h{end - start}"
        at = end
    return outline
