"""The groups in which a page folds its notes."""

import pytest
from django.utils.translation import override

from quotas.figures.notes import NotesByCountry, NotesBySeason
from quotas.models import Note

from ..factories import make_category, make_country, make_note, make_season

pytestmark = pytest.mark.django_db


def told(groups):
    return [(group.name, [listed.note.slug for listed in group.notes]) for group in groups]


def test_notes_on_no_country_come_first_and_then_countries_by_their_names():
    season = make_season()
    sweden = make_country(name_en="Sweden", name_fr="Suède")
    korea = make_country(name_en="South Korea", name_fr="Corée du Sud")
    for slug, country in [("a", sweden), ("b", None), ("c", korea), ("d", sweden)]:
        make_note(slug=slug, season=season, country=country)

    def groups():
        return told(NotesByCountry(Note.objects.in_order(), page="season").groups)

    assert groups() == [("In general", ["b"]), ("South Korea", ["c"]), ("Sweden", ["a", "d"])]
    with override("fr"):
        assert [name for name, _slugs in groups()] == ["En général", "Corée du Sud", "Suède"]


@pytest.mark.parametrize(
    ("page", "about"), [("season", "Coop"), ("category", "2021 season"), ("country", None)]
)
def test_a_note_names_what_its_page_and_group_do_not(page, about):
    season, category = make_season(year=2021), make_category(name_en="Coop")
    make_note(season=season, category=category, country=make_country())

    if about is None:
        (group,) = NotesBySeason(Note.objects.in_order()).groups
        assert group.name == "2021 season"
        about = "Coop"
    else:
        (group,) = NotesByCountry(Note.objects.in_order(), page=page).groups

    assert [listed.about for listed in group.notes] == [about]


def test_notes_by_season_begin_with_the_newest_and_open_that_of_the_page():
    country, old, new = make_country(), make_season(year=2021), make_season(year=2023)
    for slug, season in [("old", old), ("always", None), ("new", new)]:
        make_note(slug=slug, country=country, season=season)

    groups = NotesBySeason(Note.objects.in_order(), opened=old).groups

    assert told(groups) == [
        ("Every season", ["always"]),
        ("2023 season", ["new"]),
        ("2021 season", ["old"]),
    ]
    assert [group.is_open for group in groups] == [False, False, True]
