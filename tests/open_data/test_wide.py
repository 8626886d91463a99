"""The wide table of a season: a row for each country, a column for each category."""

import datetime
import json

import pytest

from quotas.models import Quota

from ..factories import make_category, make_country, make_quota, make_season
from ..pages import parse, rows, text
from .files import ENDINGS, read_csv, read_xlsx

WIDE = {"en": "/en/seasons/2026/quotas-wide", "fr": "/fr/saisons/2026/quotas-large"}
PAGE = {"en": "/en/seasons/2026/", "fr": "/fr/saisons/2026/"}


def rows_of(client, query="", year=2026):
    return json.loads(client.get(f"/en/seasons/{year}/quotas-wide.json{query}").content)["rows"]


def test_a_row_has_a_number_or_a_state_or_nothing_for_each_category(client, db):
    season, country = make_season(year=2026), make_country(code="QA", name_en="Atlantis")
    names = ("working-holiday", "young-professionals", "international-coop", "fourth")
    categories = [
        make_category(slug=slug, slug_fr=f"{slug}-fr", position=place)
        for place, slug in enumerate(names)
    ]
    for category, facts in zip(
        categories, ({"places": 0}, {"state": "not_offered"}, {"state": "unlimited"}), strict=False
    ):
        facts = {"places": None} | facts
        make_quota(season=season, country=country, category=category, **facts)

    (row,) = rows_of(client)

    assert (row["season"], row["country"], row["country_name"]) == (2026, "QA", "Atlantis")
    assert row["working_holiday"] == 0
    assert row["young_professionals"] == "not_offered"
    assert row["international_coop"] == "unlimited"
    assert row["fourth"] is row["fourth_as_of"] is row["fourth_source"] is None
    assert row["page"].endswith("/en/countries/qa/")


@pytest.mark.parametrize("year", [2021, 2023, 2025, 2026])
def test_the_wide_table_says_of_each_pool_what_the_long_one_says(client, shipped, year):
    long = {
        (quota.country.code, quota.category.slug.replace("-", "_")): quota
        for quota in Quota.objects.filter(season__year=year).select_related()
    }

    wide = rows_of(client, year=year)

    said = {
        (row["country"], name): (row[name], row[f"{name}_as_of"], row[f"{name}_source"])
        for row in wide
        for name in ("working_holiday", "young_professionals", "international_coop")
        if row[name] is not None
    }
    assert said == {
        pool: (
            quota.places if quota.state == "limited" else quota.state,
            quota.as_of.isoformat(),
            quota.source.title_en,
        )
        for pool, quota in long.items()
    }


@pytest.mark.parametrize("language", WIDE)
@pytest.mark.parametrize(
    "query",
    ["", "?q=an", "?category=young-professionals&sort=-young-professionals", "?min_places=1000"],
)
def test_it_has_the_rows_of_the_page_in_their_order(client, shipped, language, query):
    shown = [row[0] for row in rows(client.get(PAGE[language] + query))]

    heading, *lines = read_csv(client.get(f"{WIDE[language]}.csv{query}"))

    assert [line[2] for line in lines] == shown
    if "category" in query:
        assert not any("working_holiday" in name or "vacances" in name for name in heading)


def test_its_columns_have_french_names_in_a_french_file(client, shipped):
    heading, *lines = read_csv(client.get("/fr/saisons/2026/quotas-large.csv?q=france"))

    assert heading[:6] == [
        "saison",
        "pays",
        "nom_du_pays",
        "vacances_travail",
        "jeunes_professionnels",
        "stage_coop_international",
    ]
    assert heading[6] == "vacances_travail_en_date_du"
    assert lines[0][3].isdecimal()


def test_its_numbers_and_days_are_numbers_and_days_in_a_workbook(client, shipped):
    heading, row = read_xlsx(client.get("/en/seasons/2026/quotas-wide.xlsx?q=france"))

    cells = dict(zip(heading, row, strict=True))
    assert isinstance(cells["working_holiday"], int)
    assert isinstance(cells["working_holiday_as_of"], datetime.datetime)


@pytest.mark.parametrize("language", WIDE)
def test_the_page_of_a_season_leads_to_it_with_its_filters(client, shipped, language):
    page = parse(client.get(f"{PAGE[language]}?q=an"))

    links = page.xpath("//p[@class='files']/a/@href")
    assert {f"{WIDE[language]}.{ending}?q=an" for ending in ENDINGS} <= set(links)


@pytest.mark.parametrize(
    ("address", "first"),
    [("/en/seasons/2026/", "CSV"), ("/fr/saisons/2026/", "XLSX"), ("/fr/changements/", "XLSX")],
)
def test_the_format_that_opens_in_the_readers_excel_comes_first(client, shipped, address, first):
    (files,) = parse(client.get(address)).xpath("//p[@class='files']")

    assert text(files.xpath("a[1]")[0]) == first


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/en/data/", "a row for each country"),
        ("/fr/donnees/", "une ligne par pays"),
        ("/fr/donnees/", "Excel en français attend des points-virgules"),
    ],
)
def test_the_data_page_tells_of_it_and_of_excel(client, shipped, address, words):
    assert words in text(parse(client.get(address)).xpath("//main")[0])
