"""The map in a browser: what can be picked, by whom, and that it keeps nobody waiting."""

import pytest
from playwright.sync_api import expect

NARROW = {"width": 320, "height": 640}
SIZES = {  # of a window: which drawing is shown, and how large each tile of it is at least, in px
    320: ("narrow", 33),
    390: ("narrow", 40),
    1280: ("wide", 48),
}
SIDEWAYS = "document.documentElement.scrollWidth > innerWidth"
BOXES = """
drawing => [...document.querySelectorAll(`.tiles-${drawing} a`)].map(link => {
    const box = link.querySelector("path").getBoundingClientRect();
    const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return [box.width, box.height, link.contains(at)];
})
"""
CUT = """
drawing => [...document.querySelectorAll(`.tiles-${drawing} a`)].filter(link => {
    const tile = link.querySelector("path").getBoundingClientRect();
    return [...link.querySelectorAll("tspan")].some(words => {
        const box = words.getBoundingClientRect();
        return box.left < tile.left - 0.5 || box.right > tile.right + 0.5;
    });
}).map(link => link.textContent)
"""


def tiles(page):
    """The tiles that can be seen."""
    return page.locator(".tiles:visible a")


@pytest.mark.parametrize("language", ["en/map", "fr/carte"])
@pytest.mark.parametrize("width", SIZES)
def test_every_tile_is_as_easy_to_hit_as_any_other(new_context, site, width, language):
    drawing, least = SIZES[width]
    page = new_context(viewport={"width": width, "height": 2000}).new_page()

    page.goto(f"{site}/{language}/?season=2023")

    boxes = page.evaluate(BOXES, drawing)
    assert len(boxes) == tiles(page).count() == 38
    assert min(min(box[:2]) for box in boxes) >= least
    assert max(box[0] for box in boxes) - min(box[0] for box in boxes) < 1
    assert all(is_hit for _width, _height, is_hit in boxes)
    assert page.evaluate(CUT, drawing) == []
    assert not page.evaluate(SIDEWAYS)


@pytest.mark.parametrize("name", ["Andorra", "Hong Kong", "San Marino", "Luxembourg"])
def test_the_smallest_can_be_picked_on_a_narrow_screen(new_context, site, name):
    page = new_context(viewport=NARROW, java_script_enabled=False).new_page()
    page.goto(site + "/en/map/?season=2023")

    title = page.locator("title", has_text=f"{name}: ")
    tiles(page).filter(has=title).locator("path").click()

    expect(page.locator("h1")).to_contain_text(name)


def test_the_keyboard_walks_from_the_form_over_the_tiles_to_the_list(page, site):
    page.goto(site + "/en/map/?season=2023")
    page.get_by_role("button", name="Show").focus()

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="The list says the same.")).to_be_focused()
    walked = []
    for _tile in range(38):
        page.keyboard.press("Tab")
        walked.append(page.evaluate("document.activeElement.querySelector('title').textContent"))

    assert walked == tiles(page).locator("title").all_text_contents()
    assert walked[0].startswith("Mexico: ")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("New Zealand")


def test_the_link_to_the_list_leads_past_the_tiles(page, site):
    page.goto(site + "/en/map/?season=2023")
    page.get_by_role("link", name="The list says the same.").focus()

    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    expect(page.get_by_role("link", name="Australia", exact=True)).to_be_focused()


def test_a_tile_is_told_to_a_screen_reader_by_its_name_and_quota(page, site):
    page.goto(site + "/en/map/?season=2023")

    expect(page.get_by_role("link", name="France: 7,000")).to_have_count(1)
    expect(page.get_by_role("link", name="Australia: Unlimited")).to_have_count(1)


def test_another_map_is_chosen_without_scripts(plain_page, site):
    plain_page.goto(site + "/fr/carte/")

    plain_page.get_by_label("Saison").select_option("2025")
    plain_page.get_by_label("Catégorie").select_option("Stage coop international")
    plain_page.get_by_role("button", name="Afficher").click()

    expect(plain_page).to_have_url(f"{site}/fr/carte/?season=2025&category=international-coop")
    expect(plain_page.get_by_role("table")).to_contain_text("3\xa0590")


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

    assert len(pictures) == 8
    assert len(set(pictures)) == 8


def test_the_map_prints_without_its_form(page, site):
    page.goto(site + "/en/map/?season=2023")
    page.emulate_media(media="print")

    expect(page.locator(".map-form")).to_be_hidden()
    expect(page.locator(".tiles:visible")).to_have_count(1)
    expect(page.locator("#map-list")).to_be_visible()
