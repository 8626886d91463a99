"""A real copy of the official feed, and feeds made of single rows."""

from datetime import date

import pytest

from quotas.rounds.document import BadFeed
from quotas.rounds.feed import read_feed
from quotas.rounds.spelling import Amount, Day

from .. import PROJECT

TODAY = date(2026, 11, 22)
REAL = (PROJECT / "tests/expected/selections-2023-02-10.xml").read_bytes()
STAMP = "<chancesdate>February&#160;10, 2023</chancesdate>"
NOTHING = Amount()
WEEK_OF_JANUARY_9 = Day(date(2023, 1, 9), "week")
TO_BE_ANNOUNCED = Day(word="to_be_announced")


def row(inner="<quota>25</quota>", location="France", category="wh", code="fr"):
    attributes = f'location="{location}" category="{category}" code="{code}"'
    return f"<country {attributes}>{inner}</country>"


def document(*rows, stamp=STAMP):
    return f"<temp>{stamp}{''.join(rows or (row(),))}</temp>".encode()


def read(content, today=TODAY):
    return read_feed(content, today=today)


def read_row(*arguments, **facts):
    """Return the one pool of a feed with one row, and what is left out."""
    feed = read(document(row(*arguments, **facts)))
    return feed.pools[0], feed.left_out


def refusal(content, today=TODAY):
    with pytest.raises(BadFeed) as refused:
        read(content, today)
    return str(refused.value)


def real_pool(code, category, subpool=""):
    (pool,) = (p for p in read(REAL).pools if p.key == (code, category, subpool))
    return pool
