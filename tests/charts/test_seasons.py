"""Charts of seasons."""

import pytest
from django.utils.translation import override

from quotas.charts import SeasonsChart, Series
from quotas.charts.picture import NARROW, SHARE

from .drawings import (
    NOT_OFFERED,
    TO_BE_ANNOUNCED,
    UNLIMITED,
    limited,
    points,
    seasons_chart,
    shapes,
    words,
)


def lengths(chart, kind="first-area"):
    """The lengths of the bars in rows."""
    found = []
    for bar in shapes(chart, kind):
        xs = [x for x, _y in points(bar.d)]
        found.append(max(xs) - min(xs))
    return found


def test_every_season_has_its_row_with_the_newest_at_the_top():
    chart = seasons_chart(limited(1), None, limited(3))

    years = [
        label
        for label in shapes(chart, "")
        if label.kind in ("", "quiet") and hasattr(label, "lines")
    ]
    rows = {label.lines[0]: label.y for label in years}
    assert rows["2023"] < rows["2022"] < rows["2021"]
    assert [label.y for label in years if label.lines == ["not known"]] == [rows["2022"]]


def test_bars_are_to_scale_and_the_newest_is_strong():
    chart = seasons_chart(limited(50), limited(200), limited(100))

    newest, middle, oldest = lengths(chart)
    assert middle == pytest.approx(2 * newest, abs=0.2)
    assert middle == pytest.approx(4 * oldest, abs=0.3)
    assert [bar.kind for bar in shapes(chart, "first-area")] == [
        "first-area",
        "first-area faded",
        "first-area faded",
    ]


def test_every_category_has_its_own_scale():
    series = [Series("A", [limited(2), limited(1)]), Series("B", [limited(2000), limited(1000)])]
    chart = SeasonsChart("", "", "", [2025, 2026], series)

    of_a, of_b = lengths(chart)[:2], lengths(chart)[2:]
    assert of_a[1] == pytest.approx(2 * of_a[0], abs=0.2)
    assert of_b[1] == pytest.approx(2 * of_b[0], abs=0.2)


def test_states_without_a_number_have_a_sign_and_a_word_and_no_bar():
    chart = seasons_chart(NOT_OFFERED, TO_BE_ANNOUNCED, UNLIMITED, None)

    found = words(chart)
    for text in ("× Not offered", "… To be announced", "∞ Unlimited", "not known"):
        assert text in found
    assert lengths(chart) == []


def test_signs_without_room_for_their_word_are_in_the_key():
    three = [Series(name, [TO_BE_ANNOUNCED, limited(1)]) for name in "ABC"]
    found = words(SeasonsChart("", "", "", [2025, 2026], three), NARROW)

    assert found.count("…") == 3
    assert found.count("… To be announced") == 1


def test_a_quota_of_zero_has_its_number_and_no_bar():
    chart = seasons_chart(limited(0), limited(8))

    assert len(lengths(chart)) == 1
    assert "0" in words(chart)


def test_a_share_picture_has_the_newest_quota_as_a_figure_above_the_bars():
    chart = seasons_chart(limited(4), UNLIMITED, None, limited(8), NOT_OFFERED)

    (figure,) = shapes(chart, "first-word", SHARE)
    assert figure.lines == ["× Not offered"]
    assert figure.size > SHARE.size
    assert len(shapes(chart, "unlimited", SHARE)) == 1
    assert shapes(chart, "first-area", SHARE)[0].d.count("M") == 2
    assert words(chart, SHARE)[-4:-2] == ["2021", "2025"]


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
