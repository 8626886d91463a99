"""The shipped data: the article's table exactly, twice loadable, in both languages."""

import csv
import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.serializers import serialize

from quotas.management.commands.load_shipped_data import SHIPPED
from quotas.models import Category, Country, Note, Notice, Quota, Season, Source

from .pages import rows

PROJECT = Path(__file__).parent.parent
ARTICLE = list(
    csv.reader((PROJECT / "tests/article_2021.tsv").read_text().splitlines()[1:], delimiter="\t")
)
FRENCH = {"Unlimited": "Illimité", "x": "Non offert", "TBA": "À déterminer"}
ENGLISH = {"x": "Not offered", "TBA": "To be announced"}
MODELS = (Source, Country, Category, Season, Quota, Notice, Note)


@pytest.fixture
def shipped(db):
    """The data as its own command loads it, each time."""
    call_command("load_shipped_data", verbosity=0)


def test_the_article_holds_23_rows_of_3_figures():
    assert len(ARTICLE) == 23
    assert all(len(row) == 4 for row in ARTICLE)


@pytest.mark.parametrize("address", ["/en/", "/en/seasons/2021/"])
def test_the_english_table_says_what_the_article_says_in_all_69_cells(client, shipped, address):
    response = client.get(address)

    expected = [[name, *(ENGLISH.get(cell, cell) for cell in cells)] for name, *cells in ARTICLE]
    assert rows(response) == expected


@pytest.mark.parametrize("address", ["/fr/", "/fr/saisons/2021/"])
def test_the_french_table_says_the_same(client, shipped, address):
    response = client.get(address)

    french_names = dict(Country.objects.values_list("name_en", "name_fr"))
    said = {name: cells for name, *cells in rows(response)}
    assert said == {
        french_names[name]: [FRENCH.get(cell, cell.replace(",", " ")) for cell in cells]
        for name, *cells in ARTICLE
    }


def test_loading_every_fixture_again_changes_nothing(shipped):
    before = [serialize("json", model.objects.order_by("pk")) for model in MODELS]

    call_command("loaddata", *SHIPPED, verbosity=0)

    assert [serialize("json", model.objects.order_by("pk")) for model in MODELS] == before


def test_fixtures_refer_to_each_other_by_natural_keys_alone():
    for path in (PROJECT / "fixtures").glob("*.json"):
        assert all("pk" not in record for record in json.loads(path.read_text())), path.name


def test_every_fixture_file_is_shipped():
    assert {path.stem for path in (PROJECT / "fixtures").glob("*.json")} == set(SHIPPED)


def test_no_shipped_text_lacks_its_other_language():
    for path in (PROJECT / "fixtures").glob("*.json"):
        for record in json.loads(path.read_text()):
            for name, value in record["fields"].items():
                if name.endswith("_en") and name != "url_en":
                    french = record["fields"][name.removesuffix("_en") + "_fr"]
                    assert bool(value) == bool(french), f"{path.name}: {record['fields']}"


def test_what_is_shipped_passes_its_own_validation(shipped):
    for model in MODELS:
        for record in model.objects.all():
            record.full_clean()


def test_each_quota_has_its_day_and_source(shipped):
    days = set(Quota.objects.values_list("as_of", "source__slug"))

    assert [(str(day), slug) for day, slug in days] == [("2021-03-01", "article-2021")]


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/en/", "2,500"),  # New Zealand opened later: note 1
        ("/en/categories/international-coop/", "graduate school"),
        ("/en/categories/working-holiday/", "COVID-19"),
        ("/en/countries/fr/", "VIE"),
        ("/en/countries/lu/", "not open"),
        ("/en/countries/cl/", "1,475"),
        ("/en/countries/it/", "1,750"),
        ("/en/countries/gb/", "8,000"),
        ("/fr/pays/cl/", "1 475"),
    ],
)
def test_what_other_evidence_says_stands_beside_what_it_concerns(client, shipped, address, words):
    page = client.get(address).content.decode().replace("\u00a0", " ").replace("&nbsp;", " ")

    assert words in page


def test_a_filled_database_is_left_as_it_is(shipped, capsys):
    Quota.objects.filter(country__code="JP", category__slug="working-holiday").update(places=1)

    call_command("load_shipped_data")

    assert "nothing was loaded" in capsys.readouterr().out
    assert Quota.objects.filter(country__code="JP", places=1).exists()
