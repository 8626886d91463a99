"""Reading a picture as it is drawn: its paths and its words, from the back."""

import re
from typing import NamedTuple

from lxml import etree

from ..pages import SPACES


class Shape(NamedTuple):
    """A path with its outline, or words with the point that they stand at."""

    kind: str
    outline: str
    words: str
    x: float
    y: float

    @property
    def box(self):
        """The left, top, right and bottom of an outline of absolute straight lines."""
        x, y = zip(*corners(self.outline), strict=True)
        return min(x), min(y), max(x), max(y)


def corners(outline):
    """The points of an outline whose commands are M, H, V, A, h, v and z."""
    x = y = 0
    for command, numbers in re.findall(r"([MHVAhvz])([-\d. ]*)", outline):
        values = [float(number) for number in re.findall(r"-?[\d.]+", numbers)]
        if command == "H":
            x = values[0]
        elif command == "V":
            y = values[0]
        elif command == "h":
            x += values[0]
        elif command == "v":
            y += values[0]
        elif command in "MA":
            x, y = values[-2:]
        yield x, y


def shapes_in(svg):
    """Return each Shape of an SVG document, or of an element of one."""
    root = etree.fromstring(svg) if isinstance(svg, bytes) else svg
    found = []
    for element in root.iter("{*}path", "{*}text", "path", "text"):
        if etree.QName(element).localname == "path":
            found.append(Shape(element.get("class"), element.get("d"), "", 0, 0))
            continue
        lines = [line for line in element if etree.QName(line).localname == "tspan"]
        words = " ".join("".join(line.itertext()).strip() for line in lines).translate(SPACES)
        x, y = float(lines[0].get("x")), float(element.get("y"))
        found.append(Shape(element.get("class") or "", "", words, x, y))
    return found


def words_in(svg, kind=None):
    """Return the words of a picture, of one kind if one is given."""
    shapes = shapes_in(svg)
    return [each.words for each in shapes if each.words and kind in (None, each.kind)]
