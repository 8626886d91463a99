"""Days as people and spreadsheets write them; where day and month are doubtful, they are asked."""

import datetime
import re
from contextlib import suppress
from functools import cache

from babel import Locale
from django.utils.translation import gettext as _

from ..i18n.collation import fold
from ..i18n.formats import long_date
from ..validators import FIRST_YEAR

# The orders in which numbers make a day.
DAY_FIRST, MONTH_FIRST, YEAR_FIRST = "dmy", "mdy", "ymd"
ORDERS = (DAY_FIRST, MONTH_FIRST, YEAR_FIRST)
MIDNIGHT = re.compile(
    r"[T ]\s*(?:0?0:00(?::00(?:\.0+)?)?|12:00(?::00)? ?AM)(?:Z|\+00:00)?\Z", re.IGNORECASE
)
TIME = re.compile(r"[T ]\s*\d{1,2}:\d{2}")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
YEAR_BEFORE = re.compile(r"(\d{4})([-/. ])(\d{1,2})\2(\d{1,2})", re.ASCII)
NUMBERS = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})", re.ASCII)
WORDS = re.compile(r"[\W_]+")
SERIAL = re.compile(r"\d{5}", re.ASCII)


class DoubtfulDay(ValueError):  # noqa: N818, it is no error of anybody's
    """The days that a text may mean, by the order of its numbers."""

    def __init__(self, text, days):
        super().__init__(
            _("“%(value)s” can be more than one day. Say above how this file writes days.")
            % {"value": text[:40]}
        )
        self.text = text
        self.days = days

    @property
    def choices(self):
        """The orders and the days that the text then means, in words."""
        return [(order, long_date(day)) for order, day in self.days.items()]


def read_day(text, order=""):
    """Return the day that a text spells.

    ValueError, in words, if there is none; DoubtfulDay if there are several and no `order` is said.
    """
    text = MIDNIGHT.sub("", text.strip())
    if TIME.search(text):
        raise ValueError(
            _("“%(value)s” has a time of day. Write the day alone.") % {"value": text[:40]}
        )
    try:
        return of_numbers(text, order) or of_words(text)
    except DoubtfulDay:
        raise
    except (ValueError, KeyError):
        raise not_a_day(text) from None


def not_a_day(text):
    """Return the refusal of a text that spells no day."""
    if SERIAL.fullmatch(text):
        sentence = _(
            "“%(value)s” is the number of a day in a spreadsheet. Show the column as days, and "
            "save the file again."
        )
    else:
        sentence = _("“%(value)s” is not a day such as 2026-03-01.")
    return ValueError(sentence % {"value": text[:40]})


def of_numbers(text, order):
    """Return the day that is written in numbers alone; None if the text has others."""
    for numbers in (COMPACT, YEAR_BEFORE):
        if found := numbers.fullmatch(text):
            year, *_mark, month, day = found.groups()
            return datetime.date(int(year), int(month), int(day))
    found = NUMBERS.fullmatch(text)
    if not found:
        return None
    days = {}
    for each in ORDERS if len(found[4]) == 2 else ORDERS[:2]:
        parts = dict(zip(each, (found[1], found[3], found[4]), strict=True))
        with suppress(ValueError):
            days[each] = datetime.date(full_year(parts["y"]), int(parts["m"]), int(parts["d"]))
    if order:
        return days[order]
    if len(set(days.values())) > 1:
        raise DoubtfulDay(text, days)
    (day,) = set(days.values())
    return day


def full_year(text):
    """Return the year of two or four digits, one since the programme began."""
    year = int(text)
    if len(text) == 4:
        return year
    return 2000 + year if 2000 + year - 100 < FIRST_YEAR else 1900 + year


def of_words(text):
    """Return the day with the name of its month; its weekday has to be right if it is there."""
    words = WORDS.sub(" ", fold(text)).split()
    words = [word for word in words if word not in ("le", "the", "of", "de")]
    weekday = weekdays()[words.pop(0)] if len(words) == 4 else None
    first, second, year = words
    month, day = (first, second) if first in months() else (second, first)
    number = re.fullmatch(r"(\d{1,2})(?:er|st|nd|rd|th)?", day, re.ASCII)
    if not number or not re.fullmatch(r"\d{2}|\d{4}", year, re.ASCII):
        raise ValueError
    found = datetime.date(full_year(year), months()[month], int(number[1]))
    if weekday not in (None, found.weekday()):
        raise ValueError
    return found


@cache
def months():
    """Return the numbers of months by their names and abbreviations in both languages."""
    names = {"sept": 9, "juil": 7, "fev": 2, "janv": 1, "fevr": 2}
    for code in ("en", "en_CA", "fr", "fr_CA"):
        for width in ("wide", "abbreviated"):
            for number, name in Locale.parse(code).months["format"][width].items():
                names[WORDS.sub("", fold(name))] = number
    return names


@cache
def weekdays():
    """Return the numbers of weekdays, from Monday at 0, by their names in both languages."""
    names = {}
    for code in ("en", "fr"):
        for width in ("wide", "abbreviated"):
            for number, name in Locale(code).days["format"][width].items():
                names[WORDS.sub("", fold(name))] = number
    return names
