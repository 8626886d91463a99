"""Dates, numbers and sums as readers of each language write them."""

from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext, pgettext

from .languages import language


def long_date(day):
    """Return `day` as people write it: March 1, 2021, or 1er mars 2021."""
    if language() == "en":
        return date_format(day, "F j, Y")
    return date_format(day, "j\\e\\r F Y" if day.day == 1 else "j F Y")


def month_and_day(day):
    """Return `day` without its year: December 11, or 11 décembre."""
    if language() == "en":
        return date_format(day, "F j")
    return date_format(day, "j\\e\\r F" if day.day == 1 else "j F")


def month(day):
    """Return the name of the month of `day`."""
    return date_format(day, "F")


def on_days(first, last):
    """Return a day, or two days and what is between, as a part of a sentence."""
    if first == last:
        return gettext("on %(day)s") % {"day": long_date(first)}
    return gettext("between %(first)s and %(last)s") % {
        "first": long_date(first),
        "last": long_date(last),
    }


def age(day, today=None):
    """Return the age of `day` in words: today, 3 days ago, or in 3 days."""
    days = ((today or timezone.localdate()) - day).days
    if days == 0:
        return gettext("today")
    if days < 0:
        return ngettext("in %(days)s day", "in %(days)s days", -days) % {"days": grouped(-days)}
    return ngettext("%(days)s day ago", "%(days)s days ago", days) % {"days": grouped(days)}


def grouped(number):
    """Return a whole number with its thousands grouped, in the reader’s language."""
    return number_format(number, force_grouping=True)


def with_sign(number):
    """Return a whole number that is not 0 with its sign, grouped; nothing of 0 or None."""
    return (("+" if number > 0 else "−") + grouped(abs(number))) if number else ""


def after_colon(where, what):
    """Return `where` and `what` with the colon of the reader’s language between."""
    return f"{where}{pgettext('before a sentence', ': ')}{what}"


def dollars(amount):
    """Return Canadian dollars as people write them: $179.75, or 179,75 $; no cents if none."""
    return f"${_sum(amount)}" if language() == "en" else f"{_sum(amount)}\u00a0$"


def canadian_dollars(amount):
    """Return a sum with its currency: CAD 179.75, or 179,75 $ CA."""
    written = _sum(amount)
    return f"CAD\u00a0{written}" if language() == "en" else f"{written}\u00a0$\u00a0CA"


def plus(amounts):
    """Return an addition of sums without their currency: 184.75 + 100 + 85."""
    return " + ".join(_sum(amount) for amount in amounts)


def _sum(amount):
    return number_format(amount, 0 if amount == int(amount) else 2, force_grouping=True)
