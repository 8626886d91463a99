"""A few numbers below each other, each with its part of the largest."""

from collections.abc import Sequence
from dataclasses import dataclass

from .drawing import rounded
from .picture import Drawn, Label, Path

ROW = 2.8  # ems from one number to the next
LARGER = 1.35  # times the size of text
THICK = 4  # units of the bar below a number


@dataclass(frozen=True)
class Rank:
    """A name and its value; `share` is the part of its line that is drawn strong."""

    name: str
    value: str
    share: float = 0


@dataclass(frozen=True)
class RanksChart:
    """The `ranks` from the top down."""

    headline: str
    unit: str
    foot: str
    ranks: Sequence[Rank]

    @property
    def description(self):
        """Every number with its name."""
        return " ".join(f"{rank.name}: {rank.value}." for rank in self.ranks)

    def draw(self, layout, box):
        """Return a line for each rank, with its words above."""
        row = layout.size * ROW
        if box.bottom:
            row = min(row, (box.bottom - box.top) / max(1, len(self.ranks)))
        size = rounded(layout.size * LARGER)
        shapes = []
        for n, rank in enumerate(self.ranks):
            base = rounded(box.top + row * (n + 1) - layout.size * 0.5)
            y = rounded(base - layout.size * 0.5)
            room = box.right - box.left - layout.width_of(rank.value, size, bold=True) - size
            name = layout.wrapped(rank.name, room, size)[0]
            shapes += [
                Path("grid", f"M{box.left} {base}H{box.right}"),
                Label(box.left, y, [name], "", size),
                Label(box.right, y, [rank.value], "strong end", size),
            ]
            if rank.share:
                length = rounded((box.right - box.left) * rank.share)
                top = rounded(base - THICK / 2)
                shapes.append(Path("first-area", f"M{box.left} {top}h{length}v{THICK}h-{length}z"))
        return Drawn(shapes, box.top + row * len(self.ranks))
