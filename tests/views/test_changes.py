"""The page of changes."""

import re

import pytest

from ..expected import read
from ..figures.change_lists import listed
from ..pages import days, parse, text


def test_the_shipped_changes_are_grouped_by_day_the_newest_first(client, shipped):
    page = parse(client.get("/en/changes/"))

    headings = page.xpath("//section[@class='changes']/h2/time/@datetime")
    assert headings == sorted(set(headings), reverse=True)
    for section in page.xpath("//section[@class='changes']"):
        (day,) = section.xpath("./h2/time/@datetime")
        named = {each for item in section.xpath(".//li | ./p") for each in days(item)[:1]}
        assert named == {day}


def test_whoever_asks_for_first_figures_alone_sees_them(client, shipped):
    page = parse(client.get("/en/changes/?kind=first"))

    assert len(page.xpath("//section[@class='changes']/ul/li")) == 100
    assert not page.xpath("//section[@class='changes']/details")


def test_each_change_names_its_source_and_leads_to_its_pool(client, shipped):
    page = parse(client.get("/en/changes/?season=2026&kind=quota&country=au"))

    item = page.xpath("//section[@class='changes']//li")[0]
    pool, source = item.xpath(".//a/@href")
    assert pool == "/en/pools/2026/au/working-holiday/#change-2026-10-09-quota"
    assert source.startswith("https://github.com/Idrismania/IEC-Scraper/blob/99fbc5b3")
    assert "IRCC’s feed, copy on GitHub (official)" in text(item)


# Filters


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        ("season=2026", lambda change: change["pool"].endswith("2026 season")),
        ("country=it", lambda change: change["pool"].startswith("Italy")),
        ("country=IT", lambda change: change["pool"].startswith("Italy")),
        (
            "country=it&country=jp",
            lambda change: change["pool"].startswith(("Italy", "Japan")),
        ),
        ("category=working-holiday", lambda change: ", Working Holiday," in change["pool"]),
        ("kind=first", lambda change: change["kind"] == "First figure"),
        (
            "season=2023&country=fr&category=working-holiday&kind=rating",
            lambda change: change["turn"] == "from Very good to Fair",
        ),
    ],
)
def test_filters_narrow_the_changes(client, page_at, query, holds):
    nav = text(page_at("/en/changes/").xpath("//nav[@class='pages']")[0])
    last = int(re.search(r"of (\d+)", nav)[1])
    pages = (page_at(f"/en/changes/?page={n}") for n in range(1, last + 1))
    everything = [change for page in pages for change in listed(page)]

    found = listed(client.get(f"/en/changes/?{query}"))

    assert found
    assert all(holds(change) for change in found)
    if "&kind" not in query:
        expected = [change for change in everything if holds(change)]
        assert found == expected[:100]


@pytest.mark.parametrize(
    ("query", "field", "sentence"),
    [
        ("season=1999", "season", "“1999” is not a season that we have, so it was left out."),
        ("season=x'--", "season", "“x'--” is not a season that we have"),
        ("country=zz", "country", "“ZZ” is not a country or territory here"),
        ("country=%00", "country", "“�” is not a country or territory here"),
        ("category=visitor", "category", "“visitor” is not a category"),
        ("kind=<script>", "kind", "“<script>” is not a kind of change"),
    ],
)
def test_a_wrong_value_gets_a_sentence_beside_its_field_and_narrows_nothing(
    client, page_at, query, field, sentence
):
    response = client.get(f"/en/changes/?{query}")

    assert response.status_code == 200
    assert sentence in text(parse(response).get_element_by_id(f"error-{field}"))
    assert listed(response) == listed(page_at("/en/changes/"))
    assert len(listed(response)) == 100


def test_a_good_value_counts_beside_a_wrong_one_and_is_ticked(client, shipped):
    page = parse(client.get("/en/changes/?season=2023&country=zz&country=it&kind=quota"))

    assert [change["turn"] for change in listed(page)] == ["from 1,000 to 1,750"]
    assert page.xpath("//input[@checked]/@value") == ["2023", "IT", "quota"]
    assert page.get_element_by_id("error-country").xpath("./p")


def test_filters_that_nothing_matches_say_so(client, shipped):
    page = parse(client.get("/en/changes/?country=sm&kind=quota"))

    assert listed(page) == []
    assert "No change that we know of matches these filters." in text(page.xpath("//main")[0])
    assert "0 changes" in text(page.xpath("//main")[0])


def test_the_page_says_so_in_an_empty_database(client, db):
    assert client.get("/en/changes/").status_code == 200
    assert client.get("/en/changes/feed.atom").status_code == 200


# Pages


def test_every_change_is_on_one_page_and_links_lead_from_page_to_page(client, shipped):
    address, seen, numbers = "/en/changes/?season=2023&kind=first", [], []
    while address:
        page = parse(client.get(address))
        seen += [change["pool"] for change in listed(page)]
        numbers.append(len(listed(page)))
        (address,) = page.xpath("//nav[@class='pages']/a[@rel='next']/@href") or [None]
        address = address and "/en/changes/" + address
        assert not address or "season=2023" in address

    official = [row for row in read("quotas") if row["season"] == "2023"]
    assert len(seen) == len(set(seen)) == len(official) == 108
    assert numbers == [100, 8]


@pytest.mark.parametrize(
    ("asked", "number"), [("0", 5), ("-1", 5), ("99999", 5), ("abc", 1), ("", 1), ("2", 2)]
)
def test_a_page_that_is_not_there_becomes_one_that_is(client, shipped, asked, number):
    response = client.get("/en/changes/", {"page": asked, "kind": "first"})

    assert response.status_code == 200
    assert f"page {number} of 5" in text(parse(response).xpath("//nav[@class='pages']")[0])


def test_a_pool_lists_its_own_changes_in_order(client, shipped):
    page = parse(client.get("/en/pools/2023/it/working-holiday/"))

    assert [(c["as_of"], c["kind"], c["turn"]) for c in listed(page)] == [
        ("2023-02-17", "Quota", "from 1,000 to 1,750"),
        ("2023-02-10", "First figure", "1,000"),
    ]
