"""Staff at work in the admin, and what readers see afterwards."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from quotas.models import Category, Country, Notice, Quota, Season
from tests.browser.admin import quota_of
from tests.factories import make_quota, make_season

pytestmark = [pytest.mark.saves, pytest.mark.usefixtures("article_on_home")]


def form_of(record):
    return reverse(f"admin:quotas_{record._meta.model_name}_change", args=[record.pk])


@pytest.fixture
def places(desk):
    return desk.get_by_label("Places:")


@pytest.fixture
def state(desk):
    return desk.get_by_label("State:")


@pytest.fixture
def questions(desk):
    """The questions that the browser asked; to each the editor says no, and stays."""
    asked = []

    def say_no(dialog):
        asked.append(dialog.type)
        dialog.dismiss()

    desk.on("dialog", say_no)
    return asked


def save(page):
    reason = page.get_by_label("Reason:")
    if reason.count():
        reason.fill("The source says so now.")
    page.get_by_role("button", name="Save", exact=True).click()


def save_in_spite_of_doubts(page):
    """Save a figure that the site asks about, and tick what it asks."""
    save(page)
    doubts = page.locator("input[name=checked]")
    expect(doubts.first).to_be_visible()
    for doubt in doubts.all():
        doubt.check()
    save(page)


def leave(page):
    """Follow a link away, as far as the browser lets one."""
    page.locator("#site-name a").click(no_wait_after=True)
    page.wait_for_timeout(300)


# In and around


def test_an_editor_logs_in_with_a_password(page, site, editor):
    page.goto(site + "/admin/")

    page.get_by_label("Username").fill("edith")
    page.get_by_label("Password").fill("maple-syrup")
    page.get_by_role("button", name="Log in").click()

    expect(page.get_by_role("heading", name="What needs attention")).to_be_visible()


def test_the_admin_is_in_french_for_a_french_browser(site, editor, new_context, log_in):
    page = log_in(new_context(locale="fr-CA"))

    page.goto(site + form_of(quota_of("KR")))

    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.locator("#site-name")).to_have_text("Quotas EIC")
    expect(page.get_by_label("État :")).to_have_value("limited")
    expect(page.get_by_role("button", name="Enregistrer", exact=True)).to_be_visible()
    expect(page.get_by_role("heading", name="Corée du Sud, Vacances-travail, 2021")).to_be_visible()


@pytest.mark.parametrize("words", ["coree", "Corée"])
def test_a_quota_is_found_by_the_french_name_of_its_country_with_or_without_accents(
    desk, site, words
):
    desk.goto(site + reverse("admin:quotas_quota_changelist"))

    desk.locator("#searchbar").fill(words)
    desk.get_by_role("button", name="Search").click()

    held = Quota.objects.filter(country__code="KR").count()
    expect(desk.locator("#result_list tbody th")).to_have_text(["South Korea"] * held)


def test_the_country_of_a_quota_is_chosen_by_typing_part_of_its_french_name(desk, site):
    desk.goto(site + form_of(quota_of("KR")))

    desk.get_by_role("combobox", name="South Korea").click()
    desk.locator(".select2-search__field").press_sequentially("royaume")
    desk.get_by_role("option", name="United Kingdom").click()

    expect(desk.locator(".field-country .select2-selection")).to_contain_text("United Kingdom")


# From the form to the reader


def test_readers_see_in_both_languages_what_an_editor_has_changed(desk, site, places):
    desk.goto(site + reverse("admin:quotas_quota_changelist"))
    desk.locator("#searchbar").fill("coree")
    desk.get_by_role("button", name="Search").click()
    row = desk.get_by_role("row", name="Working Holiday").filter(has_text="2021")
    row.get_by_role("link", name="South Korea").click()

    places.fill("4321")
    save(desk)
    expect(desk.get_by_text("was changed successfully")).to_be_visible()

    desk.goto(site + "/en/")
    expect(desk.get_by_role("row", name="South Korea").get_by_role("cell").first).to_have_text(
        re.compile("4,321")
    )
    desk.goto(site + "/fr/")
    expect(desk.get_by_role("row", name="Corée du Sud").get_by_role("cell").first).to_have_text(
        re.compile("4\xa0321")
    )


def test_readers_see_a_quota_that_became_unlimited(desk, site, state):
    desk.goto(site + form_of(quota_of("KR")))

    state.select_option("Unlimited")
    save_in_spite_of_doubts(desk)
    expect(desk.get_by_text("was changed successfully")).to_be_visible()

    desk.goto(site + "/en/countries/kr/")
    expect(desk.locator("#season-2021 td").first).to_contain_text("Unlimited")


def test_view_on_site_leads_to_the_page_of_the_pool(desk, site):
    desk.goto(site + form_of(quota_of("KR")))

    desk.get_by_role("link", name="View on site").click()

    expect(desk).to_have_url(site + "/en/pools/2021/kr/working-holiday/")
    expect(desk.locator("h1")).to_contain_text("South Korea, Working Holiday, 2021")


def test_an_action_makes_another_season_the_one_of_the_home_page(publisher_desk, site):
    make_quota(season=make_season(year=2027), country=Country.objects.get(code="NO"))
    publisher_desk.goto(site + reverse("admin:quotas_season_changelist"))

    publisher_desk.get_by_role("row", name="2027").get_by_role("checkbox").check()
    publisher_desk.get_by_label("Action:").select_option("Show the chosen season on the home page")
    publisher_desk.get_by_role("button", name="Go").click()

    expect(publisher_desk.get_by_text("The home page now shows the 2027 season.")).to_be_visible()
    publisher_desk.goto(site + "/en/")
    expect(publisher_desk.locator("h1")).to_contain_text("2027")
    expect(publisher_desk.locator("#summary")).to_have_text("1 country or territory")


def test_the_action_refuses_two_seasons_at_once(publisher_desk, site):
    make_season(year=2027)
    publisher_desk.goto(site + reverse("admin:quotas_season_changelist"))

    publisher_desk.locator("#action-toggle").check()
    publisher_desk.get_by_label("Action:").select_option("Show the chosen season on the home page")
    publisher_desk.get_by_role("button", name="Go").click()

    expect(
        publisher_desk.get_by_text("Choose one season: one at a time is on the home page.")
    ).to_be_visible()
    assert Season.objects.get(is_current=True).year == 2021


# A form whose fields appear as they are needed


def test_a_quota_that_is_not_limited_has_no_field_for_places(desk, site, places, state):
    desk.goto(site + form_of(quota_of("LU", "international-coop")))

    expect(state).to_be_visible()
    expect(places).to_be_hidden()


def test_the_field_for_places_goes_with_the_limit(desk, site, places, state):
    desk.goto(site + form_of(quota_of("KR")))
    expect(places).to_be_visible()

    state.select_option("Unlimited")

    expect(places).to_be_hidden()
    expect(places).to_have_value("")


def test_the_field_for_places_comes_back_with_the_limit_and_is_ready_to_type_in(
    desk, site, places, state
):
    desk.goto(site + form_of(quota_of("AU")))

    state.select_option("Limited")

    expect(places).to_be_visible()
    expect(places).to_be_focused()


def test_a_limited_quota_without_places_gets_a_sentence_beside_the_field(desk, site, places):
    desk.goto(site + form_of(quota_of("KR")))

    places.fill("")
    save(desk)

    expect(desk.locator(".field-places")).to_contain_text(
        "Give the number of places, or choose another state."
    )
    expect(places).to_be_visible()
    assert quota_of("KR").places == 4000


def test_an_editor_gets_over_that_sentence_by_choosing_another_state(desk, site, places, state):
    desk.goto(site + form_of(quota_of("KR")))
    places.fill("")
    save(desk)

    state.select_option("To be announced")
    expect(places).to_be_hidden()
    save_in_spite_of_doubts(desk)

    expect(desk.get_by_text("was changed successfully")).to_be_visible()
    assert quota_of("KR").state == "to_be_announced"


def test_a_quota_without_a_limit_can_be_saved_with_scripts_off(site, editor, new_context, log_in):
    page = log_in(new_context(java_script_enabled=False))
    page.goto(site + form_of(quota_of("KR")))

    page.get_by_label("State:").select_option("Unlimited")
    page.get_by_label("Places:").fill("")
    save_in_spite_of_doubts(page)

    expect(page.get_by_text("was changed successfully")).to_be_visible()


# Unsaved words


def test_leaving_a_changed_form_asks_first(desk, site, places, questions):
    desk.goto(site + form_of(quota_of("KR")))
    places.fill("4321")

    leave(desk)

    assert questions == ["beforeunload"]
    expect(places).to_have_value("4321")


def test_closing_a_changed_form_asks_first(desk, site, places, questions):
    desk.goto(site + form_of(quota_of("KR")))
    places.press_sequentially("1")

    desk.close(run_before_unload=True)
    desk.wait_for_timeout(300)

    assert questions == ["beforeunload"]


def test_leaving_a_form_that_came_back_with_errors_asks_first(desk, site, places, questions):
    desk.goto(site + form_of(quota_of("KR")))
    places.fill("")
    save(desk)
    expect(desk.locator(".errornote")).to_be_visible()

    leave(desk)

    assert questions == ["beforeunload"]


def test_leaving_a_form_with_another_choice_of_sources_asks_first(desk, site, questions):
    desk.goto(site + form_of(Category.objects.get(slug="working-holiday")))
    desk.locator("#id_sources_from option").first.dblclick()

    leave(desk)

    assert questions == ["beforeunload"]


@pytest.mark.parametrize("model", [Category, Notice, Quota])
def test_leaving_an_unchanged_form_asks_nothing(desk, site, questions, model):
    desk.goto(site + form_of(model.objects.first()))

    leave(desk)

    assert questions == []
    expect(desk).to_have_url(site + "/admin/")


def test_leaving_a_form_whose_changes_were_undone_asks_nothing(desk, site, places, questions):
    desk.goto(site + form_of(quota_of("KR")))
    places.press_sequentially("1")
    desk.keyboard.press("Backspace")

    leave(desk)

    assert questions == []
    expect(desk).to_have_url(site + "/admin/")


def test_saving_a_changed_form_asks_nothing(desk, site, places, questions):
    desk.goto(site + form_of(quota_of("KR")))
    places.fill("4100")

    save(desk)

    expect(desk.get_by_text("was changed successfully")).to_be_visible()
    assert questions == []
