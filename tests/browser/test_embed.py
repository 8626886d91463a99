"""A frame of ours in a page of another origin."""

import io

import pytest
from PIL import Image
from playwright.sync_api import expect

# On how many lines each of some cells has its text.
LINES = """cells => cells.map(cell => {
    const text = document.createRange();
    text.selectNodeContents(cell);
    return text.getClientRects().length;
})"""
TABLE = "/embed/en/seasons/2021/?category=working-holiday"


def host(page, blog, body):
    """Opens a page of the blog with `body` in it."""
    blog.body = body
    page.goto(blog.address)
    return page.frame_locator("iframe")


def frame(site, address=TABLE, attributes='width="100%" height="300"'):
    return f'<iframe src="{site}{address}" title="Quotas" {attributes}></iframe>'


def test_a_table_shows_in_a_page_of_another_origin(page, site, blog, complaints):
    framed = host(page, blog, frame(site))

    expect(framed.get_by_role("row")).to_have_count(24)
    expect(framed.get_by_role("cell", name="6,500")).to_be_visible()
    assert framed.locator("body").evaluate("body => getComputedStyle(body).paddingTop") == "8px"
    assert [told for told in complaints if blog.address not in told] == []


def test_a_table_shows_without_any_script(plain_page, site, blog):
    framed = host(plain_page, blog, frame(site))

    expect(framed.get_by_role("cell", name="6,500")).to_be_visible()


def test_a_table_shows_in_the_sandbox_that_wordpress_puts_it_in(page, site, blog):
    framed = host(
        page, blog, frame(site, attributes='sandbox="allow-scripts" width="600" height="300"')
    )

    expect(framed.get_by_role("cell", name="6,500")).to_be_visible()
    assert framed.locator("body").evaluate("body => getComputedStyle(body).paddingTop") == "8px"


@pytest.mark.parametrize("sandbox", ["", 'sandbox="allow-scripts" '])
def test_the_script_gives_the_frame_the_height_of_the_table(page, site, blog, sandbox):
    script = f'<script src="{site}/embed/height.js"></script>'
    host(page, blog, frame(site, attributes=f'{sandbox}width="600" height="120"') + script)

    page.wait_for_function("document.querySelector('iframe').clientHeight > 700")


def test_the_script_may_come_later_than_the_table(page, site, blog):
    framed = host(page, blog, frame(site, attributes='width="600" height="120"'))
    expect(framed.get_by_role("row")).to_have_count(24)
    page.wait_for_timeout(300)

    page.add_script_tag(url=f"{site}/embed/height.js")

    page.wait_for_function("document.querySelector('iframe').clientHeight > 700")


def test_a_frame_with_a_border_around_it_does_not_scroll(page, site, blog):
    script = f'<script src="{site}/embed/height.js"></script>'
    style = "<style>* {box-sizing: border-box} iframe {border: 9px solid}</style>"
    framed = host(page, blog, style + frame(site, "/embed/en/countries/gb/") + script)

    page.wait_for_function("document.querySelector('iframe').clientHeight > 300")
    root = framed.locator("html")
    assert root.evaluate("html => html.scrollHeight - html.clientHeight") == 0


def test_wordpress_is_told_where_a_link_leads(page, site, blog):
    hear = (
        "<script>addEventListener('message', e => e.data.message === 'link' && (heard = e.data))"
        "</script>"
    )
    address = f"{TABLE}#?secret=a1b2c3d4e5"
    framed = host(page, blog, hear + frame(site, address, 'sandbox="allow-scripts" height="300"'))

    framed.get_by_role("link", name="Japan").click()
    page.wait_for_function("window.heard")

    said = page.evaluate("heard")
    assert (said["message"], said["secret"]) == ("link", "a1b2c3d4e5")
    assert said["value"].endswith("/en/countries/jp/")


def test_a_message_of_another_page_changes_no_height(page, site, blog):
    script = f'<script src="{site}/embed/height.js"></script>'
    message = "<script>parent.postMessage({iecQuotasHeight: 9999}, '*')</script>"
    other = f'<iframe srcdoc="{message}"></iframe>'
    host(page, blog, other + script)
    page.wait_for_timeout(300)

    assert page.locator("iframe").evaluate("frame => frame.clientHeight") < 400


@pytest.mark.parametrize("address", [TABLE, "/embed/fr/saisons/2026/", "/embed/en/countries/gb/"])
@pytest.mark.parametrize("width", [240, 280, 320])
def test_a_frame_fits_a_narrow_column(page, site, blog, address, width):
    framed = host(page, blog, f'<div style="width: {width}px">{frame(site, address)}</div>')

    expect(framed.locator("table")).to_be_visible()
    html = framed.locator("html")
    assert html.evaluate("html => html.scrollWidth - html.clientWidth") == 0
    lines = framed.locator(".quota-table td[data-state=limited]").evaluate_all(LINES)
    assert set(lines) <= {1}


@pytest.mark.parametrize(("theme", "is_dark"), [("dark", True), ("light", False)])
def test_a_frame_can_be_dark_in_a_light_page_and_the_reverse(
    new_context, site, blog, theme, is_dark
):
    scheme = "light" if is_dark else "dark"
    page = new_context(color_scheme=scheme).new_page()
    framed = host(page, blog, frame(site, f"{TABLE}&theme={theme}"))

    expect(framed.get_by_role("table")).to_be_visible()
    colour = framed.locator("html").evaluate("html => getComputedStyle(html).backgroundColor")
    assert (colour == "rgb(20, 24, 26)") == is_dark


def test_a_link_in_a_frame_opens_a_window_of_its_own(page, context, site, blog):
    framed = host(page, blog, frame(site))

    with context.expect_page() as opened:
        framed.get_by_role("link", name="All figures").click()

    assert opened.value.url != blog.address
    assert page.url == blog.address


def test_our_other_pages_refuse_to_be_framed(page, site, blog):
    framed = host(page, blog, frame(site, "/en/"))
    page.wait_for_timeout(300)

    expect(framed.get_by_role("table")).to_have_count(0)


@pytest.mark.parametrize(
    "address",
    ["/embed/en/map/2026/working-holiday/map/", "/embed/fr/bassins/2026/fr/vacances-travail/"],
)
def test_a_drawing_shows_in_the_sandbox_that_wordpress_puts_it_in(page, site, blog, address):
    framed = host(
        page, blog, frame(site, address, 'sandbox="allow-scripts" width="600" height="600"')
    )

    drawing = framed.locator("img")
    drawing.evaluate("image => image.decode()")
    assert drawing.evaluate("image => image.naturalWidth") == 720


@pytest.mark.parametrize(("theme", "is_dark"), [("dark", True), ("light", False)])
def test_a_drawing_has_the_colours_of_its_frame(new_context, site, blog, theme, is_dark):
    page = new_context(color_scheme="light" if is_dark else "dark").new_page()
    address = f"/embed/en/map/2026/working-holiday/map/?theme={theme}"
    framed = host(page, blog, frame(site, address, 'width="600" height="600"'))

    framed.locator("img").evaluate("image => image.decode()")
    assert is_dark_at_its_corner(framed.locator("img").screenshot()) == is_dark


def is_dark_at_its_corner(png):
    """Tell if the corner of a picture of the screen is dark."""
    return Image.open(io.BytesIO(png)).convert("L").getpixel((3, 3)) < 128
