"""The quota table, sorted, and gone back to."""

import pytest
from playwright.sync_api import expect

from .table import (
    COUNTRIES,
    NOT_ALL_BY_PLACES,
    asked,
    chosen,
    columns,
    expect_countries,
    expect_first_countries,
    expect_moment,
    go_back,
    go_forward,
    tick,
)

pytestmark = pytest.mark.usefixtures("article_on_home")


# Sorting


BY_PLACES = ["Australia", "Ireland", "France", "Japan", "United Kingdom", "South Korea"]
BY_PLACES_UP = ["San Marino", "Costa Rica", "Luxembourg", "Norway", "Greece", "Hong Kong"]


@pytest.mark.parametrize(
    ("column", "presses", "direction", "countries"),
    [
        ("working-holiday", 1, "descending", BY_PLACES),
        ("working-holiday", 2, "ascending", BY_PLACES_UP),
        (
            "country",
            1,
            "descending",
            ["United Kingdom", "Taiwan", "Switzerland", "Sweden", "Spain"],
        ),
    ],
)
def test_a_header_sorts_the_table_without_a_reload(
    page, site, no_reload, column, presses, direction, countries
):
    page.goto(site + "/en/")
    still_there = no_reload()

    for press in range(1, presses + 1):
        page.locator(f"#sort-{column}").click()
        wanted = direction if press == presses else "descending"
        expect(columns(page).locator(f"xpath=self::*[a/@id='sort-{column}']")).to_have_attribute(
            "aria-sort", wanted
        )

    expect_first_countries(page, *countries)
    expect(page.locator("[aria-sort]")).to_have_count(1)
    assert still_there()


def test_a_header_keeps_the_focus_when_it_has_sorted_the_table(page, site):
    page.goto(site + "/en/")
    header = page.locator("#sort-working-holiday")
    header.focus()

    page.keyboard.press("Enter")
    expect_first_countries(page, *BY_PLACES)
    expect(header).to_be_focused()
    page.keyboard.press("Enter")
    expect_first_countries(page, *BY_PLACES_UP)

    expect(header).to_be_focused()


def test_the_order_stays_when_a_filter_is_ticked(page, site):
    page.goto(site + "/en/")
    page.locator("#sort-working-holiday").click()
    expect_first_countries(page, *BY_PLACES)

    tick(page, "Not offered")

    expect_first_countries(page, *NOT_ALL_BY_PLACES)
    assert asked(page.url) == {"sort": ["-working-holiday"], "availability": ["not_offered"]}


def test_the_filters_stay_when_a_header_sorts_the_table(page, site):
    page.goto(site + "/en/")
    tick(page, "Not offered")
    expect(page.locator(COUNTRIES)).to_have_count(9)

    page.locator("#sort-working-holiday").click()

    expect_first_countries(page, *NOT_ALL_BY_PLACES)
    assert chosen(page) == asked(page.url)
    assert asked(page.url) == {"sort": ["-working-holiday"], "availability": ["not_offered"]}


# Going back


@pytest.fixture
def been_through(page, site):
    """A page on which the table was filtered by a box, then by a number, then sorted."""
    page.goto(site + "/en/")
    tick(page, "Not offered")
    expect(page.locator(COUNTRIES)).to_have_count(9)
    page.get_by_label("At least this many places").fill("1000")
    page.keyboard.press("Tab")
    expect(page.locator(COUNTRIES)).to_have_count(4)
    page.locator("#sort-working-holiday").click()
    expect_countries(page, "Japan", "United Kingdom", "South Korea", "Italy")
    return page


AFTER = [
    ({}, 23, "Australia"),
    ({"availability": ["not_offered"]}, 9, "Belgium"),
    ({"availability": ["not_offered"], "min_places": ["1000"]}, 4, "Italy"),
    (
        {"availability": ["not_offered"], "min_places": ["1000"], "sort": ["-working-holiday"]},
        4,
        "Japan",
    ),
]


def test_back_leads_through_the_tables_that_were_seen(been_through):
    for moment in reversed(AFTER[:-1]):
        go_back(been_through)

        expect_moment(been_through, *moment)


def test_forward_leads_through_them_again(been_through):
    for moment in reversed(AFTER[:-1]):
        go_back(been_through)
        expect_moment(been_through, *moment)

    for moment in AFTER[1:]:
        go_forward(been_through)

        expect_moment(been_through, *moment)


def test_back_from_a_country_leads_to_the_table_as_it_was_left(been_through):
    been_through.locator(COUNTRIES).first.click()
    expect(been_through.locator("h1")).to_have_text("Japan")

    go_back(been_through)

    expect_moment(been_through, *AFTER[-1])


def test_back_empties_the_search_field_and_forward_fills_it_again(page, site):
    page.goto(site + "/en/")
    page.locator("#id_q").press_sequentially("swe")
    expect_countries(page, "Sweden")

    go_back(page)
    expect(page.locator("#id_q")).to_have_value("")
    go_forward(page)

    expect(page.locator("#id_q")).to_have_value("swe")
    expect_countries(page, "Sweden")


def test_filtering_goes_on_working_after_back(been_through, no_reload):
    go_back(been_through)
    expect(been_through.locator(COUNTRIES).first).to_have_text("Italy")
    still_there = no_reload()

    been_through.locator("#id_q").press_sequentially("jap")

    expect_countries(been_through, "Japan")
    assert still_there()
