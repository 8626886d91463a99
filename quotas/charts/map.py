"""The map of the world in tiles: one for each country, all of one size, about where it lies."""

from bisect import bisect
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from django.utils.translation import gettext, gettext_lazy as _, pgettext_lazy

from ..i18n.formats import grouped
from .drawing import rounded, wrapped
from .picture import LEADING, Box, Drawn, Label, Path

SIZES = (100, 1000, 5000)  # where a darker shade begins
SHADES = tuple(f"shade-{n}" for n in range(len(SIZES) + 1))
ON_DARK = SHADES[2:]  # whose text is as light as paper
ENDLESS = "endless"  # the look of a quota without a limit
STATES = {
    ENDLESS: _("Unlimited"),
    "to_be_announced": _("To be announced"),
    "not_offered": _("Not offered"),
    "absent": _("Not known to us"),
}
SIGNS = {ENDLESS: "∞", "to_be_announced": "…", "not_offered": "×", "absent": "?"}

# The columns of the Americas and of Asia with Oceania stand a little apart from those of Europe.
GRID = """
    .. IS .. NO SE FI EE ..
    .. .. .. .. DK .. LV JP
    MX IE GB NL DE PL LT KR
    CR .. BE LU CZ SK UA TW
    .. .. FR CH AT SI .. HK
    .. PT ES AD IT HR .. ..
    .. .. .. .. SM .. GR AU
    CL .. .. .. .. .. .. NZ
"""
COLUMNS, ROWS = 8, 8
CELLS = {
    code: (column, row)
    for row, line in enumerate(GRID.split("\n")[1:-1])
    for column, code in enumerate(line.split())
    if code != ".."
}
REGIONS = (  # each with the cell that has its name at its foot
    (pgettext_lazy("region", "Americas"), (0, 1)),
    (pgettext_lazy("region", "Europe"), (2, 1)),
    (pgettext_lazy("region", "Asia"), (7, 0)),
    (pgettext_lazy("region", "Oceania"), (7, 5)),
)
AMERICAS, ASIA, OCEANIA = 0, 7, 6  # a column, a column and a row


def look_of(state, places):
    """The shade of a quota with a number, or the look of one without."""
    if state == "limited":
        return SHADES[bisect(SIZES, places)]
    return ENDLESS if state == "unlimited" else state


@dataclass(frozen=True)
class Territory:
    """A country on the map: its look, its quota in short and in words, and its page's record."""

    code: str
    name: str
    label: str
    look: str
    about: object

    @property
    def sign(self):
        return SIGNS.get(self.look, self.label)


class Tile(NamedTuple):
    """A territory as it is drawn."""

    territory: Territory
    shapes: list


class Key(NamedTuple):
    """A look, its meaning, and the number of countries that have it."""

    look: str
    meaning: str
    count: int

    @property
    def sign(self):
        return SIGNS.get(self.look, "")

    @property
    def outline(self):
        """The path of its swatch on the page."""
        return outline(self.look, Box(0.5, 0.5, 25.5, 16.5))


class Sheet(NamedTuple):
    """The sizes of tiles, with room for two lines of a name, or else for a code."""

    width: float  # of the whole
    row: float
    gutter: float
    name: float  # size of its text
    value: float  # that of the number; 0 for none
    has_names: bool = False

    gap = 2

    @property
    def column(self):
        return (self.width - 2 * self.gutter) / COLUMNS

    def box(self, cell):
        column, row = cell
        left = column * self.column + self.gutter * ((column > AMERICAS) + (column >= ASIA))
        top, gap = row * self.row, self.gap
        return Box(left, top, left + self.column - gap, top + self.row - gap)


ON_PAGE = {  # by the name of a layout
    "narrow": Sheet(336, 40, 7, 12.5, 10),
    "wide": Sheet(688, 54, 14, 11.5, 15, has_names=True),
}
KEY_WIDTH, KEY_HEIGHT = 2, 1.25  # of the tiles of the key, in ems of its text
SHARE_OF_MAP = 0.62  # of the width, where the key is beside it


def outline(look, box):
    """Return the path of a tile; that of a quota without a limit is round at its ends."""
    left, top, right, bottom = map(rounded, box)
    if look != ENDLESS:
        return f"M{left} {top}H{right}V{bottom}H{left}z"
    radius = rounded((bottom - top) / 2)
    start, end = rounded(left + radius), rounded(right - radius)
    arc = f"A{radius} {radius} 0 0 1"
    return f"M{start} {top}H{end}{arc} {end} {bottom}H{start}{arc} {start} {top}z"


def in_lines(name, width, size):
    """Return `name` in at most two lines, which may also end after a hyphen."""
    lines = [line.replace("- ", "-") for line in wrapped(name.replace("-", "- "), width, size)]
    return lines if len(lines) < 3 else [lines[0], f"{lines[1][:-1]}…"]


