"""The names of all countries and territories, also those without an arrangement with Canada.

They are those of the Unicode CLDR, as Babel ships them; ours come first where we have one.
"""

from functools import cache

from babel import Locale

from .names import language, sort_key

ASSIGNED = 2  # letters of a code of ISO 3166-1; longer ones are parts of the world
NOT_COUNTRIES = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}


@cache
def territories(code):
    """Names by code, in the language `code`."""
    names = Locale(code).territories
    return {
        territory: name
        for territory, name in names.items()
        if len(territory) == ASSIGNED and territory.isalpha() and territory not in NOT_COUNTRIES
    }


def name_of(code):
    """The name of a country or territory in the reader’s language."""
    return territories(language())[code]


def others(known):
    """Pairs of code and name of those that are not in `known`, by name."""
    names = territories(language()).items()
    return sorted(
        ((code, name) for code, name in names if code not in known),
        key=lambda pair: sort_key(pair[1]),
    )
