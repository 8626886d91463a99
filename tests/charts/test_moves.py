"""Numbers that moved: their dots on a scale, and the words beside them."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings, strategies as st

from quotas.charts.moves import Move, MovesChart
from quotas.charts.picture import NARROW, SHARE, WIDE, Box, Label, Picture

LAYOUTS = (NARROW, WIDE, SHARE)
LARGE = [Move(f"Large {n}", 2000 + 500 * n, 1500, f"−{500 * (n + 1)}") for n in range(3)]
SMALL = [Move(f"Small {n}", 10 * n + 90, 100 * n + 100, f"+{90 * n + 10}") for n in range(4)]

numbers = st.integers(0, 1_000_000)
moves = st.lists(
    st.tuples(st.sampled_from(["France", "W" * 40, "République tchèque"]), numbers, numbers)
    .filter(lambda move: move[1] != move[2])
    .map(lambda move: Move(*move, f"{move[2] - move[1]:+,}")),
    min_size=1,
    max_size=12,
)


def chart(rows, notes=()):
    return MovesChart("Most fell.", "A category", "A day", "Lines.", "2025", "2026", rows, notes)


def drawn(rows, layout=WIDE, notes=()):
    box = Box(10, 100, layout.width - 10, layout.height and 260)
    return chart(rows, notes).draw(layout, box)


def dots(shapes):
    """The middles of the dots of each row: the one before and the one after."""
    before, after = (
        [
            [float(number) for number in re.match(r"M(\S+) (\S+)a(\S+)", shape.d).groups()]
            for shape in shapes
            if not isinstance(shape, Label) and shape.kind in kinds
        ]
        for kinds in (("first hollow", "second hollow"), ("first-area", "second-area"))
    )
    return [(a[0] + a[2], b[0] + b[2], a[1]) for a, b in zip(before, after, strict=True)]


def words(shapes):
    return [line for shape in shapes if isinstance(shape, Label) for line in shape.lines]


def test_a_dot_stands_where_its_number_is_on_the_scale():
    rows = [Move("A", 1000, 500, "−500"), Move("B", 0, 250, "+250")]

    (a_before, a_after, _y), (b_before, b_after, _z) = dots(drawn(rows).shapes)

    length = a_before - b_before  # from 0 to 1,000
    assert a_after == pytest.approx(b_before + length / 2, abs=0.2)
    assert b_after == pytest.approx(b_before + length / 4, abs=0.2)


def test_large_and_small_numbers_have_a_scale_each_if_neither_are_few():
    both, one = drawn([*LARGE, *SMALL]), drawn([*LARGE, *SMALL[:2]])

    assert [word for word in words(both.shapes) if "1,000" in word] == [
        "1,000 places or more",
        "Fewer than 1,000 places",
    ]
    rights = [max(pair[:2]) for pair in dots(both.shapes)]
    assert max(rights[:3]) == pytest.approx(max(rights[3:]), abs=0.2)
    assert not [word for word in words(one.shapes) if "1,000" in word]


def test_rows_keep_the_order_that_they_are_given_in():
    rows = [*LARGE, *SMALL]

    heights = [y for _before, _after, y in dots(drawn(rows).shapes)]

    assert heights == sorted(heights)
    said = words(drawn(rows).shapes)
    assert [word for word in said if word.split()[0] in ("Large", "Small")] == [
        move.name for move in rows
    ]


def test_a_rise_and_a_fall_differ_in_colour_in_sign_and_in_which_dot_is_filled():
    rise, fall = Move("A", 1, 9, "+8"), Move("B", 9, 1, "−8")

    kinds = [shape.kind for shape in drawn([rise, fall]).shapes]

    assert kinds.count("first-area") == kinds.count("second-area") == 1
    assert kinds.count("first hollow") == kinds.count("second hollow") == 1
    assert {"+8", "−8"} <= set(words(drawn([rise, fall]).shapes))


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
@given(rows=moves)
@settings(max_examples=25)
def test_nothing_leaves_the_picture_and_rows_do_not_overlap(layout, rows):
    drawing = drawn(rows, layout)

    found = dots(drawing.shapes)
    assert all(10 <= x <= layout.width - 10 for pair in found for x in pair[:2])
    heights = [y for _before, _after, y in found]
    assert all(after - before >= layout.size for before, after in pairwise(heights))
    for shape in drawing.shapes:
        if isinstance(shape, Label):
            width = max(layout.width_of(line, shape.size) for line in shape.lines)
            left = shape.x - width if "end" in shape.kind else shape.x
            assert left >= -1, shape
            assert left + width <= layout.width + 1, shape
    if layout.height:
        assert drawing.bottom <= 262


def test_a_share_picture_has_the_largest_differences_in_the_same_order():
    rows = [Move(f"Row {n}", 100, 100 + n, f"+{n}") for n in range(1, 20)]

    said = [word for word in words(drawn(rows, SHARE).shapes) if word.startswith("Row")]

    assert said == [f"Row {n}" for n in range(20 - len(said), 20)]
    assert 3 <= len(said) <= 10
    assert "The largest differences" in words(drawn(rows, SHARE).shapes)


def test_notes_stand_below_the_rows_but_not_where_the_height_is_given():
    notes = ["Capped: Australia."]

    tall, short = (drawn(SMALL, layout, notes).shapes for layout in (WIDE, SHARE))

    assert words(tall)[-1] == "Capped: Australia."
    assert "Capped: Australia." not in words(short)
    assert Picture(chart(SMALL, notes), WIDE).height > Picture(chart(SMALL), WIDE).height
