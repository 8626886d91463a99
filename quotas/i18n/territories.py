"""The names of all countries and territories, also those without an arrangement with Canada.

They are those of the Unicode CLDR, as Babel ships them; ours come first where we have one.
"""

from functools import cache

from babel import Locale
from babel.core import get_global

from .collation import sort_key
from .languages import LANGUAGES, language
from .matching import Match, Names, words_of

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

# Names that people type, and that are not those of the CLDR.
EVERYDAY = {
    "AE": ("Emirates", "Émirats"),
    "CI": ("Ivory Coast",),
    "CZ": ("Czech Republic", "République tchèque"),
    "GB": (
        *("Britain", "Great Britain", "England", "Scotland", "Wales", "Northern Ireland"),
        *("Grande-Bretagne", "Angleterre", "Écosse", "Pays de Galles", "Irlande du Nord"),
    ),
    "HK": ("Hong Kong",),
    "KR": ("Korea", "Republic of Korea", "Corée", "République de Corée"),
    "MO": ("Macau", "Macao"),
    "NL": ("Holland", "Hollande"),
    "TR": ("Turkey",),
    "US": ("America", "Amérique"),
}


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
    """Return the codes of at most so many whose English or French name has words like `text`.

    One whose name is `text` comes alone.
    """
    typed = words_of(text)
    found = {code: names.match(typed) for code, names in _names_by_code().items()}
    if same := [code for code, match in found.items() if match == Match.SAME]:
        return same
    return [code for code, match in found.items() if match <= Match.WORDS][:most]


@cache
def _names_by_code():
    """Return the names in both languages by code, as searches compare them."""
    return {code: Names.of(*names_of(code)) for code in territories(LANGUAGES[0])}


def names_of(code):
    """Return the names of a country or territory in both languages, and those of everyday."""
    named = [territories(each)[code] for each in LANGUAGES if code in territories(each)]
    return [*named, *EVERYDAY.get(code, ())]


@cache
def _other_codes():
    """Return the codes of three letters and older ones by the code that each stands for."""
    codes = {}
    for other, meant in get_global("territory_aliases").items():
        if len(meant) == 1 and other.isalpha():
            codes.setdefault(meant[0], []).append(other)
    return codes


def codes_of(code):
    """Return the codes by which people know a country or territory, such as GB, UK and GBR."""
    return [code, *_other_codes().get(code, ())]


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
