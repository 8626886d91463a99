"""The feeds of changes."""

import datetime
import re
from urllib.parse import urlsplit

import pytest
from lxml import etree

from quotas.models import (
    Quota,
    Revision,
    Season,
)

from ..figures.change_lists import ATOM, feed, listed, one
from ..pages import parse

FEEDS = pytest.mark.parametrize(
    "address",
    [
        "/en/changes/feed.atom",
        "/fr/changements/fil.atom",
        "/en/changes/feed.atom?season=2023&kind=rating",
        "/fr/changements/fil.atom?country=it",
        "/en/changes/feed.atom?season=2021&country=sm&kind=rating",
    ],
)


RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


@FEEDS
def test_a_feed_has_all_that_atom_asks_of_it(client, shipped, settings, address):
    settings.SITE_URL = "https://quotas.example"

    response = client.get(address)

    tree = etree.fromstring(response.content)
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert tree.tag == "{http://www.w3.org/2005/Atom}feed"
    assert tree.get("{http://www.w3.org/XML/1998/namespace}lang")[:2] == address[1:3]
    assert one(tree, "a:title/text()")
    assert RFC_3339.fullmatch(one(tree, "a:updated/text()"))
    assert one(tree, "a:author/a:name/text()")
    assert one(tree, "a:id/text()").startswith("urn:uuid:")
    assert one(tree, "a:link[@rel='self']/@href") == f"https://quotas.example{address}"
    assert urlsplit(one(tree, "a:link[@rel='alternate']/@href")).query == urlsplit(address).query
    assert (
        client.get(
            one(tree, "a:link[@rel='alternate']/@href").removeprefix("https://quotas.example")
        ).status_code
        == 200
    )


@FEEDS
def test_each_entry_has_all_that_atom_asks_of_it(client, shipped, settings, address):
    settings.SITE_URL = "https://quotas.example"

    tree = feed(client, address)

    entries = tree.xpath("a:entry", namespaces=ATOM)
    ids = [one(entry, "a:id/text()") for entry in entries]
    updated = [one(entry, "a:updated/text()") for entry in entries]
    assert len(ids) == len(set(ids))
    assert all(uri.startswith("urn:uuid:") for uri in ids)
    assert all(RFC_3339.fullmatch(moment) for moment in updated)
    assert updated == sorted(updated, reverse=True)
    assert not updated or one(tree, "a:updated/text()") == updated[0]
    for entry in entries:
        assert one(entry, "a:title/text()")
        assert one(entry, "a:summary/text()")
        assert one(entry, "a:link[@rel='alternate']/@href").startswith("https://quotas.example/")


@pytest.mark.parametrize("address", ["/en/changes/feed.atom", "/fr/changements/fil.atom"])
@pytest.mark.parametrize("kind", ["rating", "first"])
def test_each_permalink_leads_to_the_change_on_the_page_of_its_pool(
    client, page_at, settings, address, kind
):
    tree = feed(client, address, kind=kind)

    links = tree.xpath("a:entry/a:link/@href", namespaces=ATOM)
    assert links
    for link in links[:40]:
        path, _, fragment = link.removeprefix(settings.SITE_URL).partition("#")
        page = page_at(path)
        assert len(page.xpath(f"//li[@id='{fragment}']")) == 1, link


def ids_of(tree):
    return tree.xpath("a:entry/a:id/text()", namespaces=ATOM)


def test_ids_stay_when_other_figures_change(client, shipped):
    before = ids_of(feed(client, kind="rating"))

    Quota.objects.filter(season__year=2023).update(places=None, state="unlimited")
    Season.objects.make_current(Season.objects.get(year=2026))

    assert ids_of(feed(client, kind="rating")) == before


def test_the_entry_of_a_change_is_the_same_in_every_feed(client, shipped):
    of_kind = set(ids_of(feed(client, kind="quota")))
    of_country = set(ids_of(feed(client, country="it")))

    quotas = listed(client.get("/en/changes/", {"kind": "quota", "country": "it"}))
    assert len(of_kind & of_country) == len(quotas) > 0


def test_ids_of_the_two_languages_differ(client, shipped):
    english = feed(client, kind="rating")
    french = feed(client, "/fr/changements/fil.atom", kind="rating")

    assert len(ids_of(english)) == len(ids_of(french)) > 0
    assert not set(ids_of(english)) & set(ids_of(french))
    assert one(english, "a:id/text()") != one(french, "a:id/text()")


