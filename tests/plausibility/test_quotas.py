"""Slips of the keyboard where the pool had no number just before, and the largest figure."""

import datetime
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from quotas.history.versions import entries_of
from quotas.models import Quota, QuotaValue, WeeklyFigures
from quotas.models.quota import LARGEST_FIGURE
from quotas.plausibility.held import HeldQuotas
from quotas.plausibility.quotas import figure_doubts

from ..admin.test_base import change, form_data
from ..desk.test_sheet import cell, confirm, filled
from ..factories import make_country, make_figures, make_quota, make_season
from ..files.copies import END, HEAD, confirm as confirm_file, upload
from ..pages import asked, parse, text, ticks

pytestmark = pytest.mark.once

OF_2026 = "40,000 is more than double 4,000, the last number, of 2026."


@pytest.fixture
def desk(client, publisher):
    client.force_login(publisher)
    return client


@pytest.fixture
def last(db):
    """The newest number of a pool, in the season before."""
    day = datetime.date(2026, 1, 16)
    return make_quota(season=make_season(year=2026), places=4000, as_of=day)


def quota_of(last, **facts):
    """A quota of the same pool that is not saved."""
    pool = {"country": last.country, "category": last.category}
    facts = {"state": "limited", "places": 40000, "as_of": last.as_of} | facts
    return Quota(**pool, source=last.source, **facts)


def sentences(before, after, held=None):
    return [doubt.sentence for doubt in figure_doubts(before, after, held)]


@pytest.mark.parametrize("before", [None, "to_be_announced", "unlimited"])
def test_a_number_is_compared_with_the_newest_of_any_season_where_there_was_none(last, before):
    season = make_season(year=2027)
    held = before and quota_of(last, season=season, state=before, places=None)

    assert sentences(held, quota_of(last, season=season)) == [OF_2026]
    assert sentences(held, quota_of(last, season=season, places=1999)) == [
        "1,999 is less than half of 4,000, the last number, of 2026."
    ]
    assert sentences(held, quota_of(last, season=season, places=8000)) == []


def test_the_last_number_of_the_season_itself_comes_first(last):
    own = quota_of(last, season=make_season(year=2020), places=100)
    own.save()
    own.state, own.places = "to_be_announced", None
    own.save()

    again = quota_of(last, season=own.season, places=1000)

    assert sentences(own, again) == [
        "1,000 is more than double 100, the last number, of 2020.",
    ]


def test_a_number_that_was_corrected_or_taken_back_is_nothing_to_compare_with(last):
    slip = quota_of(last, season=make_season(year=2027), as_of=datetime.date(2021, 4, 1))
    slip.save()
    slip.delete()

    assert sentences(None, quota_of(last, season=make_season(year=2028))) == [OF_2026]


def test_the_first_number_of_a_pool_is_compared_with_all_of_its_category(last):
    new = quota_of(last, season=last.season)
    new.country = make_country()

    assert sentences(None, new) == [
        "40,000 is more than any country has had in this category, at most 4,000."
    ]
    new.places = 4000
    assert sentences(None, new) == []


def test_held_figures_cost_two_queries(last, django_assert_num_queries):
    with django_assert_num_queries(2):
        held = HeldQuotas()
        sentences(None, quota_of(last, season=last.season), held)


def test_the_form_asks_about_a_slip_in_a_season_that_had_no_number(desk, last):
    of_2027 = {"season": make_season(year=2027), "as_of": datetime.date(2026, 11, 20)}
    announced = quota_of(last, **of_2027, state="to_be_announced", places=None)
    announced.save()
    data = form_data(announced, state="limited", places=40000)

    page = parse(desk.post(change(announced), data))
    assert asked(page) == [OF_2026]
    desk.post(change(announced), data | {"checked": ticks(page)})

    announced.refresh_from_db()
    assert announced.places == 40000


def test_the_form_asks_about_a_figure_that_moves_to_another_pool(desk, last):
    other = make_quota(category=last.category, season=last.season, places=40000)

    page = parse(
        desk.post(
            change(other),
            form_data(
                other,
                country=last.country_id,
                season=make_season(year=2027).pk,
                as_of="2026-11-20",
            ),
        )
    )

    assert asked(page) == [OF_2026]


