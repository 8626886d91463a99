import json

import pytest
from django.test import Client

from quotas.api.endpoints import LISTS
from quotas.models import Country, Quota, Season

from ..open_data.files import QUERIES
from .addresses import ROOT, all_rows, ask

STRICT = [query for query in QUERIES if "nonsense" not in query]


@pytest.mark.parametrize("query", STRICT)
@pytest.mark.parametrize("year", [2021, 2026])
def test_the_api_has_the_rows_of_the_file_in_the_same_order(client, shipped, year, query):
    file = json.loads(client.get(f"/en/seasons/{year}/quotas.json?{query}").content)
    there = {country.code for country in Country.objects.in_season(Season.objects.get(year=year))}

    rows = all_rows(client, f"quotas?season={year}&page_size=50&{query}")

    if "country=ie" in query:
        assert "IE" in there
    assert rows == file["rows"]


def test_quotas_of_all_seasons_come_newest_first(client, shipped):
    rows = all_rows(client, "quotas?page_size=500")

    years = [row["season"] for row in rows]
    assert years == sorted(years, reverse=True)
    assert len(rows) == Quota.objects.count()


def test_a_country_that_a_season_lacks_brings_no_row_of_it(client, shipped):
    rows = all_rows(client, "quotas?country=nz&country=fi")

    assert {row["country"] for row in rows} == {"NZ", "FI"}
    assert "FI" not in {row["country"] for row in rows if row["season"] == 2021}


@pytest.mark.parametrize(
    ("path", "file"),
    [
        ("weekly-figures?page_size=500", "weekly-figures"),
        ("chances?page_size=500", "chances"),
        ("invitations-by-country?page_size=500", "invitations-by-country"),
        ("ratings?page_size=500", "ratings"),
        ("eligibility?page_size=500", "eligibility"),
        ("changes?page_size=500", "changes"),
        ("seasons", "seasons"),
        ("countries", "countries"),
        ("categories", "categories"),
    ],
)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_list_has_the_rows_of_the_whole_table(client, answer_at, path, file, language):
    table = next(each.table for each in LISTS if each.table.name == file)
    address = {"en": f"/en/data/{table.name}.json", "fr": f"/fr/donnees/{table.name_fr}.json"}
    mark = "&" if "?" in path else "?"

    rows = all_rows(client, f"{path}{mark}lang={language}")

    assert rows == json.loads(answer_at(address[language]).content)["rows"]


def test_weekly_figures_are_narrowed_by_day_pool_and_season(client, shipped):
    rows = all_rows(
        client,
        "weekly-figures?country=gb&category=working-holiday&since=2026-07-24&until=2026-08-07",
    )

    assert [row["as_of"] for row in rows] == ["2026-07-24", "2026-07-31", "2026-08-07"]
    assert len(all_rows(client, "weekly-figures?season=2026&country=gb")) > len(rows)


def test_invitations_are_narrowed_by_season_and_country(client, shipped):
    rows = all_rows(client, "invitations-by-country?season=2022&season=2026&country=jp")

    assert {(row["season"], row["country"]) for row in rows} == {(2022, "JP"), (2026, "JP")}
    assert len(rows) == 7
    days = [row["first_day"] for row in rows]
    assert days == sorted(days, reverse=True)


def test_changes_are_narrowed_as_on_their_page(client, shipped):
    query = "season=2026&kind=quota&country=gb"
    file = json.loads(client.get(f"/en/changes/changes.json?{query}").content)

    assert all_rows(client, f"changes?{query}") == file["rows"] != []


def test_codes_may_be_small_letters(client, shipped):
    assert all_rows(client, "eligibility?country=jp") == all_rows(client, "eligibility?country=JP")


def test_pages_lead_to_each_other(client, shipped):
    first = ask(client, "countries?page_size=10&lang=fr")
    second = ask(client, first["next"].rpartition(ROOT)[2])

    assert first["previous"] is None
    assert second["previous"].endswith("?page_size=10&lang=fr&page=1")
    assert first["rows"] != second["rows"]
    assert ask(client, "countries?page=99")["rows"] == []
    assert ask(client, "countries?page=99")["previous"] is None


FAULTS = [
    ("quotas?page=0", "page"),
    ("quotas?page=x", "page"),
    ("quotas?page_size=501", "page_size"),
    ("quotas?page_size=99999999999999999999", "page_size"),
    ("quotas?page=-1", "page"),
    ("quotas?page=1e9", "page"),
    ("quotas?page=1_0", "page"),
    ("quotas?lang=de", "lang"),
    ("quotas?season=1850", "season"),
    ("quotas?season=abc", "season"),
    ("quotas?country=XX", "country"),
    ("quotas?country=JP&country=%00", "country"),
    ("quotas?category=tourism", "category"),
    ("quotas?availability=full", "availability"),
    ("quotas?min_places=-1", "min_places"),
    ("quotas?min_places=1.5", "min_places"),
    ("quotas?sort=size", "sort"),
    ("quotas?q=%00", "q"),
    ("quotas?q=" + "a" * 101, "q"),
    ("quotas?contry=JP", "contry"),
    ("quotas?country=", "country"),
    ("quotas?country=JP&country=", "country"),
    ("quotas?q=", "q"),
    ("quotas?page=1&page=2", "page"),
    ("quotas?limit=1", "limit"),
    ("weekly-figures?since=yesterday", "since"),
    ("weekly-figures?since=2026-02-30", "since"),
    ("weekly-figures?until=01/02/2026", "until"),
    ("chances?until=01/02/2026", "until"),
    ("changes?kind=gossip", "kind"),
    ("eligibility?season=2021", "season"),
    ("invitations-by-country?category=working-holiday", "category"),
    ("seasons?year=2021", "year"),
    ("countries?%3Cscript%3E=1", "<script>"),
]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(("path", "name"), FAULTS)
def test_what_is_wrong_is_refused_with_a_sentence_for_each_parameter(
    client, shipped, path, name, language
):
    mark = "&" if "lang=" not in path else "&and="
    response = client.get(f"{ROOT}{path}{mark}lang={language}")
    problem = json.loads(response.content)

    assert response.status_code == problem["status"] == 422
    assert response.headers["Content-Type"] == "application/problem+json"
    assert name in [error["parameter"] for error in problem["errors"]]
    assert all(error["detail"].endswith((".", "!")) for error in problem["errors"])
    if language == "fr" and "lang=de" not in path:
        assert problem["detail"].startswith("La requête")


