import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import override

from quotas.models import Country, Notice, Quota, Season

from ..factories import make_category, make_country, make_note, make_notice, make_quota, make_season

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2021, 6, 15)
DAY = datetime.timedelta(days=1)


@pytest.mark.parametrize("places", [0, 1, 10_500])
def test_a_limited_quota_may_have_any_number_of_places(places):
    quota = make_quota(places=places)

    quota.full_clean()


@pytest.mark.parametrize(
    "facts",
    [
        {"state": "limited", "places": None},
        {"state": "limited", "places": -1},
        {"state": "unlimited", "places": 5},
        {"state": "not_offered", "places": 0},
        {"state": "to_be_announced", "places": 0},
        {"state": "full", "places": None},
        {"state": "", "places": None},
    ],
)
def test_the_database_refuses_a_number_that_does_not_go_with_its_state(facts):
    quota = make_quota()

    with pytest.raises(IntegrityError), transaction.atomic():
        Quota.objects.filter(pk=quota.pk).update(**facts)


def test_there_is_one_quota_for_each_season_country_and_category():
    quota = make_quota()

    with pytest.raises(IntegrityError), transaction.atomic():
        make_quota(season=quota.season, country=quota.country, category=quota.category)


def test_a_limited_quota_without_places_is_told_beside_the_field():
    quota = make_quota()
    quota.places = None

    with pytest.raises(ValidationError) as refusal:
        quota.full_clean()

    assert refusal.value.message_dict == {
        "places": ["Give the number of places, or choose another state."]
    }


def test_a_number_where_there_can_be_none_is_told_beside_the_field_in_french():
    quota = make_quota(state="unlimited")
    quota.places = 7

    with override("fr"), pytest.raises(ValidationError) as refusal:
        quota.full_clean()

    with override("fr"):
        assert "places" in refusal.value.message_dict
        assert "Seul un quota limité" in refusal.value.message_dict["places"][0]


@pytest.mark.parametrize(
    ("facts", "english", "french"),
    [
        ({"places": 10_500}, "10,500", "10\u00a0500"),
        ({"places": 0}, "0", "0"),
        ({"state": "unlimited"}, "Unlimited", "Illimité"),
        ({"state": "not_offered"}, "Not offered", "Non offert"),
        ({"state": "to_be_announced"}, "To be announced", "À déterminer"),
    ],
)
def test_a_quota_reads_in_both_languages(facts, english, french):
    quota = make_quota(**facts)

    assert quota.label == english
    with override("fr"):
        assert str(quota.label) == french


def test_one_season_at_a_time_is_current():
    make_season(year=2021, is_current=True)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_season(year=2023, is_current=True)


def test_making_a_season_current_takes_the_place_of_the_other():
    make_season(year=2021, is_current=True)
    newer = make_season(year=2023)

    Season.objects.make_current(newer)

    assert list(Season.objects.filter(is_current=True)) == [newer]


def test_no_season_need_be_current():
    make_season()

    assert Season.objects.current() is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("coree", True),
        ("CORÉE", True),
        ("south  korea", True),
        ("Corée du Sud", True),
        ("korea, south", False),
        ("%", False),
        ("_", False),
        ("korea\ncoree", False),
    ],
)
def test_a_country_is_found_by_part_of_its_name_in_either_language(text, found):
    korea = make_country(name_en="South Korea", name_fr="Corée du Sud")

    assert list(Country.objects.named_like(text)) == ([korea] if found else [])


def test_french_names_sort_without_their_accents():
    for name in ("Suisse", "Suède", "Émirats", "Espagne", "Royaume-Uni", "République tchèque"):
        make_country(name_fr=name)

    with override("fr"):
        names = [country.name for country in Country.objects.by_name()]

    assert names == [
        "Émirats",
        "Espagne",
        "République tchèque",
        "Royaume-Uni",
        "Suède",
        "Suisse",
    ]


def test_names_made_many_at_once_can_be_sorted_and_found():
    Country.objects.bulk_create([Country(code="SE", name_en="Sweden", name_fr="Suède")])

    assert Country.objects.named_like("suede").exists()


def test_a_country_code_is_in_capitals():
    with pytest.raises(IntegrityError), transaction.atomic():
        make_country(code="jp")


def sizes(**kwargs):
    """Four quotas of one category, one country with none, and their order."""
    season, category = make_season(), make_category()
    for name, facts in {
        "Absent": None,
        "Big": {"places": 900},
        "Capless": {"state": "unlimited"},
        "Later": {"state": "to_be_announced"},
        "Left out": {"state": "not_offered"},
        "Small": {"places": 0},
        "Alike": {"places": 900},
    }.items():
        country = make_country(name_en=name, name_fr=name)
        if facts is not None:
            make_quota(season=season, category=category, country=country, **facts)
    return [c.name for c in Country.objects.by_quota(season, category, **kwargs)]


def test_the_largest_quota_comes_first_after_those_without_a_limit():
    order = sizes(largest_first=True)

    assert order == ["Capless", "Alike", "Big", "Small", "Later", "Left out", "Absent"]


def test_the_smallest_quota_comes_first_and_what_has_no_size_still_last():
    order = sizes(largest_first=False)

    assert order == ["Small", "Alike", "Big", "Capless", "Later", "Left out", "Absent"]


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "shows"),
    [
        (None, None, True),
        (TODAY, None, True),
        (None, TODAY, True),
        (TODAY, TODAY, True),
        (TODAY + DAY, None, False),
        (None, TODAY - DAY, False),
    ],
)
def test_a_notice_shows_from_its_first_day_to_its_last(starts_on, ends_on, shows):
    make_notice(starts_on=starts_on, ends_on=ends_on)

    assert Notice.objects.showing(on=TODAY).exists() is shows


def test_a_notice_cannot_end_before_it_starts():
    with pytest.raises(IntegrityError), transaction.atomic():
        make_notice(starts_on=TODAY, ends_on=TODAY - DAY)


def test_a_notice_about_nothing_shows_on_every_page_and_the_gravest_comes_first():
    season, other = make_season(year=2021), make_season(year=2023)
    mine = make_notice(season=season, level=1)
    make_notice(season=other)
    general = make_notice(level=3)

    assert list(Notice.objects.for_page(season=season)) == [general, mine]


def test_a_notice_shows_on_the_page_of_each_thing_that_it_names():
    season, category = make_season(), make_category()
    notice = make_notice(season=season, category=category)

    assert list(Notice.objects.for_page(season=season)) == [notice]
    assert list(Notice.objects.for_page(category=category)) == [notice]
    assert not Notice.objects.for_page(country=make_country())


def test_a_note_is_about_something():
    with pytest.raises(IntegrityError), transaction.atomic():
        make_note()


def test_a_renamed_country_is_found_and_sorted_by_its_new_name(db):
    country = Country.objects.get(pk=make_country(name_en="Czech Republic").pk)

    country.name_en = "Czechia"
    country.save()

    (found,) = Country.objects.named_like("czechia").values("sort_en")
    assert found["sort_en"] == "czechia"
