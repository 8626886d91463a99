"""The invitations by country and their periods in the admin: lists, forms and files."""

import datetime

import pytest
from django.urls import reverse

from quotas.models import CountryInvitations, InvitationPeriod, Source

from ..factories import make_country, make_invitations, make_season, make_source
from ..files.copies import confirm, upload
from ..pages import parse, text

LIST = "admin:quotas_countryinvitations_changelist"
NAME = "2023/2023-09-16/2023-09-29"


@pytest.fixture
def desk(client, publisher):
    client.force_login(publisher)
    return client


@pytest.fixture
def row(db):
    country = make_country(code="CZ", name_en="Czechia", name_fr="Tchéquie")
    return make_invitations({"season": make_season(year=2023)}, country=country, invitations=31)


def test_a_period_lists_its_countries_each_with_the_way_to_its_own_form(desk, row):
    make_invitations(row.period, country=make_country(name_en="Zambia"), invitations=4)

    page = parse(desk.get(reverse("admin:quotas_invitationperiod_change", args=(row.period.pk,))))

    rows = page.xpath("//tr[contains(@class, 'has_original')]")
    assert [text(each).split()[-2:] for each in rows] == [["Czechia", "31"], ["Zambia", "4"]]
    form = reverse("admin:quotas_countryinvitations_change", args=(row.pk,))
    assert form in rows[0].xpath(".//a/@href")


def test_a_new_period_is_added_with_its_days_and_totals(desk, db):
    facts = {
        "season": make_season(year=2024).pk,
        "starts_on": "2024-02-05",
        "ends_on": "2024-02-11",
        "total": 4857,
        "source": make_source().pk,
    }

    desk.post(reverse("admin:quotas_invitationperiod_add"), facts)

    period = InvitationPeriod.objects.get()
    assert (period.total, period.ends_on) == (4857, datetime.date(2024, 2, 11))
    assert period.history.latest().history_user.username == "publius"


@pytest.mark.parametrize("asked", ["tchequie", "cz", "Czech"])
def test_rows_are_found_by_their_country(desk, row, asked):
    make_invitations(row.period, country=make_country(code="ZM", name_en="Zambia"))

    page = parse(desk.get(reverse(LIST), {"q": asked}))

    (found,) = page.xpath("//table[@id='result_list']/tbody/tr")
    assert "Czechia" in text(found)


@pytest.mark.parametrize("kind", ["countryinvitations", "invitationperiod"])
def test_a_list_costs_the_same_queries_however_long_it_is(
    desk, row, django_assert_max_num_queries, kind
):
    for day in range(1, 11):
        starts = {"starts_on": datetime.date(2023, 6, day), "season": row.season}
        make_invitations(starts, country=row.country)

    with django_assert_max_num_queries(16):
        desk.get(reverse(f"admin:quotas_{kind}_changelist"))


def test_an_exported_file_is_imported_again_with_new_rows(desk, row):
    make_country(code="ZM", name_en="Zambia")
    address = reverse("admin:quotas_countryinvitations_export")

    exported = desk.get(address).content.decode("utf-8-sig").replace('"', "")
    assert exported.splitlines() == ["period,country,invitations", f"{NAME},CZ,31"]
    seen = upload(desk, f"{exported}{NAME},ZM,7\n", model="countryinvitations")

    assert "1 new, 0 changed, 1 unchanged, 0 refused." in text(parse(seen))
    confirm(desk, seen)
    assert CountryInvitations.objects.get(country__code="ZM").invitations == 7


def test_a_row_of_a_period_that_is_not_there_is_refused(desk, row):
    content = "period,country,invitations\n2022/2022-01-01/2022-01-07,CZ,5\n"

    page = text(parse(upload(desk, content, model="countryinvitations")))

    assert "1 refused" in page
    assert "There is no period of invitations “2022/2022-01-01/2022-01-07”." in page


def test_an_editor_may_not_move_a_row_to_another_country(client, editor, row):
    client.force_login(editor)
    other = make_country()
    facts = {"period": row.period.pk, "country": other.pk, "invitations": 31}

    page = client.post(reverse("admin:quotas_countryinvitations_change", args=(row.pk,)), facts)

    assert "only publishers can move it" in text(parse(page))
    assert CountryInvitations.objects.get().country == row.country


def test_a_source_says_where_its_copy_is(desk, db):
    source = make_source()
    address = reverse("admin:quotas_source_change", args=(source.pk,))
    form = dict(parse(desk.get(address)).get_element_by_id("source_form").form_values())

    desk.post(address, form | {"copy_on": "GitHub"})

    assert Source.objects.get().copy_on == "GitHub"
