"""Copies of the official feed, real and changed."""

import re
from pathlib import Path

REAL = (Path(__file__).parent / "selections-2023-02-10.xml").read_bytes().decode()


def of(month, day, year=2023):
    """The real feed as of another day."""
    return REAL.replace("February&nbsp;10,&nbsp;2023", f"{month}&nbsp;{day},&nbsp;{year}")


def in_season(feed, year):
    """`feed` with its first rounds in another season."""
    return feed.replace(", 2023]]></first>", f", {year}]]></first>")


def with_figure(feed, location, category, tag, value):
    """`feed` with one figure of one pool replaced."""
    row = re.compile(
        rf'(<country location="{location}" category="{category}".*?<{tag}><!\[CDATA\[)[^\]]*', re.S
    )
    changed, count = row.subn(rf"\g<1>{value}", feed, count=1)
    assert count == 1
    return changed
