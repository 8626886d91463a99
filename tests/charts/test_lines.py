"""Charts of lines: their scales, their words, and the gaps in them."""

import itertools
import re
from datetime import date, timedelta

import pytest
from django.utils.translation import override
from hypothesis import given, settings

from quotas.charts import Line, LinesChart, Panel
from quotas.charts.picture import NARROW, SHARE, WIDE, Picture
from quotas.i18n.formats import grouped, long_date

from .drawings import (
    LOOKS,
    box_of,
    drawn,
    lines_chart,
    lines_charts,
    overlap,
    points,
    shapes,
    weeks,
    words,
)

WINTER, SUMMER = date(2026, 1, 23), date(2026, 7, 17)  # 175 days apart


def runs(chart, layout=WIDE):
    """The points of each unbroken run of each line."""
    return [
        [list(points(f"M{run}")) for run in path.d.split("M")[1:]]
        for path in shapes(chart, "run", layout)
    ]


@given(lines_charts())
@settings(deadline=None)
def test_no_two_labels_of_lines_days_or_numbers_overlap(chart):
    ends = [each for look in LOOKS for each in shapes(chart, f"{look}-word", NARROW)]
    quiet = [
        each for each in shapes(chart, "quiet", NARROW)[1:-1] if "no figures" not in each.lines
    ]
    found = [box_of(each, NARROW) for each in (*ends, *quiet)]

    assert not [pair for pair in itertools.combinations(found, 2) if overlap(*pair)]


def test_time_is_to_scale_so_that_missing_weeks_leave_a_gap():
    days = [date(2026, 1, 2), date(2026, 1, 9), date(2026, 1, 23)]

    [[run]] = runs(lines_chart([1, 2, 3], days=days))

    first, second, third = (x for x, _y in run)
    assert (third - second) / (second - first) == pytest.approx(2, rel=0.01)


def test_values_are_to_scale():
    [[run]] = runs(lines_chart([0, 5, 10]))

    low, middle, high = (y for _x, y in run)
    assert low - middle == pytest.approx(middle - high, abs=0.2)


def test_each_panel_has_a_scale_of_its_own():
    panels = [Panel([Line("Candidates", [20_000, 21_000])]), Panel([Line("Spots", [7, 5])])]
    chart = LinesChart("", "", "", weeks(2), panels)

    numbers = [label.lines[0] for label in shapes(chart, "quiet")]
    assert "30,000" in numbers
    assert "8" in numbers
    assert [len(each) for each in runs(chart)] == [1, 1]


def test_a_week_without_a_figure_breaks_the_line():
    [lines] = runs(lines_chart([5, 4, None, 2, 1]))

    assert [len(run) for run in lines] == [2, 2]


def test_a_week_alone_is_a_mark():
    chart = lines_chart([None, 7, None])

    [[run]] = runs(chart)
    assert len(run) == 1
    assert shapes(chart, "first-area")[0].d.startswith(f"M{run[0][0]:g} {run[0][1]:g}m")


def test_one_week_stands_in_the_middle_with_one_day_below():
    chart = lines_chart([7], days=[date(2026, 7, 17)])

    [[[(x, _y)]]] = runs(chart)
    (axis,) = [each for each in shapes(chart, "axis") if "v4" in each.d]
    left, right = (place for place, _y in list(points(axis.d))[:2])
    assert x == pytest.approx((left + right) / 2, abs=0.1)
    assert "Jul 17 2026" in words(chart)


@pytest.mark.parametrize(("step", "count"), [(1, 1), (7, 1), (11, 1), (14, 1), (15, 2), (21, 2)])
def test_a_line_goes_on_over_a_late_figure_and_breaks_where_one_is_lacking(step, count):
    [lines] = runs(lines_chart([1, 2], days=[WINTER, WINTER + timedelta(step)]))

    assert len(lines) == count


@given(lines_charts())
@settings(deadline=None)
def test_no_run_leads_across_a_gap(chart):
    days = {day: n for n, day in enumerate(chart.days)}

    lengths = [len(run) for lines in runs(chart) for run in lines]
    expected = []
    for panel in chart.panels:
        for line in panel.held:
            run = 0
            for day, value in zip(chart.days, line.values, strict=True):
                before = chart.days[days[day] - 1]
                if run and (value is None or day - before > timedelta(14)):
                    expected.append(run)
                    run = 0
                run += value is not None
            expected += [run] if run else []

    assert lengths == expected


@pytest.mark.parametrize(
    ("language", "sentence", "said"),
    [
        ("en", "There are no figures from January 24, 2026 to July 16, 2026.", "no figures"),
        ("fr", "Il n’y a aucun chiffre du 24 janvier 2026 au 16 juillet 2026.", "aucun chiffre"),
    ],
)
def test_the_picture_and_its_text_say_where_figures_are_lacking(language, sentence, said):
    with override(language):
        chart = lines_chart([4, 3], days=[WINTER, SUMMER])

        assert chart.description.endswith(sentence)
        assert said in words(chart)


