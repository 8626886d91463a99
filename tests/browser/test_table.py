"""The quota table without scripts, in the other language, by keyboard, narrow and on paper."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from .table import (
    COUNTRIES,
    NOT_ALL_BY_PLACES,
    asked,
    expect_countries,
    expect_first_countries,
    tick,
)

pytestmark = pytest.mark.usefixtures("article_on_home")


# Without scripts


def test_a_name_filters_the_table_without_scripts(plain_page, site):
    plain_page.goto(site + "/en/")

    plain_page.locator("#id_q").fill("coree")
    plain_page.get_by_role("button", name="Filter").first.click()

    expect_countries(plain_page, "South Korea")
    expect(plain_page.locator("#summary")).to_have_text("1 of 23 countries and territories")
    expect(plain_page.locator("#id_q")).to_have_value("coree")


def test_a_box_filters_the_table_without_scripts(plain_page, site):
    plain_page.goto(site + "/en/")

    tick(plain_page, "Unlimited")
    plain_page.get_by_role("button", name="Filter").last.click()

    expect_countries(plain_page, "Australia")
    expect(plain_page.locator("[name=availability][value=unlimited]")).to_be_checked()


def test_a_header_sorts_the_filtered_table_without_scripts(plain_page, site):
    plain_page.goto(site + "/en/?availability=not_offered")

    plain_page.locator("#sort-working-holiday").click()

    expect_first_countries(plain_page, *NOT_ALL_BY_PLACES)
    expect(plain_page.locator("[aria-sort=descending]")).to_have_text("Working Holiday")


def test_the_order_stays_when_filtering_without_scripts(plain_page, site):
    plain_page.goto(site + "/en/?sort=-working-holiday")

    plain_page.locator("#id_q").fill("sw")
    plain_page.get_by_role("button", name="Filter").first.click()

    expect_countries(plain_page, "Sweden", "Switzerland")
    assert asked(plain_page.url) == {"q": ["sw"], "sort": ["-working-holiday"]}


def test_one_filter_is_taken_off_by_its_link_without_scripts(plain_page, site):
    plain_page.goto(site + "/en/?availability=not_offered&min_places=1000")

    plain_page.get_by_role("link", name="at least 1,000 places").click()

    expect(plain_page.locator(COUNTRIES)).to_have_count(9)
    assert asked(plain_page.url) == {"availability": ["not_offered"]}


def test_nothing_matching_offers_a_filter_to_leave_out_without_scripts(plain_page, site):
    plain_page.goto(site + "/en/?q=japan&availability=unlimited")

    plain_page.get_by_role("link", name="without Unlimited").click()

    expect_countries(plain_page, "Japan")


# The other language


@pytest.mark.parametrize(
    ("scripts", "here", "switch", "there", "countries"),
    [
        (True, "/en/?availability=unlimited", "Français", "/fr/", ["Australie"]),
        (True, "/fr/?availability=unlimited", "English", "/en/", ["Australia"]),
        (False, "/en/seasons/2021/?q=swe", "Français", "/fr/saisons/2021/", ["Suède"]),
        (
            False,
            "/fr/saisons/2021/?category=working-holiday&min_places=7000&sort=-working-holiday",
            "English",
            "/en/seasons/2021/",
            ["Australia", "Ireland", "France"],
        ),
    ],
)
def test_the_language_switch_leads_to_the_same_table_with_the_same_filters(
    new_context, site, scripts, here, switch, there, countries
):
    page = new_context(java_script_enabled=scripts).new_page()
    page.goto(site + here)

    page.get_by_role("link", name=switch).click()

    expect_countries(page, *countries)
    assert urlsplit(page.url).path == there
    assert asked(page.url) == asked(here)


def test_the_table_is_in_the_language_of_its_address(page, site):
    page.goto(site + "/fr/?availability=unlimited")

    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.locator("#quota-table tbody td")).to_have_text(["Illimité"] * 3)


# Keyboard, narrow screens, paper


def test_the_first_tab_and_enter_skip_to_the_content(page, site):
    page.goto(site + "/en/")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    expect(page.get_by_role("link", name="Skip to the content")).to_be_in_viewport()
    page.keyboard.press("Enter")

    expect(page.get_by_role("main")).to_be_focused()


def test_the_table_is_filtered_with_the_keyboard_alone(page, site):
    page.goto(site + "/en/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()

    for name in ("More filters", "Unlimited"):
        for _ in range(20):
            page.keyboard.press("Tab")
            if name in page.evaluate(
                "document.activeElement.closest('label, summary')?.innerText ?? ''"
            ):
                break
        page.keyboard.press("Space")

    expect_countries(page, "Australia")
    expect(page.get_by_role("checkbox", name="Unlimited")).to_be_focused()


NARROW = {
    "en": [
        "/en/",
        "/en/?availability=not_offered&min_places=-3",
        "/en/seasons/2026/",
        "/en/countries/fr/",
        "/en/pools/2026/gb/working-holiday/",
        "/en/pools/2026/is/working-holiday/",
        "/en/pools/2021/jp/young-professionals/",
        "/en/pools/2023/fr/young-professionals/",
        "/en/changes/?country=xx",
        "/en/seasons/",
        "/en/categories/working-holiday/",
        "/en/categories/",
    ],
    "fr": [
        "/fr/",
        "/fr/?availability=not_offered&min_places=-3",
        "/fr/saisons/2026/",
        "/fr/pays/fr/",
        "/fr/bassins/2026/gb/vacances-travail/",
        "/fr/bassins/2026/is/vacances-travail/",
        "/fr/bassins/2021/jp/jeunes-professionnels/",
        "/fr/bassins/2023/fr/jeunes-professionnels/",
        "/fr/changements/?country=xx",
        "/fr/saisons/",
        "/fr/categories/vacances-travail/",
        "/fr/categories/",
    ],
}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_pages_fit_a_screen_320_pixels_wide(page, site, language):
    page.set_viewport_size({"width": 320, "height": 640})

    widths = {}
    for address in NARROW[language]:
        page.goto(site + address)
        widths[address] = page.evaluate("document.documentElement.scrollWidth")

    assert {address: width for address, width in widths.items() if width > 320} == {}


def test_the_table_fits_its_place_on_a_screen_320_pixels_wide(page, site):
    page.set_viewport_size({"width": 320, "height": 640})

    page.goto(site + "/fr/")

    box = page.locator(".table-scroll")
    assert box.evaluate("box => box.scrollWidth - box.clientWidth") == 0


def test_paper_shows_the_table_without_form_and_navigation(page, site):
    page.goto(site + "/en/")

    page.emulate_media(media="print")

    expect(page.locator("#quota-table")).to_be_visible()
    expect(page.get_by_role("row", name="Japan")).to_be_visible()
    expect(page.locator("#quota-filter")).to_be_hidden()
    for navigation in page.locator("nav").all():
        expect(navigation).to_be_hidden()
    expect(page.locator("#language-switch")).to_be_hidden()
