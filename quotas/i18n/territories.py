"""The names of all countries and territories, also those without an arrangement with Canada.

They are those of the Unicode CLDR, as Babel ships them; ours come first where we have one.
"""

from functools import cache

from babel import Locale

from .collation import fold, sort_key
from .languages import LANGUAGES, language

ASSIGNED = 2  # letters of a code of ISO 3166-1; longer ones are parts of the world
NOT_COUNTRIES = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
UNINHABITED = {"AQ", "BV", "GS", "HM", "IO", "TF", "UM"}

# The state whose passport the people of a territory have. Hong Kong, Macao and Taiwan issue their
# own.
STATES = {
    **dict.fromkeys(("BL", "GF", "GP", "MF", "MQ", "NC", "PF", "PM", "RE", "WF", "YT"), "FR"),
    **dict.fromkeys(("AW", "BQ", "CW", "SX"), "NL"),
    **dict.fromkeys(("FO", "GL"), "DK"),
    **dict.fromkeys(("GG", "JE"), "GB"),
    **dict.fromkeys(("CK", "NU", "TK"), "NZ"),
    **dict.fromkeys(("CC", "CX", "NF"), "AU"),
    **dict.fromkeys(("AS", "GU", "MP", "PR", "VI"), "US"),
    "AX": "FI",
    "SJ": "NO",
}
# Territories where only some have that passport, or where the state's arrangement leaves some out:
# the Isle of Man and the British overseas territories.
STATES_OF_SOME = dict.fromkeys(
    ("AI", "BM", "FK", "GI", "IM", "KY", "MS", "PN", "SH", "TC", "VG"), "GB"
)


@cache
def territories(code):
    """Return the names by code, in the language `code`."""
    names = Locale(code).territories
    return {
        territory: name
        for territory, name in names.items()
        if len(territory) == ASSIGNED
        and territory.isalpha()
        and territory not in NOT_COUNTRIES | UNINHABITED
    }


def name_of(code):
    """Return the name of a country or territory in the reader’s language, or a code of none."""
    return territories(language()).get(code, code)


def codes_like(text, most):
    """Return the codes of at most so many whose English or French name has a word like `text`.

    One whose name is `text` comes alone.
    """
    wanted, names = fold(text), _folded_names()
    if same := [code for code, found in names.items() if wanted in found]:
        return same
    with_word = [
        code for code, found in names.items() if any(f" {wanted}" in f" {name}" for name in found)
    ]
    return with_word[:most]


@cache
def _folded_names():
    """Return the names in both languages by code, as searches compare them."""
    english, french = (territories(code) for code in LANGUAGES)
    return {code: {fold(name), fold(french[code])} for code, name in english.items()}


def state_of(code):
    """Return the code of the state whose passport people from `code` have, `code` if its own."""
    return (STATES | STATES_OF_SOME).get(code, code)


def others(known):
    """Return pairs of code and name of those that are not in `known`, by name."""
    names = territories(language()).items()
    return sorted(
        ((code, name) for code, name in names if code not in known),
        key=lambda pair: sort_key(pair[1]),
    )
