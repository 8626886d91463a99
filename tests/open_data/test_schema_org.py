"""Descriptions of pages for search engines and social networks: Open Graph and linked data."""

import json
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from lxml import etree

from quotas.models import Category, Country, Question, Quota, Season
from quotas.open_data.schema_org import questions_and_answers

from ..factories import make_country, make_quota, make_season
from ..pages import parse, text
from ..views.test_site import ENGLISH, FRENCH

HOMES = ("/en/", "/fr/")
both = pytest.mark.parametrize("address", ENGLISH + FRENCH)


def open_graph(page):
    """Return the Open Graph of a page by property, a list where a property is repeated."""
    said = {}
    for tag in page.xpath("//meta[starts-with(@property, 'og:')]"):
        said.setdefault(tag.get("property"), []).append(" ".join(tag.get("content").split()))
    return {name: values[0] if len(values) == 1 else values for name, values in said.items()}


def linked_data(page):
    """Return the things that a page describes to programs, by their type."""
    blocks = page.xpath("//script[@type='application/ld+json']")
    said = [json.loads(block.text) for block in blocks]
    assert all(each["@context"] == "https://schema.org" for each in said)
    things = [thing for each in said for thing in each["@graph"]]
    assert len(things) == len({thing["@type"] for thing in things})
    return {thing["@type"]: thing for thing in things}


def addresses_in(thing):
    """Yield every address of ours in a description, at any depth."""
    if isinstance(thing, dict):
        return [each for value in thing.values() for each in addresses_in(value)]
    if isinstance(thing, list):
        return [each for value in thing for each in addresses_in(value)]
    return [thing] if isinstance(thing, str) and thing.startswith("http") else []


# Open Graph: https://ogp.me


@both
def test_a_shared_page_has_a_card_in_its_language(document, settings, address):
    card, language = open_graph(document), address[1:3]
    title = text(document.xpath("//title")[0])
    image = card["og:image"].removeprefix(settings.SITE_URL)
    assert card["og:type"] == "website"
    assert title == f"{card['og:title']} – {card['og:site_name']}"
    assert 50 <= len(card["og:description"]) <= 160
    assert card["og:url"] == settings.SITE_URL + address
    assert card["og:locale"] == f"{language}_CA"
    assert card["og:locale:alternate"] == ("fr_CA" if language == "en" else "en_CA")
    assert image.startswith(f"/{language}/")
    assert (card["og:image:width"], card["og:image:height"]) == ("1200", "630")
    assert card["og:image:type"] == "image/png"
    assert card["og:image:alt"]
    assert document.xpath("//meta[@name='twitter:card']/@content") == ["summary_large_image"]


@pytest.mark.parametrize("address", ["/en/nowhere/", "/fr/pays/zz/", "/embed/en/seasons/2021/"])
def test_a_page_that_is_not_there_and_a_frame_are_not_to_be_shared(client, shipped, address):
    page = parse(client.get(address))

    assert open_graph(page) == {}
    assert linked_data(page) == {}


def test_every_country_category_season_and_pool_has_a_description_of_its_own(page_at):
    quotas = Quota.objects.public().with_names()
    longest = [max(quotas, key=lambda quota: len(str(quota))), quotas.first()]
    about = [*Country.objects.all(), *Category.objects.all(), *Season.objects.with_table()]
    descriptions, titles = set(), set()
    for address in [thing.get_absolute_url() for thing in (*about, *longest)]:
        english = page_at(address)
        french = page_at(urlsplit(english.xpath("//link[@hreflang='fr']/@href")[0]).path)
        for page in (english, french):
            descriptions.add(open_graph(page)["og:description"])
            titles.add(text(page.xpath("//title")[0]))

    assert len(descriptions) == len(titles) == 2 * (len(about) + len(longest))
    assert [said for said in descriptions if not 50 <= len(said) <= 160] == []


def test_a_name_cannot_break_out_of_a_card(client, db):
    make_country(code="JP", name_en='A "quoted" <b>name</b> & more')

    card = open_graph(parse(client.get("/en/countries/jp/")))

    assert card["og:title"] == 'A "quoted" <b>name</b> & more: quotas in every category'
    assert card["og:image:alt"].startswith('A "quoted" <b>name</b> & more: ')


