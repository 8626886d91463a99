"""The marks of the site: links to them, their sizes, and the manifest that names them."""

import io
import json
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from PIL import Image

from quotas.charts.picture import COLOURS

from .. import PROJECT
from ..pages import parse

pytestmark = pytest.mark.once
HOMES = ("/en/", "/fr/")


def png(name):
    return Image.open(io.BytesIO(Path(finders.find(f"img/{name}")).read_bytes()))


def manifest_of(client, home):
    (address,) = parse(client.get(home)).xpath("//link[@rel='manifest']/@href")
    response = client.get(address)
    assert response.headers["Content-Type"] == "application/manifest+json"
    return json.loads(response.content)


@pytest.mark.parametrize(("home", "name"), [("/en/", "IEC Quotas"), ("/fr/", "Quotas EIC")])
def test_the_manifest_names_the_site_in_the_language_of_the_page(client, shipped, home, name):
    said = manifest_of(client, home)

    assert (said["name"], said["lang"]) == (name, home.strip("/"))
    assert said["start_url"] == said["scope"] == home


@pytest.mark.parametrize("home", HOMES)
def test_the_icons_of_the_manifest_are_as_large_as_it_says(client, shipped, home):
    icons = manifest_of(client, home)["icons"]

    assert {(icon["sizes"], icon["purpose"]) for icon in icons} >= {
        ("192x192", "any"),
        ("512x512", "any"),
        ("512x512", "maskable"),
    }
    for icon in icons:
        name = re.sub(r"\.[0-9a-f]{12}\.", ".", icon["src"].rpartition("/")[2])
        if name.endswith(".png"):
            assert "{}x{}".format(*png(name).size) == icon["sizes"]
        else:
            assert finders.find(f"img/{name}")


def test_an_icon_that_a_device_cuts_has_colour_to_its_edge():
    for name in ("icon-maskable-512.png", "apple-touch-icon.png"):
        icon = png(name).convert("RGBA")

        last = icon.width - 1
        corners = {icon.getpixel(at) for at in ((0, 0), (last, 0), (0, last), (last, last))}
        assert corners == {(10, 90, 75, 255)}
    assert png("apple-touch-icon.png").size == (180, 180)


def test_the_marks_are_drawn_from_that_of_the_browser():
    from scripts import draw_icons

    for name, (size, svg) in draw_icons.ICONS.items():
        drawn = draw_icons.resvg_py.svg_to_bytes(svg_string=svg, width=size, height=size)

        assert Image.open(io.BytesIO(bytes(drawn))).tobytes() == png(name).tobytes(), name


@pytest.mark.parametrize(
    ("address", "name"),
    [("/favicon.ico", "icon-192"), ("/apple-touch-icon.png", "apple-touch-icon")],
)
def test_who_asks_without_reading_the_page_is_sent_to_a_mark(client, address, name):
    response = client.get(address)

    assert response.status_code == 302
    assert re.search(rf"/img/{name}\.([0-9a-f]{{12}}\.)?png$", response.url)


@pytest.mark.parametrize("home", HOMES)
def test_the_colours_around_a_page_are_those_of_its_paper(client, shipped, home):
    page = parse(client.get(home))

    colours = {
        meta.get("media"): meta.get("content") for meta in page.xpath("//meta[@name='theme-color']")
    }
    light, dark = COLOURS["paper"]
    assert colours == {
        "(prefers-color-scheme: light)": light,
        "(prefers-color-scheme: dark)": dark,
    }
    tokens = (PROJECT / "static" / "css" / "tokens.css").read_text()
    assert f"--paper: light-dark({light}, {dark})" in tokens
