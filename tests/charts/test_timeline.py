"""Timelines."""

import pytest
from django.utils.translation import override

from quotas.charts import Stop

from .drawings import points, shapes, timeline, words


def lengths(chart):
    """The lengths of the stretches with a deadline."""
    path = next(each for each in shapes(chart, "timed") if "V" in each.d)
    ys = [y for _x, y in points(path.d)]
    return [end - start for start, end in zip(ys[::2], ys[1::2], strict=True)]


def test_deadlines_are_to_scale():
    stops = [Stop("Invited"), Stop("Accept", 10), Stop("Apply", 20), Stop("Letter"), Stop("Go", 30)]

    found = lengths(timeline(*stops))

    assert [length / found[0] for length in found] == pytest.approx([1, 2, 3], abs=0.02)


def test_a_longer_deadline_is_never_drawn_shorter():
    stops = [Stop("A"), Stop("A name of two lines " * 5, 1), Stop("B", 2), Stop("C", 900)]

    found = lengths(timeline(*stops))

    assert found == sorted(found)


def test_stretches_without_a_deadline_are_dashed():
    chart = timeline(Stop("A"), Stop("B"), Stop("C", 5))

    assert sum(path.d.count("V") for path in shapes(chart, "untimed")) == 1
    assert "5 days" in words(chart)


@pytest.mark.parametrize(
    ("days", "headline"),
    [
        ((None, None), "None of the steps has a deadline."),
        ((None, 1), "1 of 2 steps has a deadline: 1 day."),
        ((None, 10, None, 5), "2 of 4 steps have a deadline; the shortest is 5 days."),
    ],
)
def test_the_headline_counts_the_deadlines(days, headline):
    assert timeline(*(Stop("Step", each) for each in days)).headline == headline


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", "Enter. Accept, within 1 day."), ("fr", "Enter. Accept, dans un délai de 1 jour.")],
)
def test_the_description_of_a_timeline_holds_every_step_with_its_deadline(lang, said):
    with override(lang):
        assert timeline(Stop("Enter"), Stop("Accept", 1)).description == said
