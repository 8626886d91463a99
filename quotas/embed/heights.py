"""Heights of frames for pages without our script, computed from their content.

They follow `css/embed.css` and the templates of frames: a change there needs one here.
"""

import math
from dataclasses import dataclass

from django.utils.translation import gettext

# Pixels of the style sheets: where the layout changes, what stands around text, its sizes.
WIDE, WIDE_CARD, NARROW, SLIM, STACKED = 640, 480, 384, 320, 304
TOP, SIDES, BORDER = 8, 16, 4
ROW, ROW_OF_CARD = 44, 76
SEASON = 104  # in a card, beside the quota
TINY, SMALL = 12, 14
# An average letter is so wide for its size, in the widest fonts that readers have.
LETTER, BOLD = 0.51, 0.63
OF_DATES = 0.56  # in sentences with dates, which break less well
NARROWEST = 200  # nobody reads less
SLACK = 8  # for letters a little wider or higher than these
CHART_WIDE = 563.2  # from here the wide drawing of a chart: no width that frames usually have
WIDEST_NARROW, WIDEST_WIDE = 480, 720  # drawings are no larger
FIGURES_WIDE = 480  # from here the figures of a pool stand in one row


def lines(text, room, size, letter=LETTER):
    """Return the number of lines of `text` in letters of `size` pixels within `room`.

    As in browsers, a word that is too long for a line begins a new one and is broken there.
    """
    most = max(1, int(room / (size * letter)))
    count = left = 0
    for word in text.replace("-", "- ").split():
        if len(word) < left:
            left -= len(word) + 1
        else:
            taken = math.ceil(len(word) / most)
            count, left = count + taken, taken * most - len(word)
    return count or 1


@dataclass(frozen=True)
class Content:
    """The content of a frame: sentences on wrong parameters, a heading, the names of rows."""

    left_out: list[str]
    heading: str
    names: list[str]

    can_shrink = False  # as a drawing does

    def height(self, width):
        """Return the height that a frame of this `width` needs, its border included."""
        width = max(width, NARROWEST)
        room = width - SIDES - BORDER
        return math.ceil(
            TOP
            + (16 if width >= NARROW else 0)
            + sum(18 * lines(sentence, room, TINY) + 8 for sentence in self.left_out)
            + self.head(room)
            + self.rows(width, room)
            + self.foot(room)
            + (max(24, 18 * lines(self.way_back, room, TINY)) + 13)
            + BORDER
            + SLACK
        )

    def head(self, room):
        """Return the height of the heading."""
        return max(24, 20 * lines(self.heading, room, SMALL, BOLD)) + 16

    def foot(self, room):
        """Return the height of the sentences below the rows."""
        return 18 * lines(self.about, room, TINY, OF_DATES) + 8

    def rows(self, width, room):
        """Return the height of the rows; text has `room` in the `width`."""
        raise NotImplementedError

    @property
    def about(self):
        return gettext("An independent site.")

    @property
    def way_back(self):
        return gettext("All figures, sources and changes at IEC Quotas")


@dataclass(frozen=True)
class TableContent(Content):
    """A season's table; `columns` are the names of its categories, `sentences` stand below it."""

    columns: list[str]
    sentences: str

    @property
    def about(self):
        return f"{self.sentences} {super().about}"

    def rows(self, width, room):
        if not self.names:
            sentence = gettext("No country or territory matches all of these filters.")
            return 21 * lines(sentence, room, SMALL) + 16
        if width < STACKED and len(self.columns) > 1:
            figures = 28 * len(self.columns) + 15
            return sum(18 * lines(name, room, SMALL, BOLD) + figures for name in self.names)
        size, head = (TINY, 10) if width < NARROW else (SMALL, 11 if width < WIDE else SMALL)
        cell = room / (1 + len(self.columns)) - 8
        heads = 1.25 * head * max(lines(column, cell, head, BOLD) for column in self.columns) + 6
        return heads + sum(
            max(ROW, 1.1 * size * lines(name, cell, size) + 6) for name in self.names
        )


@dataclass(frozen=True)
class CardContent(Content):
    """A country's card with a row for each category; `quotas` are their labels."""

    quotas: list[str]

    def rows(self, width, room):
        if width >= WIDE_CARD:
            cell = 0.36 * room - 8
            return 34 + sum(
                max(ROW_OF_CARD, 20 * lines(name, cell, SMALL) + 14) for name in self.names
            )
        age = gettext("%(youngest)s to %(oldest)s years") % {"youngest": 18, "oldest": 35}
        beside = room - len(age) * TINY * LETTER - 8
        size = TINY if width < SLIM else 13
        return sum(
            ROW_OF_CARD
            + 20 * (lines(name, beside, size) - 1)
            + 20 * (lines(quota, room - SEASON, size, BOLD) - 1)
            for name, quota in zip(self.names, self.quotas, strict=True)
        )


@dataclass(frozen=True)
class Drawing:
    """The sizes of the two drawings of a chart, each a width and a height."""

    narrow: tuple[float, float]
    wide: tuple[float, float]

    def height(self, width, room):
        """Return the height of the one that a frame of `width` shows, within `room`."""
        if width - BORDER >= CHART_WIDE:
            drawn, widest = self.wide, WIDEST_WIDE
        else:
            drawn, widest = self.narrow, WIDEST_NARROW
        return min(room, widest) * drawn[1] / drawn[0]


@dataclass(frozen=True)
class ChartContent(Content):
    """A drawing that says its heading itself, and below a small one its `text`."""

    drawing: Drawing
    text: str

    can_shrink = True

    def head(self, room):
        return 0

    def foot(self, room):
        return 0

    def rows(self, width, room):
        text = 18 * lines(self.text, room, TINY, OF_DATES) + 8 if width < STACKED else 0
        return self.drawing.height(width, room) + text + 8


@dataclass(frozen=True)
class PoolContent(Content):
    """The figures of a pool, whose `names` they have, a sentence and perhaps a drawing."""

    values: list[str]
    sentence: str
    drawing: Drawing | None

    @property
    def can_shrink(self):
        return self.drawing is not None

    def rows(self, width, room):
        columns = 4 if width >= FIGURES_WIDE else 2
        cell = room / columns - 12
        heights = [
            18 * lines(name, cell, TINY) + 24 * lines(value, cell, 18, BOLD) + 8
            for name, value in zip(self.names, self.values, strict=True)
        ]
        figures = sum(max(heights[n : n + columns]) for n in range(0, len(heights), columns))
        sentence = 20 * lines(self.sentence, room, SMALL, OF_DATES) + 8 if self.sentence else 0
        return (
            figures + 8 + sentence + (self.drawing.height(width, room) + 8 if self.drawing else 0)
        )
