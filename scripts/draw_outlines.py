"""Draw the outlines of the map from an atlas; needed only to change the map.

    npm pack world-atlas@2.0.2 && tar -xzf world-atlas-2.0.2.tgz package/countries-50m.json
    .venv/bin/python scripts/draw_outlines.py package/countries-50m.json

It writes ``quotas/charts/outlines.json``, and the land of each panel to ``static/img/``. The
borders and coasts are those of Natural Earth 4.1, 1:50m, which is in the public domain
(https://www.naturalearthdata.com/about/terms-of-use/), as world-atlas packs them into TopoJSON.
"""

import argparse
import json
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from heapq import heapify, heappop, heappush
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

from babel.core import get_global

PROJECT = Path(__file__).parent.parent
OUTLINES = PROJECT / "quotas" / "charts" / "outlines.json"
IMAGES = PROJECT / "static" / "img"
LAND = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
    '<path fill="#84898b" fill-opacity=".28" fill-rule="evenodd" d="{path}"/></svg>\n'
)
CRIMEA = {-283, 639}  # the arcs around it; the atlas goes by who holds it, Canada and the UN do not
SPOTS = {  # where at sea a mark and a name stand for what is too small to pick
    "AD": {"spot": (5.2, 40.2), "label": (5.6, 38.1)},
    "HK": {"spot": (114.8, 21.2), "label": (115.8, 19.1)},
    "LU": {"spot": (3.4, 55.2), "label": (4, 57.2)},
    "SM": {"spot": (18.3, 37.3), "label": (18.3, 35.2)},
}
FEWEST_BENDS = 2  # in a line, so that no shape shrinks to one


# Projections, all of them true to area: from degrees to the plane, y downwards, on a unit sphere


def equal_earth(longitude, latitude):
    """Šavrič, Patterson and Jenny 2018, https://doi.org/10.1080/13658816.2018.1504949."""
    if longitude < (-168.4 if latitude > 58 else -169.5):  # west of the Bering Strait is Asia
        longitude += 360
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    t = asin(sqrt(3) / 2 * sin(radians(latitude)))
    slope = a1 + 3 * a2 * t**2 + t**6 * (7 * a3 + 9 * a4 * t**2)
    x = 2 * sqrt(3) * radians(longitude) * cos(t) / (3 * slope)
    return x, -t * (a1 + a2 * t**2 + t**6 * (a3 + a4 * t**2))


def lambert(longitude, latitude):
    """Lambert’s azimuthal projection around a point of the sphere."""
    middle_x, middle_y = radians(longitude), radians(latitude)

    def project(longitude, latitude):
        x, y = radians(longitude) - middle_x, radians(latitude)
        cosine = sin(middle_y) * sin(y) + cos(middle_y) * cos(y) * cos(x)
        k = sqrt(2 / max(1 + cosine, 1e-9))
        north = cos(middle_y) * sin(y) - sin(middle_y) * cos(y) * cos(x)
        return k * cos(y) * sin(x), -k * north

    return project


@dataclass(frozen=True)
class Window:
    """A part of the world on a panel: its edges on the plane, and its width as drawn."""

    name: str
    project: callable
    left: float
    top: float
    right: float
    bottom: float
    width: int
    smallest: float  # area of what is drawn, in square units of the drawing
    detail: float  # area that a bend in a line takes to be kept, in the same units

    @property
    def scale(self):
        return self.width / (self.right - self.left)

    @property
    def height(self):
        return round((self.bottom - self.top) * self.scale)

    def place(self, longitude, latitude):
        x, y = self.project(longitude, latitude)
        return (x - self.left) * self.scale, (y - self.top) * self.scale

    def holds(self, ring):
        """Tell if all of `ring` is inside."""
        return all(0 <= x <= self.width and 0 <= y <= self.height for x, y in ring)

    def touches(self, ring):
        left, top, right, bottom = box(ring)
        return right > 0 and bottom > 0 and left < self.width and top < self.height


WINDOWS = (
    Window("world", equal_earth, -1.72, -1.28, 2.5, 1.03, 700, 8, 6),
    Window("europe", lambert(12, 52), -0.3, -0.355, 0.335, 0.3, 700, 40, 14),
    Window("east-asia", lambert(128, 34), -0.28, -0.235, 0.235, 0.262, 514, 40, 14),
)


# Lines


