"""Typed text in the admin is kept through log-in and errors."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

from quotas.models import Category, Draft, Season
from tests.browser.admin import quota_of

pytestmark = [pytest.mark.saves, pytest.mark.usefixtures("article_on_home")]


def form_of(record):
    return reverse(f"admin:quotas_{record._meta.model_name}_change", args=(record.pk,))


def log_in_again(page):
    page.get_by_label("Username").fill("edith")
    page.get_by_label("Password").fill("maple-syrup")
    page.get_by_role("button", name="Log in").click()


@pytest.fixture
def offer(desk):
    return desk.get_by_role("button", name="Bring it back")


def test_what_was_typed_when_the_session_ended_is_brought_back(desk, site, offer):
    desk.goto(site + form_of(quota_of("KR")))
    desk.get_by_label("Places:").fill("4321")
    desk.get_by_label("Reason:").fill("The ministry says so.")
    Session.objects.all().delete()
    desk.get_by_role("button", name="Save", exact=True).click()

    log_in_again(desk)
    expect(desk.get_by_label("Places:")).to_have_value("4000")
    offer.click()
    expect(desk.get_by_label("Places:")).to_have_value("4321")
    expect(desk.locator("#public-rows")).to_contain_text("4,321")
    desk.get_by_role("button", name="Save", exact=True).click()

    expect(desk.get_by_text("was changed successfully")).to_be_visible()
    assert quota_of("KR").history.first().history_change_reason == "The ministry says so."


def test_what_is_brought_back_is_not_saved_over_what_somebody_changed_meanwhile(desk, site, offer):
    quota = quota_of("KR")
    desk.goto(site + form_of(quota))
    desk.get_by_label("Places:").fill("4321")
    desk.get_by_label("Reason:").fill("The ministry says so.")
    Session.objects.all().delete()
    desk.get_by_role("button", name="Save", exact=True).click()
    quota.places = 4111
    quota.save()

    log_in_again(desk)
    offer.click()
    desk.get_by_role("button", name="Save", exact=True).click()

    expect(desk.get_by_role("row", name="Places")).to_contain_text("4,111")
    assert quota_of("KR").places == 4111


def test_the_choices_of_a_long_form_come_back_too(desk, site, offer):
    category = Category.objects.get(slug="working-holiday")
    desk.goto(site + form_of(category))
    desk.get_by_label("Explanation in English:").fill("Anew, 😀.")
    desk.locator("#id_sources_from option").first.dblclick()
    chosen = desk.locator("#id_sources_to option")
    names = sorted(chosen.all_inner_texts())
    Session.objects.all().delete()
    desk.get_by_role("button", name="Save", exact=True).click()

    log_in_again(desk)
    offer.click()

    expect(desk.get_by_label("Explanation in English:")).to_have_value("Anew, 😀.")
    expect(chosen).to_have_count(len(names))
    assert sorted(chosen.all_inner_texts()) == names


def test_a_country_chosen_by_typing_comes_back_too(desk, site, offer):
    desk.goto(site + reverse("admin:quotas_quota_add"))
    desk.locator(".field-country .select2-selection").click()
    desk.locator(".select2-search__field").press_sequentially("coree")
    desk.get_by_role("option", name="South Korea").click()
    Session.objects.all().delete()
    desk.locator("form#quota_form").evaluate("form => form.noValidate = true")
    desk.get_by_role("button", name="Save", exact=True).click()

    log_in_again(desk)
    offer.click()

    expect(desk.locator(".field-country .select2-selection")).to_contain_text("South Korea")


def test_the_sheet_comes_back_too(desk, site, offer):
    desk.goto(site + reverse("admin:quotas_season_sheet", args=(Season.objects.current().pk,)))
    cell = desk.locator("#sheet input[name^=cell-KR]").first
    cell.fill("4321")
    Session.objects.all().delete()
    desk.get_by_role("button", name="Show the differences").click()

    log_in_again(desk)
    offer.click()

    expect(cell).to_have_value("4321")
    expect(desk.get_by_text("Changed cells: 1")).to_be_visible()


def test_a_form_that_was_open_while_one_logged_in_elsewhere_is_explained_and_lost_is_nothing(
    desk, site, offer
):
    desk.goto(site + form_of(quota_of("KR")))
    desk.get_by_label("Places:").fill("4321")
    desk.context.clear_cookies(name="csrftoken")
    desk.get_by_role("button", name="Save", exact=True).click()

    expect(desk.get_by_role("heading", name="This form was open for too long")).to_be_visible()
    desk.get_by_role("link", name="Open the form again").click()
    offer.click()

    expect(desk.get_by_label("Places:")).to_have_value("4321")


def test_going_back_from_a_preview_goes_on_with_the_same_draft(desk, site, offer):
    desk.goto(site + reverse("admin:quotas_notice_add"))
    desk.get_by_label("Title in English:").press_sequentially("Rounds are late")
    desk.get_by_role("button", name="Save as a draft and see it").click()
    expect(desk.get_by_text("A draft, which readers do not see.")).to_be_visible()

    desk.go_back()
    title = desk.get_by_label("Title in English:")
    desk.wait_for_load_state("networkidle")
    if offer.is_visible():  # unless the browser itself filled the form in again
        offer.click()
    expect(title).to_have_value("Rounds are late")
    title.fill("Rounds are very late")
    desk.get_by_role("button", name="Save as a draft and see it").click()
    expect(desk.get_by_text("Rounds are very late")).to_be_visible()

    assert Draft.objects.get().title == "Rounds are very late"


def test_what_arrived_is_offered_to_nobody(desk, site, offer):
    desk.goto(site + form_of(quota_of("KR")))
    desk.get_by_label("Places:").fill("4321")
    desk.get_by_label("Reason:").fill("The ministry says so.")
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.get_by_text("was changed successfully")).to_be_visible()

    desk.goto(site + form_of(quota_of("KR")))

    expect(desk.get_by_label("Places:")).to_have_value("4321")
    desk.wait_for_timeout(200)
    expect(offer).to_have_count(0)


def test_who_logs_out_leaves_nothing_for_the_next(desk, site, offer):
    address = site + form_of(quota_of("KR"))
    desk.goto(address)
    desk.get_by_label("Places:").fill("4321")
    Session.objects.all().delete()
    desk.get_by_role("button", name="Save", exact=True).click()
    log_in_again(desk)
    expect(offer).to_be_visible()
    desk.get_by_role("button", name="Log out").click()
    expect(desk.get_by_text("Logged out").first).to_be_visible()
    desk.wait_for_function("sessionStorage.getItem('typed') === null")

    desk.goto(address)
    log_in_again(desk)

    expect(desk.get_by_label("Places:")).to_have_value("4000")
    desk.wait_for_timeout(200)
    expect(offer).to_have_count(0)
