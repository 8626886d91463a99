"""Charts at random, and the room that their words and shapes take."""

import re
from datetime import date, timedelta

from hypothesis import strategies as st

from quotas.charts import (
    CountriesChart,
    CountrySeries,
    Line,
    LinesChart,
    Panel,
    RatingOutcome,
    RatingsChart,
    SeasonFigure,
    SeasonsChart,
    Series,
    Stop,
    Timeline,
)
from quotas.charts.picture import NARROW, SHARE, WIDE, Label, Path, Picture
from quotas.i18n.formats import grouped
from quotas.views.drawings import draw_svg

TALL = (NARROW, WIDE)
LAYOUTS = (*TALL, SHARE)
BOLD_KINDS = {"strong", "headline", "site", "sign"}
ARGUMENTS = {"M": 2, "L": 2, "m": 2, "l": 2, "H": 1, "h": 1, "V": 1, "v": 1, "z": 0, "a": 7}

names = st.sampled_from(
    ["Spots available", "Candidats", "Invitations envoyées", "Nombre de " * 9, "W" * 40]
)
figures = st.none() | st.integers(0, 1_000_000)
cells = st.none() | st.one_of(
    st.integers(0, 1_000_000).map(lambda number: SeasonFigure(grouped(number), number, "limited")),
    st.just(SeasonFigure("Unlimited", None, "unlimited")),
    st.just(SeasonFigure("Not offered", None, "not_offered")),
    st.just(SeasonFigure("To be announced", None, "to_be_announced")),
)
SPANS = [(0.8, float("inf")), (0.6, 0.8), (0.4, 0.6), (0.2, 0.4), (0.01, 0.2)]
LOOKS = ("first", "second", "third")


def weeks(count, *, first=date(2026, 1, 2)):
    return [first + timedelta(7 * n) for n in range(count)]


def lines_chart(*rows, days=None, rule=None):
    days = days or weeks(len(rows[0]))
    lines = [Line(f"Line {n}", row, LOOKS[n]) for n, row in enumerate(rows)]
    panel = Panel(lines, rule and Line("Quota", rule))
    return LinesChart("Spots were left.", "A pool", "As of a day", days, [panel])


def limited(number):
    return SeasonFigure(grouped(number), number, "limited")


UNLIMITED = SeasonFigure("Unlimited", None, "unlimited")
NOT_OFFERED = SeasonFigure("Not offered", None, "not_offered")
TO_BE_ANNOUNCED = SeasonFigure("To be announced", None, "to_be_announced")


def seasons_chart(*entries, name="Working Holiday"):
    years = [2021 + n for n in range(len(entries))]
    return SeasonsChart("Spots.", "A country", "As of a day", years, [Series(name, entries)])


def countries_chart(*rows, names=("United Kingdom", "Ireland", "France", "Australia")):
    """A chart of rows of entries, one for each category."""
    series = [CountrySeries(f"Category {n}", row) for n, row in enumerate(rows)]
    return CountriesChart("Quotas.", "Some countries", "As of a day", names[: len(rows[0])], series)


def outcome(span=(0.2, 0.4), share=None, spread=None, name="Low", label=""):
    return RatingOutcome(name, span, share, spread, label, f"{name}: {label}.")


def ratings_chart(*outcomes):
    return RatingsChart("Shares.", "The ratings", "As of a day", outcomes)


def timeline(*stops):
    return Timeline("A way", "A publisher (official)", stops)


@st.composite
def lines_charts(draw):
    gaps = draw(st.lists(st.integers(1, 200), max_size=59))
    days = [date(2025, 11, 7)]
    for gap in gaps:
        days.append(days[-1] + timedelta(gap))
    held = st.lists(figures, min_size=len(days), max_size=len(days))
    panels = [
        Panel(
            [Line(draw(names), draw(held), look) for look in LOOKS[: draw(st.integers(1, 3))]],
            draw(st.none() | held.map(lambda row: Line("Quota", row))),
        )
        for _ in range(draw(st.integers(1, 2)))
    ]
    return LinesChart(draw(names), draw(names), draw(names), days, panels)


@st.composite
def seasons_charts(draw):
    years = list(range(2021, 2021 + draw(st.integers(1, 30))))
    held = st.lists(cells, min_size=len(years), max_size=len(years))
    series = [Series(draw(names), draw(held)) for _ in range(draw(st.integers(1, 3)))]
    return SeasonsChart(draw(names), draw(names), draw(names), years, series)


@st.composite
def countries_charts(draw):
    count = draw(st.integers(2, 4))
    held = st.lists(cells, min_size=count, max_size=count)
    called = draw(st.lists(names, min_size=count, max_size=count))
    series = [CountrySeries(draw(names), draw(held)) for _ in range(draw(st.integers(1, 3)))]
    return CountriesChart(draw(names), draw(names), draw(names), called, series)


@st.composite
def ratings_charts(draw):
    shares, outcomes = st.floats(0, 1), []
    for span in SPANS:
        spread = draw(st.none() | st.tuples(shares, shares, shares).map(sorted).map(tuple))
        share = draw(shares) if spread else None
        outcomes.append(outcome(span, share, spread, name="Très bonnes", label="under 0.01%"))
    return ratings_chart(*outcomes)


@st.composite
def timelines(draw):
    steps = st.sampled_from(["Apply", "Demandez le permis de travail et payez", "Nombre de " * 9])
    days = st.none() | st.integers(1, 5000)
    return timeline(*draw(st.lists(st.builds(Stop, steps, days), min_size=1, max_size=20)))


def drawn(chart, layout=WIDE):
    return draw_svg(Picture(chart, layout))


def shapes(chart, kind, layout=WIDE):
    """The shapes of a chart that have all the classes of `kind`."""
    wanted = set(kind.split())
    return [each for each in Picture(chart, layout).shapes if wanted <= set(each.kind.split())]


def words(chart, layout=WIDE):
    """All words of the picture of a chart, a string for each label."""
    labels = [each for each in Picture(chart, layout).shapes if isinstance(each, Label)]
    return [" ".join(label.lines) for label in labels]


def box_of(label, layout):
    """The left, top, right and bottom of a label."""
    kinds, size = set(label.kind.split()), label.size or layout.size
    width = max(layout.width_of(line, size, bold=bool(kinds & BOLD_KINDS)) for line in label.lines)
    left = label.x - (width if "end" in kinds else width / 2 if "middle" in kinds else 0)
    bottom = label.y + 1.2 * size * (len(label.lines) - 1)
    return left, label.y - size * 0.75, left + width, bottom


def boxes(picture):
    return [box_of(each, picture.layout) for each in picture.shapes if isinstance(each, Label)]


def overlap(one, other):
    """Tell if two boxes of left, top, right and bottom overlap."""
    return (
        min(one[2], other[2]) - max(one[0], other[0]) > 0.3
        and min(one[3], other[3]) - max(one[1], other[1]) > 0.3
    )


def points(d):
    """Every point that a path leads to."""
    x = y = 0
    for letter, numbers in re.findall(r"([MLHVmlhvza])([^MLHVmlhvza]*)", d):
        values = [float(number) for number in re.findall(r"-?[\d.]+", numbers)]
        step = ARGUMENTS[letter]
        for n in range(0, len(values), step or 1):
            part = values[n : n + step]
            before_x, before_y = (x, y) if letter.islower() else (0, 0)
            if letter in "Hh":
                x = before_x + part[0]
            elif letter in "Vv":
                y = before_y + part[0]
            else:
                x, y = before_x + part[-2], before_y + part[-1]
            yield x, y


def paths(picture):
    return [each for each in picture.shapes if isinstance(each, Path)]
