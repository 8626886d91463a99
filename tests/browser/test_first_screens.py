"""First screens, on a phone and on a desk, in both languages, without scripts."""

import pytest
from playwright.sync_api import expect

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 800}
SCREENS = pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
IN_SIGHT = """
selector => [...document.querySelectorAll(selector)].filter(each => {
    const box = each.getBoundingClientRect();
    return box.height && box.top >= 0 && box.bottom <= innerHeight && box.right <= innerWidth;
}).length
"""


@pytest.fixture
def in_sight(plain_page, site):
    """A function that opens an address and counts the elements that are wholly in sight."""

    def count(screen, address, *selectors):
        plain_page.set_viewport_size(screen)
        plain_page.goto(site + address)
        return [plain_page.evaluate(IN_SIGHT, selector) for selector in selectors]

    return count


@SCREENS
@pytest.mark.parametrize("address", ["/en/", "/fr/"])
def test_home_asks_says_the_status_and_begins_its_table(in_sight, screen, address):
    asked, status, rows = in_sight(
        screen,
        address,
        ".ask :is(select, input, button)",
        ".season-status",
        "#quota-table tbody tr",
    )

    assert (asked, status) == (3, 1)
    assert rows >= 6


@SCREENS
@pytest.mark.parametrize("address", ["/en/countries/gb/", "/fr/pays/gb/"])
def test_a_country_shows_its_three_categories_in_large_figures(in_sight, screen, address):
    assert in_sight(screen, address, ".key-figures .figure", ".key-figures > div") == [3, 3]


@SCREENS
@pytest.mark.parametrize(
    "address",
    ["/en/pools/2026/gb/working-holiday/", "/fr/bassins/2026/gb/vacances-travail/"],
)
def test_a_pool_shows_quota_spots_share_and_a_sentence(in_sight, screen, address):
    figures, sentence = in_sight(
        screen, address, ".key-figures .figure", "[aria-labelledby=in-short] > p"
    )

    assert (figures, sentence) == (3, 1)


@SCREENS
@pytest.mark.parametrize(
    "address", ["/en/find/?citizenship=fr&age=24", "/fr/trouver/?citizenship=fr&age=24"]
)
def test_an_answer_is_in_sight_before_its_reasons(in_sight, screen, address):
    assert in_sight(screen, address, ".verdicts li") == [3]


@SCREENS
@pytest.mark.parametrize("address", ["/en/changes/", "/fr/changements/"])
def test_the_changes_of_the_newest_day_are_counted_and_begin(in_sight, screen, address):
    counts, changes = in_sight(screen, address, ".counts .figure", ".changes li")

    assert counts == 2
    assert changes >= 3


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("width", [320, 390, 640, 1087, 1088, 1280])
def test_the_header_is_one_row(plain_page, site, width, language):
    plain_page.set_viewport_size({"width": width, "height": 800})
    plain_page.goto(f"{site}/{language}/")

    assert plain_page.locator(".site-header").bounding_box()["height"] <= 52
    assert plain_page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_menu_of_a_phone_opens_without_scripts(plain_page, site, language):
    plain_page.set_viewport_size(PHONE)
    plain_page.goto(f"{site}/{language}/")
    menu = plain_page.locator(".menu")
    expect(menu.locator("nav")).to_be_hidden()

    plain_page.keyboard.press("Tab")
    plain_page.keyboard.press("Tab")
    plain_page.keyboard.press("Tab")
    plain_page.keyboard.press("Enter")

    links = menu.locator("nav a").all()
    assert len(links) == 8
    for link in links:
        expect(link).to_be_in_viewport()
        assert link.bounding_box()["height"] >= 44
    expect(menu.get_by_role("searchbox")).to_be_in_viewport()
    assert plain_page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_the_head_of_the_table_stays_while_one_scrolls(plain_page, site):
    for screen in (PHONE, DESK):
        plain_page.set_viewport_size(screen)
        plain_page.goto(site + "/en/")

        plain_page.locator("#quota-table tbody tr").nth(25).scroll_into_view_if_needed()

        assert plain_page.locator("#sort-working-holiday").bounding_box()["y"] >= 0
        expect(plain_page.locator("#sort-working-holiday")).to_be_in_viewport()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_country_is_one_line_on_a_phone(plain_page, site, language):
    plain_page.set_viewport_size(PHONE)
    plain_page.goto(f"{site}/{language}/")

    heights = [row.bounding_box()["height"] for row in plain_page.locator("tbody tr").all()]

    assert sorted(heights)[len(heights) // 2] <= 40
    assert sum(height > 45 for height in heights) <= 5  # of the longest names


def test_a_longer_rule_is_a_larger_quota(page, site):
    page.goto(site + "/en/")

    sizes = page.evaluate(
        """() => [...document.querySelectorAll("#quota-table tbody tr")].map(row => {
            const cell = row.cells[1], rule = cell.querySelector("rect");
            const places = +cell.querySelector("a").textContent.replace(/\\D/g, "");
            return rule && [places, rule.getBoundingClientRect().width];
        }).filter(Boolean)"""
    )

    assert len(sizes) > 30
    by_places = [width for _places, width in sorted(sizes)]
    assert by_places == sorted(by_places)
    assert by_places[-1] > 20 * by_places[0]


def test_a_screen_reader_hears_no_rules_and_no_signs(page, site):
    page.goto(site + "/en/")

    snapshot = page.locator("#quota-table").aria_snapshot()

    assert "img" not in snapshot
    assert "×" not in snapshot
