"""Invitations of periods and countries that are doubtful, in forms and in files."""

import datetime

import pytest
from django.urls import reverse

from quotas.models import CountryInvitations, InvitationPeriod
from quotas.plausibility.invitations import HeldInvitations, country_doubts, period_doubts

from ..factories import make_country, make_invitations, make_season
from ..files.copies import confirm as confirm_file, upload
from ..pages import asked, parse, ticks

pytestmark = pytest.mark.once

FIRST = {
    "starts_on": datetime.date(2026, 3, 28),
    "ends_on": datetime.date(2026, 4, 10),
    "total": 9407,
    "season_total": 62714,
    "candidates": 27651,
}
SECOND = {
    "starts_on": datetime.date(2026, 4, 11),
    "ends_on": datetime.date(2026, 4, 24),
    "total": 4447,
    "season_total": 67169,
    "candidates": 28471,
}


@pytest.fixture
def japan(db):
    return make_country(code="JP")


@pytest.fixture
def first(japan):
    period = {"season": make_season(year=2026)} | FIRST
    return make_invitations(period, country=japan, invitations=300)


def second(first, **facts):
    season, source = first.period.season, first.period.source
    return InvitationPeriod(season=season, source=source, **SECOND | facts)


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ({}, []),
        ({"total": 94070}, ["total", "total-of-season"]),
        ({"total": 444}, ["total"]),
        ({"season_total": 6716}, ["season_total-falls"]),
        ({"season_total": 671690}, ["season_total"]),
        ({"candidates": 284710}, ["candidates"]),
        ({"ends_on": datetime.date(2026, 5, 24)}, ["length"]),
        ({"starts_on": datetime.date(2016, 4, 11)}, ["start", "length"]),
        ({"total": None, "season_total": None, "candidates": None}, []),
    ],
)
def test_a_period_far_from_the_one_before_it_is_doubtful(first, facts, found):
    doubts = period_doubts(None, second(first, **facts))

    assert [doubt.kind.removeprefix("period-") for doubt in doubts] == found


@pytest.mark.parametrize(
    ("invitations", "found"),
    [(300, []), (20, []), (2400, []), (3000, ["week"]), (4448, ["total", "week"])],
)
def test_invitations_of_a_country_far_above_the_period_before_are_doubtful(
    first, invitations, found
):
    period = second(first)
    period.save()
    row = CountryInvitations(period=period, country=first.country, invitations=invitations)

    doubts = country_doubts(None, row)

    assert [doubt.kind.removeprefix("country-") for doubt in doubts] == found


@pytest.mark.usefixtures("shipped")
def test_all_invitations_that_were_published_are_believed_but_for_one_number():
    held = HeldInvitations()
    rows = CountryInvitations.objects.select_related("period__season", "country")
    periods = InvitationPeriod.objects.select_related("season")

    doubts = [doubt for row in rows for doubt in country_doubts(None, row, held)]
    doubts += [doubt for period in periods for doubt in period_doubts(None, period)]

    assert len(rows) > 400
    assert [doubt.sentence for doubt in doubts] == [  # Chile’s, in October 2023
        "957 is far more than the most in an earlier period, 47."
    ]


@pytest.fixture
def desk(client, publisher):
    client.force_login(publisher)
    return client


def test_the_form_of_a_country_asks_until_it_is_ticked(desk, first):
    address = reverse("admin:quotas_countryinvitations_change", args=(first.pk,))
    form = "countryinvitations_form"
    data = dict(parse(desk.get(address)).get_element_by_id(form).form_values())

    page = parse(desk.post(address, data | {"invitations": 9408}))
    assert asked(page) == ["9,408 is more than the 9,407 invitations in all countries."]
    desk.post(address, data | {"invitations": 9409, "checked": ticks(page)})
    first.refresh_from_db()
    assert first.invitations == 300

    desk.post(address, data | {"invitations": 9408, "checked": ticks(page)})
    first.refresh_from_db()
    assert first.invitations == 9408


def test_the_form_of_a_period_asks_until_it_is_ticked(desk, first):
    period = second(first)
    period.save()
    address = reverse("admin:quotas_invitationperiod_change", args=(period.pk,))
    form = "invitationperiod_form"
    data = dict(parse(desk.get(address)).get_element_by_id(form).form_values())
    data |= {"candidates": "284710"}

    page = parse(desk.post(address, data))
    assert asked(page) == ["Candidates: 284,710 is far from the 27,651 of April 10, 2026."]
    desk.post(address, data | {"checked": ticks(page)})

    period.refresh_from_db()
    assert period.candidates == 284710


def test_a_row_of_a_file_is_asked_about_until_it_is_ticked(desk, first):
    period = second(first)
    period.save()
    content = f"period,country,invitations\n{period.short_name},JP,3000\n"

    seen = upload(desk, content, model="countryinvitations")
    assert asked(parse(seen)) == ["3,000 is far more than the most in an earlier period, 300."]
    confirm_file(desk, seen)
    assert CountryInvitations.objects.count() == 1

    confirm_file(desk, seen, checked=ticks(parse(seen)))
    assert CountryInvitations.objects.count() == 2
