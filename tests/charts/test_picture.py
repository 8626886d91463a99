"""Pictures of every kind of chart: what they hold, and that nothing leaves them."""

import itertools
import re
from base64 import b64encode
from datetime import date
from hashlib import sha256

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from lxml import etree

from quotas.charts import Line, LinesChart, Panel, SeasonsChart, Series, Statement, Stop
from quotas.charts.picture import COLOURS, SHARE, STYLE, STYLE_HASH, WIDE, Picture
from quotas.views.drawings import draw_png

from .. import PROJECT
from .drawings import (
    LAYOUTS,
    NOT_OFFERED,
    TALL,
    TO_BE_ANNOUNCED,
    UNLIMITED,
    boxes,
    countries_chart,
    countries_charts,
    drawn,
    limited,
    lines_chart,
    lines_charts,
    outcome,
    overlap,
    paths,
    points,
    ratings_chart,
    ratings_charts,
    seasons_chart,
    seasons_charts,
    timeline,
    timelines,
    words,
)

SVG = "{http://www.w3.org/2000/svg}"
CHARTS = [
    lines_chart([14407, None, 3, 108], [1, 2, 3, 4], [1_000_000, 0, 333_333, 7], rule=[9] * 4),
    seasons_chart(UNLIMITED, None, limited(5670), NOT_OFFERED, TO_BE_ANNOUNCED, limited(7)),
    countries_chart([UNLIMITED, None, limited(5670), limited(7)], [NOT_OFFERED] * 4),
    ratings_chart(outcome(share=0.3, spread=(0.1, 0.2, 0.4), label="30%"), outcome()),
    timeline(Stop("Enter"), Stop("Accept", 10), Stop("Wait"), Stop("Go", 30)),
    Statement("Nothing is held.", "A country"),
]
at_random = pytest.mark.parametrize("layout", TALL, ids=lambda layout: layout.name)
every_layout = pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
every_chart = pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: type(chart).__name__)


def assert_nothing_leaves(chart, layout):
    picture = Picture(chart, layout)
    for left, top, right, bottom in boxes(picture):
        assert left >= 0
        assert top >= 0
        assert right <= picture.width
        assert bottom <= picture.height
    for path in paths(picture):
        for x, y in points(path.d):
            assert 0 <= x <= picture.width
            assert 0 <= y <= picture.height


@at_random
@given(
    chart=lines_charts() | seasons_charts() | countries_charts() | ratings_charts() | timelines()
)
@settings(deadline=None)
def test_no_word_and_no_shape_leaves_its_picture(layout, chart):
    assert_nothing_leaves(chart, layout)


@at_random
@given(chart=seasons_charts() | countries_charts() | ratings_charts() | timelines())
@settings(deadline=None)
def test_no_two_words_of_a_picture_overlap(layout, chart):
    found = boxes(Picture(chart, layout))

    assert not [pair for pair in itertools.combinations(found, 2) if overlap(*pair)]


@every_layout
@every_chart
def test_a_picture_is_well_formed_with_its_headline_unit_foot_and_site(chart, layout):
    document = etree.fromstring(drawn(chart, layout))
    texts = ["".join(text.itertext()) for text in document.iter(f"{SVG}text")]

    assert document.findtext(f"{SVG}title") == chart.headline
    assert document.findtext(f"{SVG}desc") == chart.description
    assert document.get("role") == "img"
    assert document.get("lang") == "en"
    assert chart.headline.replace(" ", "") == texts[0].replace(" ", "")
    assert chart.unit in texts
    assert [chart.foot, "IEC Quotas"] == texts[-2:] or not chart.foot
    assert_nothing_leaves(chart, layout)


@every_chart
def test_the_layouts_are_as_wide_as_they_say(chart):
    sizes = [(each.get("width"), each.get("viewBox").split()[2]) for each in documents(chart)]

    assert sizes == [("360", "360"), ("720", "720"), ("600", "600")]
    assert documents(chart)[2].get("height") == "315"


def documents(chart):
    return [etree.fromstring(drawn(chart, layout)) for layout in LAYOUTS]


