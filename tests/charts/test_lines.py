"""Charts of lines."""

import re
from datetime import date, timedelta

import pytest
from django.utils.translation import override
from hypothesis import given, settings, strategies as st

from quotas.charts import Line, LineChart
from quotas.charts.drawing import LEADING, SIZE, width_of
from quotas.i18n.formats import grouped, long_date

from .. import PROJECT
from .drawings import drawn, from_the_middle, line_chart, names, overlap, weeks

CSS = PROJECT / "static" / "css"


values = st.none() | st.integers(0, 1_000_000)


@st.composite
def line_charts(draw):
    gaps = draw(st.lists(st.integers(1, 200), max_size=59))
    days = [date(2025, 11, 7)]
    for gap in gaps:
        days.append(days[-1] + timedelta(gap))
    held = st.lists(values, min_size=len(days), max_size=len(days))
    lines = [Line(draw(names), draw(held)) for _ in range(draw(st.integers(1, 3)))]
    return LineChart("A pool", days, lines)


def boxes(chart):
    """The room that the words of a chart of lines take."""
    days = [from_the_middle(label) for label in chart.day_labels]
    ends = []
    for line in chart.line_paths:
        lines = [*line.label.lines, line.value] if line.value else line.label.lines
        widest = max(width_of(text) for text in lines)
        x, y = line.label.x, line.label.y
        ends.append((x, y - SIZE * 0.8, x + widest, y + LEADING * (len(lines) - 1)))
    ticks = [
        (tick.x - width_of(tick.lines[0]), tick.y - 6, tick.x, tick.y + 6) for tick in chart.ticks
    ]
    return days + ends + ticks


@given(line_charts())
@settings(deadline=None)
def test_every_point_and_every_word_of_a_chart_of_lines_is_inside_its_picture(chart):
    points = [
        point for line in chart.line_paths for run in [*line.runs, line.marks] for point in run
    ]

    assert all(chart.left <= x <= chart.right for x, _ in points)
    assert all(chart.top <= y <= chart.base for _, y in points)
    for left, top, right, bottom in boxes(chart):
        assert left >= 0
        assert top >= 0
        assert right <= chart.width
        assert bottom <= chart.height


@given(line_charts())
@settings(deadline=None)
def test_the_words_of_a_chart_of_lines_never_overlap(chart):
    words = boxes(chart)

    assert not [
        (one, other) for n, one in enumerate(words) for other in words[:n] if overlap(one, other)
    ]


def test_time_is_to_scale_so_that_missing_weeks_leave_a_gap():
    days = [date(2026, 1, 2), date(2026, 1, 9), date(2026, 2, 6)]

    first, second, third = line_chart([1, 2, 3], days=days).weeks

    assert (third - second) / (second - first) == pytest.approx(4, rel=0.01)


def test_a_week_without_a_figure_breaks_the_line():
    [line] = line_chart([5, 4, None, 2, 1]).line_paths

    assert [len(run) for run in line.runs] == [2, 2]


def test_a_week_alone_is_a_mark():
    [line] = line_chart([None, 7, None]).line_paths

    assert [len(run) for run in line.runs] == [1]
    assert line.marks == line.runs[0]


def test_one_week_stands_in_the_middle_with_one_day_below():
    chart = line_chart([7], days=[date(2026, 7, 17)])

    assert [label.lines for label in chart.day_labels] == [["Jul 17", "2026"]]
    assert chart.weeks == [pytest.approx((chart.left + chart.right) / 2, abs=0.1)]


def test_zeros_lie_on_the_base():
    chart = line_chart([0, 0], [0, 0])

    assert {y for line in chart.line_paths for _x, y in line.runs[0]} == {chart.base}


def test_a_line_without_any_figure_is_described_and_not_drawn():
    chart = line_chart([None, None], [1, 2])

    assert [line.style for line in chart.line_paths] == [1]
    assert "Line 0: no figure on January 2, 2026" in chart.description


def test_no_week_with_a_figure_still_makes_a_chart():
    assert "<svg" in drawn(line_chart([None]))


def test_lines_differ_in_marks_and_in_dashes():
    lines = line_chart([1, 2], [3, 4], [5, 6]).line_paths

    assert len({line.shape for line in lines}) == 3
    assert [line.style for line in lines] == [0, 1, 2]


def test_a_line_that_ends_early_has_no_last_value_at_its_label():
    early, late = line_chart([3, None], [3, 1234]).line_paths

    assert (early.value, late.value) == ("", "1,234")


def test_the_year_is_written_where_it_changes():
    labels = line_chart(range(10), days=weeks(10, first=date(2025, 12, 5))).day_labels

    years = [label.lines[1:] for label in labels]
    assert years[0] == ["2025"]
    assert years.count(["2026"]) == 1


@pytest.mark.parametrize(
    ("lang", "first", "last"), [("en", "Feb 1", "Mar 1"), ("fr", "1er févr.", "1er mars")]
)
def test_days_are_short_in_the_language_of_the_page(lang, first, last):
    with override(lang):
        labels = line_chart([1, 2], days=[date(2026, 2, 1), date(2026, 3, 1)]).day_labels

    assert (labels[0].lines[0], labels[-1].lines[0]) == (first, last)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_description_of_lines_holds_every_value_with_its_day(lang):
    days = weeks(3)
    figures = [[14407, None, 108], [1, 2, 1_000_000]]

    with override(lang):
        chart = line_chart(*figures, days=days)
        said = re.split(r"[;.] ", chart.description)

        assert len(said) == 6
        for phrase, (day, value) in zip(
            said, [pair for row in figures for pair in zip(days, row, strict=True)], strict=True
        ):
            assert long_date(day) in phrase
            assert value is None or grouped(value) in phrase


def test_the_description_of_lines_is_a_sentence_for_each():
    chart = LineChart(
        "A pool", [date(2026, 7, 17), date(2026, 7, 24)], [Line("Spots available", [179, None])]
    )

    assert chart.description == (
        "Spots available: 179 on July 17, 2026; no figure on July 24, 2026."
    )


def luminance(colour):
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("name", ["link", "warning", "third", "edge"])
def test_colours_of_lines_stand_out_from_the_paper(name):
    css = (CSS / "tokens.css").read_text() + (CSS / "charts.css").read_text()
    pairs = dict(re.findall(r"--(\w+): light-dark\((#\w{6}, #\w{6})\)", css))

    for colour, paper in zip(pairs[name].split(", "), pairs["paper"].split(", "), strict=True):
        dark, light = sorted([luminance(colour), luminance(paper)])
        assert (light + 0.05) / (dark + 0.05) >= 3
