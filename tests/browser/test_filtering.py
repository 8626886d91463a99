"""The quota table, filtered: by boxes and numbers, by links that take filters off, wrongly."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from .table import (
    COUNTRIES,
    HOME,
    asked,
    columns,
    expect_countries,
    expect_moment,
    tick,
    unfold,
)

pytestmark = pytest.mark.usefixtures("article_on_home")


# Filtering


@pytest.mark.parametrize(
    ("label", "countries"),
    [
        ("Unlimited", ["Australia"]),
        ("To be announced", ["Luxembourg"]),
        ("Japan", ["Japan"]),
    ],
)
def test_ticking_a_filter_leaves_the_rows_that_match_without_a_reload(
    page, site, no_reload, label, countries
):
    page.goto(site + "/en/")
    still_there = no_reload()

    tick(page, label)

    expect_countries(page, *countries)
    assert still_there()


def test_ticking_a_category_leaves_its_column_alone_without_a_reload(page, site, no_reload):
    page.goto(site + "/en/")
    still_there = no_reload()

    tick(page, "Young Professionals")

    expect(columns(page)).to_have_text(["Country or territory", "Young Professionals"])
    assert still_there()


def test_giving_a_number_of_places_leaves_the_rows_that_have_them_without_a_reload(
    page, site, no_reload
):
    page.goto(site + "/en/?category=working-holiday")
    still_there = no_reload()

    unfold(page)
    page.get_by_label("At least this many places").fill("7000")
    page.keyboard.press("Tab")

    expect_countries(page, "Australia", "France", "Ireland")
    assert still_there()


def test_filters_of_several_kinds_are_combined(page, site):
    page.goto(site + "/en/")

    tick(page, "International Co-op")
    expect(columns(page)).to_have_count(2)
    tick(page, "Not offered")
    expect(page.locator("#summary")).to_have_text("8 of 23 countries and territories")
    page.get_by_label("Country or territory", exact=True).press_sequentially("king")

    expect_countries(page, "United Kingdom")
    assert asked(page.url) == {
        "q": ["king"],
        "category": ["international-coop"],
        "availability": ["not_offered"],
    }


def test_a_filter_that_is_ticked_stands_in_the_address(page, site):
    page.goto(site + "/en/")

    tick(page, "Unlimited")
    expect_countries(page, "Australia")

    assert asked(page.url) == {"availability": ["unlimited"]}


def test_a_filter_that_is_ticked_is_told_by_the_title(page, site):
    page.goto(site + "/en/")
    of_all = page.title()

    tick(page, "Unlimited")
    expect_countries(page, "Australia")
    filtered = page.title()
    page.reload()

    assert filtered != of_all
    assert filtered == page.title()


@pytest.mark.parametrize(
    ("language", "label", "words"),
    [
        ("en", "Unlimited", "1 of 23 countries and territories"),
        ("en", "To be announced", "1 of 23 countries and territories"),
        ("en", "Not offered", "9 of 23 countries and territories"),
        ("fr", "Non offert", "9 pays et territoires sur 23"),
        ("fr", "Illimité", "1 pays ou territoire sur 23"),
    ],
)
def test_what_is_left_is_counted_in_words(page, site, language, label, words):
    page.goto(site + HOME[language])

    tick(page, label)

    expect(page.locator("#summary")).to_have_text(words)


def test_the_language_switch_follows_a_filter_that_is_ticked(page, site):
    page.goto(site + "/en/")

    tick(page, "Unlimited")
    expect_countries(page, "Australia")
    page.get_by_role("link", name="Français").click()

    expect_countries(page, "Australie")
    assert urlsplit(page.url).path == "/fr/"
    assert asked(page.url) == {"availability": ["unlimited"]}


def test_a_screen_reader_is_told_the_new_count(page, site):
    page.goto(site + "/en/")
    announcer = page.locator("main [role=status]")
    expect(announcer).to_have_text("")

    tick(page, "Unlimited")

    expect(announcer).to_have_text("1 of 23 countries and territories")


def test_a_box_that_is_ticked_keeps_the_focus(page, site):
    page.goto(site + "/en/")

    tick(page, "Unlimited")
    expect_countries(page, "Australia")

    expect(page.get_by_role("checkbox", name="Unlimited")).to_be_focused()


# Taking filters off


def test_one_filter_is_taken_off_by_its_link_without_a_reload(page, site, no_reload):
    page.goto(site + "/en/?availability=not_offered&min_places=1000")
    still_there = no_reload()

    page.get_by_role("link", name="at least 1,000 places").click()

    expect_moment(page, {"availability": ["not_offered"]}, 9, "Belgium")
    assert still_there()


def test_a_name_taken_off_right_after_it_was_typed_stays_off(page, site):
    held = []
    page.goto(site + "/en/")
    page.locator("#id_q").press_sequentially("jap")
    expect_countries(page, "Japan")
    page.route(re.compile(r"/en/\?"), lambda route: held.append(route))

    page.locator("#without-1").click()
    page.wait_for_timeout(400)
    for route in reversed(held):
        route.continue_()
        page.wait_for_timeout(200)

    expect_moment(page, {}, 23, "Australia")


def test_all_filters_are_taken_off_by_one_link_and_the_order_stays(page, site):
    page.goto(site + "/en/?availability=not_offered&min_places=1000&sort=-working-holiday")

    page.get_by_role("link", name="Remove all").click()

    expect_moment(page, {"sort": ["-working-holiday"]}, 23, "Australia")


def test_the_keyboard_is_at_the_table_after_its_link_has_gone(page, site):
    page.goto(site + "/en/?availability=unlimited")

    page.locator("#without-1").press("Enter")
    expect(page.locator(COUNTRIES)).to_have_count(23)

    expect(page.locator("#results")).to_be_focused()


@pytest.mark.parametrize(
    ("address", "offer", "countries"),
    [
        ("/en/?q=japan&availability=unlimited", "without Unlimited", ["Japan"]),
        ("/en/?q=japan&availability=unlimited", "without name contains", ["Australia"]),
        ("/fr/?q=japon&availability=unlimited", "sans Illimité", ["Japon"]),
    ],
)
def test_nothing_matching_offers_a_filter_to_leave_out(
    page, site, no_reload, address, offer, countries
):
    page.goto(site + address)
    expect(page.locator("#quota-table")).to_have_count(0)
    still_there = no_reload()

    page.get_by_role("link", name=offer).click()

    expect_countries(page, *countries)
    assert still_there()


def test_nothing_matching_is_told_to_a_screen_reader(page, site):
    page.goto(site + "/en/?availability=unlimited")

    page.locator("#id_q").press_sequentially("japan")

    expect(page.locator("main [role=status]")).to_have_text("0 of 23 countries and territories")


# Wrong values


@pytest.mark.parametrize(
    ("address", "field", "sentence"),
    [
        ("/en/?min_places=-3", "#id_min_places", "Places must be 0 or more"),
        ("/en/?min_places=many", "#id_min_places", "Places must be a whole number"),
        ("/fr/?min_places=-3", "#id_min_places", "Le nombre de places est de 0 ou plus"),
        (f"/en/?q={'a' * 101}", "#id_q", "A name can have at most 100 letters"),
    ],
)
def test_a_wrong_value_in_the_address_is_told_beside_its_field(
    page, site, address, field, sentence
):
    page.goto(site + address)

    field = page.locator(field)
    expect(page.get_by_text(sentence)).to_be_visible()
    expect(field).to_be_visible()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(re.compile(sentence))
    expect(page.locator(COUNTRIES)).to_have_count(23)


def test_a_wrong_box_in_the_address_is_told_beside_its_group(page, site):
    page.goto(site + "/en/?availability=sometimes")

    group = page.get_by_role("group", name="Availability")
    expect(group).to_have_accessible_description(re.compile("“sometimes” is not a state"))
    expect(group.get_by_text("“sometimes” is not a state")).to_be_visible()


def test_a_wrong_number_that_is_typed_is_told_beside_its_field(page, site):
    page.goto(site + "/en/")
    unfold(page)
    field = page.get_by_label("At least this many places")

    field.fill("-3")
    page.keyboard.press("Tab")

    expect(page.get_by_text("Places must be 0 or more")).to_be_visible()
    expect(field).to_have_attribute("aria-invalid", "true")


def test_a_name_too_long_that_is_typed_is_announced_as_invalid(page, site):
    page.goto(site + "/en/")
    search = page.locator("#id_q")

    search.fill("a" * 101)
    expect(page.get_by_text("A name can have at most 100 letters")).to_be_visible()

    expect(search).to_have_attribute("aria-invalid", "true")


def test_a_value_put_right_is_no_longer_announced_as_invalid(page, site):
    page.goto(site + "/en/?min_places=-3")
    field = page.get_by_label("At least this many places")

    field.fill("7000")
    page.keyboard.press("Tab")
    expect(page.get_by_text("Places must be 0 or more")).to_have_count(0)

    expect(field).not_to_have_attribute("aria-invalid", "true")


def test_other_filters_work_beside_a_wrong_number(page, site):
    page.goto(site + "/en/")
    unfold(page)
    page.get_by_label("At least this many places").fill("-3")

    tick(page, "Unlimited")

    expect_countries(page, "Australia")
