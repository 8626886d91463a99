"""The tiles of the map: their places, their sizes and their order."""

import pytest
from django.utils.translation import override

from quotas.charts.map import CELLS, ON_PAGE, SHADES, Territory, TileMap, look_of
from quotas.charts.picture import NARROW, SHARE, WIDE, Box, Picture
from quotas.models import Country

from .shapes import Shape

LAYOUTS = (NARROW, WIDE, SHARE)
NARROWEST = 304  # px: a screen of 320 less the margins of the page
FIELD = 24  # px: the smallest target
EVERY_LOOK = (*SHADES, "endless", "to_be_announced", "not_offered", "absent")


def territory(code, look="shade-0", label="7", name=None):
    return Territory(code, name or f"Country {code}", label, look, Country(code=code))


def world(**looks):
    return TileMap([territory(code, looks.get(code, "shade-0")) for code in sorted(CELLS)])


def boxes(tiles):
    return {tile.territory.code: box_of(tile) for tile in tiles}


def box_of(tile):
    return Shape("", tile.shapes[0].d, "", 0, 0).box


def middle(box):
    left, top, right, bottom = box
    return (left + right) / 2, (top + bottom) / 2


@pytest.mark.parametrize(
    ("state", "places", "look"),
    [
        ("limited", 0, "shade-0"),
        ("limited", 99, "shade-0"),
        ("limited", 100, "shade-1"),
        ("limited", 999, "shade-1"),
        ("limited", 1000, "shade-2"),
        ("limited", 4999, "shade-2"),
        ("limited", 5000, "shade-3"),
        ("limited", 1_000_000, "shade-3"),
        ("unlimited", None, "endless"),
        ("absent", None, "absent"),
    ],
)
def test_a_number_has_a_shade_and_every_other_state_a_look_of_its_own(state, places, look):
    assert look_of(state, places) == look


@pytest.mark.parametrize("name", ON_PAGE)
def test_every_tile_is_of_one_size_and_large_enough_for_a_finger(name):
    sheet = ON_PAGE[name]

    found = boxes(world().tiles(sheet)).values()

    sizes = {(round(right - left), bottom - top) for left, top, right, bottom in found}
    assert len(sizes) <= 2  # rounded to a tenth of a unit
    scale = NARROWEST / sheet.width if name == "narrow" else 1
    assert min(min(size) for size in sizes) * scale >= FIELD


@pytest.mark.parametrize("name", ON_PAGE)
def test_no_two_tiles_touch_and_none_leaves_the_drawing(name):
    sheet = ON_PAGE[name]

    found = sorted(boxes(world().tiles(sheet)).values())

    for n, (left, top, right, bottom) in enumerate(found):
        assert 0 <= left < right <= sheet.width
        for other in found[n + 1 :]:
            assert other[0] > right or other[1] > bottom or other[3] < top


def test_countries_lie_about_where_they_are_on_the_globe():
    x, y = {}, {}
    for code, box in boxes(world().tiles(ON_PAGE["wide"])).items():
        x[code], y[code] = middle(box)

    assert max(x[code] for code in ("MX", "CR", "CL")) < min(x["IE"], x["PT"], x["IS"])
    assert max(x["UA"], x["GR"], x["EE"]) < min(x["JP"], x["KR"], x["TW"], x["HK"], x["AU"])
    assert y["MX"] < y["CR"] < y["CL"]
    assert y["JP"] < y["KR"] < y["TW"] < y["HK"] < y["AU"] < y["NZ"]
    assert y["NO"] < y["DK"] < y["DE"] < y["CZ"] < y["AT"] < y["IT"] < y["SM"]
    assert x["PT"] < x["ES"] < x["IT"] < x["GR"]
    assert x["IE"] < x["GB"] < x["NL"] < x["DE"] < x["PL"] < x["LT"]
    assert y["EE"] < y["LV"] < y["LT"]


def test_tiles_follow_each_other_region_by_region_and_row_by_row():
    codes = [tile.territory.code for tile in world().tiles(ON_PAGE["wide"])]

    assert codes[:5] == ["MX", "CR", "CL", "IS", "NO"]
    assert codes[-6:] == ["JP", "KR", "TW", "HK", "AU", "NZ"]
    assert sorted(codes) == sorted(CELLS)


def test_a_country_that_joins_gets_a_tile_below_all_others():
    chart = TileMap([territory("BR"), territory("FR"), territory("MT")])

    found = boxes(chart.tiles(ON_PAGE["narrow"]))

    assert found.keys() == {"BR", "FR", "MT"}
    assert found["BR"][1] == found["MT"][1] >= ON_PAGE["narrow"].row * 8
    assert found["BR"][2] < found["MT"][0]
    assert chart.on_page[0][2] == ON_PAGE["narrow"].row * 9


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
@pytest.mark.parametrize("number", ["7", "10,239"])
def test_words_stay_in_their_tiles_and_a_picture_in_its_room(layout, language, number):
    with override(language):
        names = ("Luxembourg", "Nouvelle-Zélande", "République tchèque", "W" * 30)
        looks = dict(zip(("LU", "NZ", "CZ", "FR"), names, strict=True))
        chart = TileMap(
            [territory(code, "shade-0", number, looks.get(code)) for code in CELLS], "Half.", "A"
        )
        picture = Picture(chart, layout)

        labels = [shape for shape in picture.shapes if hasattr(shape, "lines")]
        drawn = chart.draw(layout, picture_box(picture))

    assert all(0 <= label.x <= picture.width for label in labels)
    assert all(label.y <= picture.height for label in labels)
    if layout.height:
        assert drawn.bottom <= layout.height
    for name, *_sizes, tiles, _regions in chart.on_page:
        sheet = ON_PAGE[name]
        for tile in tiles:
            box = box_of(tile)
            for label in tile.shapes[1:]:
                widest = max(layout.width_of(line, label.size) for line in label.lines)
                assert widest <= sheet.column, label.lines
                assert box[1] < label.y - label.size * 0.6
                assert label.y + label.size * 1.2 * (len(label.lines) - 1) < box[3]


def picture_box(picture):
    """The room that a picture gives to its chart."""
    margin, height = picture.layout.margin, picture.layout.height
    return Box(margin, 80, picture.width - margin, height and height - 50)


def test_a_quota_without_a_limit_is_round_and_each_state_has_a_sign():
    looks = dict(zip(("AU", "LU", "CH", "MX"), EVERY_LOOK[4:], strict=True))

    tiles = {tile.territory.code: tile for tile in world(**looks).tiles(ON_PAGE["narrow"])}

    assert "A" in tiles["AU"].shapes[0].d
    assert not any("A" in tiles[code].shapes[0].d for code in ("LU", "CH", "MX", "FR"))
    signs = [tiles[code].shapes[2].lines for code in ("AU", "LU", "CH", "MX", "FR")]
    assert signs == [["∞"], ["…"], ["×"], ["?"], ["7"]]
    assert [tiles[code].shapes[0].kind for code in looks] == list(looks.values())


def test_the_key_has_every_size_and_only_the_states_that_there_are():
    chart = world(AU="endless", FR="shade-3", MX="absent")

    assert [(key.look, key.count) for key in chart.key] == [
        ("shade-3", 1),
        ("shade-2", 0),
        ("shade-1", 0),
        ("shade-0", len(CELLS) - 3),
        ("endless", 1),
        ("absent", 1),
    ]


def test_the_description_says_every_quota():
    chart = TileMap([territory("FR", label="5,861", name="France"), territory("MX", name="Mexico")])

    assert chart.description == "Mexico: 7. France: 5,861."
