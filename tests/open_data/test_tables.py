import csv
import datetime
import io
import itertools
import json
import zipfile
from decimal import Decimal

import openpyxl
import pytest
from django.test import Client
from frictionless import Package

from quotas.models import Category, Country, Quota, Season
from quotas.open_data.tables import QUOTAS, TABLES

from ..factories import make_category, make_country, make_quota, make_season, make_source
from ..pages import parse, text

ENDINGS = ("csv", "json", "xlsx")
FILES = {
    "en": (
        "/en/quotas",
        "/en/seasons/2021/quotas",
        "/en/seasons/comparison",
        "/en/countries/jp/quotas",
        "/en/categories/working-holiday/quotas",
        "/en/pools/2023/fr/young-professionals/weekly-figures",
        "/en/changes/changes",
        *(f"/en/data/{table.name}" for table in TABLES),
    ),
    "fr": (
        "/fr/quotas",
        "/fr/saisons/2021/quotas",
        "/fr/saisons/comparaison",
        "/fr/pays/jp/quotas",
        "/fr/categories/vacances-travail/quotas",
        "/fr/bassins/2023/fr/jeunes-professionnels/chiffres-hebdomadaires",
        "/fr/changements/changements",
        *(f"/fr/donnees/{table.name_fr}" for table in TABLES),
    ),
}
ALL_FILES = [*FILES["en"], *FILES["fr"]]
# Every filter with a value, and most pairs of them.
VALUES = {
    "q": "land",
    "country": "ie",
    "category": "young-professionals",
    "availability": "limited",
    "min_places": "200",
    "sort": "-working-holiday",
}
QUERIES = [
    "",
    *(f"{name}={value}" for name, value in VALUES.items()),
    *(
        f"{one}={VALUES[one]}&{other}={VALUES[other]}"
        for one, other in itertools.combinations(VALUES, 2)
    ),
    "country=jp&country=FR&category=international-coop&category=working-holiday",
    "availability=unlimited&availability=not_offered&sort=-country",
    "availability=to_be_announced",
    "sort=young-professionals",
    "q=zzz",
    "min_places=nonsense&category=nonsense&category=working-holiday",
]


def read_csv(response):
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"), newline="")))


def read_xlsx(response):
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    return [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]


