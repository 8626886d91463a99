"""Doubts about a whole table, in the sheet and in files, beside those of its cells."""

import datetime

import pytest
from django.urls import reverse

from quotas.models import Category, Country, Quota, Season, Source
from quotas.plausibility.held import HeldQuotas
from quotas.plausibility.quotas import quota_doubts
from quotas.plausibility.tables import season_doubts, table_doubts

from ..desk.test_sheet import cell, confirm, filled
from ..files.copies import HEAD, confirm as confirm_file, upload
from ..pages import asked, parse, text, ticks

pytestmark = pytest.mark.once

A, B, C, D, E = "ABCDE"
OLD = dict(zip("ABCDE", (100, 1000, 300, 5000, 700), strict=True))


def kinds(new, other=None):
    """Return the kinds of doubts about one column that is typed anew, and a second one that is."""
    old = {(country, "wh"): places for country, places in OLD.items()}
    old |= {(country, "yp"): places // 50 for country, places in OLD.items()}
    changed = {(country, "wh"): places for country, places in new.items()}
    changed |= {(country, "yp"): places for country, places in (other or {}).items()}
    names = {"wh": "Working Holiday", "yp": "Young Professionals"}
    return [kind for kind, *_ in season_doubts(changed, old | changed, old, ["ABCDE"], names)]


@pytest.mark.parametrize(
    ("new", "found"),
    [
        (OLD, []),
        ({A: 110, B: 900, C: 330, D: 4500, E: 650}, []),
        ({A: 1000, B: 300, C: 5000, D: 700}, ["shift"]),
        ({B: 100, C: 1000, D: 300, E: 5000}, ["shift"]),
        ({A: 980, B: 310, C: 5100}, ["shift"]),  # as of the next season
        ({A: 1000, B: 300}, []),  # each has a doubt of its own
        ({country: places * 10 for country, places in OLD.items()}, ["sum"]),
        ({country: places // 10 for country, places in OLD.items()}, ["sum"]),
        ({country: int(places * 1.95) for country, places in OLD.items()}, ["sum"]),
        ({country: int(places * 1.85) for country, places in OLD.items()}, []),
    ],
)
def test_a_column_shifted_by_a_row_or_with_another_sum_is_doubtful(new, found):
    assert kinds(new) == found


def test_columns_that_are_swapped_are_doubtful_in_both():
    found = kinds({country: places // 50 for country, places in OLD.items()}, OLD)

    assert found.count("columns") == 2


@pytest.fixture
def desk(client, shipped, publisher):
    client.force_login(publisher)
    return client


def shifted(season):
    """Return what is typed into each cell of Working Holiday, from the row below."""
    rows = Quota.objects.filter(season=season, category__slug="working-holiday", places__gte=1)
    rows = list(rows.select_related("country").order_by("country__sort_en"))
    return {row.country.code: below.places for row, below in zip(rows, rows[1:], strict=False)}


@pytest.mark.parametrize("year", [2026, 2027])
def test_a_sheet_shifted_by_a_row_has_a_tick_for_the_table_beside_those_of_its_cells(desk, year):
    typed = shifted(Season.objects.get(year=2026))
    season = Season.objects.get_or_create(year=year, defaults={"is_published": False})[0]
    sheet = reverse("admin:quotas_season_sheet", args=(season.pk,))
    cells = {cell(code): str(places) for code, places in typed.items()}
    data = filled(desk, sheet, **cells) | {"as_of": "2026-11-20"}

    page = parse(desk.post(sheet, data | {"_differences": "1"}))

    (of_table,) = [tick for tick in ticks(page) if tick.startswith("table-shift")]
    assert "look as if they were one row too high or too low" in asked(page)[0]
    of_cells = [tick for tick in ticks(page) if tick != of_table]
    assert len(of_cells) > len(typed) / 2
    for ticked in (of_cells, [of_table]):
        refused = confirm(desk, sheet, data, checked=ticked)
        assert "Tick that you have checked what looks like a mistake." in text(parse(refused))
    assert not Quota.objects.filter(season=season, as_of="2026-11-20").exists()
    confirm(desk, sheet, data, checked=ticks(page))
    assert Quota.objects.filter(season=season, as_of="2026-11-20").count() == len(typed)


def rows_of(typed, year):
    source = Source.objects.get(slug="ircc-eligibility-by-country").slug
    return HEAD + "".join(
        f"{year},{code},working-holiday,limited,{places},2026-11-20,{source}\n"
        for code, places in typed.items()
    )


@pytest.mark.parametrize("year", [2026, 2027])
def test_a_file_shifted_by_a_row_has_a_tick_for_the_table_beside_those_of_its_rows(desk, year):
    Season.objects.get_or_create(year=year)
    typed = shifted(Season.objects.get(year=2026))

    seen = upload(desk, rows_of(typed, year))

    page = parse(seen)
    (of_table,) = [tick for tick in ticks(page) if tick.startswith("table-shift")]
    assert len(ticks(page)) == len(set(ticks(page)))
    refused = confirm_file(desk, seen, checked=[t for t in ticks(page) if t != of_table])
    assert "Tick that you have checked what looks like a mistake." in text(parse(refused))
    assert not Quota.objects.filter(as_of="2026-11-20").exists()
    confirm_file(desk, seen, checked=ticks(page))
    assert Quota.objects.filter(as_of="2026-11-20").count() == len(typed)


def test_a_doubt_about_a_table_is_of_exactly_these_figures(shipped):
    season = Season.objects.get(year=2026)
    typed = shifted(season)

    def tick(places):
        changes = changes_of(season, typed | places)
        return {doubt.tick for doubt in table_doubts(changes, HeldQuotas())}

    assert tick({}) == tick({})
    assert tick({}).isdisjoint(tick({"JP": 6400}))


def changes_of(season, typed):
    category = Category.objects.get(slug="working-holiday")
    countries = {country.code: country for country in Country.objects.all()}
    held = {quota.country.code: quota for quota in season.quotas.filter(category=category)}
    return [
        (
            held[code],
            Quota(
                season=season,
                country=countries[code],
                category=category,
                state="limited",
                places=places,
                as_of=datetime.date(2026, 11, 20),
                source=held[code].source,
            ),
        )
        for code, places in typed.items()
    ]


def test_a_table_costs_the_same_queries_however_many_figures_it_has(
    shipped, django_assert_num_queries
):
    season = Season.objects.get(year=2026)
    typed = shifted(season)
    for count in (3, len(typed)):
        changes = changes_of(season, dict(list(typed.items())[:count]))

        with django_assert_num_queries(4):
            held = HeldQuotas()
            for before, after in changes:
                quota_doubts(before, after, held)
            table_doubts(changes, held)