def test_weeks_one_after_the_other_have_no_gap():
    chart = lines_chart(range(40), days=weeks(40))

    assert chart.gaps == []
    assert "no figures" not in drawn(chart)


def test_a_rule_stands_where_its_values_are():
    chart = lines_chart([0, 100, 100], rule=[100, 100, 50])

    (rule,) = shapes(chart, "rule")
    [[[(_x, zero), (_other, hundred), _last]]] = runs(chart)
    steps = [y for _x, y in points(rule.d)]
    assert steps[:3] == [hundred] * 3
    assert steps[3:] == [pytest.approx((zero + hundred) / 2, abs=0.1)] * 2


def test_a_rule_is_named_with_its_value_and_both_values_of_one_that_moved():
    assert "Quota: 9" in words(lines_chart([1, 2], rule=[9, 9]))
    assert "Quota: 9 at first, 8 at last" in words(lines_chart([1, 2], rule=[9, 8]))


def test_the_words_of_a_rule_keep_away_from_the_lines_where_they_can():
    chart = lines_chart([90] * 6 + [10] * 6, rule=[100] * 12)

    (label,) = shapes(chart, "halo")
    left, top, right, bottom = box_of(label, WIDE)
    [[run]] = runs(chart)
    assert not [(x, y) for x, y in run if left <= x <= right and top <= y <= bottom]


def test_a_rule_without_a_value_is_not_drawn():
    chart = lines_chart([1, 2], rule=[None, None])

    assert shapes(chart, "rule") == []
    assert not [text for text in words(chart) if text.startswith("Quota")]


def test_a_line_without_any_figure_is_described_and_not_drawn():
    chart = lines_chart([None, None], [1, 2])

    assert [path.kind for path in shapes(chart, "run")] == ["second run"]
    assert "Line 0: no figure on January 2, 2026" in chart.description


def test_lines_differ_in_marks_and_in_dashes():
    chart = lines_chart([1, 2], [3, 4], [5, 6])

    marks = {shapes(chart, f"{look}-area")[0].d.split("m", 1)[1].split("M")[0] for look in LOOKS}
    style = drawn(chart).split("<style>")[1]
    assert len(marks) == 3
    dashes = re.findall(r"\.(second|third)\.run { stroke-dasharray: ([\d. ]+)", style)
    assert len(set(dashes)) == 2


def test_a_line_that_ends_early_has_its_mark_at_its_label_and_no_last_value():
    chart = lines_chart([3, None], [3, 1234])

    assert len(shapes(chart, "leader")) == 1
    assert "Line 0" in words(chart)
    assert "1,234" in words(chart)


def test_a_share_picture_has_each_value_beside_its_name():
    assert "Line 1 1,234" in words(lines_chart([3, 2], [3, 1234]), SHARE)


def test_the_year_is_written_where_it_changes():
    chart = lines_chart(range(10), days=weeks(10, first=date(2025, 12, 5)))

    labels = [label.lines for label in shapes(chart, "quiet middle")]
    assert labels[0][1:] == ["2025"]
    assert [lines[1:] for lines in labels].count(["2026"]) == 1


@pytest.mark.parametrize(
    ("lang", "first", "last"), [("en", "Feb 1", "Mar 1"), ("fr", "1er févr.", "1er mars")]
)
def test_days_are_short_in_the_language_of_the_page(lang, first, last):
    with override(lang):
        chart = lines_chart([1, 2, 3], days=[date(2026, 2, 1), date(2026, 2, 15), date(2026, 3, 1)])
        labels = [label.lines[0] for label in shapes(chart, "quiet middle")]

    assert (labels[0], labels[-1]) == (first, last)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_description_of_lines_holds_every_value_with_its_day(lang):
    days = weeks(3)
    rows = [[14407, None, 108], [1, 2, 1_000_000]]

    with override(lang):
        said = re.split(r"[;.] ", lines_chart(*rows, days=days).description)

        assert len(said) == 6
        pairs = [pair for row in rows for pair in zip(days, row, strict=True)]
        for phrase, (day, value) in zip(said, pairs, strict=True):
            assert long_date(day) in phrase
            assert value is None or grouped(value) in phrase


def test_the_description_of_a_rule_says_when_it_moved():
    chart = lines_chart([1, 2, 3], rule=[9, 9, 8])

    assert chart.description.endswith("Quota: 9 on January 2, 2026; 8 on January 16, 2026.")


def test_a_narrow_picture_is_no_wider_than_a_phone():
    assert Picture(lines_chart([1, 2]), NARROW).width == 360
