import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override
from hypothesis import given, settings, strategies as st
from lxml import html

from quotas.charts import Entry, Line, LineChart, SeasonsChart, Series, Stop, Timeline
from quotas.charts.drawing import LEADING, SIZE, scale, width_of, wrapped
from quotas.i18n.formats import grouped, long_date

from .. import PROJECT

CSS = PROJECT / "static" / "css"

names = st.sampled_from(
    ["Spots available", "Candidats", "Invitations envoyées", "Nombre de " * 9, "W" * 40]
)
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


cells = st.none() | st.one_of(
    st.integers(0, 1_000_000).map(lambda number: Entry(grouped(number), number, "limited")),
    st.just(Entry("Unlimited", None, "unlimited")),
    st.just(Entry("Not offered", None, "not_offered")),
    st.just(Entry("To be announced", None, "to_be_announced")),
)


@st.composite
def seasons_charts(draw):
    years = list(range(2021, 2021 + draw(st.integers(1, 40))))
    held = st.lists(cells, min_size=len(years), max_size=len(years))
    series = [Series(draw(names), draw(held)) for _ in range(draw(st.integers(1, 3)))]
    return SeasonsChart("A country", years, series)


@st.composite
def timelines(draw):
    steps = st.sampled_from(["Apply", "Demandez le permis de travail et payez", "Nombre de " * 9])
    days = st.none() | st.integers(1, 5000)
    return Timeline("A way", draw(st.lists(st.builds(Stop, steps, days), max_size=20)))


def weeks(count, *, first=date(2026, 1, 2)):
    return [first + timedelta(7 * n) for n in range(count)]


def line_chart(*figures, days=None):
    days = days or weeks(len(figures[0]))
    return LineChart("A pool", days, [Line(f"Line {n}", row) for n, row in enumerate(figures)])


def seasons_chart(*cells, name="Working Holiday"):
    return SeasonsChart("A country", [2021 + n for n in range(len(cells))], [Series(name, cells)])


def limited(number):
    return Entry(grouped(number), number, "limited")


UNLIMITED = Entry("Unlimited", None, "unlimited")
NOT_OFFERED = Entry("Not offered", None, "not_offered")
TO_BE_ANNOUNCED = Entry("To be announced", None, "to_be_announced")


KINDS = {LineChart: "lines", SeasonsChart: "seasons", Timeline: "timeline"}


def drawn(chart, name="chart"):
    kind = KINDS[type(chart)]
    return render_to_string(f"components/chart_{kind}.html", {"chart": chart, "id": name})


def overlap(one, other):
    """Tell if two boxes of left, top, right and bottom overlap."""
    return (
        min(one[2], other[2]) - max(one[0], other[0]) > 0.2
        and min(one[3], other[3]) - max(one[1], other[1]) > 0.2
    )


def from_the_middle(text):
    half = max(width_of(line) for line in text.lines) / 2
    bottom = text.y + LEADING * (len(text.lines) - 1)
    return text.x - half, text.y - SIZE * 0.8, text.x + half, bottom


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
        assert left >= 0 and top >= 0 and right <= chart.width and bottom <= chart.height


@given(line_charts())
@settings(deadline=None)
def test_the_words_of_a_chart_of_lines_never_overlap(chart):
    words = boxes(chart)

    assert not [
        (one, other) for n, one in enumerate(words) for other in words[:n] if overlap(one, other)
    ]


@given(seasons_charts())
@settings(deadline=None)
def test_every_bar_and_every_word_of_a_chart_of_seasons_is_inside_its_picture(chart):
    for band in chart.bands:
        for bar in band.bars + band.open_bars:
            assert bar.x >= 0 and bar.x + bar.width <= chart.width
            assert band.heading.y < bar.y and bar.y + bar.height == pytest.approx(band.base, abs=1)
        for x, _year in chart.year_labels:
            assert x - width_of("2026") / 2 >= 0 and x + width_of("2026") / 2 <= chart.width
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


def test_time_is_to_scale_so_that_missing_weeks_leave_a_gap():
    days = [date(2026, 1, 2), date(2026, 1, 9), date(2026, 2, 6)]

    first, second, third = line_chart([1, 2, 3], days=days).weeks

    assert (third - second) / (second - first) == pytest.approx(4, rel=0.01)


def test_missing_seasons_keep_their_place():
    chart = seasons_chart(limited(1), None, limited(3))
    [band] = chart.bands
    one, three = (bar.x for bar in band.bars)

    assert band.absent == [chart.year_labels[1][0]]
    assert three - one == pytest.approx(2 * (band.absent[0] - chart.year_labels[0][0]), abs=0.2)


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


@given(st.integers(0, 10_000_000))
def test_a_scale_has_three_to_five_numbers_from_zero_and_holds_the_largest(largest):
    numbers = scale(largest)

    assert numbers[0] == 0 and numbers[-1] >= largest
    assert 3 <= len(numbers) <= 5


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
        "Working Holiday: Unlimited in 2021; no figure held for 2022; 5,670 in 2023."
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
    quota = Entry("<b>7</b>", 7, "limited")
    lines = LineChart("<b>", [date(2026, 1, 2)], [Line("<b>Spots</b>", [1])])
    seasons = SeasonsChart("<b>", [2026], [Series("<b>Holiday</b>", [quota])])

    way = Timeline("<b>", [Stop("<b>Enter</b>")])

    assert "<b>" not in drawn(lines) + drawn(seasons) + drawn(way)
    assert "&lt;b&gt;" in drawn(lines)


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


@given(timelines())
@settings(deadline=None)
def test_every_stop_and_every_word_of_a_timeline_is_inside_its_picture(chart):
    texts = [text for _y, text in chart.marks] + chart.key
    deadlines = [stretch.label for stretch in chart.timed]

    assert all(text.x + max(map(width_of, text.lines)) <= chart.width for text in texts)
    assert all(text.x - width_of(text.lines[0]) * 1.12 >= 0 for text in deadlines)
    assert all(text.y + LEADING * (len(text.lines) - 1) <= chart.height for text in texts)
    assert all(0 < y < chart.height for y in chart.ys)


@given(timelines())
@settings(deadline=None)
def test_the_words_of_a_timeline_never_overlap(chart):
    names = [text for _y, text in chart.marks] + chart.key
    deadlines = [stretch.label for stretch in chart.timed]

    for texts in (names, deadlines):
        for above, below in pairwise(texts):
            bottom = above.y + LEADING * (len(above.lines) - 1)
            assert below.y - SIZE * 0.8 >= bottom + 2


def test_deadlines_are_to_scale():
    stops = [Stop("Invited"), Stop("Accept", 10), Stop("Apply", 20), Stop("Letter"), Stop("Go", 30)]

    lengths = [stretch.end - stretch.start for stretch in Timeline("A way", stops).timed]

    assert [length / lengths[0] for length in lengths] == pytest.approx([1, 2, 3], abs=0.02)


def test_a_longer_deadline_is_never_drawn_shorter():
    stops = [
        Stop("A"),
        Stop("A name of two lines, as long as that", 1),
        Stop("B", 2),
        Stop("C", 900),
    ]

    lengths = [stretch.end - stretch.start for stretch in Timeline("A way", stops).timed]

    assert lengths == sorted(lengths)


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", "Enter. Accept, within 1 day."), ("fr", "Enter. Accept, dans un délai de 1 jour.")],
)
def test_the_description_of_a_timeline_holds_every_step_with_its_deadline(lang, said):
    with override(lang):
        assert Timeline("A way", [Stop("Enter"), Stop("Accept", 1)]).description == said