@every_layout
@every_chart
def test_a_french_picture_has_points_and_no_commas_in_its_numbers(chart, layout):
    with override("fr"):
        svg = drawn(chart, layout)

    numbers = re.findall(r' (?:d|x|y|viewBox|font-size|width|height)="([^"]*)"', svg)
    assert numbers
    assert not [text for text in numbers if "," in text or "\xa0" in text]


@every_chart
def test_a_picture_has_one_style_whose_hash_its_policy_names(chart):
    document = etree.fromstring(drawn(chart))
    (style,) = document.iter(f"{SVG}style")

    digest = sha256(style.text.encode()).digest()
    assert style.text == STYLE
    assert f"'sha256-{b64encode(digest).decode()}'" == STYLE_HASH
    assert not re.search(r"style=|<script|\son\w+=|href|url\(", drawn(chart))


@every_chart
def test_every_look_of_a_picture_is_in_its_style(chart):
    known = set(re.findall(r"\.([a-z-]+)", re.sub(r"\d\.\d+", "", STYLE)))
    used = {kind for each in Picture(chart, WIDE).shapes for kind in each.kind.split()}

    assert used - known <= {"first-word", "share"}


def test_names_are_escaped():
    lines = LinesChart("<b>", "<i>", "&", [date(2026, 1, 2)], [Panel([Line("<b>S</b>", [1])])])
    seasons = SeasonsChart("<b>", "", "", [2026], [Series("<b>Holiday</b>", [limited(7)])])

    for chart in (lines, seasons, timeline(Stop("<b>Enter</b>"))):
        assert "<b>" not in drawn(chart)
        assert "&lt;b&gt;" in drawn(chart)


def test_a_long_headline_of_a_share_is_smaller_and_whole():
    chart = Statement("Somebody in the pool had a chance of a third. " * 3, "A unit")

    picture = Picture(chart, SHARE)
    headline = picture.shapes[0]
    assert headline.size < SHARE.headline
    assert "".join(headline.lines).replace(" ", "") == chart.headline.replace(" ", "")


def test_a_headline_ends_with_no_word_alone():
    chart = Statement("Australia: Working Holiday had 5,820 spots in the season of 2026.", "A unit")

    *_others, last = Picture(chart, WIDE).shapes[0].lines

    assert len(last.split()) > 2


@every_chart
def test_a_png_is_twice_as_large_as_its_drawing(chart):
    for layout in (WIDE, SHARE):
        png = draw_png(drawn(chart, layout))
        width, height = (int.from_bytes(png[n : n + 4], "big") for n in (16, 20))

        assert png[:8] == b"\x89PNG\r\n\x1a\n"
        assert width == 2 * layout.width
        assert abs(height - 2 * Picture(chart, layout).height) <= 1
        assert len(png) < 150_000


def test_the_same_chart_gives_the_same_bytes():
    assert len({draw_png(drawn(CHARTS[0])) for _ in range(2)}) == 1


def luminance(colour):
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    ("name", "least"),
    [("ink", 7), ("quiet", 4.5), ("edge", 3), ("first", 4.5), ("second", 4.5), ("third", 4.5)],
)
@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_colours_stand_out_from_the_paper(name, least, scheme):
    dark, light = sorted(luminance(COLOURS[each][scheme]) for each in (name, "paper"))

    assert (light + 0.05) / (dark + 0.05) >= least


@pytest.mark.parametrize("name", ["paper", "ink", "quiet", "line", "edge"])
def test_colours_are_those_of_the_pages(name):
    tokens = (PROJECT / "static" / "css" / "tokens.css").read_text()

    assert f"--{name}: light-dark({', '.join(COLOURS[name])})" in tokens


def test_every_colour_has_a_dark_one_for_screens_alone():
    light, dark = STYLE.split("@media screen and (prefers-color-scheme: dark)")

    for one, other in COLOURS.values():
        assert one in light
        assert other in dark
        assert one not in dark
    assert "var(" not in STYLE


def test_words_of_a_picture_are_in_its_language():
    with override("fr"):
        assert words(CHARTS[0])[-1] == "Quotas EIC"