# Linked data: https://schema.org, and what Google asks for


def test_every_page_below_home_says_where_it_is(answer_at, page_at, settings):
    """https://developers.google.com/search/docs/appearance/structured-data/breadcrumb"""
    for address in (*ENGLISH, *FRENCH):
        things = linked_data(page_at(address))

        if address in HOMES:
            assert "BreadcrumbList" not in things
            continue
        steps = things["BreadcrumbList"]["itemListElement"]
        places = [step["item"].removeprefix(settings.SITE_URL) for step in steps]
        assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
        assert all(step["@type"] == "ListItem" and step["name"].strip() for step in steps)
        assert (places[0], places[-1]) == (address[:4], address)
        assert all(answer_at(place).content for place in places)


@pytest.mark.parametrize(
    ("address", "names"),
    [
        ("/en/about/", ["IEC Quotas", "About this site"]),
        ("/en/countries/jp/", ["IEC Quotas", "Countries and territories", "Japan"]),
        ("/fr/saisons/2021/?q=j", ["Quotas EIC", "Saisons", "Saison 2021"]),
        (
            "/en/seasons/2026/weeks/?q=fr",
            ["IEC Quotas", "Seasons", "2026 season", "The 2026 season, week by week"],
        ),
        ("/en/find/?citizenship=fr&age=20", ["IEC Quotas", "Which categories can I use?"]),
        (
            "/en/questions/job-offer/",
            ["IEC Quotas", "Questions", "Do I need a job offer?"],
        ),
        ("/fr/donnees/integrer/", ["Quotas EIC", "Données", "Intégrer un tableau ou un graphique"]),
        (
            "/fr/bassins/2021/jp/vacances-travail/",
            ["Quotas EIC", "Pays et territoires", "Japon", "Japon, Vacances-travail, 2021"],
        ),
    ],
)
def test_the_way_to_a_page_has_names_in_its_language(client, shipped, address, names):
    steps = linked_data(parse(client.get(address)))["BreadcrumbList"]["itemListElement"]

    assert [step["name"] for step in steps] == names


@pytest.mark.parametrize(
    ("address", "years", "formats"),
    [
        ("/en/seasons/2021/", "2021", {"text/csv", "application/json"}),
        ("/fr/saisons/2026/", "2026", {"text/csv", "application/json"}),
        ("/en/data/", "2015/2026", {"text/csv", "application/json", "application/zip"}),
        ("/fr/donnees/", "2015/2026", {"text/csv", "application/json", "application/zip"}),
    ],
)
def test_data_is_described_so_that_it_can_be_found(
    answer_at, page_at, settings, address, years, formats
):
    """https://developers.google.com/search/docs/appearance/structured-data/dataset"""
    data = linked_data(page_at(address))["Dataset"]

    assert data["name"]
    assert 50 <= len(data["description"]) <= 5000
    assert data["url"] == settings.SITE_URL + address
    assert data["inLanguage"] == address[1:3]
    assert data["license"] == "https://creativecommons.org/publicdomain/zero/1.0/"
    assert data["isAccessibleForFree"] is True
    assert data["creator"]["@type"] == data["publisher"]["@type"] == "Organization"
    assert data["temporalCoverage"] == years
    assert data["spatialCoverage"]["name"] == "Canada"
    assert data["includedInDataCatalog"]["@type"] == "DataCatalog"
    assert {"places", "state" if address[1:3] == "en" else "etat"} <= {*data["variableMeasured"]}
    assert formats <= {each["encodingFormat"] for each in data["distribution"]}
    for each in data["distribution"]:
        answer = answer_at(each["contentUrl"].removeprefix(settings.SITE_URL))
        assert answer.headers["Content-Type"].startswith(each["encodingFormat"])


def test_the_data_of_a_season_names_its_sources_and_when_it_changed(client, db):
    quota = make_quota(season=make_season(year=2021))
    quota.source.url_en = "https://source.example/page"
    quota.source.save()

    data = linked_data(parse(client.get("/en/seasons/2021/")))["Dataset"]

    recorded = quota.season.quotavalue_set.get().recorded_at
    assert data["isBasedOn"] == ["https://source.example/page"]
    assert data["dateModified"].startswith(recorded.strftime("%Y-%m-%dT%H:%M:%S"))


