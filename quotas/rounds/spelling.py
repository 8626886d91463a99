"""Numbers, words and days as the feed spells them."""

import re
from dataclasses import dataclass
from datetime import date

from ..models.weekly_figures import RoundDay, Word

FIRST_YEAR = 2010  # before it there was no feed, nor a season that a round could belong to
WORDS = {
    "unlimited": Word.UNLIMITED.value,
    "to be announced": Word.TO_BE_ANNOUNCED.value,
    "not applicable": Word.NOT_APPLICABLE.value,
    "not accepting applicants": Word.NOT_ACCEPTING.value,
}
# The words that may stand for each number, as our database has them.
WORDS_FOR = {
    "quota": ("unlimited", "to_be_announced", "not_applicable"),
    "invitations": ("to_be_announced", "not_applicable"),
    "candidates": ("to_be_announced", "not_applicable", "not_accepting"),
    "spots": ("unlimited", "to_be_announced", "not_applicable"),
}
DAY_WORDS = {
    "to be announced": RoundDay.TO_BE_ANNOUNCED.value,
    "not applicable": RoundDay.NOT_APPLICABLE.value,
}
# fmt: off
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)
NUMBER = re.compile(r"\d+|[1-9]\d{0,2}(?:(?:,\d{3})+|(?: \d{3})+)", re.ASCII)
BELOW_ZERO = re.compile(r"[-\u2212\u2013] ?\d")
DAY = re.compile(r"(week of )?([a-z]+) (\d{1,2})(?: ?, ?| )(\d{4})", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True)
class Amount:
    """A number, or a word in its place, or neither where the feed does not say."""

    number: int | None = None
    word: str = ""


@dataclass(frozen=True)
class Day:
    """When a round is: a day with its kind, or a word, or neither where the feed does not say."""

    on: date | None = None
    word: str = ""


def _day(found):
    """The day that DAY found, or None if the calendar has no such day."""
    _, month, day, year = found.groups()
    if month.lower() not in MONTHS:
        return None
    try:
        return date(int(year), MONTHS.index(month.lower()) + 1, int(day))
    except ValueError:
        return None
