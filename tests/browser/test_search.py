"""The search as one types, by keyboard, by touch and without script, on the page of a search."""

import re
from threading import Event

import pytest
from playwright.sync_api import expect

from .axe import LOOKS, findings

SEARCH = {"en": "/en/search/", "fr": "/fr/recherche/"}


def field(page):
    return page.get_by_role("main").get_by_role("searchbox")


def results(page):
    return page.locator("main .search-field .found")


def links(page):
    return results(page).get_by_role("link")


@pytest.fixture
def typed(page, site):
    """The page on which `japan` was typed, with what was found under the field."""
    page.goto(site + SEARCH["en"])
    field(page).press_sequentially("japan")
    expect(links(page).first).to_have_text("Japan")
    return page


def test_what_is_found_stands_under_the_field_as_one_types_and_is_told(typed):
    expect(links(typed)).to_have_text(
        [
            "Japan",
            "Japan, Working Holiday, 2026",
            "Japan, Young Professionals, 2026",
            "Japan, International Co-op, 2026",
        ]
    )
    expect(typed.locator("main [role=status]")).to_have_text("4 results")
    assert typed.url.endswith("/search/")


def test_a_mistake_is_told_as_one_types(page, site):
    page.goto(site + SEARCH["fr"])

    field(page).press_sequentially("frnace")

    said = re.compile(r"^Rien pour «\sfrnace\s»\. Vouliez-vous dire France\? 4 résultats$")
    expect(page.locator("main [role=status]")).to_have_text(said)
    links(page).first.click()
    expect(field(page)).to_have_value("France")


def test_arrows_walk_the_results_and_enter_opens_one(typed):
    typed.keyboard.press("ArrowDown")
    typed.keyboard.press("ArrowDown")
    expect(links(typed).nth(1)).to_be_focused()
    typed.keyboard.press("ArrowUp")
    expect(links(typed).nth(0)).to_be_focused()
    typed.keyboard.press("ArrowUp")
    expect(field(typed)).to_be_focused()

    typed.keyboard.press("ArrowDown")
    typed.keyboard.press("Enter")
    typed.wait_for_url("**/en/countries/jp/")


def test_the_last_result_is_the_end_of_the_walk(typed):
    for _press in range(6):
        typed.keyboard.press("ArrowDown")

    expect(links(typed).last).to_be_focused()


def test_enter_in_the_field_opens_the_page_of_the_search(typed):
    typed.keyboard.press("Enter")

    typed.wait_for_url("**/en/search/?q=japan")
    expect(typed.locator("#found").get_by_role("link").first).to_have_text("Japan")


def test_escape_puts_the_results_away_and_keeps_what_was_typed(typed):
    typed.keyboard.press("ArrowDown")
    typed.keyboard.press("Escape")

    expect(results(typed)).to_have_count(0)
    expect(field(typed)).to_be_focused()
    expect(field(typed)).to_have_value("japan")
    expect(typed.locator("main [role=status]")).to_be_empty()


def test_a_click_beside_them_puts_the_results_away(typed):
    typed.get_by_role("heading", level=1).click()

    expect(results(typed)).to_have_count(0)


def test_the_results_go_away_with_the_focus(typed):
    for _press in range(6):
        typed.keyboard.press("Tab")

    expect(results(typed)).to_have_count(0)


def test_an_emptied_field_finds_nothing(typed):
    field(typed).fill("")

    expect(results(typed)).to_have_count(0)


def test_one_who_types_fast_never_sees_older_results(page, site):
    first = Event()

    def answer_late(route):
        first.set()
        page.wait_for_timeout(800)
        route.continue_()

    page.route("**/search/?q=j", answer_late)
    page.goto(site + SEARCH["en"])
    with page.expect_request("**/search/?q=j"):
        field(page).press_sequentially("j")
    field(page).press_sequentially("apan")
    expect(links(page)).to_have_count(4)
    page.wait_for_timeout(1000)

    assert first.is_set()
    expect(links(page)).to_have_count(4)


def test_the_form_still_works_where_the_network_fails_meanwhile(page, site):
    page.route("**/search/?q=japan", lambda route: route.abort(), times=1)
    page.goto(site + SEARCH["en"])

    with page.expect_event("requestfailed"):
        field(page).fill("japan")

    expect(results(page)).to_have_count(0)
    field(page).press("Enter")
    expect(page.locator("#found").get_by_role("link").first).to_have_text("Japan")


def test_a_finger_opens_a_result(new_context, site):
    page = new_context(has_touch=True, viewport={"width": 390, "height": 844}).new_page()
    page.goto(site + SEARCH["fr"])
    field(page).tap()
    field(page).press_sequentially("japon")

    links(page).first.tap()

    page.wait_for_url("**/fr/pays/jp/")


def test_a_browser_without_script_finds_the_same(plain_page, site):
    plain_page.goto(site + SEARCH["en"])
    field(plain_page).fill("japan")
    field(plain_page).press("Enter")

    plain_page.locator("#found").get_by_role("link", name="Japan", exact=True).click()
    plain_page.wait_for_url("**/en/countries/jp/")


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_and_nothing_is_blocked_while_results_are_shown(new_context, site, look):
    page = new_context(**LOOKS[look]).new_page()
    page.goto(site + SEARCH["fr"])
    field(page).press_sequentially("vacances travail 2023")
    expect(links(page)).to_have_count(20)
    width = page.evaluate("document.documentElement.scrollWidth - innerWidth")

    assert findings(page) == []
    assert width <= 0


def test_its_policy_lets_the_search_do_all_it_does(complaints, typed):
    typed.keyboard.press("ArrowDown")

    assert complaints == []


def test_a_page_asks_for_the_styles_of_results_when_the_field_is_entered(page, site, complaints):
    page.goto(f"{site}/en/nowhere/")
    styles = page.locator("link[href*='/css/search.']")
    expect(page.locator("main [role=status]")).to_be_attached()
    assert styles.count() == 0

    page.locator("#site-search").focus()

    expect(styles).to_have_count(1)
    assert complaints == []