@dataclass(frozen=True)
class TileMap:
    """The world by quota, with the finding as a headline and the sources of its figures."""

    territories: Sequence[Territory]
    headline: str = ""
    unit: str = ""
    foot: str = ""

    @cached_property
    def cells(self):
        """Each territory with its cell: those of a region together, from its north-west.

        One that the grid does not know stands in a row below all others.
        """
        unknown = (each.code for each in self.territories if each.code not in CELLS)
        below = {code: (n % COLUMNS, ROWS + n // COLUMNS) for n, code in enumerate(unknown)}
        found = [(each, (CELLS | below)[each.code]) for each in self.territories]
        return sorted(found, key=lambda pair: (region_of(pair[1]), pair[1][1], pair[1][0]))

    @property
    def rows(self):
        return max(ROWS, *(row + 1 for _territory, (_column, row) in self.cells))

    @property
    def description(self):
        """The quotas in words, country by country."""
        return " ".join(
            gettext("%(name)s: %(label)s.") % {"name": each.name, "label": each.label}
            for each, _cell in self.cells
        )

    @cached_property
    def on_page(self):
        """The drawings of the page: the name, the width, the height, the tiles and the regions."""
        return [
            (name, sheet.width, sheet.row * self.rows, self.tiles(sheet), self.regions(sheet))
            for name, sheet in ON_PAGE.items()
        ]

    def tiles(self, sheet, x=0, y=0):
        """Return a Tile for each territory, the first cell at a point."""
        return [
            Tile(each, self._shapes(each, shifted(sheet.box(cell), x, y), sheet))
            for each, cell in self.cells
        ]

    def regions(self, sheet, x=0, y=0):
        """Return the names of the regions."""
        labels, size = [], max(sheet.name * 0.9, 10)
        for name, cell in REGIONS:
            box = shifted(sheet.box(cell), x, y)
            is_last = cell[0] == COLUMNS - 1  # and may be wider than its tile
            end, kind = (box.right, "quiet end") if is_last else (box.left, "quiet")
            base = rounded(box.bottom - size * 0.4)
            labels.append(Label(rounded(end), base, [name], kind, size))
        return labels

    @staticmethod
    def _shapes(territory, box, sheet):
        middle = rounded((box.left + box.right) / 2)
        tone = " on" if territory.look in ON_DARK or territory.look == ENDLESS else ""
        if sheet.has_names:
            lines = in_lines(territory.name, box.width - 4, sheet.name)
        else:
            lines = [territory.code]
        name, value = sheet.name * LEADING, sheet.value
        height = name * len(lines) + value
        y = (box.top + box.bottom - height) / 2 + sheet.name * 0.85
        kind = f"middle{tone}"
        labels = [
            Label(
                middle, rounded(y), lines, kind if sheet.has_names else f"{kind} strong", sheet.name
            )
        ]
        if value:
            y += name * (len(lines) - 1) + value * 1.1
            is_strong = sheet.has_names or territory.look in SIGNS
            strong = f"{kind} strong" if is_strong else kind
            labels.append(Label(middle, rounded(y), [territory.sign], strong, value))
        return [Path(territory.look, outline(territory.look, box)), *labels]

    @cached_property
    def key(self):
        """Each size with its meaning, from the largest, and each state that a country has."""
        counts = Counter(each.look for each in self.territories)
        sizes = [
            gettext("%(first)s to %(last)s") % {"first": grouped(first), "last": grouped(after - 1)}
            for first, after in pairwise((0, *SIZES))
        ]
        sizes.append(gettext("%(places)s or more") % {"places": grouped(SIZES[-1])})
        looks = [*reversed(list(zip(SHADES, sizes, strict=True))), *STATES.items()]
        return [
            Key(look, str(meaning), counts[look])
            for look, meaning in looks
            if counts[look] or look in SHADES
        ]

    def draw(self, layout, box):
        """Return the tiles with the key: beside them if the height is given, else below."""
        if box.bottom:
            sheet = Sheet(box.width * SHARE_OF_MAP, (box.bottom - box.top) / self.rows, 6, 11, 0)
            left, top = box.left + sheet.width + layout.size * 2, box.top
        else:
            sheet = ON_PAGE[layout.name]._replace(width=box.width)
            left, top = box.left, box.top + sheet.row * self.rows + layout.size
        shapes = self.regions(sheet, box.left, box.top)
        for tile in self.tiles(sheet, box.left, box.top):
            shapes += tile.shapes
        key, bottom = self._drawn_key(layout, Box(left, top, box.right, None))
        return Drawn([*shapes, *key], bottom)

    def _drawn_key(self, layout, room):
        size = layout.size
        width, height = size * KEY_WIDTH, size * KEY_HEIGHT
        lines = [f"{key.meaning} ({key.count})" for key in self.key]
        column = width + size * 2 + max(map(layout.width_of, lines))
        columns = min(len(SHADES), max(1, int((room.width + size * 1.5) / column)))
        shapes, bottom = [], room.top
        for n, (key, line) in enumerate(zip(self.key, lines, strict=True)):
            x = room.left + n % columns * column
            y = room.top + n // columns * (height + size * 0.45)
            bottom, base = y + height, rounded(y + height * 0.75)
            swatch = Box(x, y, x + width, bottom)
            shapes.append(Path(key.look, outline(key.look, swatch)))
            if key.sign:
                tone = "middle strong on" if key.look == ENDLESS else "middle strong"
                shapes.append(Label(rounded(x + width / 2), base, [key.sign], tone))
            shapes.append(Label(rounded(x + width + size * 0.5), base, [line]))
        return shapes, rounded(bottom + size * 0.5)


def shifted(box, x, y):
    """Return `box` at another place."""
    return Box(box.left + x, box.top + y, box.right + x, box.bottom + y)


def region_of(cell):
    """Return the number of the region of a cell, the first one in the west."""
    column, row = cell
    if row >= ROWS:
        return len(REGIONS)
    if column == AMERICAS:
        return 0
    if column < ASIA:
        return 1
    return 2 if row < OCEANIA else 3
