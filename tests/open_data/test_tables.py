import datetime
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from quotas.figures.standing import standing_of
from quotas.models import Quota, Season
from quotas.open_data.tables import QUOTAS, TABLES

from ..factories import (
    make_category,
    make_country,
    make_figures,
    make_quota,
    make_season,
    make_source,
)
from ..pages import parse, text
from .files import QUERIES, read_csv


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


def test_every_row_of_a_quota_says_its_state_day_and_source(answer_at):
    for row in json.loads(answer_at("/en/data/quotas.json").content)["rows"]:
        assert row["state"] in ("limited", "unlimited", "not_offered", "to_be_announced")
        assert (row["places"] is not None) == (row["state"] == "limited")
        assert row["as_of"]
        assert row["source"]
        assert row["publisher"]
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


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_dictionary_tells_of_every_column(answer_at, page_at, language):
    page = page_at({"en": "/en/data/", "fr": "/fr/donnees/"}[language])

    for table in TABLES:
        name = {"en": table.name, "fr": table.name_fr}[language]
        told = page.xpath(f"//section[@id='{name}']//tbody/tr/th/code/text()")
        file = answer_at({"en": f"/en/data/{name}.csv", "fr": f"/fr/donnees/{name}.csv"}[language])
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
        "copy_on",
    ]


def test_the_table_of_categories_is_in_its_file(client, shipped):
    table = parse(client.get("/en/categories/")).xpath("//main//table")[0]
    rows = json.loads(client.get("/en/data/categories.json").content)["rows"]

    shown = [text(cell) for cell in table.xpath("tbody/tr/td")]
    names = ("audience", "permit", "job_offer", "studies", "pay", "selection")
    held = [row[name] for name in names if name != "permit" for row in rows]
    assert set(held) < set(shown)


def test_a_source_that_is_read_in_a_copy_says_where_the_copy_is(client, db):
    copied = make_source(publisher="IRCC", copy_on="GitHub")
    season = make_season(is_current=True)
    make_quota(season=season, country=make_country(name_en="A"), source=copied)
    make_quota(season=season, country=make_country(name_en="B"))

    rows = json.loads(client.get("/en/quotas.json").content)["rows"]

    assert [row["copy_on"] for row in rows] == ["GitHub", None]
    assert rows[0]["publisher"] == "IRCC"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_season_says_how_it_stands_in_the_words_of_its_pages(client, db, language):
    season = make_season(year=2031, qualifier_en="in short", qualifier_fr="en bref")
    make_figures(season=season, as_of=datetime.date(2031, 2, 7))
    make_season(year=2030, corrected_status="over")
    address = {"en": "/en/data/seasons.json", "fr": "/fr/donnees/saisons.json"}[language]

    newest, corrected = json.loads(client.get(address).content)["rows"]

    assert newest["newest_figures"] == "2031-02-07"
    assert newest["qualifier"] == {"en": "in short", "fr": "en bref"}[language]
    assert newest["status"] == "announced"
    assert not newest["status_is_corrected"]
    assert (corrected["status"], corrected["status_is_corrected"]) == ("over", True)
    standing = standing_of(season)
    with override(language):
        assert newest["status_sentence"].startswith(standing.sentence)
        assert standing.next_sentence in newest["status_sentence"]


def test_seasons_cost_the_same_queries_however_many_there_are(client, db):
    for year in range(2030, 2040):
        make_season(year=year)
        make_figures(season=Season.objects.get(year=year))

    with CaptureQueriesContext(connection) as queries:
        client.get("/en/data/seasons.json")

    assert len([query for query in queries if "weeklyfigures" in query["sql"]]) == 1
    assert len([query for query in queries if "seasonday" in query["sql"]]) == 1


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
