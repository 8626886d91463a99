"""The shipped data: the article's table exactly, twice loadable, in both languages."""

import csv
import json

import pytest
from django.core.management import call_command
from django.core.serializers import serialize

from quotas.management.commands.load_shipped_data import LATER_TEXTS, SHIPPED
from quotas.models import (
    ArrangementChange,
    Category,
    Country,
    Eligibility,
    Fee,
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
from .expected import CATEGORIES, STATES, grouped, read, said
from .pages import days, parse, rows, section, text

ARTICLE = list(
    csv.reader(
        (PROJECT / "tests/expected/article_2021.tsv").read_text().splitlines()[1:], delimiter="\t"
    )
)
FRENCH = {"Unlimited": "Illimité", "x": "Non offert", "TBA": "À déterminer"}
ENGLISH = {"x": "Not offered", "TBA": "To be announced"}
MODELS = (
    Source,
    Country,
    Category,
    Season,
    Quota,
    QuotaValue,
    WeeklyFigures,
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


# Every figure that was researched, found on the site


NEW_ZEALAND_2021 = ("2021", "NZ", "working-holiday")
QUOTAS = {(row["season"], row["country_code"], row["category"]): row for row in read("quotas")}
COUNTRIES = sorted({code for _, code, _ in QUOTAS})


def test_the_figures_are_as_many_as_were_researched(shipped):
    weeks = read("rounds")

    assert len(QUOTAS) == len(read("quotas")) == 308
    assert len(read("eligibility")) == 90
    assert len(weeks) == 203
    assert Quota.objects.count() == 307
    assert Eligibility.objects.count() == 90
    assert WeeklyFigures.objects.count() == 203


def test_every_quota_is_on_the_page_of_its_country_with_its_day_source_and_confidence(page_at):
    found = set()
    for code in COUNTRIES:
        page = page_at(f"/en/countries/{code.lower()}/")
        for row in page.xpath("//tr[starts-with(@id, 'season-')]"):
            year = row.get("id").removeprefix("season-")
            for category, cell in zip(CATEGORIES, row.xpath("./td"), strict=True):
                if cell.get("data-state") == "absent":
                    assert (year, code, category) not in QUOTAS
                    continue
                quota = QUOTAS[year, code, category]
                pool, source = cell.xpath(".//a")
                assert text(pool) == said(quota)
                assert pool.get("href") == f"/en/pools/{year}/{code.lower()}/{category}/"
                assert source.get("href") == quota["source_url"]
                assert days(cell) == [quota["source_date"]]
                assert f"({quota['confidence']})" in text(cell)
                found.add((year, code, category))

    assert found == set(QUOTAS) - {NEW_ZEALAND_2021}


def test_the_quota_that_the_article_left_out_is_a_note_with_its_day_and_source(client, shipped):
    quota = QUOTAS[NEW_ZEALAND_2021]

    note = parse(client.get("/en/seasons/2021/")).get_element_by_id("note-new-zealand-opened-later")

    assert grouped(quota["places"]) in text(note)
    assert quota["source_date"] == "2021-03-10"
    assert "10 March 2021" in text(note)
    assert quota["source_url"] in note.xpath(".//a/@href")
    assert "(reported)" in text(note)


def test_all_conditions_are_on_the_page_of_their_country_with_their_day_and_source(page_at):
    expected = {
        (row["country_code"], CATEGORIES[row["category"]]): row for row in read("eligibility")
    }
    found = set()
    for code in sorted({code for code, _ in expected}):
        who = section(page_at(f"/en/countries/{code.lower()}/"), "eligibility")
        parts = zip(
            who.xpath("./h3"), who.xpath("./dl"), who.xpath("./p[@class='source']"), strict=True
        )
        for heading, facts, source in parts:
            for category in text(heading).split(", "):
                row = expected[code, category]
                months = row["max_stay_months"]
                assert [text(fact) for fact in facts.xpath("./div/dd")] == [
                    f"{row['min_age']} to {row['max_age']} years",
                    f"{months} months",
                    row["max_participations"],
                ]
                assert source.xpath("./a/@href") == [row["source_url"]]
                assert days(source) == [row["as_of"]]
                said_more = heading.xpath("following-sibling::*[2][self::p][not(@class)]")
                assert bool(said_more) == bool(row["joint_notes"])
                found.add((code, category))

    assert found == set(expected)


def word(value):
    """Return a cell of rounds.csv as English pages say it; None if it has no number."""
    return STATES.get(value) or (grouped(value) if value else None)


def week_tables(page_at, season, code, category):
    """Return the tables of weeks on a pool's page, by day; also those of pools inside it."""
    page = page_at(f"/en/pools/{season}/{code.lower()}/{category}/")
    for table in page.xpath("//table[contains(@class, 'weeks')]"):
        inner = bool(table.xpath("ancestor::section[starts-with(@aria-labelledby, 'inner-')]"))
        yield inner, {days(row.xpath("./th")[0])[0]: row for row in table.xpath("./tbody/tr")}


def test_all_weekly_figures_of_pools_are_on_the_page_of_their_pool_with_source_and_day(page_at):
    weeks = [row for row in read("rounds") if row["country_code"]]
    held = {}
    for season, code, category in {
        (row["season"], row["country_code"], row["category"]) for row in weeks
    }:
        for inner, table in week_tables(page_at, season, code, category):
            for day, row in table.items():
                held[season, code, category, inner, day] = row

    for week in weeks:
        key = (week["season"], week["country_code"], week["category"], bool(week["subpool"]))
        row = held.pop((*key, week["as_of_date"]))
        quota, spots, candidates, invitations, rating, is_open = row.xpath("./td")[:6]
        for cell, name in (
            (quota, "quota"),
            (spots, "spots_available"),
            (candidates, "candidates_in_pool"),
        ):
            if word(week[name]):
                assert text(cell) == word(week[name]), (week, name)
            else:
                assert not text(cell)[0].isdigit(), (week, name)
        if week["invitations_issued"]:
            assert invitations.text.strip() == grouped(week["invitations_issued"])
        else:
            assert not text(invitations)[0].isdigit()
        expected = week["chance_rating"].replace("_", " ").capitalize() or "Not given"
        assert text(rating) == expected
        assert text(is_open) == openness(week)
        assert row.xpath("./td[last()]//a/@href") == [week["source_url"]]

    assert len(weeks) == 201
    assert held == {}


def openness(week):
    """Return the word for an open or closed pool in a week."""
    if week["pool_status"] == "not_accepting":
        return "closed"
    return "open" if "iec-watcher" in week["source_url"] else "Not given"


def test_the_two_weekly_rows_of_the_recognized_organizations_are_on_the_page_of_their_season(
    client, shipped
):
    page = parse(client.get("/en/seasons/2023/"))

    weeks = [week for week in read("rounds") if not week["country_code"]]
    rows = page.xpath("//section[@aria-labelledby='organizations']//li")
    assert [
        (text(row).split()[0], row.xpath(".//time/@datetime"), row.xpath(".//a/@href"))
        for row in rows
    ] == [
        (grouped(week["candidates_in_pool"]), [week["as_of_date"]], [week["source_url"]])
        for week in reversed(weeks)
    ]
    assert len(weeks) == 2


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/en/", "2,500"),  # New Zealand opened later: note 1
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
    before = [serialize("json", model.objects.order_by("pk")) for model in MODELS]

    call_command("load_shipped_data")

    assert "nothing was loaded" in capsys.readouterr().out
    assert [serialize("json", model.objects.order_by("pk")) for model in MODELS] == before


def test_what_was_brought_later_is_what_an_empty_database_gets(filled_before_texts):
    call_command("load_shipped_data", verbosity=0)
    brought = [Term.objects.count(), Step.objects.count(), Question.objects.count()]

    call_command("loaddata", *LATER_TEXTS, verbosity=0)

    assert brought == [Term.objects.count(), Step.objects.count(), Question.objects.count()]
