"""The shipped data: the article's table exactly, twice loadable, in both languages."""

import csv
import json

import pytest
from django.core.management import call_command
from django.core.serializers import serialize

from quotas.management.commands.load_shipped_data import (
    RECORDS,
    SHIPPED,
    TEXTS as SHIPPED_TEXTS,
)
from quotas.models import (
    ArrangementChange,
    Category,
    Country,
    CountryInvitations,
    Eligibility,
    Fee,
    InvitationPeriod,
    Note,
    Notice,
    Question,
    Quota,
    QuotaValue,
    Requirement,
    Season,
    SeasonDay,
    Source,
    Step,
    Term,
    WeeklyFigures,
)

from . import PROJECT
from .pages import rows

ARTICLE = list(
    csv.reader(
        (PROJECT / "tests/expected/article_2021.tsv").read_text().splitlines()[1:], delimiter="\t"
    )
)
FRENCH = {"Unlimited": "Illimité", "x": "Non offert", "TBA": "À déterminer"}
ENGLISH = {"x": "Not offered", "TBA": "To be announced"}
LARGEST = "weekly_figures_2026"
FIGURES = (Quota, QuotaValue, WeeklyFigures, InvitationPeriod, CountryInvitations)
MODELS = (
    Source,
    Country,
    Category,
    Season,
    *FIGURES,
    Eligibility,
    ArrangementChange,
    SeasonDay,
    Fee,
    Notice,
    Note,
    Step,
    Requirement,
    Term,
    Question,
)


def test_the_article_holds_23_rows_of_3_figures():
    assert len(ARTICLE) == 23
    assert all(len(row) == 4 for row in ARTICLE)


def test_the_english_table_says_what_the_article_says_in_all_69_cells(client, shipped):
    response = client.get("/en/seasons/2021/")

    expected = [[name, *(ENGLISH.get(cell, cell) for cell in cells)] for name, *cells in ARTICLE]
    assert rows(response) == expected


def test_the_french_table_says_the_same(client, shipped):
    response = client.get("/fr/saisons/2021/")

    french_names = dict(Country.objects.values_list("name_en", "name_fr"))
    said = {name: cells for name, *cells in rows(response)}
    assert said == {
        french_names[name]: [FRENCH.get(cell, cell.replace(",", " ")) for cell in cells]
        for name, *cells in ARTICLE
    }


def test_no_figures_stand_twice_in_the_largest_fixture():
    weeks = json.loads((PROJECT / f"fixtures/{LARGEST}.json").read_text())
    names = ("season", "country", "category", "subpool", "as_of")

    keys = {json.dumps([row["fields"].get(name) for name in names]) for row in weeks}

    assert len(keys) == len(weeks) > 3000


@pytest.fixture
def some_of_each(tmp_path):
    """Some hundred records of each fixture, from its first to its last, in files of their own."""
    paths = []
    for name in SHIPPED:
        records = json.loads((PROJECT / f"fixtures/{name}.json").read_text())
        paths.append(tmp_path / f"{name}.json")
        paths[-1].write_text(json.dumps(records[:: 1 + len(records) // 100]))
    return paths


def contents(model):
    """Return what fixtures say of a model: not when it was recorded, which is set after loading."""
    fields = (*model._meta.fields, *model._meta.many_to_many)
    names = [field.name for field in fields if field.name != "recorded_at"]
    return serialize("json", model.objects.order_by("pk"), fields=names)


def test_loading_any_fixture_again_changes_nothing(shipped, some_of_each):
    before = {model: contents(model) for model in MODELS}

    call_command("loaddata", *some_of_each, verbosity=0)

    assert [model for model in MODELS if contents(model) != before[model]] == []


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
    """Judge all fields; what the database itself refuses, such as doubles, of each fiftieth."""
    for model in MODELS:
        relations = {field.name for field in model._meta.fields if field.is_relation}
        for n, record in enumerate(model.objects.all()):
            if n % 50 == 0:
                record.full_clean()
            record.clean_fields(exclude=relations)
            record.clean()


def test_each_quota_of_the_article_has_its_day_and_source(shipped):
    quotas = Quota.objects.filter(season__year=2021)

    days_and_sources = set(quotas.values_list("as_of", "source__slug"))

    assert [(str(day), slug) for day, slug in days_and_sources] == [("2021-03-01", "article-2021")]


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/en/seasons/2021/", "2,500"),  # New Zealand opened later: note 1
        ("/en/countries/nz/", "opened on 10 March 2021, with a quota of 2,500"),
        ("/en/pools/2021/nz/working-holiday/", "opened on 10 March 2021, with a quota of 2,500"),
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


# A database that was filled before there were questions, terms and steps


TEXTS = (Step, Requirement, Term, Question)


@pytest.fixture
def filled_before_texts(shipped):
    """Leave the data of an earlier release: without such texts and their sources."""
    for model in TEXTS:
        model.objects.all().delete()
        model.history.all().delete()
    Source.objects.filter(slug="ircc-process").delete()
    Source.history.filter(slug="ircc-process").delete()


def test_a_database_filled_before_gets_the_texts_with_their_sources_and_first_versions(
    client, filled_before_texts, capsys
):
    Source.objects.filter(slug="ircc-chances").update(title_en="As an editor put it")

    call_command("load_shipped_data")

    assert "added steps, requirements, terms, questions" in capsys.readouterr().out
    assert client.get("/en/questions/my-chances/").status_code == 200
    for model in TEXTS:
        assert model.history.count() == model.objects.count() > 0
    question = Question.objects.get(slug="my-chances")
    kept = question.history.get().sources.count()
    assert kept == question.sources.count() > 0
    assert Source.history.filter(slug="ircc-process").count() == 1
    assert Source.objects.get(slug="ircc-chances").title_en == "As an editor put it"


def test_texts_that_editors_changed_added_to_or_deleted_are_left_alone(shipped, capsys):
    Question.objects.filter(slug="my-chances").update(answer_en="As an editor put it.")
    Question.objects.filter(slug="job-offer").delete()
    for term in Term.objects.all():
        term.delete()
    before = [contents(model) for model in MODELS]

    call_command("load_shipped_data")

    assert "nothing was loaded" in capsys.readouterr().out
    assert [contents(model) for model in MODELS] == before


def test_what_was_brought_later_is_what_an_empty_database_gets(filled_before_texts):
    call_command("load_shipped_data", verbosity=0)
    brought = [Term.objects.count(), Step.objects.count(), Question.objects.count()]

    call_command("loaddata", *RECORDS, *SHIPPED_TEXTS, verbosity=0)

    assert brought == [Term.objects.count(), Step.objects.count(), Question.objects.count()]
