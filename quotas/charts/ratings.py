"""The chance ratings: the span that each predicts, and the shares that followed, on one scale."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.utils.translation import gettext as _

from .drawing import LEADING, SIZE, WIDTH, Text, rounded

EDGE = 18  # of the field, from the side: half of “100%”
ROW = 46  # from one rating to the next
TALLEST = 16  # of the span predicted
MARK = "m0-6l6 6-6 6-6-6z"  # a path from the middle
SAMPLE = 30  # how wide a shape is in the key
TICKS = range(0, 101, 20)  # per cent


@dataclass(frozen=True)
class RatingOutcome:
    """A rating: the span of shares that it predicts, and those that followed it, if any did.

    `spread` has the shares at the end of the lowest tenth, in the middle and at the start of the
    highest tenth. `label` is the `share` in words, `description` all of it.
    """

    name: str
    span: tuple[float, float]
    share: float | None
    spread: tuple[float, float, float] | None
    label: str
    description: str


class Row(NamedTuple):
    """A rating drawn: its name and share, and below them its span, its spread and its share."""

    name: Text
    label: Text
    top: float
    span: tuple[float, float]
    spread: tuple[float, float, float] | None
    share: float | None

    @property
    def middle(self):
        """The height of its line, from the top."""
        return rounded(self.top + TALLEST / 2)

    @property
    def span_path(self):
        start, end = self.span
        return f"M{start} {self.top}H{end}v{TALLEST}H{start}z"

    @property
    def spread_path(self):
        return spread_path(self.spread, self.middle)

    @property
    def share_path(self):
        return f"M{self.share} {self.middle}{MARK}"


def spread_path(spread, y):
    """Return the line from the lowest to the highest of three places, each with a stroke."""
    lowest, median, highest = spread
    return f"M{lowest} {y - 4}v8M{highest} {y - 4}v8M{median} {y - 8}v16M{lowest} {y}H{highest}"


@dataclass(frozen=True)
class RatingsChart:
    """The ratings from the best down, each with its span and what followed it."""

    title: str
    outcomes: Sequence[RatingOutcome]

    width = WIDTH
    left, right = EDGE, WIDTH - EDGE  # of the field

    @cached_property
    def description(self):
        """Every number of the chart in words."""
        return " ".join(outcome.description for outcome in self.outcomes)

    @staticmethod
    def _x(share):
        return rounded(EDGE + (WIDTH - 2 * EDGE) * min(1, share))

    @cached_property
    def rows(self):
        """The ratings as they are drawn."""
        return [self._row(outcome, ROW * n) for n, outcome in enumerate(self.outcomes)]

    def _row(self, outcome, top):
        name_y = rounded(top + SIZE)
        start, end = map(self._x, outcome.span)
        return Row(
            Text(EDGE, name_y, [outcome.name]),
            Text(WIDTH - EDGE, name_y, [self._label(outcome)]),
            rounded(top + LEADING + 5),
            (start, end),
            outcome.spread and tuple(map(self._x, outcome.spread)),
            None if outcome.share is None else self._x(outcome.share),
        )

    @staticmethod
    def _label(outcome):
        if outcome.share is None:
            return _("no week counted")
        return _("%(share)s invited") % {"share": outcome.label}

    @property
    def base(self):
        """The height of the axis, from the top."""
        return rounded(ROW * len(self.outcomes))

    @cached_property
    def ticks(self):
        """The marks of the scale: each with its number in per cent."""
        return [
            Text(
                self._x(each / 100), rounded(self.base + 18), [_("%(number)s%%") % {"number": each}]
            )
            for each in TICKS
        ]

    @cached_property
    def key(self):
        """The meaning of the shapes, below the axis."""
        texts = (
            _("the chance that the rating stands for"),
            _("all candidates invited within a week"),
            _("eight weeks in ten, and the middle week"),
        )
        top = self.base + 42
        return [
            Text(EDGE + SAMPLE + 10, rounded(top + n * (LEADING + 6)), [text])
            for n, text in enumerate(texts)
        ]

    @cached_property
    def samples(self):
        """The shapes in the key: those of a span, a share and a spread."""
        span_y, share_y, spread_y = (rounded(text.y - 4) for text in self.key)
        end = EDGE + SAMPLE
        middle = EDGE + SAMPLE / 2
        return (
            f"M{EDGE} {span_y - 6}H{end}v12H{EDGE}z",
            f"M{middle} {share_y}{MARK}",
            spread_path((EDGE, middle, end), spread_y),
        )

    @property
    def height(self):
        """The height of the drawing."""
        return rounded(self.key[-1].y + 8)