def test_each_doubtful_cell_of_a_sheet_has_its_own_tick(desk, shipped):
    season = Quota.objects.get(country__code="KR", season__year=2021, category_id=1).season
    sheet = reverse("admin:quotas_season_sheet", args=(season.pk,))
    korea, japan = cell("KR"), cell("JP")
    data = filled(desk, sheet, **{korea: "40000", japan: "65000"})

    asked_for = ticks(parse(confirm(desk, sheet, data)))
    assert len(asked_for) == len(set(asked_for)) == 4  # double, and more than anybody had
    for left_out in asked_for:
        ticked = [tick for tick in asked_for if tick != left_out]
        page = parse(confirm(desk, sheet, data, checked=ticked))
        assert "Tick that you have checked what looks like a mistake." in text(page)
        assert page.xpath("//input[@name='checked'][@checked]/@value") == ticked
    assert not Quota.objects.filter(places__in=(40000, 65000)).exists()

    confirm(desk, sheet, data, checked=asked_for)
    assert Quota.objects.filter(places__in=(40000, 65000)).count() == 2


def test_what_was_ticked_for_one_cell_does_not_let_another_number_pass(desk, shipped):
    season = Quota.objects.get(country__code="KR", season__year=2021, category_id=1).season
    sheet = reverse("admin:quotas_season_sheet", args=(season.pk,))
    data = filled(desk, sheet, **{cell("KR"): "40000"})
    asked_for = ticks(parse(confirm(desk, sheet, data)))

    confirm(desk, sheet, data | {cell("KR"): "400000"}, checked=asked_for)
    confirm(desk, sheet, data, checked="on")

    assert not Quota.objects.filter(places__gte=40000).exists()


ROWS = f"2021,KR,working-holiday,limited,40000,{END}2021,JP,working-holiday,limited,65000,{END}"


def test_each_doubtful_row_of_a_file_has_its_own_tick(desk, shipped):
    seen = upload(desk, HEAD + ROWS)
    asked_for = ticks(parse(seen))
    assert len(asked_for) == len(set(asked_for)) == 4

    for ticked in ([], asked_for[:3], asked_for[1:], "on", ["3 x", *asked_for[:3]]):
        refused = confirm_file(desk, seen, checked=ticked)
        assert "Tick that you have checked what looks like a mistake." in text(parse(refused))
    assert not Quota.objects.filter(places__in=(40000, 65000)).exists()

    confirm_file(desk, seen, checked=asked_for)
    assert Quota.objects.filter(places__in=(40000, 65000)).count() == 2


def test_a_new_row_of_a_file_is_compared_with_other_seasons(desk, last):
    make_season(year=2027)
    pool = f"2027,{last.country.code},{last.category.slug}"

    page = parse(upload(desk, f"{HEAD}{pool},limited,40000,2026-11-20,{last.source.slug}\n"))

    assert OF_2026 in text(page)


def test_a_file_of_slips_alone_is_not_to_be_confirmed(desk, shipped, monkeypatch):
    monkeypatch.setattr("quotas.files.importing.MOST_DOUBTS", 1)

    page = parse(upload(desk, HEAD + ROWS))

    assert "Too many rows look like mistakes" in text(page)
    assert not page.xpath("//input[@name='digest']")


LIMITS = {"quota": "quota", "quotavalue": "quota_value", "weeklyfigures": "weekly"}


