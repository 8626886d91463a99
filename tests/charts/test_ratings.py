"""Drawings of the chance ratings and of what followed them."""

import pytest

from quotas.charts.picture import NARROW, SHARE, WIDE

from .drawings import outcome, points, ratings_chart, shapes, words


def edges(path):
    xs = [x for x, _y in points(path.d)]
    return min(xs), max(xs)


def field(chart, layout=WIDE):
    (axis,) = shapes(chart, "axis", layout)
    return edges(axis)


@pytest.mark.parametrize("layout", [NARROW, WIDE, SHARE], ids=lambda layout: layout.name)
def test_places_are_to_scale(layout):
    chart = ratings_chart(outcome((0.25, 0.75), 0.5, (0, 0.5, 1)))

    left, right = field(chart, layout)
    start, end = edges(shapes(chart, "span", layout)[-1])
    share = next(points(shapes(chart, "share", layout)[-1].d))[0]
    assert start == pytest.approx(left + (right - left) / 4, abs=0.1)
    assert end == pytest.approx(right - (right - left) / 4, abs=0.1)
    assert share == pytest.approx((left + right) / 2, abs=0.1)


def test_the_best_rating_ends_with_the_scale():
    chart = ratings_chart(outcome((0.8, float("inf")), 0.9, (0.8, 0.9, 1)))

    assert edges(shapes(chart, "span")[-1])[1] == field(chart)[1]


def test_a_rating_that_nothing_followed_has_its_span_alone():
    chart = ratings_chart(outcome())

    assert "no week counted" in words(chart)
    # The others are the samples of the key.
    assert [len(shapes(chart, kind)) for kind in ("span", "spread", "share")] == [2, 1, 1]


def test_a_rating_that_something_followed_has_its_spread_and_its_share():
    chart = ratings_chart(outcome(share=0.3, spread=(0.1, 0.2, 0.4), label="30%"))

    assert "30% invited" in words(chart)
    assert [len(shapes(chart, kind)) for kind in ("span", "spread", "share")] == [2, 2, 2]


def test_a_share_picture_has_no_spread_and_does_not_explain_one():
    chart = ratings_chart(outcome(share=0.3, spread=(0.1, 0.2, 0.4), label="30%"))

    assert shapes(chart, "spread", SHARE) == []
    assert "eight weeks in ten, and the middle week" not in words(chart, SHARE)


def test_the_description_says_every_outcome():
    chart = ratings_chart(outcome(label="one"), outcome(label="two"))

    assert chart.description == "Low: one. Low: two."
