"""Every other message with a value in it, filled with samples, in each of its numbers."""

import re
from functools import partial

from django.utils import translation
from django.utils.translation import ngettext, npgettext, pgettext, trans_real

from quotas.i18n.formats import grouped, long_date, month

from .. import words
from .rows import FIRST_OF_MAY, FRANCE, FRIDAY, KOREA, WORKING_HOLIDAY

NUMBERS = (0, 1, 2, 1000)
PLACEHOLDER = re.compile(r"%\((\w+)\)")
COUNTED = frozenset(
    (
        *("above", "arranged", "below", "candidates", "cells", "changed", "count", "counter"),
        *("days", "deepest", "expected", "figures", "full_result_count", "invited", "lacking"),
        *("left", "left_out", "line", "longest", "lost", "made", "max_bytes", "max_depth"),
        *("max_name", "max_number", "max_parts", "max_redirects", "max_rows", "minutes"),
        *("missing", "more", "most", "new", "number", "places", "pools", "refused", "row"),
        *("shown", "status", "sum", "timeout", "total", "unchanged", "unrated", "weeks"),
        *("with_room", "within", "without", "years"),
    )
)
YEARS = {"year": 2026, "earlier": 2025, "youngest": 18, "oldest": 35, "lowest": 20, "highest": 39}
DAYS = {"day", "first", "last", "since", "until", "nearest", "as_of", "second", "time", "later"}
ADDRESSES = {"address", "data", "glossary", "home", "host", "machine", "path", "from", "to"}
WORDS = {
    "age": lambda: translation.ngettext("%(days)s day ago", "%(days)s days ago", 3) % {"days": 3},
    "category": lambda: WORKING_HOLIDAY.name,
    "country": lambda: FRANCE.name,
    "countries": lambda: FRANCE.name,
    "location": lambda: KOREA.name,
    "month": lambda: month(FRIDAY),
    "pool": lambda: f"{FRANCE.name}, {WORKING_HOLIDAY.name}",
    "dollars": lambda: "100",
    "least": lambda: grouped(2),
}


def sample(name, number):
    """Return a value for the placeholder of that name, in a message about a `number`."""
    if name in COUNTED:
        return grouped(number)
    if name in YEARS:
        return YEARS[name]
    if name in DAYS:
        return long_date(FIRST_OF_MAY if name in ("first", "last") else FRIDAY)
    if name in ADDRESSES:
        return f"[{name}]"
    return WORDS[name]() if name in WORDS else f"[{name}]"


def fill(message, number):
    """Return a message of the catalogue about a `number`, in the language of now."""
    single, plural = message.id if message.pluralizable else (message.id, None)
    if plural and message.context:
        said = npgettext(message.context, single, plural, number)
    elif plural:
        said = ngettext(single, plural, number)
    elif message.context:
        said = pgettext(message.context, single)
    else:
        said = trans_real.gettext(single)
    return said % {name: sample(name, number) for name in PLACEHOLDER.findall(said)}


def cases(asked):
    """Return the messages with a value that are not among those `asked` for elsewhere."""
    found = {}
    for message in words.read(words.WORDS):
        single = message.id[0] if message.pluralizable else message.id
        if not PLACEHOLDER.search(single) or single in asked:
            continue
        for number in NUMBERS if message.pluralizable else NUMBERS[-1:]:
            name = f"{single[:60].strip()} ({number})" if message.pluralizable else single[:60]
            found[f"{name}, {message.context}" if message.context else name] = partial(
                fill, message, number
            )
    return found