@pytest.fixture
def no_limits(db):
    """A database that takes any number, as it did before there was a largest one."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for table, name in LIMITS.items():
                limit = f"{name}_within_the_largest_figure"
                cursor.execute(f"ALTER TABLE quotas_{table} DROP CONSTRAINT {limit}")
            yield
            return
        cursor.execute("PRAGMA ignore_check_constraints = ON")
        yield
        cursor.execute("PRAGMA ignore_check_constraints = OFF")


def test_the_migration_takes_back_what_no_figure_can_be_and_its_history_keeps_it(no_limits, last):
    figures = make_figures(spots=1, candidates=2)
    Quota.objects.update(places=TOO_LARGE)
    WeeklyFigures.objects.update(spots=TOO_LARGE)

    import_module("quotas.migrations.0011_largest_figure").take_back(
        apps, SimpleNamespace(connection=connection)
    )

    figures.refresh_from_db()
    assert (figures.spots, figures.candidates) == (None, 2)
    assert not Quota.objects.exists()
    deleted = entries_of(Quota, last.pk).first()
    assert (deleted.history_type, deleted.places) == ("-", TOO_LARGE)
    assert not QuotaValue.objects.filter(places__gt=LARGEST_FIGURE).exists()
    assert QuotaValue.objects.filter(state="withdrawn").exists()


def go_back(desk, quota, entry, **ticked):
    address = reverse("admin:quotas_quota_go_back", args=(quota.pk, entry.history_id))
    return parse(desk.post(address, ticked, follow=True))


def test_going_back_to_a_slip_is_asked_about(desk, last):
    for places in (40000, 4000):
        last.places = places
        last.save()
    _now, slip, _first = entries_of(Quota, last.pk)

    page = go_back(desk, last, slip)
    assert asked(page) == ["40,000 is more than double 4,000."]
    last.refresh_from_db()
    assert last.places == 4000

    go_back(desk, last, slip, checked=ticks(page))
    last.refresh_from_db()
    assert last.places == 40000


def test_going_back_from_a_slip_is_not_asked_about(desk, last):
    last.places = 40000
    last.save()

    go_back(desk, last, entries_of(Quota, last.pk).last())

    last.refresh_from_db()
    assert last.places == 4000


def test_bringing_a_slip_back_is_asked_about(desk, last):
    pk = last.pk
    for places in (40000, 4000):
        last.places = places
        last.save()
    _now, slip, _first = entries_of(Quota, pk)
    last.delete()
    last.pk = pk

    assert len(ticks(go_back(desk, last, slip))) == 1
    assert not Quota.objects.filter(pk=pk).exists()


TOO_LARGE = LARGEST_FIGURE + 1


@pytest.mark.parametrize("places", [TOO_LARGE, 999_999_999, 2**31, 10**12])
def test_no_file_brings_more_than_a_figure_can_be(desk, shipped, places):
    row = f"2021,KR,working-holiday,limited,{places},{END}"

    page = parse(upload(desk, HEAD + row))

    assert f"{places} is too large a number." in text(page)
    assert not page.xpath("//input[@name='digest']")


@pytest.mark.parametrize("name", ["quota", "invitations", "candidates", "spots"])
def test_weekly_figures_are_numbers_that_can_be(desk, name):
    figures = make_figures()
    address = reverse("admin:quotas_weeklyfigures_change", args=(figures.pk,))
    data = dict(parse(desk.get(address)).get_element_by_id("weeklyfigures_form").form_values())

    for number in (TOO_LARGE, -1, "25\n150", "1.5"):
        page = parse(desk.post(address, data | {name: number}))
        assert page.xpath(f"//div[contains(@class, 'field-{name}')]//ul[@class='errorlist']")
    desk.post(address, data | {name: "4 000"})

    figures.refresh_from_db()
    assert getattr(figures, name) == 4000


@pytest.mark.parametrize("number", [TOO_LARGE, -1])
def test_the_database_itself_takes_no_figure_that_cannot_be(last, number):
    make_figures(spots=1)

    for model, name in ((Quota, "places"), (QuotaValue, "places"), (WeeklyFigures, "spots")):
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.update(**{name: number})


def test_a_record_that_holds_more_is_refused_in_words(last):
    last.places = TOO_LARGE

    with pytest.raises(ValidationError) as refusal:
        last.full_clean()

    assert list(refusal.value.message_dict) == ["places"]


def test_going_back_to_more_than_a_figure_can_be_is_refused_in_words(desk, last):
    entry = entries_of(Quota, last.pk).first()
    Quota.history.filter(pk=entry.pk).update(places=TOO_LARGE)
    last.places = 4100
    last.save()
    entry.refresh_from_db()

    page = go_back(desk, last, entry)
    page = go_back(desk, last, entry, checked=ticks(page))

    assert "less than or equal to 1000000" in text(page)
