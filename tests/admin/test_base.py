"""The forms and lists of the admin: rights, words, conflicts."""

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils.translation import override

from quotas.models import (
    Country,
    FeedImport,
    Question,
    Quota,
    QuotaValue,
    Requirement,
    Season,
    Step,
)

from ..accounts.test_groups import PUBLIC
from ..factories import make_notice
from ..pages import parse, text


@pytest.fixture
def desk(client, shipped, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def quota(shipped):
    return Quota.objects.get(
        season__year=2021, country__code="KR", category__slug="working-holiday"
    )


def form_data(quota, **changes):
    return {
        "season": quota.season_id,
        "country": quota.country_id,
        "category": quota.category_id,
        "state": quota.state,
        "places": "" if quota.places is None else quota.places,
        "as_of": quota.as_of.isoformat(),
        "source": quota.source_id,
        "reason": "The source says so now.",
    } | changes


def change(quota):
    return reverse("admin:quotas_quota_change", args=(quota.pk,))


@pytest.mark.parametrize("model", ["auth_user", "auth_group"])
def test_an_editor_cannot_reach_users(desk, model):
    assert desk.get(reverse(f"admin:{model}_changelist")).status_code == 403


def test_a_stranger_is_asked_to_log_in(client, shipped, quota):
    assert "/admin/login/" in client.get(change(quota)).headers["Location"]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("model", PUBLIC)
def test_every_list_and_form_opens_in_both_languages(desk, model, language):
    headers = {"accept-language": language}

    for page in ("changelist", "add") if model != "quotavalue" else ("changelist",):
        response = desk.get(reverse(f"admin:quotas_{model}_{page}"), headers=headers)
        assert response.status_code == 200
        assert parse(response).get("lang") == language


@pytest.mark.parametrize("model", [Question, Step, Requirement])
def test_a_list_names_its_records_in_the_language_of_its_reader(desk, model):
    address = reverse(f"admin:quotas_{model._meta.model_name}_changelist")
    record = model.objects.first()

    for language in ("en", "fr"):
        with override(language):
            name = str(record)
        page = parse(desk.get(address, headers={"accept-language": language}))
        links = [text(link) for link in page.xpath("//table[@id='result_list']//th/a")]
        assert name.replace("\u00a0", " ") in links


@pytest.mark.parametrize(
    ("term", "found"),
    [
        ("coree", 16),
        ("Corée", 16),
        ("south korea", 16),
        ("KOREA vacances", 6),
        ("kr", 19),
        ("zz", 0),
    ],
)
def test_quotas_are_found_in_either_language_without_accents(desk, term, found):
    page = parse(desk.get(reverse("admin:quotas_quota_changelist"), {"q": term}))

    assert len(page.xpath("//table[@id='result_list']/tbody/tr")) == found


def test_the_list_shows_what_a_quota_is(desk, quota):
    page = parse(desk.get(reverse("admin:quotas_quota_changelist"), {"q": "korea working"}))

    rows = page.xpath("//table[@id='result_list']/tbody/tr")
    cells = [text(cell) for cell in rows[-1].xpath("./*")]
    assert cells == ["South Korea", "Working Holiday", "2021", "Limited", "4000", "2021-03-01"]


def test_the_list_costs_the_same_queries_however_many_quotas(desk, django_assert_max_num_queries):
    with django_assert_max_num_queries(16):
        desk.get(reverse("admin:quotas_quota_changelist"))


def test_a_changed_quota_is_on_the_public_page(desk, quota):
    response = desk.post(change(quota), form_data(quota, places=6500))

    assert response.status_code == 302
    assert "6,500" in desk.get("/en/countries/kr/").content.decode()
    assert "6\u00a0500" in desk.get("/fr/pays/kr/").content.decode()


@pytest.mark.parametrize(
    ("language", "changes", "field", "sentence"),
    [
        ("en", {"places": ""}, "places", "Give the number of places, or choose another state."),
        ("en", {"state": "unlimited"}, "places", "Only a limited quota has a number of places."),
        ("en", {"places": "-5"}, "places", "greater than or equal to 0"),
        ("en", {"places": "many"}, "places", "Enter a whole number."),
        ("en", {"as_of": "soon"}, "as_of", "Enter a valid date."),
        ("fr", {"places": ""}, "places", "Donnez le nombre de places"),
        ("fr", {"state": "not_offered"}, "places", "Seul un quota limité"),
    ],
)
def test_a_wrong_combination_gets_a_sentence_beside_the_field(
    desk, quota, language, changes, field, sentence
):
    headers = {"accept-language": language}

    response = desk.post(change(quota), form_data(quota, **changes), headers=headers)

    (row,) = parse(response).xpath(
        f"//*[contains(@class, 'field-{field}')][.//*[@id='id_{field}']]"
    )
    assert sentence in text(row)
    assert Quota.objects.get(pk=quota.pk).places == 4000


def test_a_second_quota_for_the_same_pool_is_refused_in_words(desk, quota):
    response = desk.post(reverse("admin:quotas_quota_add"), form_data(quota))

    assert "This country already has a quota in this category and season." in text(parse(response))


def test_view_on_site_leads_to_the_page_of_the_pool(desk, quota):
    (link,) = parse(desk.get(change(quota))).xpath("//a[contains(@class, 'viewsitelink')]/@href")

    assert desk.get(link).headers["Location"].endswith("/en/pools/2021/kr/working-holiday/")


def test_view_on_site_of_a_general_notice_leads_home(desk):
    notice = make_notice()
    page = parse(desk.get(reverse("admin:quotas_notice_change", args=(notice.pk,))))

    (link,) = page.xpath("//a[contains(@class, 'viewsitelink')]/@href")

    assert desk.get(link).headers["Location"].endswith("/en/")


def test_a_country_with_quotas_cannot_be_deleted(desk, publisher):
    desk.force_login(publisher)
    japan = Country.objects.get(code="JP")

    response = desk.post(reverse("admin:quotas_country_delete", args=(japan.pk,)), {"post": "yes"})

    assert response.status_code == 200
    assert Country.objects.filter(code="JP").exists()


def test_staff_choose_the_language_of_the_admin(desk):
    desk.post(reverse("set_language"), {"language": "fr", "next": "/admin/"})

    response = desk.get("/admin/", headers={"accept-language": "en"})

    assert parse(response).get("lang") == "fr"
    assert desk.cookies["django_language"]["path"] == "/admin/"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_forms_write_days_year_first(desk, quota, language):
    page = parse(desk.get(change(quota), headers={"accept-language": language}))

    assert page.get_element_by_id("id_as_of").get("value") == "2021-03-01"


def test_the_cookies_of_staff_never_leave_the_admin(client, editor):
    client.post("/admin/login/", {"username": "edith", "password": "maple-syrup"})

    assert client.cookies
    assert {cookie["path"] for cookie in client.cookies.values()} == {"/admin/"}


def test_admin_pages_are_never_held(desk, quota):
    assert "ETag" not in desk.get(change(quota)).headers
    assert "no-store" in desk.get(change(quota)).headers["Cache-Control"]


def test_a_state_reads_in_the_language_of_the_admin(desk, quota):
    with override("fr"):
        assert str(quota) == "Corée du Sud, Vacances-travail, 2021"


def test_a_figure_that_somebody_else_changed_meanwhile_is_not_overwritten(desk, quota):
    seen = parse(desk.get(change(quota))).xpath("//input[@name='seen']/@value")[0]
    Quota.objects.filter(pk=quota.pk).update(places=4321)

    response = desk.post(change(quota), form_data(quota, places=5000, seen=seen))

    page = parse(response)
    assert "This record was changed while you were editing it." in page.text_content()
    (row,) = page.xpath("//table[caption]//tr[th='Places']")
    assert [text(cell) for cell in row.xpath("./td")] == ["4,321", "5,000"]
    assert page.xpath("//input[@name='places']/@value") == ["5000"]
    assert Quota.objects.get(pk=quota.pk).places == 4321

    again = page.xpath("//input[@name='seen']/@value")[0]
    desk.post(change(quota), form_data(quota, places=5000, seen=again))

    assert Quota.objects.get(pk=quota.pk).places == 5000


@pytest.mark.parametrize("ticked", [True, False])
def test_a_new_figure_is_a_correction_if_its_editor_says_so(desk, quota, ticked):
    facts = {"places": 5432, "as_of": "2021-04-01"} | ({"is_correction": "on"} if ticked else {})

    desk.post(change(quota), form_data(quota, **facts))

    assert QuotaValue.objects.get(places=5432).is_correction is ticked


def test_a_value_in_the_history_can_be_marked_as_a_correction_and_not_rewritten(desk, quota):
    value = QuotaValue.objects.get(
        season=quota.season, country=quota.country, category=quota.category
    )

    desk.post(
        reverse("admin:quotas_quotavalue_changelist"),
        {"action": "mark_corrections", "_selected_action": [value.pk]},
    )

    value.refresh_from_db()
    assert value.is_correction
    assert desk.post(reverse("admin:quotas_quotavalue_change", args=(value.pk,))).status_code == 403


def test_a_day_older_than_another_value_of_the_quota_is_refused(desk, shipped):
    quota = Quota.objects.get(
        season__year=2026, country__code="GB", category__slug="working-holiday"
    )

    response = desk.post(change(quota), form_data(quota, as_of="2026-03-01"))

    assert (
        "We have a newer value of this quota, as of October 1, 2026."
        in parse(response).text_content()
    )
    assert str(Quota.objects.get(pk=quota.pk).as_of) == "2026-10-09"


def test_what_an_import_did_can_be_read_and_not_changed(desk, shipped):
    done = FeedImport.objects.create(
        address="selections.xml",
        as_of="2023-02-24",
        season=Season.objects.get(year=2023),
        report={"unchanged": 3},
    )

    page = desk.get(reverse("admin:quotas_feedimport_change", args=(done.pk,)))

    assert "unchanged" in parse(page).text_content()
    assert desk.get(reverse("admin:quotas_feedimport_add")).status_code == 403


@pytest.mark.parametrize("pk", ["9" * 30, "-1", "abc", "_5F", "1e3"])
@pytest.mark.parametrize("page", ["change/", "delete/", "history/"])
@pytest.mark.parametrize("model", ["quota", "notice", "feedimport", "quotavalue"])
def test_a_number_that_no_record_can_have_is_no_error(desk, publisher, model, page, pk):
    desk.force_login(publisher)

    response = desk.get(f"/admin/quotas/{model}/{pk}/{page}")

    assert response.status_code in (302, 403, 404)


def test_a_version_or_a_season_that_cannot_be_is_not_found(desk, quota):
    for address in (f"quota/{quota.pk}/history/{'9' * 30}/", f"season/{'9' * 30}/sheet/"):
        assert desk.get(f"/admin/quotas/{address}").status_code == 404


@pytest.mark.parametrize("model", ["notice", "source", "arrangementchange"])
def test_a_list_names_its_records_in_the_language_of_the_admin(desk, model):
    record = apps.get_model("quotas", model).objects.first()
    words = "text_fr" if model == "arrangementchange" else "title_fr"

    page = desk.get(
        reverse(f"admin:quotas_{model}_changelist"), {"all": 1}, headers={"accept-language": "fr"}
    )

    assert getattr(record, words) in page.content.decode()


@pytest.mark.parametrize(("model", "column"), [("country", "name_fr"), ("eligibility", "country")])
def test_countries_are_listed_by_their_names_in_the_language_of_the_admin(desk, model, column):
    page = parse(
        desk.get(reverse(f"admin:quotas_{model}_changelist"), headers={"accept-language": "fr"})
    )

    cells = page.xpath(f"//table[@id='result_list']//*[contains(@class, 'field-{column}')]")
    assert text(cells[0]) == "Allemagne"


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("notice/add/", "Ajouter : avis"),
        ("eligibility/", "Admissibilité"),
        ("draft/", "Brouillons"),
    ],
)
def test_titles_of_the_admin_are_good_french(desk, address, title):
    page = parse(desk.get(f"/admin/quotas/{address}", headers={"accept-language": "fr"}))

    assert text(page.xpath("//h1")[-1]) == title
