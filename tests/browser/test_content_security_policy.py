"""Pages keep to their own policy: nothing is blocked, nothing is asked of others."""

import json

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from quotas.models import Category, Notice, Quota, Season

from .pages import PAGES

# Public pages


@pytest.mark.parametrize("language", PAGES)
def test_a_name_that_is_typed_leaves_nothing_in_the_browser(
    page, context, site, complaints, language
):
    page.goto(site + PAGES[language]["home"])
    page.locator("#id_q").press_sequentially("sw")
    expect(page.locator("#summary")).to_contain_text("2 ")
    page.wait_for_load_state("networkidle")

    assert complaints == []
    assert context.cookies() == []
    assert page.evaluate("localStorage.length") == 0


def test_a_block_of_data_is_no_script_to_the_policy(page, site, complaints):
    page.goto(site + PAGES["en"]["season"])

    said = page.locator("script[type='application/ld+json']").text_content()
    assert json.loads(said)["@context"] == "https://schema.org"
    assert complaints == []


@pytest.mark.usefixtures("article_on_home")
def test_the_table_breaks_no_rule_while_it_is_used(page, site, complaints):
    page.goto(site + "/en/")
    page.locator("#id_q").press_sequentially("sw")
    expect(page.locator("#summary")).to_have_text("2 of 23 countries and territories")
    page.locator("#sort-working-holiday").click()
    expect(page.locator("[aria-sort=descending]")).to_be_visible()
    page.locator("#without-1").click()
    expect(page.locator("#summary")).to_have_text("23 countries and territories")
    page.go_back(wait_until="commit")
    expect(page.locator("#summary")).to_have_text("2 of 23 countries and territories")

    assert complaints == []


def test_public_pages_leave_nothing_in_the_browser_of_an_editor(desk, context, site):
    desk.goto(site + "/admin/")
    before = context.cookies()

    desk.goto(site + "/en/")

    assert context.cookies() == before
    assert {cookie["path"] for cookie in before} == {"/admin/"}


# The admin


def changelist(model):
    return reverse(f"admin:quotas_{model}_changelist")


def of(record, page="change"):
    return reverse(f"admin:quotas_{record._meta.model_name}_{page}", args=[record.pk])


ADMIN_PAGES = {
    "index": lambda: reverse("admin:index"),
    "app": lambda: reverse("admin:app_list", args=["quotas"]),
    "quotas": lambda: changelist("quota"),
    "quotas, filtered": lambda: changelist("quota") + "?state__exact=limited&q=coree",
    "countries": lambda: changelist("country"),
    "quota": lambda: of(Quota.objects.filter(country__code="KR", season__year=2021).first()),
    "new quota": lambda: reverse("admin:quotas_quota_add"),
    "new notice": lambda: reverse("admin:quotas_notice_add"),
    "notice": lambda: of(Notice.objects.first()),
    "category": lambda: of(Category.objects.first()),
    "season": lambda: of(Season.objects.first()),
    "history": lambda: of(Season.objects.first(), "history"),
    "quota to delete": lambda: of(Quota.objects.first(), "delete"),
    "season that cannot be deleted": lambda: of(Season.objects.first(), "delete"),
    "password": lambda: reverse("admin:password_change"),
}


def test_the_log_in_page_breaks_no_rule(page, site, complaints):
    page.goto(site + reverse("admin:login"))
    page.wait_for_load_state("networkidle")

    assert complaints == []


def test_admin_pages_break_no_rule_and_ask_nobody_else(publisher_desk, site, complaints):
    for name, address in ADMIN_PAGES.items():
        response = publisher_desk.goto(site + address())
        assert response.status == 200, name
    publisher_desk.wait_for_load_state("networkidle")

    assert complaints == []


def test_the_widgets_of_a_form_break_no_rule_while_they_are_used(desk, site, complaints):
    desk.goto(site + ADMIN_PAGES["new quota"]())

    desk.locator(".field-country .select2-selection").click()
    desk.locator(".select2-search__field").press_sequentially("coree")
    desk.get_by_role("option", name="South Korea").click()
    desk.get_by_role("link", name="Choose a Date").click()
    desk.locator(".calendarbox").get_by_role("link", name="15", exact=True).click()
    desk.get_by_label("State:").select_option("Unlimited")
    expect(desk.get_by_label("Places:")).to_be_hidden()
    expect(desk.get_by_label("As of:")).not_to_have_value("")

    assert complaints == []


def test_the_chooser_of_sources_breaks_no_rule_while_it_is_used(desk, site, complaints):
    desk.goto(site + ADMIN_PAGES["category"]())
    chosen = desk.locator("#id_sources_to option")
    before = chosen.count()

    desk.locator("#id_sources_from option").first.dblclick()
    expect(chosen).to_have_count(before + 1)

    assert complaints == []


def test_a_record_added_in_a_window_of_its_own_breaks_no_rule(desk, site, complaints):
    desk.goto(site + ADMIN_PAGES["quota"]())

    with desk.expect_popup() as popup:
        desk.get_by_role("link", name="Add another source").click()
    form = popup.value
    form.get_by_label("Title in English:").press_sequentially("A new source")
    form.get_by_label("Title in French:").fill("Une nouvelle source")
    expect(form.get_by_label("Short name:")).to_have_value("a-new-source")
    form.get_by_label("Publisher:").fill("A publisher")
    form.get_by_label("Official or reported:").select_option("reported")
    with form.expect_event("close"):
        form.get_by_role("button", name="Save", exact=True).click()
    expect(desk.locator(".field-source .select2-selection")).to_contain_text("A new source")

    assert complaints == []


def test_an_action_breaks_no_rule(publisher_desk, site, complaints):
    publisher_desk.goto(site + changelist("season"))

    publisher_desk.get_by_role("row", name="2021").get_by_role("checkbox").check()
    publisher_desk.get_by_label("Action:").select_option("Show the chosen season on the home page")
    publisher_desk.get_by_role("button", name="Go").click()
    expect(publisher_desk.get_by_text("The home page now shows the 2021 season.")).to_be_visible()

    assert complaints == []


def test_a_form_with_errors_breaks_no_rule(desk, site, complaints):
    desk.goto(site + ADMIN_PAGES["quota"]())

    desk.get_by_label("Places:").fill("")
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.locator(".errornote")).to_be_visible()

    assert complaints == []


def test_the_switches_of_colours_and_sidebar_break_no_rule(desk, site, complaints):
    desk.goto(site + reverse("admin:index"))

    desk.locator(".theme-toggle").first.click()
    desk.goto(site + changelist("quota"))
    desk.locator("#toggle-nav-sidebar").click()
    desk.get_by_role("button", name="Log out").click()
    expect(desk.get_by_text("Logged out").first).to_be_visible()

    assert complaints == []
