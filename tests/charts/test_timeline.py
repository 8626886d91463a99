"""Timelines."""

from itertools import pairwise

import pytest
from django.utils.translation import override
from hypothesis import given, settings, strategies as st

from quotas.charts import Stop, Timeline
from quotas.charts.drawing import LEADING, SIZE, width_of


@st.composite
def timelines(draw):
    steps = st.sampled_from(["Apply", "Demandez le permis de travail et payez", "Nombre de " * 9])
    days = st.none() | st.integers(1, 5000)
    return Timeline("A way", draw(st.lists(st.builds(Stop, steps, days), max_size=20)))


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
