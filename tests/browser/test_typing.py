"""The quota table, filtered as a name is typed, however slowly the server answers."""

import re

import pytest
from playwright.sync_api import expect

from .table import (
    COUNTRIES,
    asked,
    expect_countries,
    go_back,
    unfold,
    until,
)

pytestmark = pytest.mark.usefixtures("article_on_home")


@pytest.fixture
def held_back(page):
    """The requests of the table, each waiting for the test to let it go on."""
    routes = []
    page.route(re.compile(r"/en/\?"), lambda route: routes.append(route))
    return routes


def name_asked(route):
    return asked(route.request.url).get("q")


def test_typing_a_name_filters_without_a_reload(page, site, no_reload):
    page.goto(site + "/en/")
    still_there = no_reload()

    page.locator("#id_q").press_sequentially("kor")

    expect_countries(page, "South Korea")
    assert asked(page.url) == {"q": ["kor"]}
    assert still_there()


def test_a_french_name_without_accents_finds_its_country_in_english(page, site):
    page.goto(site + "/en/")

    page.locator("#id_q").press_sequentially("coree")

    expect_countries(page, "South Korea")


def test_a_name_is_asked_for_once_when_the_hand_rests(page, site):
    names = []
    page.on("request", lambda request: names.extend(asked(request.url).get("q", [])))
    page.clock.install(time=0)
    page.goto(site + "/en/")
    page.clock.pause_at(3600)

    page.locator("#id_q").press_sequentially("sweden")
    page.clock.run_for(200)
    names_before_the_pause = list(names)
    page.clock.run_for(400)
    page.clock.resume()
    expect_countries(page, "Sweden")

    assert names_before_the_pause == []
    assert names == ["sweden"]


def test_typing_keeps_the_focus_and_the_caret(page, site):
    page.goto(site + "/en/")
    search = page.locator("#id_q")
    search.press_sequentially("jpan")
    expect(page.locator(".nothing")).to_be_visible()

    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    page.keyboard.type("a")
    expect_countries(page, "Japan")

    expect(search).to_be_focused()
    expect(search).to_have_value("japan")
    assert search.evaluate("field => [field.selectionStart, field.selectionEnd]") == [2, 2]


def test_no_letter_is_lost_that_is_typed_while_a_slow_answer_is_on_its_way(page, site, held_back):
    page.goto(site + "/en/")
    search = page.locator("#id_q")
    search.press_sequentially("sw")
    until(page, lambda: held_back)

    search.press_sequentially("ed")
    held_back[0].continue_()
    search.press_sequentially("en")
    until(page, lambda: name_asked(held_back[-1]) == ["sweden"])
    held_back[-1].continue_()
    expect_countries(page, "Sweden")

    expect(search).to_be_focused()
    expect(search).to_have_value("sweden")
    assert asked(page.url) == {"q": ["sweden"]}


def test_an_answer_that_comes_too_late_does_not_replace_a_newer_one(page, site, held_back):
    page.goto(site + "/en/")
    search = page.locator("#id_q")
    search.press_sequentially("sw")
    until(page, lambda: held_back)

    search.press_sequentially("eden")
    until(page, lambda: name_asked(held_back[-1]) == ["sweden"])
    held_back[-1].continue_()
    expect_countries(page, "Sweden")
    held_back[0].continue_()
    page.wait_for_timeout(300)

    expect_countries(page, "Sweden")
    assert asked(page.url) == {"q": ["sweden"]}


def test_no_letter_is_lost_that_is_typed_while_the_table_is_being_sorted(page, site):
    sorting = []
    page.goto(site + "/en/")
    page.route(re.compile(r"\?sort=-working-holiday$"), lambda route: sorting.append(route))
    page.locator("#sort-working-holiday").press("Enter")
    until(page, lambda: sorting)
    search = page.locator("#id_q")

    search.press_sequentially("sw")
    sorting[0].continue_()

    expect(page.locator("#summary")).to_have_text("2 of 23 countries and territories")
    expect(search).to_have_value("sw")


@pytest.mark.parametrize("key", ["Tab", "Enter"])
def test_one_press_of_back_undoes_a_name_that_was_typed(page, site, key):
    page.goto(site + "/en/")
    page.locator("#id_q").press_sequentially("kor")
    expect_countries(page, "South Korea")
    page.keyboard.press(key)
    page.wait_for_timeout(400)

    go_back(page)

    expect(page.locator(COUNTRIES)).to_have_count(23)


@pytest.mark.parametrize(
    ("field", "words", "left"), [("#id_q", "sw", 2), ("#id_min_places", "7000", 3)]
)
def test_a_press_that_leaves_a_field_counts(page, site, field, words, left):
    page.goto(site + "/en/")
    unfold(page)
    page.locator(field).press_sequentially(words)
    expect(page.locator(COUNTRIES)).to_have_count(left)

    page.locator("#sort-working-holiday").hover()
    page.mouse.down()
    page.wait_for_timeout(300)  # as long as a finger stays down
    page.mouse.up()

    expect(page.locator("[aria-sort=descending]")).to_have_text("Working Holiday")
    expect(page.locator(COUNTRIES)).to_have_count(left)
