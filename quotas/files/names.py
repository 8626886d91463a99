"""Names and words in cells, as people spell them in either language."""

import re
from functools import cache, lru_cache

from babel.core import get_global
from django.utils.translation import override

from ..i18n.collation import fold
from ..i18n.languages import LANGUAGES
from ..i18n.territories import territories
from ..models import Category, Country, InvitationPeriod, Season, Source
from ..models.category import CATEGORIES
from ..rounds.countries import NAMES_IN_FEED

# Other names of our countries, by their codes; those of Unicode and of the feed are known besides.
COUNTRIES_ALSO = {
    "CZ": ("Czechia", "Tchéquie"),
    "GB": ("Great Britain", "Grande-Bretagne", "U.K."),
    "HK": ("Hong Kong SAR", "Hong Kong (SAR)", "Hong-Kong"),
    "KR": ("Korea", "Corée", "Republic of Korea", "République de Corée", "Korea (South)"),
    "NL": ("The Netherlands", "Holland", "Hollande"),
    "TW": ("Taiwan, China", "Chinese Taipei"),
}
CATEGORIES_ALSO = {
    "working-holiday": ("Working Holidays", "PVT", "Programme vacances-travail"),
    "young-professionals": ("Young Professional", "Jeune professionnel"),
    "international-coop": (
        *("International Co-op (Internship)", "International Co-op Internship", "Co-op"),
        *("International Coop", "Stage coop", "Stage coopératif international"),
        "Stage coop international (stage)",
    ),
}
YES = ("yes", "oui", "true", "vrai")
NO = ("no", "non", "false", "faux")
# Other words for a choice; the x is that of the article of 2021.
CHOICES_ALSO = {
    "unlimited": ("no limit", "sans limite", "illimitée", "illimités"),
    "not_offered": ("x", "non offerte"),
    "to_be_announced": ("TBA", "TBD", "à annoncer", "à venir", "to be determined"),
    "not_applicable": ("N/A", "s. o."),
}


@lru_cache(maxsize=10_000)
def fold_words(text):
    """Return the words of a text, in small letters, without accents and marks between them."""
    if "\n" in text.strip() or "\r" in text.strip():
        return text
    return " ".join(re.sub(r"[\W_]+", " ", fold(text)).split())


def in_both(attribute):
    """Return `attribute` and its translations: a function of a record."""
    return lambda record: (getattr(record, f"{attribute}_en"), getattr(record, f"{attribute}_fr"))


def names_of_season(season):
    return season.year, *spelled(season)


def names_of_country(country):
    code = country.code
    own = (country.name_en, country.name_fr, *(territories(each).get(code) for each in LANGUAGES))
    names = [name for name in own if name]
    return (
        code,
        *names,
        *(f"{name} {code}" for name in names),
        *(f"{code} {name}" for name in names),
        *NAMES_IN_FEED.get(code, ()),
        *COUNTRIES_ALSO.get(code, ()),
        *other_codes().get(code, ()),
    )


@cache
def other_codes():
    """Return the codes of three letters by those of two, as Unicode lists them."""
    codes = {}
    for other, own in get_global("territory_aliases").items():
        if len(own) == 1 and other.isalpha() and (len(other) == 3 or other == "UK"):
            codes.setdefault(own[0], []).append(other)
    return codes


def names_of_category(category):
    own = (category.slug, category.slug_fr, category.name_en, category.name_fr)
    in_feed = [code for code, slug in CATEGORIES.items() if slug == category.slug]
    return *own, *in_feed, *CATEGORIES_ALSO.get(category.slug, ())


def names_of_source(source):
    return source.slug, source.title_en, source.title_fr


def names_of_period(period):
    return period.short_name, *spelled(period)


def spelled(record):
    """Return a record as pages print it, in each language."""
    words = []
    for language in LANGUAGES:
        with override(language):
            words.append(str(record))
    return words


NAMES = {
    Season: names_of_season,
    Country: names_of_country,
    Category: names_of_category,
    Source: names_of_source,
    InvitationPeriod: names_of_period,
}


def records_by_name(records):
    """Return the records that each name means, by its folded words; several if it is doubtful."""
    found = {}
    for record in records:
        for name in NAMES[type(record)](record):
            found.setdefault(fold_words(str(name)), set()).add(record)
    return found


def choices_by_word(field):
    """Return the values of a field with choices by every word for them."""
    found = {}
    for value, label in field.choices:
        words = [str(value), *CHOICES_ALSO.get(value, ())]
        for language in LANGUAGES:
            with override(language):
                words.append(str(label))
        for word in words:
            found.setdefault(fold_words(word), value)
    return found
