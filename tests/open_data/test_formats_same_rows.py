"""One table in five forms, page, CSV, JSON, XLSX and API, for any combination of filters."""

import csv
import io
import json
from urllib.parse import urlencode

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from ..pages import parse, text
from ..test_filters import CATEGORIES, STATES
from .files import as_text

FOLDERS = {"en": "/en/seasons", "fr": "/fr/saisons"}
MANY = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


filters = st.fixed_dictionaries(
    {},
    optional={
        "q": st.sampled_from(["an", "É", "land", "zzz", "République"]),
        "country": st.lists(st.sampled_from(["jp", "FR", "ie", "tw", "NZ", "au"]), min_size=1),
        "category": st.lists(st.sampled_from(CATEGORIES), min_size=1),
        "availability": st.lists(st.sampled_from(STATES), min_size=1),
        "min_places": st.sampled_from(["0", "10", "1000", "1000000"]),
        "sort": st.sampled_from([s + c for c in ("country", *CATEGORIES) for s in ("", "-")]),
    },
)


def on_page(client, language, year, query):
    """Yield the pool, the state and the places of each figure in the page's table."""
    page = parse(client.get(f"{FOLDERS[language]}/{year}/?{query}"))
    for row in page.xpath("//table[@id='quota-table']/tbody/tr"):
        for cell in row.xpath("td[@data-state and @data-state != 'absent']"):
            address = cell.xpath("a/@href")[0]
            state = cell.get("data-state")
            digits = "".join(c for c in text(cell.find("a")) if c.isdecimal())
            yield address, state, int(digits) if state == "limited" else None


@pytest.mark.parametrize("language", FOLDERS)
@MANY
@given(year=st.sampled_from([2021, 2023, 2025, 2026]), wanted=filters)
def test_any_combination_of_filters_has_the_same_rows_in_every_form(
    client, shipped, language, year, wanted
):
    query = urlencode(wanted, doseq=True)
    file = f"{FOLDERS[language]}/{year}/quotas"

    rows = json.loads(client.get(f"{file}.json?{query}").content)["rows"]
    lines = client.get(f"{file}.csv?{query}").content.decode("utf-8-sig")
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{file}.xlsx?{query}").content))
    api = client.get(f"/api/v1/quotas?season={year}&page_size=500&lang={language}&{query}").json()

    shown = list(on_page(client, language, year, query))
    assert [
        (row["page"].partition("//")[2].partition("/")[2], row["state"], row["places"])
        for row in rows
    ] == [(address.removeprefix("/"), state, places) for address, state, places in shown]
    texts = [[as_text(value) for value in row.values()] for row in rows]
    assert list(csv.reader(io.StringIO(lines, newline="")))[1:] == texts
    cells = book.worksheets[0].iter_rows(min_row=2, values_only=True)
    assert [[as_text(value) for value in row] for row in cells] == texts
    assert api["rows"] == rows


ADDRESSES = (
    "/en/find/",
    "/fr/comparer/",
    "/en/compare/quotas.csv",
    "/fr/saisons/2026/quotas.xlsx",
    "/en/changes/changes.json",
    "/embed/fr/saisons/2026/",
    "/en/data/embed/",
    "/oembed",
    "/api/v1/quotas",
    "/api/v1/find",
)
names = st.sampled_from(
    ["citizenship", "age", "student", "country", "season", "category", "sort", "page", "url", "q"]
)
values = st.one_of(
    st.text(max_size=20),
    st.integers().map(str),
    st.sampled_from(["jp", "gb", "2026", "2021", "yes", "\0", "٢٧", "1e3", "9" * 5000, "' OR 1=1"]),
)


@MANY
@given(
    address=st.sampled_from(ADDRESSES),
    query=st.lists(st.tuples(st.one_of(names, st.text(max_size=5)), values), max_size=8),
)
def test_no_query_string_breaks_an_address(client, shipped, address, query):
    response = client.get(f"{address}?{urlencode(query, errors='replace')}")

    refusals = {"/api/v1/quotas": 422, "/api/v1/find": 422, "/oembed": 400}
    allowed = {200, refusals.get(address, 200)} | ({404} if address == "/oembed" else set())
    assert response.status_code in allowed
