"""Drawings of the chance ratings and of what followed them."""

import re
from itertools import pairwise

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override
from hypothesis import given, settings, strategies as st

from quotas.charts import RatingOutcome, RatingsChart
from quotas.charts.drawing import BOLD, width_of

SPANS = [(0.8, float("inf")), (0.6, 0.8), (0.4, 0.6), (0.2, 0.4), (0.01, 0.2)]
shares = st.floats(0, 1)


def outcome(span=(0.2, 0.4), share=None, spread=None, name="Low", label=""):
    return RatingOutcome(name, span, share, spread, label, f"{name}: {label}.")


@st.composite
def charts(draw):
    outcomes = []
    for span in SPANS:
        spread = draw(st.none() | st.tuples(shares, shares, shares).map(sorted).map(tuple))
        share = draw(shares) if spread else None
        outcomes.append(outcome(span, share, spread, name="Très bonnes", label="under 0.01%"))
    return RatingsChart("Ratings", outcomes)


def drawn(chart, language="en"):
    with override(language):
        return render_to_string("components/chart_ratings.html", {"chart": chart, "id": "chart"})


@given(charts())
@settings(deadline=None)
def test_everything_drawn_is_inside_the_picture(chart):
    for row in chart.rows:
        assert chart.left <= row.span[0] < row.span[1] <= chart.right
        places = [*(row.spread or ()), *([row.share] if row.spread else [])]
        assert all(chart.left <= place <= chart.right for place in places)
        assert 0 < row.top < row.middle < chart.base
    for tick in chart.ticks:
        half = width_of(tick.lines[0]) / 2
        assert tick.x - half >= 0
        assert tick.x + half <= chart.width
    assert all(text.x + width_of(text.lines[0]) <= chart.width for text in chart.key)
    assert chart.key[-1].y < chart.height


@given(charts())
@settings(deadline=None)
def test_the_name_and_the_share_of_a_rating_never_overlap(chart):
    for row in chart.rows:
        end_of_name = row.name.x + width_of(row.name.lines[0]) * BOLD
        assert end_of_name < row.label.x - width_of(row.label.lines[0])


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_key_of_the_ratings_has_room_in_both_languages(language):
    with override(language):
        chart = RatingsChart("Ratings", [outcome()])

        assert all(text.x + width_of(text.lines[0]) <= chart.width for text in chart.key)


def test_places_are_to_scale():
    row = RatingsChart("", [outcome((0.25, 0.75), 0.5, (0, 0.5, 1))]).rows[0]

    left, middle, right = row.spread
    assert (left, right) == (RatingsChart.left, RatingsChart.right)
    assert middle == row.share == (left + right) / 2
    assert row.span == (left + (right - left) / 4, right - (right - left) / 4)


def test_ratings_stand_below_each_other():
    chart = RatingsChart("", [outcome()] * 5)

    for above, below in pairwise(chart.rows):
        assert below.name.y - above.top > 20


def test_a_rating_that_nothing_followed_has_its_span_alone():
    svg = drawn(RatingsChart("Ratings", [outcome()]))

    spread = re.search(r'class="spread" d="([^"]+)"', svg)[1]
    share = re.search(r'class="share" d="([^"]+)"', svg)[1]
    assert "no week counted" in svg
    assert (spread.count("H"), share.count("z")) == (1, 1)  # the samples of the key


def test_a_rating_that_something_followed_has_its_spread_and_its_share():
    svg = drawn(RatingsChart("Ratings", [outcome(share=0.3, spread=(0.1, 0.2, 0.4), label="30%")]))

    spread = re.search(r'class="spread" d="([^"]+)"', svg)[1]
    share = re.search(r'class="share" d="([^"]+)"', svg)[1]
    assert "30% invited" in svg
    assert (spread.count("H"), share.count("z")) == (2, 2)


def test_the_picture_has_a_title_and_says_all_of_it_in_words():
    chart = RatingsChart("The ratings", [outcome(label="one"), outcome(label="two")])

    svg = drawn(chart)

    assert '<title id="chart-title">The ratings</title>' in svg
    assert '<desc id="chart-desc">Low: one. Low: two.</desc>' in svg
    assert "style=" not in svg


def test_a_french_picture_has_no_commas_in_its_numbers():
    svg = drawn(RatingsChart("", [outcome(share=0.3, spread=(0.1, 0.2, 0.4))] * 5), "fr")

    numbers = re.findall(r' (?:d|x|y|viewBox|width|height)="([^"]*)"', svg)
    assert not [text for text in numbers if "," in text or "\xa0" in text]
