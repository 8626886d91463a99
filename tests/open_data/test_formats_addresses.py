"""Addresses of files: the links to them, their names, their errors."""

import pytest
from django.test import Client

from quotas.models import Quota

from ..pages import parse, text
from .files import ENDINGS

pytestmark = pytest.mark.once


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_page_leads_to_its_files_with_its_filters(client, shipped, language):
    folder = {"en": "/en/seasons/2021/", "fr": "/fr/saisons/2021/"}[language]

    page = parse(client.get(f"{folder}?q=an&utm_source=elsewhere"))

    links = page.xpath("//p[@class='files']/a/@href")
    assert set(links) >= {f"{folder}quotas.{ending}?q=an" for ending in ENDINGS}


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
def test_every_file_that_a_page_leads_to_is_there(answer_at, page_at, address):
    links = page_at(address).xpath("//p[@class='files']/a/@href")

    assert links
    for link in links:
        assert answer_at(link).content, link


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/en/seasons/2021/quotas.csv", "iec-quotas-2021.csv"),
        ("/fr/saisons/2021/quotas.csv", "eic-quotas-2021.csv"),
        ("/en/seasons/2021/quotas.xlsx?q=a", "iec-quotas-2021-filtered.xlsx"),
        ("/fr/saisons/2021/quotas.json?q=a", "eic-quotas-2021-filtre.json"),
        ("/en/seasons/2026/quotas-wide.csv", "iec-quotas-wide-2026.csv"),
        ("/fr/saisons/2026/quotas-large.csv?q=a", "eic-quotas-large-2026-filtre.csv"),
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


def test_there_is_no_current_file_while_no_season_is_current(client, db):
    assert client.get("/en/quotas.csv").status_code == 404
