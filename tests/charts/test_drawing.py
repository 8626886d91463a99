"""The properties that all charts share."""

import re
from datetime import date

import pytest
from django.utils.translation import override
from hypothesis import given, strategies as st
from lxml import html

from quotas.charts import Line, LineChart, SeasonFigure, SeasonsChart, Series, Stop, Timeline
from quotas.charts.drawing import scale

from .drawings import (
    NOT_OFFERED,
    TO_BE_ANNOUNCED,
    UNLIMITED,
    drawn,
    limited,
    line_chart,
    seasons_chart,
)


@given(st.integers(0, 10_000_000))
def test_a_scale_has_three_to_five_numbers_from_zero_and_holds_the_largest(largest):
    numbers = scale(largest)

    assert numbers[0] == 0
    assert numbers[-1] >= largest
    assert 3 <= len(numbers) <= 5


CHARTS = [
    line_chart([14407, None, 3, 108], [1, 2, 3, 4], [1_000_000, 0, 333_333, 7]),
    seasons_chart(UNLIMITED, None, limited(5670), NOT_OFFERED, TO_BE_ANNOUNCED, limited(7)),
    seasons_chart(*[limited(123_456)] * 12),
    Timeline("A way", [Stop("Enter"), Stop("Accept", 10), Stop("Wait"), Stop("Go", 30)]),
]


@pytest.mark.parametrize("chart", CHARTS)
def test_a_french_page_has_points_and_no_commas_in_its_numbers(chart):
    with override("fr"):
        svg = drawn(chart)

    numbers = re.findall(r' (?:d|x|y|viewBox|transform|width|height)="([^"]*)"', svg)
    assert numbers
    assert not [text for text in numbers if "," in text or "\xa0" in text]


@pytest.mark.parametrize("chart", CHARTS)
def test_a_chart_has_no_style_or_script_of_its_own(chart):
    svg = drawn(chart)

    assert not re.search(r"style|script|\son\w+=", svg)


@pytest.mark.parametrize("chart", CHARTS)
def test_a_chart_is_one_image_named_by_its_title_and_described_by_its_figures(chart):
    svg = html.fromstring(drawn(chart, "weeks"))
    title, desc = svg.xpath("title")[0], svg.xpath("desc")[0]

    assert svg.get("role") == "img"
    assert svg.get("aria-labelledby").split() == [title.get("id"), desc.get("id")]
    assert (title.text, desc.text) == (chart.title, chart.description)


def test_ids_are_unique_among_charts_on_a_page():
    page = html.fromstring("".join(["<div>", *(drawn(c, f"c{n}") for n, c in enumerate(CHARTS))]))
    ids = page.xpath("//@id")

    assert len(ids) == len(set(ids))
    assert set(re.findall(r"url\(#([^)]*)\)", html.tostring(page).decode())) <= set(ids)


def test_names_are_escaped():
    quota = SeasonFigure("<b>7</b>", 7, "limited")
    lines = LineChart("<b>", [date(2026, 1, 2)], [Line("<b>Spots</b>", [1])])
    seasons = SeasonsChart("<b>", [2026], [Series("<b>Holiday</b>", [quota])])

    way = Timeline("<b>", [Stop("<b>Enter</b>")])

    assert "<b>" not in drawn(lines) + drawn(seasons) + drawn(way)
    assert "&lt;b&gt;" in drawn(lines)