def area(ring):
    """The area inside `ring`, above 0 whichever way it runs."""
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def box(ring):
    xs, ys = zip(*ring, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def simplified(line, detail):
    """Return `line` without its smallest bends: Visvalingam and Whyatt 1993."""
    before, after = list(range(-1, len(line) - 1)), list(range(1, len(line) + 1))
    bends = {n: area([line[n - 1], line[n], line[n + 1]]) for n in range(1, len(line) - 1)}
    queue = [(size, n) for n, size in bends.items()]
    heapify(queue)
    while len(bends) > FEWEST_BENDS:
        size, n = heappop(queue)
        if bends.get(n) != size:
            continue
        if size >= detail:
            break
        del bends[n]
        after[before[n]], before[after[n]] = after[n], before[n]
        for m in (before[n], after[n]):
            if m in bends:
                corner = [line[before[m]], line[m], line[after[m]]]
                bends[m] = max(area(corner), size)
                heappush(queue, (bends[m], m))
    return [line[0], *(line[n] for n in sorted(bends)), line[-1]]


def clipped(ring, window):
    """Cut `ring` a little outside of the window: Sutherland and Hodgman 1974."""
    edges = ((0, -20, 1), (0, window.width + 20, -1), (1, -20, 1), (1, window.height + 20, -1))
    for axis, edge, sign in edges:
        kept = []
        for start, end in zip([ring[-1], *ring[:-1]], ring, strict=True):
            starts_in, ends_in = ((p[axis] - edge) * sign >= 0 for p in (start, end))
            if starts_in != ends_in:
                share = (edge - start[axis]) / (end[axis] - start[axis])
                kept.append(tuple(a + share * (b - a) for a, b in zip(start, end, strict=True)))
            if ends_in:
                kept.append(end)
        ring = kept
        if not ring:
            break
    return ring


def path(rings):
    """Return the data of an SVG path along `rings`, in whole units and relative steps."""
    drawn = []
    for ring in rings:
        points = [(round(x), round(y)) for x, y in ring]
        steps = [
            (x2 - x1, y2 - y1)
            for (x1, y1), (x2, y2) in zip(points, points[1:], strict=False)
            if (x1, y1) != (x2, y2)
        ]
        if len(steps) > 1:
            numbers = " ".join(f"{x} {y}" for x, y in steps).replace(" -", "-")
            drawn.append(f"M{points[0][0]} {points[0][1]}l{numbers}z")
    return "".join(drawn).replace(" -", "-")


class Atlas:
    """Countries and land of a TopoJSON file, https://github.com/topojson/topojson-specification."""

    def __init__(self, topology):
        self.topology = topology

    @cached_property
    def arcs(self):
        """Every line in degrees."""
        (scale_x, scale_y), (left, bottom) = self.topology["transform"].values()
        arcs = []
        for arc in self.topology["arcs"]:
            x = y = 0
            points = []
            for dx, dy in arc:
                x, y = x + dx, y + dy
                points.append((x * scale_x + left, y * scale_y + bottom))
            arcs.append(points)
        return arcs

    @cached_property
    def countries(self):
        """The rings of each country as numbers of arcs, by its code."""
        countries = defaultdict(list)
        for shape in self.topology["objects"]["countries"]["geometries"]:
            for ring in rings_of(shape):
                countries["UA" if set(ring) == CRIMEA else code_of(shape)].append(ring)
        return countries

    @cached_property
    def land(self):
        """The rings of all land but Antarctica, in the same way."""
        frozen = {n for ring in self.countries["AQ"] for n in ring}
        shapes = self.topology["objects"]["land"]["geometries"]
        return [ring for shape in shapes for ring in rings_of(shape) if not frozen & set(ring)]


def rings_of(shape):
    polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    return [ring for polygon in polygons for ring in polygon]


def code_of(shape):
    """The two letters of a country by the three digits that it has in the atlas, or None."""
    codes = get_global("territory_aliases").get(shape.get("id"))
    return codes[0] if codes else None


class Drawing:
    """A window with the simplified lines of the atlas in it."""

    def __init__(self, atlas, window):
        self.atlas, self.window = atlas, window
        self.lines = [
            simplified([window.place(*point) for point in arc], window.detail) for arc in atlas.arcs
        ]

    def ring(self, arcs):
        """One closed line; an arc below zero runs backwards."""
        points = []
        for n in arcs:
            points += self.lines[n][:-1] if n >= 0 else self.lines[~n][:0:-1]
        return points

    def rings(self, shape):
        """Return the rings of a shape that are large enough; the largest one always, and first."""
        rings = sorted((self.ring(arcs) for arcs in shape), key=area, reverse=True)
        return rings[:1] + [ring for ring in rings[1:] if area(ring) >= self.window.smallest]

    @property
    def land(self):
        """All land as one path."""
        cut = [clipped(ring, self.window) for ring in self.rings(self.atlas.land)]
        return path(ring for ring in cut if ring)

    def outline(self, code, rings):
        """A country’s path, the box of its largest part, and its places at sea."""
        spots = {name: self.window.place(*place) for name, place in SPOTS.get(code, {}).items()}
        corners = {"box": box(rings[0])} | spots
        visible = path(ring for ring in rings if self.window.touches(ring))
        return {"path": visible} | {name: [round(n) for n in at] for name, at in corners.items()}

    @property
    def countries(self):
        """The outline of each country whose largest part is whole in the window."""
        drawn = {code: self.rings(shape) for code, shape in self.atlas.countries.items() if code}
        return {
            code: self.outline(code, rings)
            for code, rings in drawn.items()
            if self.window.holds(rings[0])
        }


def main():
    description, _, details = __doc__.partition("\n\n")
    parser = argparse.ArgumentParser(
        description=description,
        epilog=details,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("atlas", type=Path, help="countries-50m.json of world-atlas 2")
    atlas = Atlas(json.loads(parser.parse_args().atlas.read_text()))
    panels = {}
    for window in WINDOWS:
        drawing = Drawing(atlas, window)
        size = {"width": window.width, "height": window.height}
        panels[window.name] = size | {"countries": drawing.countries}
        land = LAND.format(**size, path=drawing.land)
        (IMAGES / f"land-{window.name}.svg").write_text(land)
    text = json.dumps(panels, separators=(",", ":"), sort_keys=True)
    OUTLINES.write_text(text.replace("},", "},\n") + "\n")  # a country on a line


if __name__ == "__main__":
    main()
