"""Charts at random, and the boxes of what is drawn."""

from datetime import date, timedelta

from django.template.loader import render_to_string
from hypothesis import strategies as st

from quotas.charts import Line, LineChart, SeasonFigure, SeasonsChart, Series, Timeline
from quotas.charts.drawing import LEADING, SIZE, width_of
from quotas.i18n.formats import grouped

names = st.sampled_from(
    ["Spots available", "Candidats", "Invitations envoyées", "Nombre de " * 9, "W" * 40]
)


cells = st.none() | st.one_of(
    st.integers(0, 1_000_000).map(lambda number: SeasonFigure(grouped(number), number, "limited")),
    st.just(SeasonFigure("Unlimited", None, "unlimited")),
    st.just(SeasonFigure("Not offered", None, "not_offered")),
    st.just(SeasonFigure("To be announced", None, "to_be_announced")),
)


def weeks(count, *, first=date(2026, 1, 2)):
    return [first + timedelta(7 * n) for n in range(count)]


def line_chart(*figures, days=None):
    days = days or weeks(len(figures[0]))
    return LineChart("A pool", days, [Line(f"Line {n}", row) for n, row in enumerate(figures)])


def seasons_chart(*cells, name="Working Holiday"):
    return SeasonsChart("A country", [2021 + n for n in range(len(cells))], [Series(name, cells)])


def limited(number):
    return SeasonFigure(grouped(number), number, "limited")


UNLIMITED = SeasonFigure("Unlimited", None, "unlimited")
NOT_OFFERED = SeasonFigure("Not offered", None, "not_offered")
TO_BE_ANNOUNCED = SeasonFigure("To be announced", None, "to_be_announced")
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
