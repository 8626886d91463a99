"""The notes of a page, in groups that readers unfold."""

import dataclasses
from collections import defaultdict
from collections.abc import Iterable

from django.utils.functional import cached_property
from django.utils.translation import gettext

from ..i18n.languages import language
from ..models import Note, Season


@dataclasses.dataclass(frozen=True)
class ListedNote:
    """A note, and what it is about beside its group and its page, in words."""

    note: Note
    about: str


@dataclasses.dataclass(frozen=True)
class NoteGroup:
    """Notes under one name; readers see them at once if the group `is_open`."""

    name: str
    notes: list[ListedNote]
    is_open: bool = False


@dataclasses.dataclass(frozen=True)
class NotesByCountry:
    """The notes on a season or a category by country; those on no country come first.

    `page` is the field of notes that the page is about.
    """

    notes: Iterable[Note]
    page: str

    @cached_property
    def groups(self):
        """The groups by the names of their countries."""
        others = [field for field in ("season", "category") if field != self.page]
        general = gettext("In general")
        return [
            NoteGroup(country.name if country else general, _listed(notes, others))
            for country, notes in _grouped(self.notes, "country", _by_name)
        ]


@dataclasses.dataclass(frozen=True)
class NotesBySeason:
    """The notes on a country or a pool by season; those on every season come first.

    The notes on the season `opened` are shown at once.
    """

    notes: Iterable[Note]
    opened: Season | None = None

    @cached_property
    def groups(self):
        """The groups, the newest season first."""
        general = gettext("Every season")
        return [
            NoteGroup(
                str(season) if season else general,
                _listed(notes, ["category"]),
                is_open=season is not None and season == self.opened,
            )
            for season, notes in _grouped(self.notes, "season", lambda season: -season.year)
        ]


def _grouped(notes, field, order):
    """Return pairs of the record in a `field` and its notes, None first, then by `order`."""
    found = defaultdict(list)
    for note in notes:
        found[getattr(note, field)].append(note)
    return sorted(found.items(), key=lambda pair: (pair[0] is not None, pair[0] and order(pair[0])))


def _by_name(country):
    return getattr(country, f"sort_{language()}")


def _listed(notes, fields):
    """Return `notes`, each with the names of the records in its `fields`."""
    return [
        ListedNote(note, ", ".join(str(getattr(note, f)) for f in fields if getattr(note, f)))
        for note in notes
    ]
