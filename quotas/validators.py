"""Checks of texts for characters that nobody sees, and of days for their years."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

FIRST_YEAR = 1967  # when the programme began
LAST_YEAR = 2100
# Controls, byte order marks and switches of direction. No-break spaces, soft hyphens and the
# joiners of Persian and Hindi are meant, and stay.
INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\uffff]"
)


def find_invisible(text):
    """Return the first character that nobody sees, such as U+202E; None if there is none."""
    match = INVISIBLE.search(text)
    return match and f"U+{ord(match[0]):04X}"


def strip_invisible(text):
    """Return `text` without such characters, which feeds cannot carry."""
    return INVISIBLE.sub("", text)


def check_year(day):
    """Refuse a day, or a moment, of a year before the programme or far from now."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValidationError(
            _("The year must be one from %(first)s to %(last)s."),
            params={"first": FIRST_YEAR, "last": LAST_YEAR},
        )