def as_text(value):
    """A value of JSON or of a workbook, as CSV spells it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime.datetime):
        is_day = value.time() == datetime.time()
        return value.date().isoformat() if is_day else f"{value.isoformat(timespec='seconds')}Z"
    if isinstance(value, float):
        return repr(value)
    return str(value)


@pytest.mark.parametrize("address", ALL_FILES)
def test_the_three_formats_of_a_table_hold_the_same_rows(client, shipped, address):
    rows = read_csv(client.get(f"{address}.csv"))
    said = json.loads(client.get(f"{address}.json").content)
    sheet = read_xlsx(client.get(f"{address}.xlsx"))

    assert len(rows) > 1
    assert len(set(map(len, rows))) == 1
    assert [[as_text(value) for value in row.values()] for row in said["rows"]] == rows[1:]
    assert sheet[0] == rows[0]
    numbers = {"dollars"} & set(rows[0])
    if not numbers:
        assert [[as_text(value) for value in row] for row in sheet[1:]] == rows[1:]


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("year", [2021, 2026])
def test_a_file_holds_what_the_table_shows_in_the_same_order(client, shipped, year, query):
    page = parse(client.get(f"/en/seasons/{year}/?{query}"))
    shown = [
        (text(row.find("th/a")), cell)
        for row in page.xpath("//table[@id='quota-table']/tbody/tr")
        for cell in (text(link) for link in row.xpath("td[@data-state!='absent']/a[1]"))
    ]

    rows = read_csv(client.get(f"/en/seasons/{year}/quotas.csv?{query}"))[1:]

    held = [(row[2], f"{int(row[6]):,}" if row[6] else row[5]) for row in rows]
    words = {"not_offered": "Not offered", "to_be_announced": "To be announced"}
    assert [(name, words.get(word, word.capitalize())) for name, word in held] == shown


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_page_leads_to_its_files_with_its_filters(client, shipped, language):
    folder = {"en": "/en/seasons/2021/", "fr": "/fr/saisons/2021/"}[language]

    page = parse(client.get(f"{folder}?q=an&utm_source=elsewhere"))

    links = page.xpath("//p[@class='files']/a/@href")
    assert links == [f"{folder}quotas.{ending}?q=an" for ending in ENDINGS]


@pytest.mark.parametrize(
    "address",
    [
        "/en/",
        "/en/seasons/",
        "/en/countries/jp/",
        "/en/categories/working-holiday/",
        "/en/pools/2023/fr/working-holiday/",
        "/en/changes/",
        "/en/data/",
        "/en/categories/",
        "/en/compare/?country=gb&country=ie",
        "/en/compare/?country=gb&season=2025&season=2026",
        "/fr/",
        "/fr/saisons/",
        "/fr/pays/jp/",
        "/fr/categories/vacances-travail/",
        "/fr/bassins/2023/fr/vacances-travail/",
        "/fr/changements/",
        "/fr/donnees/",
        "/fr/categories/",
        "/fr/comparer/?country=gb&country=ie",
    ],
)
def test_every_file_that_a_page_leads_to_is_there(client, shipped, address):
    links = parse(client.get(address)).xpath("//p[@class='files']/a/@href")

    assert links
    for link in links:
        assert client.get(link).status_code == 200, link


def test_every_row_of_a_quota_says_its_state_day_and_source(client, shipped):
    for row in json.loads(client.get("/en/data/quotas.json").content)["rows"]:
        assert row["state"] in ("limited", "unlimited", "not_offered", "to_be_announced")
        assert (row["places"] is not None) == (row["state"] == "limited")
        assert row["as_of"] and row["source"] and row["publisher"]
        assert row["confidence"] in ("official", "reported")


def test_all_quotas_of_published_seasons_are_in_the_files(client, shipped):
    Season.objects.filter(year=2025).update(is_published=False)

    rows = json.loads(client.get("/en/data/quotas.json").content)["rows"]

    assert len(rows) == Quota.objects.exclude(season__year=2025).count()
    assert 2025 not in {row["season"] for row in rows}


def test_no_file_tells_of_a_season_that_is_not_published(client, shipped):
    Season.objects.filter(year=2023).update(is_published=False)

    assert client.get("/en/seasons/2023/quotas.csv").status_code == 404
    assert client.get("/en/pools/2023/fr/working-holiday/weekly-figures.csv").status_code == 404
    for table in TABLES:
        for row in json.loads(client.get(f"/en/data/{table.name}.json").content)["rows"]:
            assert row.get("season") != 2023, table.name


@pytest.mark.parametrize("address", ["/en/data/iec-quotas.zip", "/fr/donnees/eic-quotas.zip"])
def test_the_data_package_is_valid(client, shipped, tmp_path, address):
    response = client.get(address)
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        archive.extractall(tmp_path)

    report = Package(str(tmp_path / "datapackage.json")).validate()

    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "type", "message"])[:5]
    assert report.stats["tasks"] == len(TABLES)
    assert (tmp_path / "README.md").read_text("utf-8").startswith("# Quotas")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_dictionary_tells_of_every_column(client, shipped, language):
    page = parse(client.get({"en": "/en/data/", "fr": "/fr/donnees/"}[language]))

    for table in TABLES:
        name = {"en": table.name, "fr": table.name_fr}[language]
        told = page.xpath(f"//section[@id='{name}']//tbody/tr/th/code/text()")
        file = client.get({"en": f"/en/data/{name}.csv", "fr": f"/fr/donnees/{name}.csv"}[language])
        assert told == read_csv(file)[0]
        summary = text(page.xpath(f"//section[@id='{name}']//summary")[0])
        assert f" {len(told)} col" in summary


def test_names_of_columns_are_each_used_once_in_both_languages():
    for table in TABLES:
        for names in zip(*((column.name, column.name_fr) for column in table.columns), strict=True):
            assert len(set(names)) == len(names), table.name


def test_the_columns_of_the_quotas_are_those_that_others_rely_on():
    assert [column.name for column in QUOTAS.columns] == [
        "season",
        "country",
        "country_name",
        "category",
        "category_name",
        "state",
        "places",
        "as_of",
        "confidence",
        "source",
        "publisher",
        "source_url",
        "page",
    ]


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


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/en/seasons/2021/quotas.csv", "iec-quotas-2021.csv"),
        ("/fr/saisons/2021/quotas.csv", "eic-quotas-2021.csv"),
        ("/en/seasons/2021/quotas.xlsx?q=a", "iec-quotas-2021-filtered.xlsx"),
        ("/fr/saisons/2021/quotas.json?q=a", "eic-quotas-2021-filtre.json"),
        ("/en/countries/JP/quotas.csv", "iec-quotas-jp.csv"),
        (
            "/fr/bassins/2023/fr/vacances-travail/chiffres-hebdomadaires.csv",
            "eic-chiffres-hebdomadaires-2023-fr-vacances-travail.csv",
        ),
        ("/en/changes/changes.csv?country=gb", "iec-changes-filtered.csv"),
        ("/en/data/iec-quotas.zip", "iec-quotas.zip"),
        ("/en/compare/quotas.csv?country=gb&country=ie", "iec-quotas-gb-ie.csv"),
        ("/en/compare/quotas.csv?country=gb&country=ie&season=2025", "iec-quotas-gb-ie-2025.csv"),
        (
            "/fr/comparer/quotas.csv?country=gb&season=2025&season=2026",
            "eic-quotas-gb-2025-2026.csv",
        ),
    ],
)
def test_a_file_is_saved_under_a_good_name(client, shipped, address, name):
    assert f'filename="{name}"' in client.get(address).headers["Content-Disposition"]


@pytest.mark.parametrize(
    "address", ["/en/quotas.csv", "/fr/quotas.xlsx", "/en/data/iec-quotas.zip"]
)
def test_a_file_is_held_by_its_etag_until_a_figure_changes(shipped, address):
    client = Client()
    first = client.get(address)
    held = client.get(address, headers={"if-none-match": first.headers["ETag"]})
    Quota.objects.filter(season__is_current=True, places__gt=0).first().delete()
    changed = client.get(address, headers={"if-none-match": first.headers["ETag"]})

    assert (held.status_code, held.content) == (304, b"")
    assert changed.status_code == 200
    assert changed.content != first.content
    assert "s-maxage" in first.headers["Cache-Control"]
    assert not first.cookies


@pytest.mark.parametrize("address", ["/en/quotas.xlsx", "/en/data/iec-quotas.zip"])
def test_the_same_data_makes_the_same_bytes(client, shipped, monkeypatch, address):
    first = client.get(address).content
    from django.core.cache import cache

    cache.clear()
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)

    assert client.get(address).content == first


def test_any_page_may_read_the_files(client, shipped):
    assert client.get("/en/quotas.json").headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "address",
    [
        "/en/seasons/1999/quotas.csv",
        "/en/seasons/2019/quotas.csv",
        "/en/quotas.pdf",
        "/en/countries/zz/quotas.csv",
        "/en/categories/nothing/quotas.json",
        "/en/pools/2021/us/working-holiday/weekly-figures.csv",
        "/en/data/passwords.csv",
        "/en/data/quotas.csv/",
    ],
)
def test_a_file_that_is_not_there_is_a_helpful_404(client, shipped, address):
    response = client.get(address, follow=True)

    assert response.status_code == 404
    assert parse(response).xpath("//main//a")


@pytest.mark.parametrize("address", ["/en/quotas.pdf", "/fr/donnees/quotas.ods"])
def test_a_wrong_ending_is_told_the_right_ones(client, shipped, address):
    page = parse(client.get(address))

    assert ".csv, .json" in text(page.xpath("//main")[0])
    assert {"/en": "/en/data/", "/fr": "/fr/donnees/"}[address[:3]] in page.xpath("//main//a/@href")
    assert ".csv" not in text(parse(client.get("/en/countries/zz/")))


def test_the_table_of_categories_is_in_its_file(client, shipped):
    table = parse(client.get("/en/categories/")).xpath("//main//table")[0]
    rows = json.loads(client.get("/en/data/categories.json").content)["rows"]

    shown = [text(cell) for cell in table.xpath("tbody/tr/td")]
    names = ("audience", "permit", "job_offer", "studies", "pay", "selection")
    held = [row[name] for name in names if name != "permit" for row in rows]
    assert set(held) < set(shown)


def test_what_is_beside_the_rows_of_a_json_file_is_one_value_each(client, shipped):
    said = json.loads(client.get("/en/seasons/2021/quotas.json").content)

    lists = [name for name, value in said.items() if isinstance(value, list)]
    assert lists == ["rows"]


def test_there_is_no_current_file_while_no_season_is_current(client, db):
    assert client.get("/en/quotas.csv").status_code == 404


def test_an_empty_table_is_a_file_with_its_heading(client, shipped):
    assert len(read_csv(client.get("/en/seasons/2021/quotas.csv?q=zzz"))) == 1
    assert json.loads(client.get("/en/seasons/2021/quotas.json?q=zzz").content)["rows"] == []
    assert len(read_xlsx(client.get("/en/seasons/2021/quotas.xlsx?q=zzz"))) == 1


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_table_costs_the_same_queries_however_long_it_is(
    client, shipped, django_assert_max_num_queries, table
):
    with django_assert_max_num_queries(12):
        client.get(f"/en/data/{table.name}.csv")


def test_a_season_costs_the_same_queries_as_a_file(client, db, django_assert_max_num_queries):
    season, category = make_season(is_current=True), make_category()
    for _number in range(30):
        make_quota(season=season, category=category)

    with django_assert_max_num_queries(14):
        client.get("/en/quotas.csv")


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
