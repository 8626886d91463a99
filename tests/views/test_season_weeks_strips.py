"""The strips of a season's pools, as they are drawn, against the researched rounds."""

from statistics import fmean

import pytest

from quotas.models import Category, Country

from ..charts.shapes import corners, shapes_in
from ..expected import CATEGORIES, chances
from ..pages import text
from .test_season_weeks import ADDRESS, WEEKS, rows_by_pool, spots

LOOKS = {"nobody": "", "few": "few", "not_begun": "pre"}
LOOKS_DRAWN = {"v0", "v1", "v2", "v3", "v4", "v5", "few", "pre", "unk"}
PICTURE = "(//figure[@class='picture'])[1]"


@pytest.fixture
def season_page(page_at):
    return lambda language="en", query="": page_at(ADDRESS[language] + query)


@pytest.fixture
def names_in(shipped):
    """The codes and slugs by the names of countries and categories, in each language."""
    return {
        language: {
            "country": dict(Country.objects.values_list(f"name_{language}", "code")),
            "category": dict(Category.objects.values_list(f"name_{language}", "slug")),
        }
        for language in ADDRESS
    }


def first_day(pools):
    return min(week["as_of"] for _rows, of_pool in pools for week in of_pool)


def last_day(pools):
    return max(week["until"] for _rows, of_pool in pools for week in of_pool)


def expected_cells(weeks):
    first, found = first_day(WEEKS.values()), {}
    for week, level in zip(weeks, chances.levels_of(weeks), strict=True):
        look = LOOKS.get(week["left_out"], "unk") if level is None else f"v{level}"
        start, end = ((week[name] - first).days for name in ("as_of", "until"))
        if look:
            found |= dict.fromkeys(range(start, end), look)
    return found


def strips_in(svg, names):
    """Return each strip of the picture by its pool: each day with its look, but those without.

    `names` are the codes of countries and the slugs of categories by what the picture calls them.
    """
    first, last = (day(WEEKS.values()) for day in (first_day, last_day))
    found, category, left, right = {}, None, 0, 0
    for shape in shapes_in(svg):
        if shape.words in names["category"] and shape.kind == "strong":
            category = names["category"][shape.words]
        elif category and shape.words in names["country"]:
            pool = found[names["country"][shape.words], category] = {}
        elif category and shape.kind == "strip-foot":
            left, _top, right, _bottom = shape.box
        elif category and shape.kind in LOOKS_DRAWN:
            unit = (right - left) / (last - first).days
            for part in shape.outline.split("M")[1:]:
                x = [corner[0] for corner in corners(f"M{part}")]
                start, end = (round((edge - left) / unit) for edge in (min(x), max(x)))
                pool |= dict.fromkeys(range(start, end), shape.kind)
    return found


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("drawing", ["narrow", "wide"])
def test_every_day_of_every_strip_has_the_look_of_its_week(
    season_page, answer_at, names_in, language, drawing
):
    found = "img/@src" if drawing == "narrow" else "source/@srcset"
    (address,) = season_page(language).xpath(f"{PICTURE}//{found}")

    strips = strips_in(answer_at(address).content, names_in[language])

    assert strips.keys() == WEEKS.keys()
    for pool, (_researched, weeks) in WEEKS.items():
        assert strips[pool] == expected_cells(weeks), pool


@pytest.mark.parametrize("category", CATEGORIES)
def test_a_category_has_a_picture_of_its_own(season_page, answer_at, names_in, category):
    page = season_page(query=f"?category={category}")
    address = page.xpath(f"{PICTURE}//img/@src")[0]

    strips = strips_in(answer_at(address).content, names_in["en"])

    assert strips.keys() == {pool for pool in WEEKS if pool[1] == category}
    assert category in address


def test_strips_are_sorted_by_the_mean_of_their_levels(season_page, answer_at, names_in):
    address = season_page().xpath(f"{PICTURE}//img/@src")[0]

    strips = strips_in(answer_at(address).content, names_in["en"])

    means = {}
    for pool, (_researched, weeks) in WEEKS.items():
        levels = [level for level in chances.levels_of(weeks) if level is not None]
        means[pool] = fmean(levels) if levels else -1
    for category in CATEGORIES:
        shown = [means[pool] for pool in strips if pool[1] == category]
        assert shown == sorted(shown, reverse=True)
    assert [pool[1] for pool in strips] == sorted(
        (pool[1] for pool in strips), key=list(CATEGORIES).index
    )


@pytest.mark.parametrize("category", ["", *CATEGORIES])
def test_the_headline_counts_the_pools_that_were_always_open(season_page, category):
    page = season_page(query=category and f"?category={category}")

    shown = {pool: weeks for pool, weeks in WEEKS.items() if category in ("", pool[1])}
    open_pools = 0
    for researched, weeks in shown.values():
        levels = {level for level in chances.levels_of(weeks) if level is not None}
        open_pools += levels == {5} and not any(spots(row) == 0 for row in researched)
    words = page.xpath(f"{PICTURE}//img/@alt")[0]
    assert open_pools
    assert words.startswith(
        f"{open_pools} of {len(shown)} pools always had spots and invited nearly everybody, "
        "in every week counted."
    )


def test_every_strip_has_a_sentence_and_each_look_a_meaning(season_page, answer_at):
    address = season_page().xpath(f"{PICTURE}//img/@src")[0]

    shapes = shapes_in(answer_at(address).content)

    first_group = next(n for n, each in enumerate(shapes) if each.words == "Working Holiday")
    key, strips = shapes[:first_group], shapes[first_group:]
    drawn = ({each.kind for each in part if each.kind in LOOKS_DRAWN} for part in (key, strips))
    assert next(drawn) == next(drawn) == LOOKS_DRAWN
    for row in rows_by_pool(season_page()).values():
        assert text(row.xpath("td[1]")[0]).endswith(".")
