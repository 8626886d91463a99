"""Strips of weeks: a cell is as long as its days and as high as its share."""

import datetime

import pytest

from quotas.charts.picture import NARROW, SHARE, WIDE, Box, Label
from quotas.charts.strip import Cell, Group, Look, Strip, StripsChart

from .shapes import Shape

FIRST = datetime.date(2026, 1, 12)
LOOKS = (Look("v5", "all", 1), Look("v1", "few", 0.25), Look("", "nobody"), Look("few", "few"))
LAYOUTS = (NARROW, WIDE)


def day(number):
    return FIRST + datetime.timedelta(number)


def strip(*cells, name="France"):
    return Strip(name, [Cell(day(start), day(end), look) for start, end, look in cells])


def chart(*strips, days=270, groups=None):
    groups = groups or [Group("Working Holiday", strips)]
    return StripsChart("All.", "Share", "A day", "Rows.", FIRST, day(days), groups, LOOKS)


def drawn(*strips, layout=WIDE, **facts):
    box = Box(10, 100, layout.width - 10, layout.height and 260)
    return chart(*strips, **facts).draw(layout, box)


def cells_of(shapes, name="France"):
    """The boxes of the cells of a strip by look, from its name to its last path."""
    start = next(n for n, each in enumerate(shapes) if each[2:3] == ([name],))
    found = {}
    for shape in shapes[start + 1 :]:
        if isinstance(shape, Label):
            break
        outlines = [f"M{part}" for part in shape.d.split("M")[1:]]
        found[shape.kind] = [Shape("", each, "", 0, 0).box for each in outlines]
    return found


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_a_cell_is_as_long_as_its_days_and_starts_where_they_do(layout):
    found = cells_of(drawn(strip((0, 270, "v5")), layout=layout).shapes)
    part = cells_of(drawn(strip((27, 54, "v5")), layout=layout).shapes)

    (left, _top, right, _bottom), (start, _t, end, _b) = found["v5"][0], part["v5"][0]
    assert right == layout.width - 10
    assert start == pytest.approx(left + (right - left) / 10, abs=0.2)
    assert end == pytest.approx(left + (right - left) / 5, abs=0.2)


def test_a_cell_is_as_high_as_its_share_and_stands_on_the_foot():
    found = cells_of(drawn(strip((0, 7, "v5"), (7, 14, "v1"))).shapes)

    ((_l, top, _r, foot),), ((_left, low, _right, bottom),) = found["v5"], found["v1"]
    assert foot == bottom == found["strip-foot"][0][1]
    assert (bottom - low) / (foot - top) == pytest.approx(0.25, abs=0.02)


def test_neighbours_of_one_look_are_one_and_others_are_apart():
    cells = ((0, 4, "v5"), (4, 11, "v5"), (11, 18, "v1"), (18, 25, "v5"))

    found = cells_of(drawn(strip(*cells)).shapes)

    assert {look: len(boxes) for look, boxes in found.items()} == {
        "strip-foot": 1,
        "v5": 2,
        "v1": 1,
    }


def test_a_cell_without_a_look_is_bare_and_days_that_no_cell_has_keep_their_room():
    found = cells_of(drawn(strip((0, 7, ""), (21, 28, "few"))).shapes)

    assert found.keys() == {"strip-foot", "few"}
    assert found["few"][0][0] > found["strip-foot"][0][0]


def test_months_are_named_above_each_group():
    groups = [Group("A", [strip((0, 7, "v5"))]), Group("B", [strip((0, 7, "v1"))])]

    words = [each.lines[0] for each in drawn(groups=groups).shapes if isinstance(each, Label)]

    assert words.count("Feb") == words.count("Sep") == 2
    assert "Jan" not in words
    assert chart(days=18).months == []
    assert chart(days=20).months == [datetime.date(2026, 2, 1)]


def test_the_key_says_each_look():
    words = [each.lines[0] for each in drawn(strip((0, 7, "v5"))).shapes if isinstance(each, Label)]

    assert words[:4] == ["all", "few", "nobody", "few"]


def test_in_a_given_height_groups_stand_beside_each_other_and_have_what_is_counted():
    strips = [strip((0, 7, "v5"), (7, 14, "few"), name=str(n)) for n in range(40)]
    groups = [Group(name, strips) for name in "ABC"]

    drawing = drawn(layout=SHARE, groups=groups)

    labels = [each for each in drawing.shapes if isinstance(each, Label)]
    paths = [each for each in drawing.shapes if not isinstance(each, Label)]
    assert [label.lines for label in labels] == [["A"], ["B"], ["C"]]
    assert labels[0].x < labels[1].x < labels[2].x < SHARE.width
    assert {path.kind for path in paths} == {"v5"}
    assert len(paths) == 120
    assert max(Shape("", path.d, "", 0, 0).box[3] for path in paths) <= 260


def test_a_long_name_is_cut():
    labels = [each for each in drawn(strip(name="W" * 40)).shapes if isinstance(each, Label)]

    assert labels[-1].lines[0].endswith("W…")
    assert WIDE.width_of(labels[-1].lines[0]) <= 150
