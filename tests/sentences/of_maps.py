"""The words above and below the map, the moves between two seasons and the strips of weeks."""

from functools import partial
from types import SimpleNamespace

from quotas.figures import moves, strips, world
from quotas.figures.comparison import Pair
from quotas.figures.same_point import OnDay
from quotas.models import Country, Quota, Season

from .rows import FRANCE, FRIDAY, KOREA, SEASON, WORKING_HOLIDAY, source

CHILE = Country(id=3, code="CL", name_en="Chile", name_fr="Chili")
SPAIN = Country(id=4, code="ES", name_en="Spain", name_fr="Espagne")
ITALY = Country(id=5, code="IT", name_en="Italy", name_fr="Italie")
COUNTRIES = (FRANCE, KOREA, CHILE, SPAIN, ITALY)
BEFORE = Season(id=2, year=2025)
IRCC = source(id=1)


def quota(country, value, season=SEASON):
    """A number of places, or another state."""
    return Quota(
        season=season,
        country=country,
        category=WORKING_HOLIDAY,
        state="limited" if isinstance(value, int) else value,
        places=value if isinstance(value, int) else None,
        as_of=FRIDAY,
        source=IRCC,
    )


def on_the_map(*values, is_whole=True):
    """The headline of a map of countries with these quotas, the largest first."""
    places = [
        world.Place(country, value and quota(country, value), country)
        for country, value in zip((COUNTRIES * 3)[: len(values)], values, strict=True)
    ]
    return world.describe_most(SimpleNamespace(places=places, is_whole=is_whole))


def pairs(**values):
    """The pairs of countries, by their codes: two values each, None where no figure is held."""
    by_code = {country.code: country for country in COUNTRIES}
    found = []
    for code, both in values.items():
        country = by_code[code]
        quotas = zip(both, (BEFORE, SEASON), strict=True)
        sides = tuple(
            None if value is None else OnDay(quota(country, value, season), FRIDAY)
            for value, season in quotas
        )
        found.append((country.name, Pair(country, sides)))
    return found


def chart(**values):
    return moves.moves_chart(BEFORE, SEASON, WORKING_HOLIDAY.name, pairs(**values))


def moved(**values):
    return chart(**values).headline


def always_open(found, pools):
    said = [SimpleNamespace(invited_nearly_all=number < found) for number in range(pools)]
    return strips.describe_always_open(said)


def territory(country, label):
    return world.Territory(country.code, country.name, label, "shade-3", country)


TABLES = {
    "The map": {
        "one has half": partial(on_the_map, 1000, 200, 100),
        "two have more than half": partial(on_the_map, 400, 300, 200, 100),
        "one has exactly half": partial(on_the_map, 300, 200, 100),
        "two have exactly half": partial(on_the_map, 30, 20, 20, 20, 10),
        "more than four have half": partial(on_the_map, *[1000] * 12),
        "one place": partial(on_the_map, 1),
        "known to us": partial(on_the_map, 400, 300, 200, 100, is_whole=False),
        "one place known to us": partial(on_the_map, 1, is_whole=False),
        "one is unlimited": partial(on_the_map, "unlimited", 4000, 3000, 2000),
        "two are unlimited, one other place": partial(on_the_map, "unlimited", "unlimited", 1),
        "unlimited, others known to us": partial(
            on_the_map, "unlimited", 4000, 3000, 2000, is_whole=False
        ),
        "unlimited, one other place known to us": partial(
            on_the_map, "unlimited", 1, is_whole=False
        ),
        "five are unlimited": partial(on_the_map, *["unlimited"] * 5),
        "no number": partial(on_the_map, "to_be_announced", "not_offered", None),
        "unit": lambda: world.World(SEASON, WORKING_HOLIDAY).unit,
        "names": lambda: [
            world.TileMap([territory(FRANCE, "700"), territory(KOREA, "40")]).description
        ],
    },
    "Two seasons": {
        "some fell and some rose": partial(moved, FR=(1000, 10), KR=(9, 8), CL=(1, 2000)),
        "one fell and one rose": partial(moved, FR=(10, 9), KR=(8, 9)),
        "one fell": partial(moved, FR=(10, 9)),
        "two fell": partial(moved, FR=(10, 9), KR=(1000, 1)),
        "one rose": partial(moved, FR=(9, 10)),
        "two rose": partial(moved, FR=(9, 10), KR=(1, 1000)),
        "unit": lambda: chart(FR=(10, 9)).unit,
        "description": lambda: chart(FR=(10, 9)).description,
        "notes": lambda: (
            chart(
                FR=(10, 9), KR=("unlimited", 9), CL=(5, 5), ES=(None, 7), IT=("not_offered", 8)
            ).notes
        ),
    },
    "The strips of a season": {
        "none": partial(always_open, 0, 90),
        "one": partial(always_open, 1, 90),
        "16": partial(always_open, 16, 90),
        "unit": lambda: strips.unit_of(SEASON, None),
        "unit of a category": lambda: strips.unit_of(SEASON, WORKING_HOLIDAY),
        "looks": lambda: [look.meaning for look in strips.looks()],
    },
}
