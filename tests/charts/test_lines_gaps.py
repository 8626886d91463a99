"""Charts of weeks that lack some: no line is drawn where there is no figure."""

from datetime import date, timedelta

import pytest
from django.utils.translation import override
from hypothesis import given, settings

from quotas.models import WeeklyFigures

from ..pages import parse, text
from .drawings import drawn, from_the_middle, line_chart, overlap, weeks
from .test_lines import boxes, line_charts

WINTER, SUMMER = date(2026, 1, 23), date(2026, 7, 17)  # 175 days apart


def test_days_without_figures_break_every_line():
    lines = line_chart([4, 3, 2], [1, 2, 3], days=[WINTER, SUMMER, SUMMER + timedelta(7)])

    assert [[len(run) for run in line.runs] for line in lines.line_paths] == [[1, 2], [1, 2]]


@pytest.mark.parametrize(("step", "runs"), [(1, 1), (7, 1), (11, 1), (14, 1), (15, 2), (21, 2)])
def test_a_line_goes_on_over_a_late_figure_and_breaks_where_one_is_lacking(step, runs):
    [line] = line_chart([1, 2], days=[WINTER, WINTER + timedelta(step)]).line_paths

    assert len(line.runs) == runs


def test_a_figure_alone_between_two_gaps_is_a_mark():
    days = [WINTER, WINTER + timedelta(60), SUMMER]

    [line] = line_chart([1, 2, 3], days=days).line_paths

    assert [len(run) for run in line.runs] == [1, 1, 1]
    assert line.marks == [point for run in line.runs for point in run]


def test_weeks_one_after_the_other_have_no_gap():
    chart = line_chart(range(40), days=weeks(40))

    assert chart.gaps == chart.gap_labels == []
    assert "no figures" not in drawn(chart)


def test_a_line_that_ends_before_the_others_has_its_mark_at_its_label_and_none_that_leads_there():
    chart = line_chart([4, None], [4, 3], days=[WINTER, SUMMER])

    early, late = chart.line_paths

    assert early.leader is None
    assert late.leader
    assert drawn(chart).count('class="leader"') == 1
    assert drawn(chart).count(f'd="M{early.key[0]} {early.key[1]}{early.shape}"') == 1


@given(line_charts())
@settings(deadline=None)
def test_no_run_leads_across_a_gap(chart):
    for before, after in chart.gaps:
        left, right = (chart.weeks[chart.days.index(day)] for day in (before, after))
        for line in chart.line_paths:
            for run in line.runs:
                xs = [x for x, _y in run]
                assert max(xs) <= left or min(xs) >= right


@given(line_charts())
@settings(deadline=None)
def test_the_words_in_a_gap_overlap_no_other_word_and_no_point(chart):
    words = [from_the_middle(label) for label in chart.gap_labels]
    marks = [
        (x - 3, y - 3, x + 3, y + 3)
        for line in chart.line_paths
        for run in line.runs
        for x, y in run
    ]

    for n, one in enumerate(words):
        assert not any(overlap(one, other) for other in [*words[:n], *marks, *boxes(chart)])


@pytest.mark.parametrize(
    ("language", "sentence", "words"),
    [
        ("en", "There are no figures from January 24, 2026 to July 16, 2026.", "no figures"),
        ("fr", "Il n’y a aucun chiffre du 24 janvier 2026 au 16 juillet 2026.", "aucun chiffre"),
    ],
)
def test_the_picture_and_its_text_say_where_figures_are_lacking(language, sentence, words):
    with override(language):
        chart = line_chart([4, 3], days=[WINTER, SUMMER])

        assert chart.description.endswith(sentence)
        assert f">{words}</text>" in drawn(chart)


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/en/pools/2026/gb/working-holiday/", "There are no figures from January 24, 2026"),
        ("/fr/bassins/2026/gb/vacances-travail/", "Il n’y a aucun chiffre du 24 janvier 2026"),
    ],
)
def test_the_chart_of_a_pool_is_broken_over_175_days(client, shipped, address, sentence):
    between = WeeklyFigures.objects.filter(as_of__gt="2026-01-23", as_of__lt="2026-07-17")
    between.filter(season__year=2026, country__code="GB").delete()

    figure = parse(client.get(address)).xpath("//figure[@class='chart-of-weeks']")[0]

    assert sentence in text(figure.xpath(".//desc")[0])
    for path in figure.xpath(".//path[@class='run']/@d"):
        assert path.count("M") == 2
