"""Charts of several countries."""

import itertools

import pytest
from hypothesis import given, settings

from quotas.charts.picture import NARROW, SHARE, WIDE, Label, Picture

from .drawings import (
    LAYOUTS,
    NOT_OFFERED,
    TO_BE_ANNOUNCED,
    UNLIMITED,
    boxes,
    countries_chart,
    countries_charts,
    limited,
    overlap,
    shapes,
    words,
)

every_layout = pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)


def strong(chart, layout=WIDE):
    """The words of the values that stand out."""
    labels = [each for each in shapes(chart, "strong", layout) if isinstance(each, Label)]
    return [" ".join(label.lines) for label in labels if "Category" not in label.lines[0]]


@every_layout
def test_countries_keep_their_order_from_the_top(layout):
    chart = countries_chart([limited(1), limited(3), limited(2)])

    found = [each for each in words(chart, layout) if each in chart.names]
    heights = [each.y for each in shapes(chart, "", layout) if _name(each) in chart.names]
    assert found == ["United Kingdom", "Ireland", "France"]
    assert heights == sorted(heights)


def _name(shape):
    return shape.lines[0] if isinstance(shape, Label) else None


def test_categories_stand_beside_each_other_and_on_a_phone_below_each_other():
    chart = countries_chart([limited(1), limited(3)], [limited(2), limited(4)])

    for layout, rows in ((WIDE, 1), (SHARE, 1), (NARROW, 2)):
        heads = [each for each in shapes(chart, "strong", layout) if "Category" in str(each)]
        assert len({head.y for head in heads}) == rows
        assert words(chart, layout).count("Ireland") == rows


@every_layout
def test_each_category_has_its_own_scale(layout):
    chart = countries_chart([limited(2), limited(1)], [limited(2000), limited(1000)])

    lengths = [
        float(bar.d.split("h")[1].split("v")[0]) for bar in shapes(chart, "first-area", layout)
    ]
    of_first, of_second = lengths[:2], lengths[2:]
    assert of_first[0] == pytest.approx(2 * of_first[1], abs=0.2)
    assert of_second[0] == pytest.approx(2 * of_second[1], abs=0.2)


def test_the_most_of_a_category_stands_out():
    assert strong(countries_chart([limited(5), limited(9), None])) == ["9"]
    assert strong(countries_chart([limited(9), limited(9)])) == ["9", "9"]
    assert strong(countries_chart([limited(9), UNLIMITED])) == ["∞ Unlimited"]
    assert strong(countries_chart([limited(0), NOT_OFFERED])) == []


@every_layout
def test_other_states_have_a_sign_and_a_word_and_no_bar(layout):
    chart = countries_chart([UNLIMITED, NOT_OFFERED, TO_BE_ANNOUNCED, None])

    assert {"∞ Unlimited", "× Not offered", "… To be announced", "not known"} <= set(
        words(chart, layout)
    )
    assert not shapes(chart, "first-area", layout)


def test_the_description_has_every_quota_of_every_category():
    chart = countries_chart([limited(5670), None], [UNLIMITED, NOT_OFFERED])

    assert chart.description.replace("\u00a0", " ") == (
        "Category 0: United Kingdom 5,670; Ireland (not known). "
        "Category 1: United Kingdom (unlimited); Ireland (not offered)."
    )


@given(chart=countries_charts())
@settings(deadline=None, max_examples=50)
def test_no_two_words_between_head_and_foot_overlap_in_a_shared_picture(chart):
    chart = countries_chart(*[series.entries for series in chart.series])

    found = boxes(Picture(chart, SHARE))

    assert not [pair for pair in itertools.combinations(found, 2) if overlap(*pair)]
