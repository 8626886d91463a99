"""Frames as high as what is in them, with scripts and without."""

import re

import pytest
from django.conf import settings
from django.test import Client

from .test_embed import TABLE, frame, host

WIDTHS = (240, 280, 320, 360, 400, 480, 540, 600, 680, 800)
MOST_EMPTY = 140  # pixels below what is in a frame: letters here are narrower than some of readers
FRAMED = {
    "en": [
        "/en/seasons/2021/",
        "/en/seasons/2026/",
        "/en/seasons/2026/?category=working-holiday&category=young-professionals",
        "/en/seasons/2021/?category=working-holiday&min_places=1000",
        "/en/seasons/2021/?q=zzz&sort=size&theme=neon&category=x",
        "/en/countries/gb/",
        "/en/countries/is/",
        "/en/pools/2026/fr/working-holiday/",
        "/en/pools/2021/jp/young-professionals/",
        "/en/pools/2026/gb/working-holiday/weeks.svg",
        "/en/map/",
        "/en/compare/?country=gb&country=ie&country=jp",
        "/en/compare/?country=gb&season=2025&season=2026",
    ],
    "fr": [
        "/fr/saisons/2021/",
        "/fr/saisons/2026/",
        "/fr/saisons/2026/?category=working-holiday&category=young-professionals",
        "/fr/saisons/2021/?category=working-holiday&min_places=1000",
        "/fr/saisons/2021/?q=zzz&sort=size&theme=neon&category=x",
        "/fr/pays/gb/",
        "/fr/pays/cz/",
        "/fr/bassins/2026/cz/stage-coop-international/",
        "/fr/bassins/2025/is/vacances-travail/",
        "/fr/bassins/2026/gb/vacances-travail/semaines.svg",
        "/fr/carte/?season=2021",
        "/fr/comparer/?country=gb&country=cz&country=nz&country=hk",
        "/fr/comparer/?country=fr&season=2025&season=2026",
    ],
}
# The empty pixels below what is in a frame; fewer than none if it scrolls, or if its drawing is
# smaller than it could be and may not be.
EMPTY = """mayShrink => {
    const { body, images } = document;
    const main = document.querySelector("main");
    const hidden = main.scrollHeight - main.clientHeight;
    const shrunk = [...images].map(
        image => image.clientWidth * image.naturalHeight / image.naturalWidth - image.clientHeight
    );
    const lost = hidden + (mayShrink ? 0 : Math.max(0, ...shrunk.map(px => Math.floor(px - 2))));
    return innerHeight - Math.ceil(body.getBoundingClientRect().height) - lost;
}"""
# The link at the end of a frame, and how much of a scroll away it is.
END = """() => {
    const end = document.querySelector("footer a").getBoundingClientRect();
    return [end.top >= 0, end.bottom <= innerHeight, end.width > 0];
}"""
# What WordPress does with the messages of the frames that it has made.
WORDPRESS = """<script>
addEventListener("message", ({ data, source }) => {
    if (!data || !data.secret || /[^a-zA-Z0-9]/.test(data.secret)) return;
    for (const frame of document.querySelectorAll(`iframe[data-secret="${data.secret}"]`)) {
        if (source !== frame.contentWindow || data.message !== "height") continue;
        frame.height = Math.max(200, Math.min(1000, Number.parseInt(data.value, 10)));
    }
});
</script>"""


def empty_pixels(page, blog, frames, *, may_shrink=False):
    """The empty pixels below what is in each of `frames`, in a page of the blog."""
    blog.body = f"<style>iframe {{ border: 0; display: block }}</style>{''.join(frames)}"
    page.goto(blog.address, wait_until="load")
    return [framed.evaluate(EMPTY, may_shrink) for framed in page.frames[1:]]


def embedded(site, path, **room):
    """Return the answer of oEmbed for a page of ours, with the address of the running site."""
    said = Client().get("/oembed", {"url": settings.SITE_URL + path} | room).json()
    return said["html"].replace(settings.SITE_URL, site)


@pytest.mark.parametrize("language", FRAMED)
def test_oembed_frames_are_as_high_as_what_is_in_them_without_script(
    plain_page, site, blog, language
):
    asked = [(path, width) for path in FRAMED[language] for width in WIDTHS]
    frames = [embedded(site, path, maxwidth=width) for path, width in asked]

    empty = empty_pixels(plain_page, blog, frames)

    assert len(empty) == len(asked)
    assert {
        frame: pixels
        for frame, pixels in zip(asked, empty, strict=True)
        if not 0 <= pixels <= MOST_EMPTY
    } == {}


