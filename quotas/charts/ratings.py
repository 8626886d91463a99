"""The chance ratings: the span that each predicts, and the shares that followed, on one scale."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.utils.translation import gettext as _

from .drawing import rounded
from .picture import Drawn, Label, Path

ROWS = {"narrow": 46, "wide": 34}  # from one rating to the next; the name stands above or before
TALLEST = 16  # of the span predicted
MARK = "m0-6l6 6-6 6-6-6z"  # a path from the middle
SAMPLE = 26  # units that a shape in the key is wide
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

    @property
    def result(self):
        """The share that followed, in words that stand beside its row."""
        if self.share is None:
            return _("no week counted")
        return _("%(share)s invited") % {"share": self.label}


class Field(NamedTuple):
    """The room of the scale, between two edges."""

    left: float
    right: float

    def x(self, share):
        """Return the place of a share; one above 1 stands at the end."""
        return rounded(self.left + (self.right - self.left) * min(1, share))


def spread_path(places, y):
    """Return the line from the lowest to the highest of three places, each with a stroke."""
    lowest, median, highest = places
    return f"M{lowest} {y - 4}v8M{highest} {y - 4}v8M{median} {y - 8}v16M{lowest} {y}H{highest}"


def span_path(start, end, middle, height):
    """Return a bar between two places, around a middle."""
    return f"M{start} {rounded(middle - height / 2)}H{end}v{rounded(height)}H{start}z"


@dataclass(frozen=True)
class RatingsChart:
    """The ratings from the best down, each with its span and what followed it."""

    headline: str
    unit: str
    foot: str
    outcomes: Sequence[RatingOutcome]

    @cached_property
    def description(self):
        """Every number of the chart in words."""
        return " ".join(outcome.description for outcome in self.outcomes)

    def draw(self, layout, box):
        """Return the key, a row for each rating, and the scale below."""
        key, top = self._key(layout, box)
        axis_height = layout.size * 1.7
        if box.bottom:
            row = (box.bottom - axis_height - top) / len(self.outcomes)
        else:
            row = ROWS[layout.name]
        field, base = self._field(layout, box), rounded(top + row * len(self.outcomes))
        ticks = [field.x(each / 100) for each in TICKS]
        shapes = [Path("grid", "".join(f"M{x} {rounded(top)}V{base}" for x in ticks))]
        for n, outcome in enumerate(self.outcomes):
            shapes += self._row(layout, box, field, outcome, top + row * n, row)
        shapes.append(Path("axis", f"M{field.left} {base}H{field.right}"))
        shapes += self._numbers(ticks, rounded(base + layout.size * 1.4))
        return Drawn([*key, *shapes], base + axis_height)

    @staticmethod
    def _numbers(ticks, y):
        """The numbers of the scale; the first and the last stay within it."""
        sides = ["", *["middle"] * (len(TICKS) - 2), "end"]
        return [
            Label(x, y, [_("%(number)s%%") % {"number": each}], f"quiet {side}".strip())
            for x, each, side in zip(ticks, TICKS, sides, strict=True)
        ]

    def _field(self, layout, box):
        """The room of the scale: of the narrow layout all, else that between the words."""
        if layout.name == "narrow":
            return Field(box.left, box.right)
        names = max(layout.width_of(each.name, bold=True) for each in self.outcomes)
        results = max(layout.width_of(each.result) for each in self.outcomes)
        gap = layout.size * 1.2
        return Field(rounded(box.left + names + gap), rounded(box.right - results - gap))

    def _row(self, layout, box, field, outcome, top, height):
        """The shapes of a rating, and its words above them or on both sides."""
        is_narrow = layout.name == "narrow"
        middle = rounded(top + height * 0.68) if is_narrow else rounded(top + height / 2)
        words_y = rounded(top + layout.size * 1.1 if is_narrow else middle + layout.size * 0.35)
        start, end = map(field.x, outcome.span)
        shapes = [Path("span", span_path(start, end, middle, min(TALLEST, height * 0.7)))]
        if outcome.spread and self._has_spread(layout):
            places = [field.x(share) for share in outcome.spread]
            shapes.append(Path("spread", spread_path(places, middle)))
        if outcome.share is not None:
            shapes.append(Path("share second-area", f"M{field.x(outcome.share)} {middle}{MARK}"))
        shapes.append(Label(box.left, words_y, [outcome.name], "strong halo"))
        shapes.append(Label(box.right, words_y, [outcome.result], "end halo"))
        return shapes

    @staticmethod
    def _has_spread(layout):
        return layout.height is None

    def _key(self, layout, box):
        """The meaning of the shapes, one after another, and where the rows begin."""
        texts = [
            _("the chance that the rating stands for"),
            _("all candidates invited within a week"),
        ]
        if self._has_spread(layout):
            texts.append(_("eight weeks in ten, and the middle week"))
        x, y, shapes = box.left, box.top + layout.size * 0.4, []
        for n, text in enumerate(texts):
            width = SAMPLE + 8 + layout.width_of(text)
            if x > box.left and x + width > box.right:
                x, y = box.left, y + layout.leading * 1.5
            shapes += self._sample(n, rounded(x), rounded(y))
            shapes.append(
                Label(rounded(x + SAMPLE + 8), rounded(y + layout.size * 0.35), [text], "quiet")
            )
            x += width + layout.size * 1.6
        return shapes, y + layout.leading

    @staticmethod
    def _sample(n, x, y):
        middle = x + SAMPLE / 2
        if n == 0:
            return [Path("span", span_path(x, x + SAMPLE, y, TALLEST * 0.7))]
        if n == 1:
            return [Path("share second-area", f"M{middle} {y}{MARK}")]
        return [Path("spread", spread_path((x, middle, x + SAMPLE), y))]