@pytest.mark.parametrize("path", ["nothing", "quotas/", "quotas/1", "../v2/quotas", "docs"])
def test_an_address_that_is_not_there_is_a_problem_too(client, shipped, path):
    response = client.get(ROOT + path)

    assert response.status_code == 404
    assert response.headers["Content-Type"] == "application/problem+json"
    assert json.loads(response.content)["detail"] == "There is nothing at this address."


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", ["quotas", "seasons"])
def test_nothing_can_be_written(shipped, method, path):
    response = getattr(Client(enforce_csrf_checks=True), method)(ROOT + path)

    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]
    assert response.headers["Content-Type"] == "application/problem+json"
    assert json.loads(response.content)["detail"].startswith("The API can be read")


@pytest.mark.parametrize("method", ["post", "put", "delete", "options", "trace"])
@pytest.mark.parametrize("path", ["", "openapi.json", "quotas", "find"])
def test_every_address_of_the_api_takes_get_and_head_alone(shipped, method, path):
    response = getattr(Client(enforce_csrf_checks=True), method)(ROOT + path)

    assert response.status_code == 405
    assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD"}
    assert response.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["nothing", "quotas?page=0", "", "quotas"])
def test_problems_have_the_headers_that_other_answers_have(client, shipped, path):
    headers = client.get(ROOT + path).headers

    assert headers["X-Frame-Options"] == "DENY"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "Permissions-Policy" in headers


def test_more_parameters_than_django_counts_by_default_are_a_problem_too(client, shipped):
    response = client.get(ROOT + "quotas?" + "&".join(["a=1"] * 2000))

    assert response.status_code == 422
    assert response.headers["Content-Type"] == "application/problem+json"


def test_a_failure_is_a_problem_without_its_reason(client, shipped, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("quotas.api.v1.page", lambda *args: 1 / 0)

    response = client.get(ROOT + "quotas?lang=fr")

    assert response.status_code == 500
    assert json.loads(response.content)["detail"].startswith("Une erreur s’est produite")
    assert b"Zero" not in response.content


def test_head_answers_like_get_without_the_rows(client, shipped):
    response = client.head(ROOT + "seasons")

    assert response.status_code == 200
    assert response.content == b""
    assert "ETag" in response.headers


def test_an_answer_is_held_until_a_figure_changes_and_says_nothing_of_who_asks(shipped):
    client = Client()
    first = client.get(ROOT + "quotas?season=2021")
    held = client.get(ROOT + "quotas?season=2021", headers={"if-none-match": first.headers["ETag"]})
    quota = Quota.objects.filter(season__year=2021, places__gt=0).first()
    quota.places = 4321
    quota.save()
    changed = client.get(
        ROOT + "quotas?season=2021", headers={"if-none-match": first.headers["ETag"]}
    )

    assert held.status_code == 304
    assert held.headers["Access-Control-Allow-Origin"] == "*"
    assert 4321 in [row["places"] for row in changed.json()["rows"]]
    assert "s-maxage" in first.headers["Cache-Control"]
    assert first.headers["Vary"] == "Accept-Encoding"
    assert not first.cookies


def test_the_language_of_the_browser_changes_nothing(shipped):
    client = Client()

    answers = {
        client.get(ROOT + "countries?page_size=3", headers={"accept-language": code}).content
        for code in ("en", "fr", "de")
    }

    assert len(answers) == 1


def test_seasons_that_are_not_published_are_in_no_list(client, shipped):
    Season.objects.filter(year=2023).update(is_published=False)

    assert ask(client, "quotas?season=2023", 422)
    for each in LISTS:
        for row in all_rows(client, each.path[1:] + "?page_size=500"):
            assert row.get("season") != 2023, each.path


@pytest.mark.parametrize("each", LISTS, ids=lambda each: each.table.name)
def test_a_page_costs_the_same_queries_however_large_it_is(
    client, shipped, django_assert_max_num_queries, each
):
    with django_assert_max_num_queries(12):
        client.get(f"{ROOT}{each.path[1:]}?page_size=500")


def test_the_index_leads_everywhere(client, shipped):
    said = ask(client, "")

    documentation = said["documentation"].values()
    for address in (said["openapi"], said["find"], *documentation, *said["lists"].values()):
        path = "/" + address.partition("//")[2].partition("/")[2]
        assert client.get(path).status_code == 200, path