@pytest.mark.parametrize("language", FRAMED)
def test_one_snippet_is_as_high_as_what_is_in_it_at_every_width(plain_page, site, blog, language):
    address = {"en": "/en/data/embed/", "fr": "/fr/donnees/integrer/"}[language]
    queries = ["what=country&country=gb", "what=country&country=is", "season=2021", "season=2026"]
    queries += [
        "season=2021&category=working-holiday",
        "what=pool&country=fr&season=2026",
        "what=map",
        "what=comparison&country=gb&other=ie",
    ]
    asked, frames = [], []
    for query in queries:
        page = Client().get(f"{address}?{query}").content.decode()
        height = re.search(r' height="(\d+)"', page)[1]
        source = re.search(r'<iframe class="embedded" src="([^"]+)"', page)[1]
        # Columns stand below each other in a very narrow one, and words below a drawing.
        scrolls = query in ("season=2021", "season=2026") or "pool" in query or "map" in query
        for width in WIDTHS[2 if scrolls or "comparison" in query else 0 :]:
            asked.append((query, width))
            snippet = f'<iframe src="{site}{source}" width="100%" height="{height}"></iframe>'
            frames.append(f'<div style="width: {width}px">{snippet}</div>')

    empty = empty_pixels(plain_page, blog, frames, may_shrink=True)

    assert {
        frame: pixels
        for frame, pixels in zip(asked, empty, strict=True)
        if not 0 <= pixels <= MOST_EMPTY
    } == {}


@pytest.mark.parametrize("language", FRAMED)
def test_the_way_back_is_in_sight_however_low_the_frame_is(plain_page, site, blog, language):
    asked = [
        (path, width, height)
        for path in FRAMED[language]
        for width in (240, 320, 640, 800)
        for height in (160, 300)
    ]
    frames = [
        embedded(site, path, maxwidth=width, maxheight=height) for path, width, height in asked
    ]

    blog.body = f"<style>iframe {{ display: block }}</style>{''.join(frames)}"
    plain_page.goto(blog.address, wait_until="load")

    seen = [framed.evaluate(END) for framed in plain_page.frames[1:]]
    assert len(seen) == len(asked)
    assert [case for case, ends in zip(asked, seen, strict=True) if not all(ends)] == []


@pytest.mark.parametrize("path", ["/en/map/", "/en/pools/2026/gb/working-holiday/weeks.svg"])
def test_a_drawing_becomes_smaller_before_anything_is_hidden(plain_page, site, blog, path):
    framed = host(plain_page, blog, embedded(site, path, maxwidth=640, maxheight=320))

    framed.locator("img").evaluate("image => image.decode()")
    box = framed.locator("img").bounding_box()
    assert 200 < box["height"] < 300
    hidden = framed.locator("main").evaluate("main => main.scrollHeight - main.clientHeight")
    assert hidden == 0


@pytest.mark.parametrize("address", ["/embed/fr/pays/gb/", TABLE])
def test_wordpress_is_told_the_height(page, site, blog, address):
    attributes = (
        'sandbox="allow-scripts" security="restricted" data-secret="a1B2c3D4e5" width="500"'
    )
    framed = frame(site, f"{address}#?secret=a1B2c3D4e5", f'{attributes} height="321"')
    host(page, blog, WORDPRESS + framed)

    page.wait_for_function("document.querySelector('iframe').height != 321")

    body = page.frames[1].evaluate("Math.ceil(document.body.getBoundingClientRect().height)")
    assert page.locator("iframe").get_attribute("height") == str(min(1000, body))


def test_wordpress_is_told_the_height_when_it_adds_its_secret_late(page, site, blog):
    framed = host(page, blog, WORDPRESS + frame(site, "/embed/en/countries/gb/", 'height="600"'))
    framed.locator("footer a").wait_for()

    page.locator("iframe").evaluate(
        "frame => { frame.dataset.secret = 'xyz1234567'; frame.src += '#?secret=xyz1234567'; }"
    )

    page.wait_for_function("document.querySelector('iframe').height < 400")


def test_wordpress_is_told_the_height_again_when_it_says_that_it_is_ready(page, site, blog):
    address = "/embed/en/countries/gb/#?secret=a1b2c3d4e5"
    framed = host(page, blog, frame(site, address, 'height="600"'))
    framed.locator("footer a").wait_for()
    page.evaluate(
        "addEventListener('message', ({ data }) => data.message === 'height' && (heard = data))"
    )

    page.evaluate("frames[0].postMessage({ message: 'ready', secret: 'a1b2c3d4e5' }, '*')")

    page.wait_for_function("window.heard?.value > 200 && heard.secret === 'a1b2c3d4e5'")
