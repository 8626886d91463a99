"""Notes that open beside their figures, and the folded list of all of them."""

import pytest
from playwright.sync_api import expect

SEASON = {"en": "/en/seasons/2021/", "fr": "/fr/saisons/2021/"}
OUTSIDE = """
() => [...document.querySelectorAll(".note[open] > div")]
    .map(text => text.getBoundingClientRect())
    .filter(box => box.left < 0 || box.right > innerWidth || box.width < 280)
    .length
"""


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_note_opens_without_scripts_in_a_width_to_read(plain_page, site, language, width):
    plain_page.set_viewport_size({"width": width, "height": 800})
    plain_page.goto(site + SEASON[language])

    for note in plain_page.locator("details.note").all():
        note.locator("summary").click()

        expect(note.locator("> div")).to_be_visible()
        assert plain_page.evaluate(OUTSIDE) == 0
        assert plain_page.evaluate("document.documentElement.scrollWidth") == width
        note.locator("summary").click()
        expect(note.locator("> div")).to_be_hidden()


def test_the_last_row_shows_the_whole_of_its_note(plain_page, site):
    plain_page.goto(site + "/en/seasons/2021/?q=kingdom")

    note = plain_page.locator("td details.note")
    note.locator("summary").click()

    expect(note.locator("a")).to_be_in_viewport()
    box = plain_page.locator(".table-scroll")
    assert box.evaluate("box => getComputedStyle(box).overflowY") == "visible"


def test_a_note_is_opened_and_closed_with_the_keyboard(page, site):
    page.goto(site + SEASON["en"])
    mark = page.locator("[aria-label='Note, Chile']")

    mark.focus()
    page.keyboard.press("Enter")
    expect(page.locator("details.note[open] > div")).to_be_visible()
    page.keyboard.press("Space")

    expect(page.locator("details.note[open]")).to_have_count(0)


def test_a_note_closes_the_one_that_was_open(page, site):
    page.goto(site + SEASON["en"])

    page.locator("[aria-label='Note, Chile']").click()
    page.locator("[aria-label='Note, Australia']").click()

    expect(page.locator("details.note[open]")).to_have_count(1)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_note_leads_to_its_place_in_the_list_and_unfolds_it(new_context, site, scripts):
    page = new_context(java_script_enabled=scripts).new_page()
    page.goto(site + SEASON["en"])

    page.locator("[aria-label='Note, Chile']").click()
    page.locator("details.note[open] a").last.click()

    expect(page.locator(".notes li:target")).to_be_in_viewport()
    expect(page.locator(".notes li:target .source")).to_be_visible()


def test_the_address_of_a_note_unfolds_its_group(plain_page, site):
    plain_page.goto(site + SEASON["en"])
    slug = plain_page.locator(".notes li").first.get_attribute("id")

    plain_page.goto(f"{site}{SEASON['en']}?sort=country#{slug}")

    expect(plain_page.locator(f"#{slug}")).to_be_in_viewport()


def test_paper_has_every_note_once_and_none_over_the_table(page, site):
    page.goto(site + SEASON["en"])
    page.locator("details.note summary").first.click()

    page.emulate_media(media="print")

    expect(page.locator("details.note > div").filter(visible=True)).to_have_count(0)
    for item in page.locator(".notes li").all():
        assert item.bounding_box()["height"] > 20
