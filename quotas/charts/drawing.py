"""The sizes, the rounding and the measuring of text that all charts share."""

import re
from math import ceil
from typing import NamedTuple

from babel.dates import format_date

from ..i18n.languages import language

WIDTH = 360  # of every drawing, so that its text is as large as the page's on a phone
SIZE = 12  # of the text, in the same units
LEADING = 14.4  # from one line of text to the next: 1.2 em, as the templates write it

BOLD = 1.12  # how much wider bold text is

# How many ems letters take in DejaVu Sans, which is wider than Roboto, Segoe UI or Helvetica.
WIDTHS = (
    ("ijlI|'’", 0.3),
    (" .,:;()-/!frtJ\xa0\u202f", 0.415),
    ("mwMWOQ@%&—…", 1),
    ("ABCDEFGHKLNPRSTUVXYZÀÂÄÇÉÈÊËÎÏÔÖÙÛÜ∞×+=<>", 0.76),
)

WORD = re.compile(r"( ?)([^ ]+)")  # with the blank before it
PART = re.compile(r"[^-]*-|[^-]+")  # of a word with hyphens


def rounded(number):
    """Return `number` to one decimal, without the decimal if it is whole."""
    near = round(number, 1)
    return int(near) if near == int(near) else near


def short_date(day):
    """Return `day` in short for an axis: Feb 10, or 10 févr."""
    if language() == "en":
        return format_date(day, "MMM d", locale="en")
    return format_date(day, "d'er' MMM" if day.day == 1 else "d MMM", locale="fr")


def width_of(text, size=SIZE, *, bold=False):
    """Return the width of `text` in the widest of common system fonts."""
    return (size * BOLD if bold else size) * sum(
        next((ems for letters, ems in WIDTHS if letter in letters), 0.637 if letter < "⺀" else 1)
        for letter in text
    )


def wrapped(text, width, size=SIZE, *, bold=False):
    """Return the lines of `text` within `width`; a longer word is cut.

    Words end at blanks, and one that is longer than a line after its hyphens.
    """

    def fits(line):
        return width_of(line, size, bold=bold) <= width

    lines = [""]
    for blank, word in _parts(text, fits):
        longer = f"{lines[-1]}{blank}{word}" if lines[-1] else word
        if fits(longer):
            lines[-1] = longer
            continue
        lines.append("")
        for letter in word:
            if not fits(lines[-1] + letter):
                lines.append("")
            lines[-1] += letter
    return [line for line in lines if line] or [text]


def _parts(text, fits):
    """Return the words of `text`, cut at hyphens if they do not fit, each after its blank."""
    for blank, word in WORD.findall(text):
        first, *others = [word] if fits(word) else PART.findall(word)
        yield blank, first
        yield from (("", part) for part in others)


def scale(largest, most=4):
    """Return round numbers from 0 to `largest` or a little more, in at most so many steps."""
    steps = (digit * 10**power for power in range(20) for digit in (1, 2, 5))
    step = next(step for step in steps if largest <= most * step)
    return range(0, step * max(2, ceil(largest / step)) + 1, step)


def apart(middles, heights, top, bottom):
    """Return the tops of blocks as near to their `middles` as possible without touching."""
    order = sorted(range(len(middles)), key=middles.__getitem__)
    tops = [0.0] * len(middles)
    for n in order:
        tops[n] = max(middles[n] - heights[n] / 2, top)
        top = tops[n] + heights[n]
    for n in reversed(order):
        tops[n] = min(tops[n], bottom - heights[n])
        bottom = tops[n]
    return tops


class Text(NamedTuple):
    """Lines of text, the first of them at a point."""

    x: float
    y: float
    lines: list[str]
