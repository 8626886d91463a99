"""Takes the pictures of the design system: `python -m tests.design ADDRESS`."""

import io
import shutil
import sys

from PIL import Image
from playwright.sync_api import sync_playwright

from . import PROJECT

PLACE = PROJECT / "docs" / "design"
PHONE, WIDE = {"width": 390, "height": 844}, {"width": 1280, "height": 800}
POOL = "/en/pools/2026/fr/working-holiday/"
COLOURS = 128  # enough for flat drawings and text, in a third of the bytes


def keep(picture, name):
    """Keep a picture in few colours, so that the repository stays small."""
    image = Image.open(io.BytesIO(picture)).convert("RGB").quantize(COLOURS)
    image.save(PLACE / f"{name}.png", optimize=True)


def look(browser, address, size, *, media=None, **looks):
    """Return a page at `address`, when all of its pictures are there."""
    page = browser.new_page(viewport=size, **looks)
    page.goto(address)
    if media:
        page.emulate_media(media=media)
    for image in page.locator("img").all():
        image.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    page.evaluate("scrollTo(0, 0)")
    return page


def take(browser, site):
    keep(look(browser, site + "/en/", WIDE).screenshot(), "../home")
    for scheme in ("light", "dark"):
        for name, address in (("home", "/en/"), ("country", "/en/countries/fr/")):
            page = look(browser, site + address, PHONE, color_scheme=scheme)
            keep(page.screenshot(), f"{name}-phone-{scheme}")
        page = look(browser, site + POOL, WIDE, color_scheme=scheme)
        keep(page.locator(".picture img").last.screenshot(), f"chart-{scheme}")
    page = look(browser, site + POOL, WIDE)
    keep(page.locator(".key-figures").screenshot(), "key-figures")
    keep(look(browser, site + "/en/map/", WIDE).locator("figure.map").screenshot(), "map-light")
    for name, looks in (("wide", {}), ("forced-colours", {"forced_colors": "active"})):
        page = look(browser, site + "/en/?q=i", WIDE, **looks)
        keep(page.locator("#quota-table").screenshot(), f"table-{name}")
    page = look(browser, site + "/en/", PHONE)
    page.locator(".menu summary").click()
    keep(page.screenshot(clip={"x": 0, "y": 0, "width": 390, "height": 420}), "menu-phone")
    page = look(browser, site + POOL, {"width": 760, "height": 1000}, media="print")
    keep(page.screenshot(), "paper")


def main(site):
    PLACE.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium-headless-shell") or shutil.which("chromium"),
            args=["--no-sandbox"],
        )
        take(browser, site)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
