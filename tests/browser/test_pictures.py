"""Pictures of charts in a browser: on pages of each width, in the dark, on paper, and alone."""

import io

import pytest
from PIL import Image
from playwright.sync_api import expect

POOL = "/en/pools/2026/gb/working-holiday/"
PAGES_WITH_PICTURES = [POOL, "/fr/pays/fr/", "/en/ratings/", "/fr/comment-ca-marche/"]
DRAWINGS = [
    "/en/pools/2026/gb/working-holiday/weeks",
    "/fr/bassins/2026/fr/vacances-travail/semaines",
    "/en/pools/2026/fr/working-holiday/chances",
    "/fr/pays/fr/saisons",
    "/en/countries/au/seasons",
    "/fr/cotes/2026/parts",
    "/fr/comment-ca-marche/etapes",
]
COLOURS = {
    "light": {"paper": "rgb(253, 252, 249)", "text": "rgb(29, 35, 38)"},
    "dark": {"paper": "rgb(20, 24, 26)", "text": "rgb(232, 230, 224)"},
}
LOADED = "image => image.decode().then(() => image.currentSrc)"
OUTSIDE = """() => {
  const { width, height } = document.documentElement.viewBox.baseVal;
  return [...document.querySelectorAll("text")]
    .filter(text => {
      const box = text.getBBox();
      const right = box.x + box.width, bottom = box.y + box.height;
      return box.x < 0 || box.y < 0 || right > width || bottom > height;
    })
    .map(text => text.textContent);
}"""
SHIFTS = """() => new Promise(resolve => {
  new PerformanceObserver(list => resolve(list.getEntries().map(each => each.value)))
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => resolve([]), 300);
})"""


def first_picture(page):
    picture = page.locator(".picture img").first
    picture.scroll_into_view_if_needed()
    return picture


@pytest.mark.parametrize(("width", "units"), [(320, 360), (390, 360), (768, 720), (1280, 720)])
@pytest.mark.parametrize("address", PAGES_WITH_PICTURES)
def test_a_page_shows_the_drawing_for_its_width(page, site, complaints, address, width, units):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(site + address)

    picture = first_picture(page)

    drawing = picture.evaluate(LOADED)
    is_narrow = drawing.endswith(("-narrow.svg", "-etroite.svg"))
    assert is_narrow is (units == 360)
    size = picture.bounding_box()
    assert size["width"] / units * 12 >= 9.5  # the smallest text of it, in pixels
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(SHIFTS) == []
    assert complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_picture_on_a_page_has_the_colours_of_the_page(new_context, site, scheme):
    page = new_context(color_scheme=scheme).new_page()
    page.goto(site + POOL)
    picture = first_picture(page)
    picture.evaluate(LOADED)

    corner = Image.open(io.BytesIO(picture.screenshot())).convert("RGB").getpixel((3, 3))

    assert f"rgb{corner}" == COLOURS[scheme]["paper"]


def test_paper_has_the_wide_drawing_in_light(new_context, site):
    page = new_context(color_scheme="dark", viewport={"width": 390, "height": 800}).new_page()
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(site + POOL)

    picture = first_picture(page)

    expect(picture).to_be_visible()
    expect(page.locator(".picture figcaption").first).to_be_hidden()
    assert picture.evaluate(LOADED).endswith("/chances.svg")
    sheet = Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("RGB")
    colours = {f"rgb{colour}" for _count, colour in sheet.getcolors(maxcolors=1_000_000)}
    assert COLOURS["light"]["paper"] in colours
    assert COLOURS["dark"]["paper"] not in colours


@pytest.mark.parametrize("scheme", COLOURS)
def test_a_drawing_opened_alone_has_its_style_and_asks_for_nothing(page, site, complaints, scheme):
    page.emulate_media(color_scheme=scheme)
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto(f"{site}{DRAWINGS[0]}.svg")

    fills = {
        name: page.locator(element).first.evaluate("element => getComputedStyle(element).fill")
        for name, element in {"paper": "rect", "text": "text"}.items()
    }
    assert fills == COLOURS[scheme]
    assert [url for url in asked if not url.endswith("/favicon.ico")] == [
        f"{site}{DRAWINGS[0]}.svg"
    ]
    assert complaints == []


@pytest.mark.parametrize("drawing", DRAWINGS)
def test_no_word_leaves_a_drawing_in_a_browser(page, site, drawing):
    for ending in (".svg", "-etroite.svg" if drawing.startswith("/fr/") else "-narrow.svg"):
        page.goto(site + drawing + ending)

        assert page.locator("text").count() > 5
        assert page.evaluate(OUTSIDE) == []
