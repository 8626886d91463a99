"""Small multiples with every value: a row for each name, a column for each series."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from .columns import columns
from .drawing import rounded
from .picture import Box, Drawn, Label, Layout, Path

ROW = 1.7  # ems from one row to the next, where the height is free
HIGHEST_ROW = 2.4  # the same, where the height is given
BAR = 0.56  # of the height of a row
NAMES = 0.42  # the most of the width that names take
NOT_KNOWN = "–"


class Row(NamedTuple):
    """A name, how it looks, and the place of its entries in every series."""

    name: str
    look: str
    place: int


@dataclass(frozen=True)
class ValueRows:
    """The `rows` from the top, and what each of `series` has in them, in the room of a layout."""

    rows: Sequence[Row]
    series: Sequence[Any]
    layout: Layout
    box: Box

    @cached_property
    def _names(self):
        """The room of the names."""
        widest = max(self.layout.width_of(row.name, bold=True) for row in self.rows)
        return min(widest, self.box.width * NAMES)

    @cached_property
    def _columns(self):
        left = self.box.left + self._names + self.layout.size
        return columns(len(self.series), self.layout, left, self.box.right)

    @property
    def _width(self):
        """The width of a column."""
        return self._columns[1]

    @cached_property
    def _heads(self):
        """The names of the columns; that of a single one stands above the rows."""
        is_alone = len(self.series) == 1
        # Bold letters are wider.
        look = "" if self.layout.name == "narrow" and not is_alone else "strong"
        width = self.box.width if is_alone else self._width
        names = [self.layout.wrapped(series.name, width, bold=bool(look)) for series in self.series]
        below = self.box.top + self.layout.leading * max(map(len, names))
        lefts = [self.box.left] if is_alone else self._columns[0]
        labels = [
            Label(x, rounded(below - self.layout.leading * (len(lines) - 0.75)), lines, look)
            for x, lines in zip(lefts, names, strict=True)
        ]
        return labels, below + self.layout.size * 0.6

    @cached_property
    def _step(self):
        """The distance from one row to the next; where the height is given, what there is."""
        if not self.box.bottom:
            return self.layout.size * ROW
        room = self.box.bottom - self._heads[1] - self._key(0)[1]
        return min(self.layout.size * HIGHEST_ROW, room / len(self.rows))

    @property
    def drawn(self):
        """The names of the columns, the rows, and the meaning of signs without a word."""
        heads, first = self._heads
        tops = [rounded(first + self._step * n) for n in range(len(self.rows))]
        edges = "".join(f"M{self.box.left} {top}H{self.box.right}" for top in tops)
        shapes = [*heads, Path("grid", edges)]
        for top, row in zip(tops, self.rows, strict=True):
            name = self.layout.cut(row.name, self._names)
            shapes.append(Label(self.box.left, self._base(top), [name], row.look))
        for x, series in zip(self._columns[0], self.series, strict=True):
            for top, row in zip(tops, self.rows, strict=True):
                shapes += self._cell(x, top, series, row.place)
        key, bottom = self._key(first + self._step * len(tops))
        return Drawn([*shapes, *key], bottom)

    def _base(self, top):
        """The line that the words of a row stand on."""
        return rounded(top + self._step / 2 + self.layout.size * 0.36)

    def _cell(self, x, top, series, place):
        """One value: a bar with its number, the words of its state, or none."""
        entry, y = series.entries[place], self._base(top)
        look = "strong" if place in series.marked else ""
        if entry is None:
            return [Label(x, y, [self._fitting(_("not known"), NOT_KNOWN)], "quiet")]
        if not entry.is_limited:
            return [Label(x, y, [self._fitting(entry.text, entry.sign)], look)]
        if not entry.number:
            return [Label(x, y, [entry.text], look)]
        length = rounded(max(1, self._room(series) * entry.number / series.largest))
        bar_top, high = rounded(top + self._step * (1 - BAR) / 2), rounded(self._step * BAR)
        bar = f"M{x} {bar_top}h{length}v{high}h-{length}z"
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
        held = {entry for series in self.series for entry in series.entries}
        words = _("not known")
        texts = {entry.text for entry in held if entry and not self._fits(entry.text)}
        if None in held and not self._fits(words):
            texts.add(f"{NOT_KNOWN} {words}")
        labels = []
        for text in sorted(texts):
            lines = self.layout.wrapped(text, self.box.width)
            labels.append(
                Label(self.box.left, rounded(bottom + self.layout.leading), lines, "quiet")
            )
            bottom += self.layout.leading * len(lines)
        return labels, bottom + (self.layout.size * 0.5 if labels else 0)
