"""The map of the world: the look of each country, and the place to pick it."""

import json
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext, gettext_lazy as _

from ..i18n.formats import grouped

SIZES = (50, 200, 1000, 5000)  # where a darker shade begins
SHADES = tuple(f"places-{n}" for n in range(len(SIZES) + 1))
PATTERNS = {
    "unlimited": _("Unlimited"),
    "to_be_announced": _("To be announced"),
    "not_offered": _("Not offered"),
    "absent": _("Not known to us"),
}

MARK = 20  # how far the mark at sea of a country that is too small to pick reaches
DOT = 10  # how far the one on a country that is too small to see does
REACH = 29  # how far what can be picked does: 12 px where the picture is 300 px wide

ELSEWHERE = {"europe": _("Europe"), "east-asia": _("East Asia")}  # too crowded on the world
PANELS = {"world": _("The world"), **ELSEWHERE}


@cache
def outlines():
    """Return the outlines of all countries, from the file that `draw_outlines` made."""
    return json.loads(Path(__file__).with_name("outlines.json").read_text())


def look_of(state, places):
    """The shade of a quota with a number, or the pattern of one without."""
    return f"places-{bisect(SIZES, places)}" if state == "limited" else state


def pattern_of(look):
    """The pattern that a look is drawn with, or None if a colour does."""
    return look if look in PATTERNS else None


@dataclass(frozen=True)
class Territory:
    """A country on the map: its look, its quota in words, and the record that it links to."""

    code: str
    name: str
    label: str
    look: str
    about: object


class Shape(NamedTuple):
    """A territory drawn on a panel.

    Around a small one there is a point to `reach` for; what can hardly be seen has a `mark` there,
    of that radius, and where it is out at sea, a line that leads to it and a name.
    """

    territory: Territory
    path: str
    reach: tuple[float, float] | None = None
    mark: int = 0
    leader: tuple[float, float] | None = None
    label: tuple[int, int] | None = None

    @property
    def pattern(self):
        return pattern_of(self.territory.look)

    def layer(self):
        """Return its layer: circles are below shapes, and marks are on top."""
        if self.mark:
            return 2
        return 0 if self.reach else 1


class Beyond(NamedTuple):
    """The countries that are picked on another panel, to which their frame leads here.

    `looks` has a path for each look.
    """

    name: str
    title: str
    frame: tuple[int, int, int, int]
    looks: list[tuple[str, str | None, str]]


class Panel(NamedTuple):
    """A part of the world."""

    name: str
    title: str
    width: int
    height: int
    shapes: list[Shape]
    beyond: list[Beyond]
    canada: tuple[float, float] | None

    reach = REACH

    @property
    def land(self):
        """The picture of all land on it."""
        return f"img/land-{self.name}.svg"


class Key(NamedTuple):
    """A look, what it means, and how many countries have it."""

    look: str
    pattern: str | None
    meaning: str
    count: int


def middle(box):
    left, top, right, bottom = box
    return (left + right) / 2, (top + bottom) / 2


def narrowest(box):
    left, top, right, bottom = box
    return min(right - left, bottom - top)


def is_small(box):
    return narrowest(box) < 2 * REACH


def is_near(point, box):
    """Tell if a circle to pick around `point` would cover something in `box`."""
    (x, y), (left, top, right, bottom) = point, box
    return left - REACH < x < right + REACH and top - REACH < y < bottom + REACH


@dataclass(frozen=True)
class MapChart:
    """The world by quota: a panel for all of it, and larger ones for crowded parts."""

    territories: Sequence[Territory]

    @cached_property
    def panels(self):
        return [self._panel(name) for name in PANELS]

    def _home(self, territory):
        """The panel on which a territory can be picked, or None if it is on none."""
        panels = (*ELSEWHERE, "world")
        return next((n for n in panels if territory.code in outlines()[n]["countries"]), None)

    @cached_property
    def missing(self):
        """The territories that no panel shows."""
        return [each for each in self.territories if not self._home(each)]

    def _panel(self, name):
        drawn = outlines()[name]
        countries = drawn["countries"]
        here = [each for each in self.territories if self._home(each) == name]
        shapes = [self._shape(each, here, countries) for each in here]
        is_world = name not in ELSEWHERE
        homes = {self._home(each) for each in self.territories if each.code in countries}
        return Panel(
            name,
            PANELS[name],
            drawn["width"],
            drawn["height"],
            sorted(shapes, key=Shape.layer),
            [self._beyond(other, countries) for other in ELSEWHERE if other in homes and is_world],
            middle(countries["CA"]["box"]) if is_world else None,
        )

    def _beyond(self, other, countries):
        there = [each for each in self.territories if self._home(each) == other]
        outlined = [(each, countries[each.code]) for each in there if each.code in countries]
        boxes = [outline["box"] for _each, outline in outlined]
        lefts, tops, rights, bottoms = zip(*boxes, strict=True)
        left, top = min(lefts), min(tops)
        paths = defaultdict(str)
        for each, outline in outlined:
            paths[each.look] += outline["path"]
        return Beyond(
            other,
            ELSEWHERE[other],
            (left, top, max(rights) - left, max(bottoms) - top),
            [(look, pattern_of(look), path) for look, path in paths.items()],
        )

    @staticmethod
    def _shape(territory, here, countries):
        outline = countries[territory.code]
        box, path = outline["box"], outline["path"]
        at = middle(box)
        if "spot" in outline:
            return Shape(territory, path, outline["spot"], MARK, at, outline["label"])
        if narrowest(box) < DOT:
            return Shape(territory, path, at, DOT)
        boxes = [countries[each.code]["box"] for each in here if each is not territory]
        others = [other for other in boxes if is_small(other)]  # the large ones lie on top
        if is_small(box) and not any(is_near(at, other) for other in others):
            return Shape(territory, path, at)
        return Shape(territory, path)

    @cached_property
    def key(self):
        """Each look with its meaning, the largest quota first."""
        counts = Counter(each.look for each in self.territories)
        sizes = [
            gettext("%(first)s to %(last)s") % {"first": grouped(first), "last": grouped(after - 1)}
            for first, after in pairwise((0, *SIZES))
        ]
        sizes.append(gettext("%(places)s or more") % {"places": grouped(SIZES[-1])})
        shades = list(zip(SHADES, sizes, strict=True))
        unlimited, *others = PATTERNS.items()
        return [
            Key(look, pattern_of(look), meaning, counts[look])
            for look, meaning in (unlimited, *reversed(shades), *others)
        ]
