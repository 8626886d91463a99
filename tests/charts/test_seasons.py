"""Charts of seasons."""

from itertools import pairwise

import pytest
from django.utils.translation import override
from hypothesis import given, settings, strategies as st

from quotas.charts import SeasonsChart, Series
from quotas.charts.drawing import LEADING, SIZE, width_of, wrapped

from .drawings import (
    NOT_OFFERED,
    TO_BE_ANNOUNCED,
    UNLIMITED,
    cells,
    from_the_middle,
    limited,
    names,
    overlap,
    seasons_chart,
)


@st.composite
def seasons_charts(draw):
    years = list(range(2021, 2021 + draw(st.integers(1, 40))))
    held = st.lists(cells, min_size=len(years), max_size=len(years))
    series = [Series(draw(names), draw(held)) for _ in range(draw(st.integers(1, 3)))]
    return SeasonsChart("A country", years, series)


@given(seasons_charts())
@settings(deadline=None)
def test_every_bar_and_every_word_of_a_chart_of_seasons_is_inside_its_picture(chart):
    for band in chart.bands:
        for bar in band.bars + band.open_bars:
            assert bar.x >= 0
            assert bar.x + bar.width <= chart.width
            assert band.heading.y < bar.y
            assert bar.y + bar.height == pytest.approx(band.base, abs=1)
        for x, _year in chart.year_labels:
            assert x - width_of("2026") / 2 >= 0
            assert x + width_of("2026") / 2 <= chart.width
        if chart.has_vertical_numbers:
            tops = [label.y - width_of(label.lines[0]) for label in band.numbers]
            below = band.heading.y + LEADING * (len(band.heading.lines) - 1)
            assert all(top > below for top in tops)
    assert chart.bands[-1].years_y < chart.height
    if chart.key.lines:
        assert chart.key.y + LEADING * (len(chart.key.lines) - 1) < chart.height


@given(seasons_charts())
@settings(deadline=None)
def test_the_labels_of_bars_never_overlap(chart):
    for band in chart.bands:
        years = [x for x, _year in chart.year_labels]
        labels = sorted((*band.numbers, *band.words), key=lambda label: label.x)
        if chart.has_vertical_numbers:
            numbers = [label.x for label in band.numbers]
            assert all(right - left >= SIZE for left, right in pairwise(numbers))
            labels = band.words

        assert all(right - left >= width_of("2026") for left, right in pairwise(years))
        assert not any(
            overlap(from_the_middle(one), from_the_middle(other)) for one, other in pairwise(labels)
        )


def test_bars_stand_clear_of_the_band_above():
    chart = SeasonsChart("", [2025, 2026], [Series(f"{n}", [UNLIMITED] * 2) for n in range(3)])

    assert all(one.years_y < other.heading.y - SIZE for one, other in pairwise(chart.bands))


def test_missing_seasons_keep_their_place():
    chart = seasons_chart(limited(1), None, limited(3))
    [band] = chart.bands
    one, three = (bar.x for bar in band.bars)

    assert band.absent == [chart.year_labels[1][0]]
    assert three - one == pytest.approx(2 * (band.absent[0] - chart.year_labels[0][0]), abs=0.2)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_description_of_seasons_holds_every_quota_with_its_year(lang):
    quotas = [limited(5670), UNLIMITED, NOT_OFFERED, TO_BE_ANNOUNCED, None]

    with override(lang):
        said = seasons_chart(*quotas).description.split("; ")

    assert len(said) == 5
    for year, quota, phrase in zip(range(2021, 2026), quotas, said, strict=True):
        assert str(year) in phrase
        assert quota is None or quota.label in phrase


def test_the_description_of_seasons_is_a_sentence_for_each_category():
    chart = seasons_chart(UNLIMITED, None, limited(5670))

    assert chart.description == (
        "Working Holiday: Unlimited in 2021; no figure for 2022; 5,670 in 2023."
    )


def test_categories_with_numbers_say_that_their_scales_differ():
    both = [Series("A", [limited(1)]), Series("B", [limited(1000)])]

    assert SeasonsChart("", [2026], both).key.lines == ["Each category has its own scale."]
    assert SeasonsChart("", [2026], both[:1]).key.lines == []


def test_signs_without_a_word_beside_them_are_in_the_key():
    chart = seasons_chart(NOT_OFFERED, TO_BE_ANNOUNCED, NOT_OFFERED, UNLIMITED)

    assert chart.key.lines == ["× Not offered", "… To be announced"]
    assert [text.lines for text in chart.bands[0].words] == [["Unlimited"]]


def test_unlimited_moves_to_the_key_when_its_bars_are_narrow():
    chart = seasons_chart(*[UNLIMITED] * 12)

    assert chart.key.lines == ["∞ Unlimited"]
    assert chart.bands[0].words == []


def test_no_number_reaches_as_high_as_unlimited():
    [band] = seasons_chart(UNLIMITED, limited(5670)).bands

    assert band.bars[0].height < band.open_bars[0].height


def test_a_quota_of_zero_has_its_number_and_no_bar():
    [band] = seasons_chart(limited(0), limited(8)).bands

    assert len(band.bars) == 1
    assert [text.lines for text in band.numbers] == [["0"], ["8"]]


def test_long_french_names_are_wrapped_and_lose_nothing():
    name = "Expérience internationale en stage coopératif (étudiants seulement)"

    lines = wrapped(name, 92)

    assert " ".join(lines) == name
    assert all(width_of(line) <= 92 for line in lines)
