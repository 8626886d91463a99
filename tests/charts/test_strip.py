import datetime

from quotas.charts import Cell, Strip

FIRST = datetime.date(2026, 1, 12)


def day(number):
    return FIRST + datetime.timedelta(number)


def strip_of(*cells, days=270):
    return Strip(FIRST, day(days), [Cell(day(start), day(end), look) for start, end, look in cells])


def outlines(*cells, **facts):
    return {path.look: path.outline for path in strip_of(*cells, **facts).paths}


def test_a_cell_is_as_long_as_its_days_and_starts_where_they_do():
    assert outlines((4, 11, "v5")) == {"v5": "M4 0h7"}


def test_neighbours_of_one_look_are_one_line_and_others_are_apart():
    cells = ((0, 4, "v5"), (4, 11, "v5"), (11, 18, "v1"), (18, 25, "v5"))

    assert outlines(*cells) == {"v5": "M0 0h11m7 0h7", "v1": "M11 0h7"}


def test_a_cell_without_a_look_is_bare():
    assert outlines((0, 7, ""), (7, 14, "few")) == {"few": "M7 0h7"}


def test_days_that_no_cell_has_keep_their_room():
    assert outlines((0, 7, "v5"), (21, 28, "v5")) == {"v5": "M0 0h7m14 0h7"}


def test_a_short_season_is_as_wide_as_a_long_one():
    assert outlines((0, 7, "v5"), days=7) == {"v5": "M0 0h245"}  # 35 units a day
    assert strip_of(days=7).width == 245
    assert strip_of(days=270).width == 270
    assert strip_of(days=0).width == 250
