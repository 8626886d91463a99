"""Characters that nobody sees and that nobody means: controls, marks of order, switches of side."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# No-break spaces, soft hyphens and the joiners of Persian and Hindi are meant, and stay.
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\uffff]"
)


def unseen_in(text):
    """The first such character of `text` by its number, as in U+202E; None if there is none."""
    found = UNSEEN.search(text)
    return found and f"U+{ord(found[0]):04X}"


def without_unseen(text):
    """`text` as feeds can carry it."""
    return UNSEEN.sub("", text)


FIRST_YEAR = 1967  # when the programme began
LAST_YEAR = 2100


def check_year(day):
    """ValidationError if `day`, or a moment, is of no year that the site can speak of."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValidationError(
            _("The year must be one from %(first)s to %(last)s."),
            params={"first": FIRST_YEAR, "last": LAST_YEAR},
        )
