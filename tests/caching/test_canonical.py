"""One spelling of each address: junk in a query string makes no new page."""

import random
import string

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quotas.caching.canonical import Canonical, canonical
from quotas.caching.pages import PLACES_FOR_QUERIES, HeldPage, place_of
from quotas.caching.redis import AsBytes
from quotas.models import Season

from ..pages import rows

WITHOUT_PARAMETERS = [
    "/sitemap.xml",
    "/en/data/iec-quotas.zip",
    "/en/about/",
    "/en/countries/jp/",
    "/en/countries/jp/quotas.csv",
    "/embed/height.js",
]


def meaning(path, query=""):
    return canonical({"PATH_INFO": path, "QUERY_STRING": query})


def entries():
    """Return the keys of the pages that are held."""
    return set(cache._cache)


def junk(seed, number):
    """Return query strings that nobody means: strange names, values, orders and repetitions."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    letters = string.ascii_letters + string.digits + "%&=;+?/#[]_-.~é\u2028"
    for _ in range(number):
        yield "".join(chance.choices(letters, k=chance.randint(1, 40)))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ""),
        ("x=77", ""),
        ("utm_source=a&q=an", "q=an"),
        ("sort=country&q=an", "q=an&sort=country"),
        ("q=a&q=b", "q=b"),
        ("country=gb&country=ie&country=gb", "country=gb&country=ie"),
        ("country=&country=gb", "country=gb"),
        ("country=", "country="),
        ("q=%C3%A9t%C3%A9", "q=%C3%A9t%C3%A9"),
        ("q=%E9", "q=%EF%BF%BD"),
        ("q=a+b", "q=a+b"),
        ("q", "q="),
        ("&&&", ""),
        ("Q=a", ""),
    ],
)
def test_a_query_is_read_in_one_order_and_without_what_no_view_reads(query, expected):
    assert meaning("/en/", query) == Canonical("/en/", expected)


def test_a_query_is_bounded():
    many = "&".join(f"country={number}" for number in range(5000))

    assert meaning("/en/", many).query.count("country=") == 100
    assert len(meaning("/en/", "q=" + "a" * 99_999).query) < 2_100


def test_fifty_thousand_strings_of_junk_mean_one_page():
    found = {meaning("/sitemap.xml", query) for query in junk(1, 50_000)}

    assert found == {Canonical("/sitemap.xml", "")}


def test_a_question_mark_in_a_path_is_not_the_one_before_a_query():
    assert str(meaning("/en/?x=77")) != str(meaning("/en/", "x=77?"))
    assert str(Canonical("/en/ 1", "a")) != str(Canonical("/en/", "1 a"))


def test_a_missing_page_stays_missing_whatever_was_asked_before(client, shipped):
    client.get("/en/?x=77?")

    assert client.get("/en/%3Fx=77").status_code == 404


@pytest.mark.parametrize("address", WITHOUT_PARAMETERS)
def test_junk_is_answered_from_what_is_held_with_one_query(client, shipped, address):
    page = client.get(address)
    held = entries()

    for query in junk(2, 20):
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(f"{address}?x={query}")
        assert (answer.status_code, answer.headers["ETag"]) == (200, page.headers["ETag"])
        assert len(queries) == 1

    assert entries() == held


@pytest.mark.parametrize("name", ["x", "q", "min_places", "sort", "country", "category", "page"])
def test_no_junk_makes_a_new_entry(client, shipped, name):
    client.get("/en/")
    held = entries()

    for query in junk(3, 15):
        client.get("/en/", {name: query})

    assert entries() == held


@pytest.mark.parametrize("path", ["/en/changes/", "/en/find/", "/embed/en/", "/en/map/"])
def test_no_junk_makes_a_new_entry_for_other_forms(client, shipped, path):
    client.get(path)
    held = entries()

    for query in junk(4, 10):
        client.get(path, {"age": query, "season": query, "page": query, "theme": query})

    assert entries() == held


def test_choices_that_many_make_are_held(client, shipped):
    client.get("/en/?sort=-working-holiday")

    with CaptureQueriesContext(connection) as queries:
        client.get("/en/?x=1&sort=-working-holiday")

    assert len(queries) == 1


def test_pages_with_a_query_take_a_bounded_number_of_places():
    places = {place_of(Canonical("/en/", f"q={number}")) for number in range(20_000)}

    assert len(places) == PLACES_FOR_QUERIES


def test_two_pages_that_share_a_place_are_not_taken_for_each_other(client, shipped, monkeypatch):
    monkeypatch.setattr("quotas.caching.pages.PLACES_FOR_QUERIES", 1)

    first = rows(client.get("/en/?availability=limited"))
    second = rows(client.get("/en/?availability=not_offered"))

    assert first != second
    assert rows(client.get("/en/?availability=limited")) == first


def test_a_new_revision_takes_the_place_of_the_old_one(client, shipped):
    client.get("/en/about/")
    held = entries()

    Season.objects.filter(is_current=True).update(introduction_en="Another.")
    client.get("/en/about/")

    assert entries() == held


def test_a_year_has_one_spelling(client, shipped):
    assert client.get("/en/seasons/2021/").status_code == 200
    assert client.get("/en/seasons/02021/").status_code == 404
    assert client.get("/embed/en/seasons/002021/").status_code == 404


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"[]\nbody", b"{}\nbody", b"\x80\x04pickle", b'{"etag": 1}\nbody']
)
def test_a_held_page_that_is_none_is_made_anew(client, shipped, content):
    page = client.get("/en/about/").content
    cache.set(place_of(Canonical("/en/about/", "")), content)

    assert HeldPage.from_bytes(content) is None
    assert client.get("/en/about/").content == page


def test_what_stands_in_a_shared_cache_is_never_run():
    serializer = AsBytes()

    assert serializer.loads(serializer.dumps(b"\x80\x04.")) == b"\x80\x04."


def test_a_parameter_that_the_api_does_not_know_costs_no_entry(client, shipped):
    client.get("/api/v1/seasons")
    held = entries()

    assert client.get("/api/v1/seasons?x=1").status_code == 422
    assert client.get("/api/v1/seasons?page=77").status_code == 200
    assert entries() == held
