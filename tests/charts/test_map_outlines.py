"""The outlines of countries on the map."""

from scripts.draw_outlines import (
    Atlas,
    Drawing,
    Window,
    clipped,
    equal_earth,
    path,
    simplified,
)

# The outlines

# Two squares of ten degrees side by side; the second shares an edge with the first.
TOPOLOGY = {
    "transform": {"scale": [1, 1], "translate": [0, 0]},
    "arcs": [
        [[10, 0], [0, 10]],
        [[10, 10], [-10, 0], [0, -10], [5, 0], [5, 0]],
        [[10, 0], [10, 0], [0, 10], [-10, 0]],
    ],
    "objects": {
        "countries": {
            "geometries": [
                {"type": "Polygon", "id": "250", "arcs": [[0, 1]]},
                {"type": "MultiPolygon", "id": "442", "arcs": [[[2, -1]]]},
            ]
        },
        "land": {"geometries": [{"type": "MultiPolygon", "arcs": [[[2, 1]]]}]},
    },
}


def flat(longitude, latitude):
    return longitude, -latitude


def test_outlines_are_placed_in_their_window():
    drawing = Drawing(Atlas(TOPOLOGY), Window("flat", flat, 0, -10, 20, 0, 200, 1, 1))

    countries = drawing.countries

    assert {code: outline["box"] for code, outline in countries.items()} == {
        "FR": [0, 0, 100, 100],
        "LU": [100, 0, 200, 100],
    }
    assert countries["FR"]["path"].startswith("M100 100l0-100-100 0 0 100")
    assert "spot" in countries["LU"]
    assert "spot" not in countries["FR"]
    assert drawing.land.startswith("M100 100l100 0 0-100")


def test_a_country_whose_largest_part_leaves_the_window_is_not_on_it():
    drawing = Drawing(Atlas(TOPOLOGY), Window("narrow", flat, 0, -10, 15, 0, 150, 1, 1))

    assert list(drawing.countries) == ["FR"]


def test_a_line_loses_its_smallest_bends_and_keeps_its_ends():
    line = [(0, 0), (10, 1), (20, 0), (30, 30), (40, 0), (60, 0)]

    assert simplified(line, 15) == [(0, 0), (20, 0), (30, 30), (40, 0), (60, 0)]


def test_a_line_never_loses_so_many_bends_that_a_ring_would_shrink_to_a_line():
    line = [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]

    assert len(simplified(line, 1000)) == 4


def test_a_ring_is_cut_at_the_edge_of_its_window():
    window = Window("small", flat, 0, 0, 100, 100, 100, 1, 1)

    ring = clipped([(-500, 50), (50, -500), (500, 50), (50, 500)], window)

    assert all(-20.1 <= x <= 120.1 and -20.1 <= y <= 120.1 for x, y in ring)
    assert clipped([(300, 300), (400, 300), (400, 400)], window) == []


def test_a_path_is_in_short_steps_without_those_that_lead_nowhere():
    assert path([[(1.2, 2), (1, 2.1), (4, -1), (9, 9)], [(5, 5), (5.1, 5)]]) == "M1 2l3-3 5 10z"


def test_asia_beyond_the_meridian_is_drawn_beside_asia():
    siberia, alaska = equal_earth(-175, 66), equal_earth(-165, 66)

    assert siberia[0] > 0 > alaska[0]
