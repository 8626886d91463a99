"""The columns of small multiples."""

from .drawing import rounded

GAP = {"narrow": 8, "wide": 28, "share": 28}  # units between columns


def columns(count, layout, left, right):
    """Return the left edges of so many columns, and their width."""
    gap = GAP[layout.name]
    width = (right - left - gap * (count - 1)) / count
    return [rounded(left + n * (width + gap)) for n in range(count)], rounded(width)
