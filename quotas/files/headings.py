"""The row of a file that names its columns, in either language, wherever it stands."""

import dataclasses

from django.utils.translation import gettext as _, override

from ..i18n.languages import LANGUAGES
from ..models import Category, Country
from .limits import MOST_COLUMNS, MOST_ROWS_ABOVE, BadFile
from .names import fold_words

# Other headings of our columns: those of our public files in French, and those of other people.
ALSO = {
    "season": ("year", "année"),
    "country": (
        *("country name", "name of country", "country code", "code", "iso", "iso code", "iso2"),
        *("pays", "nom du pays", "code du pays", "code pays", "code iso", "territory"),
        *("country territory", "pays territoire"),
    ),
    "category": (
        *("category name", "stream", "program", "category code"),
        *("nom de la catégorie", "volet", "programme", "code de la catégorie"),
    ),
    "places": ("quota", "quotas", "number of places", "nombre de places"),
    "state": ("status", "statut"),
    "as_of": ("date", "as of date", "à la date du"),
    "subpool": ("sous bassin",),
    "quota_word": ("quota mot",),
    "invitations_word": ("invitations mot",),
    "candidates_word": ("candidats mot",),
    "spots": ("spots available",),
    "spots_word": ("places disponibles mot",),
    "rating": ("cote",),
    "first_round_word": ("première ronde mot",),
    "final_round_word": ("ronde finale mot",),
}
# Columns that may come several times, as codes with names beside them, and then have to agree.
SEVERAL = (Country, Category)


@dataclasses.dataclass(frozen=True)
class Headings:
    """The row of headings: its index, and the column that each of its cells names, or None."""

    row: int
    names: list
    texts: list

    @property
    def ignored(self):
        """The headings of columns that are not ours."""
        return [
            text for text, name in zip(self.texts, self.names, strict=True) if text and not name
        ]


def heading_words(columns):
    """Return the name of the column that each heading means, by its folded words."""
    words = {}
    for name, column in columns.items():
        own = [name]
        for language in LANGUAGES:
            with override(language):
                own.append(str(column.field.verbose_name))
        for heading in own:
            words.setdefault(fold_words(heading), name)
    for name in columns:
        for heading in ALSO.get(name, ()):
            words.setdefault(fold_words(heading), name)
    # The names of the fields come before all other words for them.
    return words | {fold_words(name): name for name in columns}


def score(row, words):
    """Return how many columns a row names."""
    return len({words.get(fold_words(str(cell))) for cell in row[:MOST_COLUMNS]} - {None})


def find_headings(rows, words, columns):
    """Return the first of the rows that name the most columns; BadFile if none names any."""
    first = rows[: MOST_ROWS_ABOVE + 1]
    best = max(range(len(first)), key=lambda place: score(first[place], words))
    if not score(first[best], words):
        raise BadFile(
            _("No row of the file names its columns. The columns are %(known)s.")
            % {"known": ", ".join(columns)}
        )
    texts = [cell.strip(" \ufeff") for cell in first[best]]
    while not texts[-1]:
        texts.pop()
    return Headings(best, names_of(texts, words, columns), texts)


def names_of(texts, words, columns):
    """Return the names of columns that headings mean, with a number after those that come again."""
    found = [words.get(fold_words(text)) for text in texts]
    folded = [fold_words(text) for text in texts]
    for place, name in enumerate(found):
        if not name or name not in found[:place]:
            continue
        may_repeat = columns[name].field.related_model in SEVERAL
        if not may_repeat or folded[place] in folded[:place]:
            raise BadFile(_("A column is there twice: %(name)s.") % {"name": texts[place][:40]})
    return [
        repeated(name, found[:place].count(name)) if name else None
        for place, name in enumerate(found)
    ]


def repeated(name, times):
    """Return the name of a column that came so many times before."""
    return f"{name} {times + 1}" if times else name
