"""Our pages of the admin in each of their states: what axe finds, and what the rules say."""

import datetime

import pytest
from django.urls import reverse

from quotas.history.versions import kept_models
from quotas.models import Category, FeedImport, QuotaValue
from tests.browser.admin import previews_are_there, quota_of
from tests.browser.axe import findings, in_both_looks
from tests.browser.test_desk import cell, sheet

pytestmark = pytest.mark.usefixtures("article_on_home")


def pages():
    quota = quota_of("KR")
    return {
        "desk": "/admin/",
        "help": reverse("admin:help"),
        "quota": reverse("admin:quotas_quota_change", args=(quota.pk,)),
        "history": reverse("admin:quotas_quota_history", args=(quota.pk,)),
        "sheet": sheet(),
        "new season": reverse("admin:quotas_season_new"),
        "import": reverse("admin:quotas_quota_import"),
        "feed": reverse("admin:quotas_feedimport_import"),
        "deleted": reverse("admin:quotas_quota_deleted"),
        "notice": reverse("admin:quotas_notice_add"),
        "category": reverse("admin:quotas_category_change", args=(Category.objects.first().pk,)),
        "drafts": reverse("admin:quotas_draft_changelist"),
        "second factor": reverse("admin:second_factor"),
        "reading": "/admin/read/en/pools/2021/kr/working-holiday/",
    } | {
        f"list of {model._meta.verbose_name_plural}": f"/admin/quotas/{model._meta.model_name}/"
        for model in (*kept_models(), FeedImport, QuotaValue)
    }


@pytest.mark.long
@in_both_looks
def test_axe_finds_nothing_on_our_pages_of_the_admin(
    new_context, open_as, publisher, site, short_lists, language, look
):
    quota = quota_of("KR")
    quota.as_of = datetime.date(2021, 4, 1)
    quota.save()
    page = open_as(publisher, new_context(**look, locale=f"{language}-CA"))
    found = {}

    for name, address in pages().items():
        page.goto(site + address)
        previews_are_there(page)
        found[name] = findings(page)

    assert {name: what for name, what in found.items() if what} == {}


def test_our_pages_of_the_admin_break_no_rule(publisher_desk, site, complaints):
    for address in pages().values():
        publisher_desk.goto(site + address)
        previews_are_there(publisher_desk)

    assert complaints == []


def fill_in(page, **values):
    for name, value in values.items():
        page.locator(f"#id_{name}").fill(value)


def asked_about_a_slip(page, site):
    page.goto(site + reverse("admin:quotas_quota_change", args=(quota_of("KR").pk,)))
    fill_in(page, places="40000", reason="Many more.")
    page.locator("[name=_save]").click()


def refused_over_a_newer_change(page, site):
    page.goto(site + reverse("admin:quotas_quota_change", args=(quota_of("KR").pk,)))
    page.locator("[name=seen]").evaluate("field => { field.value = 'another' }")
    fill_in(page, places="4100", reason="New.")
    page.locator("[name=_save]").click()


def differences_of_a_sheet(page, site, korea="40000"):
    page.goto(site + sheet())
    fill_in(page, as_of="2021-06-01", reason="New.")
    page.locator("#id_source").select_option(index=1)
    page.locator(cell("KR")).fill(korea)
    page.locator("[name=_differences]").click()


def a_sheet_with_a_wrong_cell(page, site):
    differences_of_a_sheet(page, site, korea="=1")


def a_notice_with_a_wrong_link(page, site):
    page.goto(site + reverse("admin:quotas_notice_add"))
    page.locator("#notice_form").evaluate("form => { form.noValidate = true }")
    fill_in(page, title_en="Half", text_en="[it](www.x.example)\n\n- one\n- two")
    page.locator("[name=_save]").click()


def a_draft_and_its_preview(page, site):
    page.goto(site + reverse("admin:quotas_notice_add"))
    fill_in(page, title_en="Late", title_fr="Retard", text_en="*So.*", text_fr="*Ainsi.*")
    page.locator("[name=_preview]").click()


def going_back(page, site):
    quota = quota_of("KR")
    page.goto(site + reverse("admin:quotas_quota_history", args=(quota.pk,)))
    page.locator(".history .button").first.click()


STATES = (
    asked_about_a_slip,
    refused_over_a_newer_change,
    differences_of_a_sheet,
    a_sheet_with_a_wrong_cell,
    a_notice_with_a_wrong_link,
    a_draft_and_its_preview,
    going_back,
)


@pytest.mark.long
@in_both_looks
def test_axe_finds_nothing_where_the_desk_asks_refuses_or_compares(
    new_context, log_in, site, language, look
):
    for places in (4100, 4000):
        quota = quota_of("KR")
        quota.places = places
        quota.save()
    page = log_in(new_context(**look, locale=f"{language}-CA"))
    page.on("dialog", lambda dialog: dialog.accept())
    found = {}

    for come_to in STATES:
        come_to(page, site)
        found[come_to.__name__] = findings(page)

    assert {name: what for name, what in found.items() if what} == {}
