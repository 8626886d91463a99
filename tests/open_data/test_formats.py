import datetime
import io
import json
from decimal import Decimal

import openpyxl
import pytest

from quotas.models import Category, Country, Quota, Season

from ..factories import make_country, make_quota, make_season, make_source
from .files import ALL_FILES, as_text, read_csv, read_xlsx


@pytest.mark.parametrize("address", ALL_FILES)
def test_the_three_formats_of_a_table_hold_the_same_rows(answer_at, address):
    rows = read_csv(answer_at(f"{address}.csv"))
    said = json.loads(answer_at(f"{address}.json").content)
    sheet = read_xlsx(answer_at(f"{address}.xlsx"))

    assert len(rows) > 1
    assert len(set(map(len, rows))) == 1
    assert [[as_text(value) for value in row.values()] for row in said["rows"]] == rows[1:]
    assert sheet[0] == rows[0]
    numbers = {"dollars"} & set(rows[0])
    if not numbers:
        assert [[as_text(value) for value in row] for row in sheet[1:]] == rows[1:]


def test_a_formula_in_a_name_stays_text(client, db):
    source = make_source(title_en="=1+1", title_fr="=1+1", publisher="@SUM(A1)")
    season = make_season(is_current=True)
    make_quota(season=season, country=make_country(name_en="+cmd|' /C calc'!A0"), source=source)

    rows = read_csv(client.get("/en/quotas.csv"))
    sheet = read_xlsx(client.get("/en/quotas.xlsx"))

    for row in (rows[1], sheet[1]):
        assert row[2] == "'+cmd|' /C calc'!A0"
        assert row[9] == "'=1+1"
        assert row[10] == "'@SUM(A1)"
    book = openpyxl.load_workbook(io.BytesIO(client.get("/en/quotas.xlsx").content))
    assert {cell.data_type for row in book.worksheets[0] for cell in row} <= {"s", "n", "d"}


def test_a_name_with_quotes_commas_and_lines_comes_through_csv(client, db):
    name = 'Ivory, "Coast"\r\nand more'
    make_quota(season=make_season(is_current=True), country=make_country(name_en=name))

    assert read_csv(client.get("/en/quotas.csv"))[1][2] == name


def test_the_csv_of_a_french_page_is_in_french(client, shipped):
    rows = read_csv(client.get("/fr/saisons/2021/quotas.csv?country=tw"))

    assert rows[0][:3] == ["saison", "pays", "nom_du_pays"]
    assert rows[1][2] == "Taïwan"
    assert rows[1][4] == "Vacances-travail"


def test_days_and_numbers_of_a_workbook_are_days_and_numbers(client, shipped):
    heading, row = read_xlsx(client.get("/en/seasons/2021/quotas.xlsx?country=jp"))[:2]
    cells = dict(zip(heading, row, strict=True))

    assert cells["places"] == 6500
    assert isinstance(cells["as_of"], datetime.datetime)
    assert cells["season"] == 2021


def test_a_workbook_says_where_it_comes_from(client, shipped):
    response = client.get("/fr/saisons/2021/quotas.xlsx?min_places=x")

    book = openpyxl.load_workbook(io.BytesIO(response.content))

    facts = {row[0].value: row[1].value for row in book["À propos"]}
    assert facts["Page"].endswith("/fr/saisons/2021/?min_places=x")
    assert "CC0" not in facts["Titre"]
    assert "publicdomain/zero" in facts["Licence"]
    assert facts["Filtre laissé de côté"].startswith("Le nombre de places est un nombre entier")


@pytest.mark.parametrize("address", ["/en/quotas.xlsx", "/en/data/iec-quotas.zip"])
def test_the_same_data_makes_the_same_bytes(client, shipped, monkeypatch, address):
    first = client.get(address).content
    from django.core.cache import cache

    cache.clear()
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)

    assert client.get(address).content == first


def test_what_is_beside_the_rows_of_a_json_file_is_one_value_each(client, shipped):
    said = json.loads(client.get("/en/seasons/2021/quotas.json").content)

    lists = [name for name, value in said.items() if isinstance(value, list)]
    assert lists == ["rows"]


def test_an_empty_table_is_a_file_with_its_heading(client, shipped):
    assert len(read_csv(client.get("/en/seasons/2021/quotas.csv?q=zzz"))) == 1
    assert json.loads(client.get("/en/seasons/2021/quotas.json?q=zzz").content)["rows"] == []
    assert len(read_xlsx(client.get("/en/seasons/2021/quotas.xlsx?q=zzz"))) == 1


def test_money_is_a_number_with_its_cents(client, shipped):
    rows = json.loads(client.get("/en/data/fees.json").content)["rows"]

    assert {Decimal(str(row["dollars"])) for row in rows} >= {Decimal("179.75")}


def test_the_formats_agree_on_what_they_leave_out(client, shipped):
    said = json.loads(client.get("/en/seasons/2021/quotas.json?country=xx&min_places=-1").content)

    assert len(said["left_out"]) == 2
    assert len(said["rows"]) == Country.objects.in_season(
        Season.objects.get(year=2021)
    ).count() * Category.objects.count() - sum(
        1
        for country in Country.objects.in_season(Season.objects.get(year=2021))
        for category in Category.objects.all()
        if not Quota.objects.filter(season__year=2021, country=country, category=category).exists()
    )
