"""The days of a chart along its axis, to scale."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from .drawing import rounded, short_date
from .picture import Label, Layout, Path

INSET = 6  # of the first and the last day from the ends of the axis
MANY = 12  # days, beyond which the axis marks months
MOST_LABELS = {"narrow": 4, "wide": 6, "share": 5}


@dataclass(frozen=True)
class DayAxis:
    """Days from a left to a right edge."""

    days: Sequence[date]
    left: float
    right: float
    layout: Layout

    def x(self, day):
        """Return the place of `day`."""
        start, end = self.left + INSET, self.right - INSET
        span = (self.days[-1] - self.days[0]).days
        if not span:
            return rounded((start + end) / 2)
        return rounded(start + (end - start) * (day - self.days[0]).days / span)

    @property
    def has_many(self):
        """Tell if the axis marks months, and not each day."""
        return len(self.days) > MANY

    @property
    def marks(self):
        """The places of each day; of many, those of the first of each month."""
        days = self.days
        if self.has_many:
            days = sorted({(day.year, day.month): day for day in reversed(days)}.values())
        return [self.x(day) for day in days]

    @cached_property
    def labelled(self):
        """The first day, the last, and as many between as have room."""
        first, last = self.days[0], self.days[-1]
        chosen = [first] if first == last else [first, last]
        room = max(self.layout.width_of(short_date(day)) for day in self.days) + 6
        parts = min(MOST_LABELS[self.layout.name], int((self.x(last) - self.x(first)) / room))
        for part in range(1, parts):
            wanted = self.x(first) + (self.x(last) - self.x(first)) * part / parts
            nearest = min(self.days, key=lambda day: abs(self.x(day) - wanted))
            if all(abs(self.x(nearest) - self.x(day)) >= room for day in chosen):
                chosen.append(nearest)
        return sorted(chosen)

    @property
    def height(self):
        """The room that its labels take below the axis."""
        return self.layout.size * 1.9 + (self.layout.leading if self._has_years else 0)

    @property
    def _has_years(self):
        """Tell if years stand below days; a picture of a given height has them in its words."""
        return self.layout.height is None

    def draw(self, base):
        """Return its shapes along the height `base`; the year stands below where it changes."""
        ticks = "".join(f"M{x} {base}v4" for x in self.marks)
        shapes = [Path("axis", f"M{self.left} {base}H{self.right}{ticks}")]
        y, year = rounded(base + self.layout.size * 1.5), None
        for day in self.labelled:
            is_new = self._has_years and day.year != year
            lines = [short_date(day), str(day.year)] if is_new else [short_date(day)]
            shapes.append(Label(self.x(day), y, lines, "quiet middle"))
            year = day.year
        return shapes