def test_ids_do_not_move_with_the_name_under_which_the_site_is_asked(client, shipped, settings):
    settings.ALLOWED_HOSTS = ["*"]
    here = client.get("/en/changes/feed.atom").content

    there = client.get("/en/changes/feed.atom", headers={"host": "another.example"}).content

    assert there == here


@pytest.mark.parametrize(
    "query",
    [
        {"season": "2026"},
        {"country": "it"},
        {"category": "working-holiday", "season": "2025"},
        {"kind": "rating"},
        {"kind": ["quota", "state"]},
        {"country": "zz", "kind": "quota"},
    ],
    ids=str,
)
def test_a_feed_has_the_filters_of_the_page(client, shipped, query):
    page = listed(client.get("/en/changes/", query))

    titles = feed(client, **query).xpath("a:entry/a:title/text()", namespaces=ATOM)

    assert len(titles) == len(page)
    assert sorted(title.split(": ")[0] + " season" for title in titles) == sorted(
        change["pool"] for change in page
    )


def test_a_feed_begins_with_what_we_learned_last(client, shipped):
    quota = Quota.objects.get(season__year=2021, country__code="JP", places=6500)

    Quota.objects.filter(pk=quota.pk).update(places=6501)

    entry = feed(client).xpath("a:entry", namespaces=ATOM)[0]
    assert one(entry, "a:title/text()") == (
        "Correction: Japan, Working Holiday, 2021: quota from 6,500 to 6,501"
    )
    assert one(entry, "a:summary/text()") == (
        "Correction: Japan, Working Holiday, 2021: quota from 6,500 to 6,501. As of March 1, 2021. "
        "Source: Immigration update, March 2021: the 2021 IEC pools, Blank Slate Partners "
        "(reported)."
    )


def test_a_feed_has_at_most_a_hundred_entries(client, shipped):
    assert len(ids_of(feed(client))) == 100


def test_an_unchanged_feed_answers_304(client, shipped):
    first = client.get("/en/changes/feed.atom")

    again = client.get("/en/changes/feed.atom", headers={"if-none-match": first.headers["ETag"]})

    assert again.status_code == 304
    assert not again.content
    assert not first.cookies
    assert "max-age=0" in first.headers["Cache-Control"]


def test_a_changed_feed_does_not(client, shipped):
    first = client.get("/en/changes/feed.atom")
    Quota.objects.filter(season__year=2026, state="limited").update(places=1)

    again = client.get("/en/changes/feed.atom", headers={"if-none-match": first.headers["ETag"]})

    assert again.status_code == 200


def test_a_feed_without_entries_has_the_time_at_which_data_last_changed(client, shipped):
    tree = feed(client, season="2021", country="sm", kind="rating")

    updated = datetime.datetime.fromisoformat(one(tree, "a:updated/text()"))
    assert not ids_of(tree)
    assert updated == Revision.objects.get().changed_at


def test_the_french_feed_is_in_french(client, shipped):
    tree = feed(client, "/fr/changements/fil.atom")

    words = " ".join(tree.xpath(".//a:title/text()|.//a:summary/text()", namespaces=ATOM))
    english = r"\b(What changed|first figure|quota from|chance rating|As of|Working Holiday)\b"
    assert "Royaume-Uni, Vacances-travail" in words
    assert not re.search(english, words)
    assert all(
        urlsplit(link).path.startswith("/fr/")
        for link in tree.xpath(".//a:link/@href", namespaces=ATOM)
    )


@pytest.mark.parametrize(
    ("address", "query"),
    [
        ("/en/changes/", ""),
        ("/en/changes/?country=it&kind=zz", "country=it"),
        ("/en/", "season=2026"),
        ("/en/seasons/2026/", "season=2026"),
        ("/en/countries/it/", "country=it"),
        ("/en/pools/2023/it/working-holiday/", "season=2023&country=it&category=working-holiday"),
    ],
)
def test_pages_offer_the_feed_of_what_they_are_about(client, shipped, address, query):
    page = parse(client.get(address))

    (link,) = page.xpath("//link[@rel='alternate'][@type='application/atom+xml']")
    assert link.get("title")
    assert link.get("href") == "/en/changes/feed.atom" + (f"?{query}" if query else "")
    assert ids_of(feed(client, link.get("href")))