def test_a_season_without_figures_claims_no_change_and_no_source(client, db):
    make_season(year=2021)

    data = linked_data(parse(client.get("/en/seasons/2021/")))["Dataset"]

    assert not data.keys() & {"dateModified", "isBasedOn"}


def test_the_data_of_all_stands_in_an_empty_database_too(client, db):
    data = linked_data(parse(client.get("/en/data/")))["Dataset"]

    assert "temporalCoverage" not in data


def test_home_says_what_the_site_is(client, shipped, settings):
    site = linked_data(parse(client.get("/fr/")))["WebSite"]

    assert (site["name"], site["url"]) == ("Quotas EIC", f"{settings.SITE_URL}/fr/")


@pytest.mark.parametrize("address", ["/en/seasons/2021/", "/fr/donnees/", "/fr/pays/jp/"])
def test_every_address_in_linked_data_is_whole(answer_at, page_at, settings, address):
    things = linked_data(page_at(address))

    ours = [each for each in addresses_in([*things.values()]) if settings.SITE_URL in each]
    assert ours
    for each in ours:
        assert answer_at(each.partition("#")[0].removeprefix(settings.SITE_URL)).content


def test_a_name_cannot_end_the_block_of_data(client, db):
    name = "</script><script>alert(1)</script> & <!--"
    make_country(code="JP", name_en=name)

    page = parse(client.get("/en/countries/jp/"))

    assert linked_data(page)["BreadcrumbList"]["itemListElement"][-1]["name"] == name
    assert not page.xpath("//script[not(@src) and not(@type='application/ld+json')]")


def test_questions_and_answers_are_described_as_google_asks(settings):
    """https://developers.google.com/search/docs/appearance/structured-data/faqpage"""
    pairs = [
        ("How many places are there?", "See [the table](/en/) & *ask*."),
        ("Is it free?", "Yes."),
    ]

    page = questions_and_answers(pairs)

    first, second = page["mainEntity"]
    assert page["@type"] == "FAQPage"
    assert [each["@type"] for each in (first, second)] == ["Question", "Question"]
    assert first["name"] == "How many places are there?"
    assert first["acceptedAnswer"]["@type"] == "Answer"
    answer = etree.fromstring(first["acceptedAnswer"]["text"])
    assert answer.xpath("//a/@href") == [f"{settings.SITE_URL}/en/"]
    assert second["acceptedAnswer"]["text"] == "<p>Yes.</p>"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_questions_are_described_with_their_answers_where_they_are_answered(
    client, shipped, language
):
    index = linked_data(parse(client.get(f"/{language}/questions/")))

    with translation.override(language):
        questions = list(Question.objects.all())
        assert [each["name"] for each in index["FAQPage"]["mainEntity"]] == [
            question.question for question in questions
        ]
        for question in questions:
            said = linked_data(parse(client.get(question.get_absolute_url())))
            (only,) = said["FAQPage"]["mainEntity"]
            steps = [step["name"] for step in said["BreadcrumbList"]["itemListElement"]]
            assert only["name"] == question.question == steps[-1]
            assert question.summary.split()[0] in only["acceptedAnswer"]["text"]
            assert len(steps) == 3


def test_no_page_claims_questions_that_it_does_not_show(page_at):
    for address in (*ENGLISH, *FRENCH):
        page = page_at(address)

        questions = linked_data(page).get("FAQPage", {"mainEntity": []})["mainEntity"]
        shown = text(page.xpath("//main")[0])
        names = [" ".join(question["name"].split()) for question in questions]
        assert all(name in shown for name in names), address


def test_what_a_season_says_of_itself_costs_one_query_however_many_quotas_it_has(client, db):
    season = make_season(year=2021)
    make_quota(season=season)
    with CaptureQueriesContext(connection) as few:
        client.get("/en/seasons/2021/")

    for _ in range(10):
        make_quota(season=season, category=Category.objects.first())
    with CaptureQueriesContext(connection) as many:
        client.get("/en/seasons/2021/")

    recorded = [query for query in many if '"recorded_at") AS "last"' in query["sql"]]
    assert len(many) == len(few)
    assert len(recorded) == 1
