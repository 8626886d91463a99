"""The weeks of a pool: a line for each figure, over days to scale."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from django.utils.translation import gettext as _

from ..i18n.formats import grouped, long_date
from .drawing import (
    BOLD,
    LEADING,
    WIDTH,
    Text,
    apart,
    rounded,
    scale,
    short_date,
    width_of,
    wrapped,
)

# Each mark is a path from the point that it stands on.
CIRCLE, SQUARE, TRIANGLE = "m-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0", "m-3-3h6v6h-6z", "m0-4l4 7h-8z"
SHAPES = (CIRCLE, SQUARE, TRIANGLE)
MANY_WEEKS = 12  # beyond which words name a few of them: the table beside has them all
LONGEST_STEP = timedelta(14)  # from one figure of a line to the next: they are weekly, or late


@dataclass(frozen=True)
class Line:
    """A figure over the weeks, None where none is held."""

    name: str
    values: Sequence[float | None]


class LinePath(NamedTuple):
    """A line as paths: its unbroken runs of points, its marks, and the label at its end.

    `style` is 0, 1 or 2; `value` is that of the last day, or empty. A line that ends before has no
    leader, which would go on over days without a figure: its mark stands beside its label.
    """

    style: int
    shape: str
    runs: list[list[tuple[float, float]]]
    marks: list[tuple[float, float]]
    leader: tuple[float, float, float, float] | None
    key: tuple[float, float]
    label: Text
    value: str


@dataclass(frozen=True)
class LineChart:
    """The weeks of a pool's season: one line for each figure, on days in their order.

    `write` puts a value in words.
    """

    title: str
    days: Sequence[date]
    lines: Sequence[Line]
    write: Callable = grouped

    width = WIDTH
    top = 12
    tallest = 200  # of the field, unless the labels need more

    @cached_property
    def description(self):
        """The values of the chart in words, and the days without any.

        Of many weeks, the first value of a line, its largest, its smallest and its last.
        """
        values = [
            _("%(name)s: %(values)s.")
            % {"name": line.name, "values": "; ".join(self._values_in_words(line))}
            for line in self.lines
        ]
        gaps = [
            _("There are no figures from %(first)s to %(last)s.")
            % {
                "first": long_date(before + timedelta(1)),
                "last": long_date(after - timedelta(1)),
            }
            for before, after in self.gaps
        ]
        return " ".join(values + gaps)

    def _values_in_words(self, line):
        pairs = list(zip(self.days, line.values, strict=True))
        if not self.has_many:
            return [self._describe(day, value) for day, value in pairs]
        held = [(day, value) for day, value in pairs if value is not None]
        largest, smallest = (choose(held, key=itemgetter(1)) for choose in (max, min))
        told = sorted({held[0], largest, smallest, held[-1]})
        return [self._describe(day, value) for day, value in told]

    def _describe(self, day, value):
        if value is None:
            return _("no figure on %(day)s") % {"day": long_date(day)}
        return _("%(value)s on %(day)s") % {"value": self.write(value), "day": long_date(day)}

    @cached_property
    def gaps(self):
        """Pairs of days without a figure between them where one was due."""
        return [
            (before, after)
            for before, after in pairwise(self.days)
            if after - before > LONGEST_STEP
        ]

    @cached_property
    def gap_labels(self):
        """The words for the gaps that have room for them."""
        words = _("no figures")
        return [
            Text(rounded((self._x(before) + self._x(after)) / 2), rounded(self.base - 6), [words])
            for before, after in self.gaps
            if self._x(after) - self._x(before) > width_of(words) + 12
        ]

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
        """The lines of each label: the name, and the value of the last day or nothing."""
        return [
            (wrapped(line.name, 92), "" if line.values[-1] is None else self.write(line.values[-1]))
            for _n, line in self._held
        ]

    @cached_property
    def _label_heights(self):
        return [LEADING * (len(lines) + bool(value)) + 6 for lines, value in self._labels]

    @cached_property
    def left(self):
        """The left edge of the field, after the numbers of its scale."""
        return rounded(max(24, 6 + max(width_of(self.write(number)) for number in self._scale)))

    @cached_property
    def right(self):
        """The right edge of the field, before the labels of its lines."""
        widths = [width_of(text) for lines, _value in self._labels for text in lines]
        widths += [width_of(value) * BOLD for _lines, value in self._labels]
        return rounded(WIDTH - max([24, *(width + 16 for width in widths)]))

    @cached_property
    def base(self):
        """The height of zero, from the top."""
        return rounded(self.top + max(self.tallest, sum(self._label_heights)))

    @property
    def height(self):
        """The height of the drawing, with the days below the field."""
        return rounded(self.base + 38)

    @property
    def days_y(self):
        """The height of the days, from the top."""
        return rounded(self.base + 18)

    def _x(self, day):
        start, end = self.left + 6, self.right - 6
        span = (self.days[-1] - self.days[0]).days
        if not span:
            return rounded((start + end) / 2)
        place = start + (end - start) * (day - self.days[0]).days / span
        return int(place) if self.has_many else rounded(place)

    @property
    def has_many(self):
        """Tell if it has so many weeks that places to the pixel are enough, in half the bytes."""
        return len(self.days) > MANY_WEEKS

    def _y(self, value):
        place = self.base - (self.base - self.top) * value / self._scale[-1]
        return int(place) if self.has_many else rounded(place)

    @cached_property
    def ticks(self):
        """The round numbers of the scale, and how far down each is."""
        return [Text(rounded(self.left - 5), self._y(n), [self.write(n)]) for n in self._scale]

    @cached_property
    def weeks(self):
        """The place of each day along the axis."""
        return [self._x(day) for day in self.days]

    @property
    def week_marks(self):
        """The places that the axis marks: of many days, the first of each month."""
        if not self.has_many:
            return self.weeks
        firsts = {(day.year, day.month): day for day in reversed(self.days)}
        return [self._x(day) for day in sorted(firsts.values())]

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
    def line_paths(self):
        """The lines that have a value, from the first to the last."""
        every_run = [self._points(line) for _n, line in self._held]
        ends = [runs[-1][-1] for runs in every_run]
        heights = self._label_heights
        tops = apart([y for _x, y in ends], heights, self.top, self.base)
        return [
            LinePath(
                n % len(SHAPES),
                SHAPES[n % len(SHAPES)],
                runs,
                self._marks(runs),
                (*end, rounded(self.right + 10), rounded(top + height / 2)) if value else None,
                (rounded(self.right + 8), rounded(top + 3 + LEADING / 2)),
                Text(rounded(self.right + 14), rounded(top + 3 + 0.8 * LEADING), lines),
                value,
            )
            for (n, _line), (lines, value), runs, end, top, height in zip(
                self._held, self._labels, every_run, ends, tops, heights, strict=True
            )
        ]

    def _points(self, line):
        """The unbroken runs of `line`."""
        runs, after_gaps = [[]], {after for _before, after in self.gaps}
        for day, value in zip(self.days, line.values, strict=True):
            if day in after_gaps:
                runs.append([])
            if value is not None:
                runs[-1].append((self._x(day), self._y(value)))
            elif runs[-1]:
                runs.append([])
        return [run for run in runs if run]

    def _marks(self, runs):
        """The ends of every run, and as many points between as stand clear of each other."""
        distance = 21 if self.has_many else 7
        marks = []
        for run in runs:
            clear = run[:1]
            for x, y in run[1:-1]:
                if x - clear[-1][0] >= distance and run[-1][0] - x >= distance:
                    clear.append((x, y))
            marks += clear + run[1:][-1:]
        return marks
