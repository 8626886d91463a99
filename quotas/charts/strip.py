"""A strip of weeks: a cell for each, on days to scale."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple


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
    """The cells of one pool, from the first day of the season on; those without a look are bare.

    A look is drawn as a stroke, whose width is its height.
    """

    first_day: date
    cells: Sequence[Cell]

    @cached_property
    def paths(self):
        """A StripPath for each look, in which neighbours are one line."""
        spans = {}
        for first_day, last_day, look in self.cells:
            if not look:
                continue
            start, end = ((day - self.first_day).days for day in (first_day, last_day))
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
