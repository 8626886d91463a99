"""The page that finds anything on the site."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quotas.models import Country, Quota

from ..pages import parse, text

pytestmark = pytest.mark.once


@pytest.fixture
def found(client, shipped):
    """A function that returns the part of the page with the results."""

    def get(query, address="/en/search/"):
        response = client.get(address, {"q": query})
        assert response.status_code == 200
        return parse(response).get_element_by_id("found")

    return get


def test_results_stand_in_groups_with_their_figures(found):
    page = found("france")

    assert [text(heading) for heading in page.xpath("h2")] == ["Countries and territories", "Pools"]
    assert text(page.xpath("ul[2]/li[1]")[0]) == (
        "France, Working Holiday, 2026 5,861 places, season over"
    )
    assert text(page.xpath("p")[0]) == "4 results"


def test_they_are_in_the_language_of_the_page(found):
    page = found("japan pvt", "/fr/recherche/")

    assert [text(heading) for heading in page.xpath("h2")] == ["Bassins"]
    assert page.xpath("ul/li/a/@href")[0] == "/fr/bassins/2026/jp/vacances-travail/"
    assert "saison terminée" in text(page)


def test_a_mistake_is_told_with_what_was_meant(found):
    page = found("Frnace")

    assert text(page.xpath("p")[0]) == "Nothing for “Frnace”. Did you mean France?"
    assert page.xpath("p[1]/a/@href") == ["?q=France"]
    assert page.xpath("ul/li/a/@href")[0] == "/en/countries/fr/"


def test_of_many_results_it_says_how_many_there_are(found):
    page = found("working holiday 2023")

    assert text(page.xpath("p")[0]).startswith("The first 20 of ")
    assert len(page.xpath("ul/li")) == 20


@pytest.mark.parametrize("query", ["", "   ", "xqzzy"])
def test_without_results_it_says_how_to_search(client, shipped, query):
    page = parse(client.get("/en/search/", {"q": query}))

    assert page.xpath("//main//a[@href='?q=France%20working%20holiday']")
    assert page.xpath("//main//a[@href='/en/countries/']")


@pytest.mark.parametrize("path", ["/en/search/", "/fr/recherche/"])
def test_its_examples_find_something(client, found, path):
    examples = parse(client.get(path)).xpath("//main//a[starts-with(@href, '?q=')]")

    assert len(examples) == 3
    for example in examples:
        assert found(text(example), path).xpath("ul/li"), text(example)


@pytest.mark.parametrize(
    "query",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "{{ settings.SECRET_KEY }} {% now 'Y' %}",
        "%00\x01\u202e\ufeff",
        "%(text)s %s",
        "' OR 1=1 --",
        "🍁" * 50,
        "a " * 49,
        "ab " * 33,
        "\ud7ff\u0130İı",
        "é" * 100,
        ".*+?^$(){}[]|\\",
    ],
)
def test_an_odd_query_gets_a_sentence_and_is_escaped(client, shipped, query):
    response = client.get("/en/search/", {"q": query})

    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()
    assert "<img src=x" not in response.content.decode()
    assert text(parse(response).get_element_by_id("found"))


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("france " * 300, "A search can have at most 100 letters."),
        ("fran\x00ce", "A search cannot have null characters."),
    ],
)
def test_a_query_that_cannot_be_read_gets_a_sentence(client, shipped, query, sentence):
    page = parse(client.get("/en/search/", {"q": query}))

    assert sentence in text(page.get_element_by_id("error-q"))
    assert not page.get_element_by_id("found").xpath("*")


@pytest.mark.parametrize("query", ["", "?q=", "?q=%ff%fe", "?q=a&q=france", "?p=2&q=france&q[]=x"])
def test_bytes_repetitions_and_junk_are_answered(client, shipped, query):
    assert client.get(f"/en/search/{query}").status_code == 200


def test_pages_of_results_stay_out_of_search_engines_and_lead_to_their_translation(client, shipped):
    page = parse(client.get("/en/search/?q=france&utm_source=x"))

    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert not page.xpath("//link[@rel='canonical']")
    assert page.xpath("//*[@id='language-switch']//a/@href") == ["/fr/recherche/?q=france"]
    assert "/search/" not in client.get("/sitemap.xml").content.decode()


def test_what_is_typed_takes_no_place_in_the_cache_and_little_of_the_database(client, shipped):
    client.get("/en/search/?q=jap")
    held = set(cache._cache)

    with CaptureQueriesContext(connection) as queries:
        client.get("/en/search/?q=japa")

    assert set(cache._cache) == held
    assert len(queries) == 1


def test_the_same_search_again_is_answered_without_making_it(client, shipped):
    tag = client.get("/en/search/?q=japan").headers["ETag"]

    again = client.get("/en/search/?q=japan", headers={"if-none-match": tag})
    assert again.status_code == 304


def test_a_changed_figure_and_name_are_found_at_once(found):
    found("japan")

    Quota.objects.filter(country__code="JP", category__slug="working-holiday").update(places=77)
    Country.objects.filter(code="JP").update(name_en="Nippon")

    assert "Nippon 2026: Working Holiday 77" in text(found("nippon"))
