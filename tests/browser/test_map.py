"""The map in a browser: what can be picked, by whom, and that it keeps nobody waiting."""

import pytest
from playwright.sync_api import expect

SMALL = {"Andorra": "ad", "Hong Kong": "hk", "Luxembourg": "lu", "San Marino": "sm"}
NARROW = {"width": 320, "height": 640}

PAINTED = """
new Promise(done => new PerformanceObserver(list => {
    if (list.getEntriesByName("first-contentful-paint").length) done(true);
}).observe({ type: "paint", buffered: true }))
"""
SIDEWAYS = "document.documentElement.scrollWidth > innerWidth"


@pytest.fixture
def narrow_page(new_context):
    return new_context(viewport=NARROW, java_script_enabled=False).new_page()


def place(page, name):
    """Return the shape of one country on the map."""
    return page.locator(".map a").filter(has=page.locator("title", has_text=f"{name}: "))


@pytest.mark.parametrize("name", SMALL)
def test_the_smallest_can_be_picked_on_a_narrow_screen(narrow_page, site, name):
    narrow_page.goto(site + "/en/map/?season=2023")

    target = place(narrow_page, name).locator(".reach")
    box = target.bounding_box()
    target.click()

    assert min(box["width"], box["height"]) >= 24
    expect(narrow_page).to_have_url(f"{site}/en/pools/2023/{SMALL[name]}/working-holiday/")


@pytest.mark.parametrize("name", ["Costa Rica", "New Zealand", "Chile", "South Korea", "Taiwan"])
def test_what_stands_apart_is_easy_to_hit_on_a_narrow_screen(narrow_page, site, name):
    narrow_page.goto(site + "/en/map/?season=2023")

    box = place(narrow_page, name).locator(".reach").bounding_box()

    assert min(box["width"], box["height"]) >= 24


def test_europe_on_the_world_leads_to_the_larger_map(narrow_page, site):
    narrow_page.goto(site + "/en/map/")

    narrow_page.locator("#map-world a[href='#map-europe'] rect").click(position={"x": 5, "y": 30})

    expect(narrow_page.locator("#map-europe")).to_be_in_viewport()


def test_the_keyboard_goes_from_the_form_to_the_list(page, site):
    page.goto(site + "/en/map/?season=2023")
    page.get_by_role("button", name="Show").focus()

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="The list says the same.")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    expect(page.get_by_role("link", name="Australia", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}/en/pools/2023/au/working-holiday/")


def test_another_map_is_chosen_without_scripts(plain_page, site):
    plain_page.goto(site + "/fr/carte/")

    plain_page.get_by_label("Saison").select_option("2025")
    plain_page.get_by_label("Catégorie").select_option("Stage coop international")
    plain_page.get_by_role("button", name="Afficher").click()

    expect(plain_page).to_have_url(f"{site}/fr/carte/?season=2025&category=international-coop")
    expect(plain_page.get_by_role("table")).to_contain_text("3\xa0590")


def test_pictures_that_never_come_keep_nobody_waiting(page, site):
    page.route("**/land-*.svg", lambda route: None)

    page.goto(site + "/en/map/", wait_until="domcontentloaded")

    assert page.evaluate(PAINTED)
    expect(place(page, "France")).to_be_visible()
    expect(page.get_by_role("link", name="France", exact=True)).to_be_visible()


@pytest.mark.parametrize("language", ["en/map", "fr/carte"])
def test_the_map_fits_a_narrow_screen(page, site, language):
    page.set_viewport_size(NARROW)

    page.goto(f"{site}/{language}/?season=2025")

    assert not page.evaluate(SIDEWAYS)
    assert page.locator("#map-list").bounding_box()["width"] <= 320


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("colours", ["none", "active"])
def test_every_look_of_the_key_is_told_apart(new_context, site, scheme, colours):
    page = new_context(color_scheme=scheme, forced_colors=colours).new_page()
    page.goto(site + "/en/map/?season=2023")

    pictures = [item.screenshot() for item in page.locator(".map-key svg").all()]

    assert len(pictures) == 9
    assert len(set(pictures)) == 9


def test_the_map_prints_without_its_form(page, site):
    page.goto(site + "/en/map/?season=2023")
    page.emulate_media(media="print")

    expect(page.locator(".map-form")).to_be_hidden()
    expect(page.locator("#map-world svg")).to_be_visible()
    expect(page.locator("#map-list")).to_be_visible()
