"""The things that a search finds: how each is called, where it leads, what is said beside it."""

import dataclasses
import enum

from django.utils.translation import gettext_lazy as _

from ..i18n.matching import SHORTEST_PART, Match, Names


class Kind(enum.Enum):
    """The groups of results; its value is the heading."""

    COUNTRY = _("Countries and territories")
    CATEGORY = _("Categories")
    SEASON = _("Seasons")
    POOL = _("Pools")
    PAGE = _("Pages")
    TERM = _("Glossary")
    QUESTION = _("Questions")


@dataclasses.dataclass(frozen=True)
class Entry:
    """One thing that a search finds.

    `figure` is said beside it. Words in its `texts` find it too, after all that have them in their
    names.
    """

    kind: Kind
    name: str
    address: str
    names: Names
    figure: str = ""
    texts: Names = Names((), ())

    def match(self, typed):
        """Return the Match of the entry with the words that were `typed`."""
        match = self.names.match(typed)
        if match == Match.NONE and self.texts.match(typed) <= Match.WORDS:
            return Match.INSIDE
        return match


@dataclasses.dataclass(frozen=True)
class PoolEntry:
    """A pool, found by words of its country, its category and its year.

    Those of two of the three are enough.
    """

    name: str
    address: str
    parts: tuple[Names, Names, Names]  # of the country, of the category, of the year
    figure: str
    is_current: bool  # of the current season

    kind = Kind.POOL

    def match(self, typed):
        """Return the Match of the pool with the words that were `typed`.

        A short word counts if it is whole, or the last, which may be half typed.
        """
        if len(typed) < 2:
            return Match.NONE
        whole = [{word for word in typed if part.have(word)} for part in self.parts]
        long = [word for word in typed if len(word) >= SHORTEST_PART or word == typed[-1]]
        said = [
            words | {word for word in long if part.begin_with(word)}
            for part, words in zip(self.parts, whole, strict=True)
        ]
        if sum(map(bool, said)) < 2 or set().union(*said) != set(typed):
            return Match.NONE
        is_whole = set().union(*whole) == set(typed)
        return Match.BEGINNING if said[0] and is_whole else Match.WORDS

    def is_current_of(self, countries):
        """Tell if it is of the current season and one of the `countries`, given by their Names."""
        return self.is_current and self.parts[0] in countries
