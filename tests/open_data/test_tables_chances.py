"""The chances of all pools, against those worked out anew from the researched rounds."""

import json
import math

import pytest

from ..expected import chances
from .files import read_csv

BOUNDS = ("least", "most")
NAMES = {count: f"within_{count}_week{'s' if count > 1 else ''}" for count in chances.WEEKS}


def whole(number):
    return None if number == math.inf else number


def numbers(week):
    """Return the numbers of a row as a file has them, unrounded."""
    shares = {"share": week["share"], **{NAMES[n]: week["within"].get(n) for n in NAMES}}
    issued = dict(zip(BOUNDS, week["invitations"], strict=True))
    return {f"invitations_{which}": whole(issued[which]) for which in BOUNDS} | {
        f"{name}_{which}": bounds and float(bounds[n])
        for name, bounds in shares.items()
        for n, which in enumerate(BOUNDS)
    }


def test_every_number_of_every_week_is_that_worked_out_from_the_research(client, shipped):
    rows = {
        (row["season"], row["country"], row["category"], row["subpool"] or "", row["as_of"]): row
        for row in json.loads(client.get("/en/data/chances.json").content)["rows"]
    }

    checked = 0
    for pool, researched in chances.pools().items():
        weeks = list(chances.weeks_of(researched))
        for week, level in zip(weeks, chances.levels_of(weeks), strict=True):
            row = rows.pop((*pool, week["as_of"].isoformat()))
            assert row["until"] == week["until"].isoformat()
            assert row["candidates"] == week["candidates"]
            assert (row["left_out"], row["level"]) == (week["left_out"], level)
            for name, expected in numbers(week).items():
                assert row[name] == pytest.approx(expected, abs=0.00005 + 1e-9), (pool, name)
            checked += 1
    assert checked == 3586
    assert rows == {}


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("/en/seasons/2026/weeks.json?q=land&category=working-holiday", "/en/seasons/2026/weeks/"),
        (
            "/fr/saisons/2026/semaines.json?q=land&category=working-holiday",
            "/fr/saisons/2026/semaines/",
        ),
    ],
)
def test_the_file_of_a_season_has_the_pools_that_its_filters_let_through(
    client, shipped, settings, address, page
):
    file = json.loads(client.get(address).content)

    names = {(row["country"], row["category"]) for row in file["rows"]}
    assert {category for _country, category in names} == {"working-holiday"}
    assert {"IE", "FI", "NZ"} & {country for country, _category in names}
    assert "JP" not in {country for country, _category in names}
    assert file["page"].startswith(f"{settings.SITE_URL}{page}?")


def test_the_file_of_a_season_has_the_pools_inside_pools(client, shipped):
    rows = json.loads(client.get("/en/seasons/2026/weeks.json?country=fr").content)["rows"]

    assert {row["subpool"] for row in rows} == {
        None,
        "Volontariat international en entreprise (VIE)",
    }
    assert len(rows) == 4 * 38


def test_a_file_says_which_filter_was_left_out(client, shipped):
    file = json.loads(client.get("/en/seasons/2026/weeks.json?country=xx").content)

    assert len(file["left_out"]) == 1
    assert len(file["rows"]) == 92 * 38


def test_the_file_of_a_season_without_weeks_has_its_header_alone(client, shipped):
    (header,) = read_csv(client.get("/en/seasons/2021/weeks.csv"))

    assert header[:2] == ["season", "country"]
