"""Numbers, words and days as the feed spells them."""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from ..i18n.formats import grouped
from ..models.quota import LARGEST_FIGURE
from ..models.weekly_figures import Rating, RoundDay, Word

FIRST_YEAR_OF_FEED = 2010  # no round can be of an earlier one
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
AMOUNTS = tuple(WORDS_FOR)
ROUND_DAYS = ("first_round", "final_round")
# fmt: off
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)
# fmt: on
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
    """The day of a round with its kind, or a word, or neither where the feed does not say."""

    on: date | None = None
    word: str = ""


class Unreadable(Exception):  # noqa: N818, it names the text, not our error
    """The reason why a text is not read as a figure.

    With a `refusal`, the text may be a spoilt number, and the whole feed is not to be trusted.
    """

    def __init__(self, why, refusal=""):
        super().__init__(why)
        self.why, self.refusal = why, refusal


def read_amount(text, words):
    """Return the number that `text` spells, or its word if that is one of `words`."""
    word = WORDS.get(text.lower())
    if not text or word in words:
        return Amount(word=word or "")
    if NUMBER.fullmatch(text):
        number = int(re.sub(r"\D", "", text))
        if number <= LARGEST_FIGURE:
            return Amount(number)
        largest = {"max_number": grouped(LARGEST_FIGURE)}
        raise Unreadable("", gettext("is above %(max_number)s") % largest)
    if BELOW_ZERO.match(text):
        raise Unreadable("", gettext("is below zero"))
    raise _neither(text, gettext("neither a number nor a word that it can be"))


def read_rating(text):
    """Return the rating that `text` spells, or None where the feed does not say."""
    if not text:
        return None
    if text in map(str, Rating.values):
        return int(text)
    raise _neither(text, gettext("not a number from 0 to 5"))


def read_day(text, last_year):
    """Return the day of a round, or the word in its place."""
    word = DAY_WORDS.get(text.lower())
    if not text or word:
        return Day(word=word or "")
    day, is_week = parse_day(text)
    if day and FIRST_YEAR_OF_FEED <= day.year <= last_year:
        return Day(day, RoundDay.WEEK.value if is_week else RoundDay.DAY.value)
    raise Unreadable(gettext("a day that cannot be read"))


def parse_day(text):
    """Return the day in `text`, None if there is none, and True if it begins a week."""
    match = DAY.fullmatch(text)
    if not match or match[2].lower() not in MONTHS:
        return None, False
    week_of, month, day, year = match.groups()
    try:
        return date(int(year), MONTHS.index(month.lower()) + 1, int(day)), bool(week_of)
    except ValueError:
        return None, False


def _neither(text, why):
    """Return the exception for a text that is no figure; one with a digit may be spoilt."""
    has_digit = any(character.isnumeric() for character in text)
    return Unreadable(why, gettext("is %(why)s") % {"why": why} if has_digit else "")
