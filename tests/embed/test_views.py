import json
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.test import Client
from lxml import html

from quotas.models import Quota, Season

from ..pages import parse, text

pytestmark = pytest.mark.once

SITE = settings.SITE_URL
FRAMES = [
    "/embed/en/",
    "/embed/fr/",
    "/embed/en/seasons/2021/",
    "/embed/fr/saisons/2021/",
    "/embed/en/seasons/2026/?category=working-holiday&theme=dark",
    "/embed/en/countries/jp/",
    "/embed/fr/pays/jp/?theme=light",
]


@pytest.mark.parametrize("address", FRAMES)
def test_a_frame_may_be_framed_by_anybody(client, shipped, address):
    response = client.get(address)

    assert response.status_code == 200
    assert "frame-ancestors *" in response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in response.headers
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert not response.cookies


@pytest.mark.parametrize(
    "address",
    ["/en/", "/en/data/embed/", "/en/seasons/2021/quotas.csv", "/api/v1/quotas", "/oembed"],
)
def test_nothing_else_may_be_framed(client, shipped, address):
    response = client.get(address)

    assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]
    assert response.headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("address", FRAMES)
def test_a_frame_leads_back_in_a_new_window_and_says_its_day(client, shipped, address):
    page = parse(client.get(address))

    assert page.xpath("//footer//a/@href")[0].startswith(SITE)
    assert set(page.xpath("//a/@target")) == {"_blank"}
    assert all(href.startswith(SITE) for href in page.xpath("//a/@href"))
    assert page.xpath("//time/@datetime")
    assert page.xpath("//table/caption")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_frame_shows_what_its_page_shows(client, shipped, language):
    folder = {"en": "/en/seasons/2021/", "fr": "/fr/saisons/2021/"}[language]
    query = "?category=working-holiday&sort=-working-holiday&min_places=1000"

    framed = parse(client.get(f"/embed{folder}{query}"))
    page = parse(client.get(f"{folder}{query}"))

    for note in page.xpath("//table//details"):
        note.drop_tree()
    rows = "//table//tbody/tr"
    assert framed.get("lang") == language
    assert len(framed.xpath(rows)) == len(page.xpath(rows)) > 3
    assert [text(cell) for cell in framed.xpath(f"{rows}/th")] == [
        text(cell) for cell in page.xpath(f"{rows}/th")
    ]
    assert framed.xpath("//footer//a/@href")[0] == f"{SITE}{folder}{query}"


def test_a_frame_tells_of_one_day_only_if_all_figures_are_of_it(client, shipped):
    one = parse(client.get("/embed/en/seasons/2026/"))
    several = parse(client.get("/embed/en/seasons/2025/"))

    assert one.xpath("//time/@datetime") == ["2026-10-09"]
    assert several.xpath("//time/@datetime") == []
    assert "The figures come from several sources, as of February 1, 2025." in text(
        several.xpath("//p[@class='about']")[0]
    )


@pytest.mark.parametrize("address", ["/embed/en/seasons/2021/", "/embed/fr/saisons/2021/"])
@pytest.mark.parametrize("query", ["category=x", "min_places=-1", "sort=size", "theme=neon"])
def test_a_frame_says_what_it_leaves_out_and_shows_the_rest(client, shipped, address, query):
    page = parse(client.get(f"{address}?{query}"))

    assert len(page.xpath("//p[@class='left-out']")) == 1
    assert len(page.xpath("//tbody/tr")) == 23


def test_a_card_shows_the_latest_quota_of_each_category(client, shipped):
    page = parse(client.get("/embed/en/countries/gb/"))

    first = text(page.xpath("//tbody/tr")[0])
    assert "9,363 2026 season As of October 9, 2026 18 to 35 years" in first


@pytest.mark.parametrize("theme", ["light", "dark", "auto"])
def test_a_frame_has_the_theme_that_was_asked_for(client, shipped, theme):
    assert parse(client.get(f"/embed/en/?theme={theme}")).get("data-theme") == theme


@pytest.mark.parametrize("theme", ["", "neon", "%00", "dark%22%3E%3Cscript%3E"])
def test_another_theme_is_automatic(client, shipped, theme):
    assert parse(client.get(f"/embed/en/?theme={theme}")).get("data-theme") == "auto"


@pytest.mark.parametrize(
    "address",
    [
        "/embed/",
        "/embed/de/",
        "/embed/en/seasons/1999/",
        "/embed/en/seasons/2019/",
        "/embed/en/countries/zz/",
        "/embed/en/about/",
        "/embed/admin/",
        "/embed/en/saisons/2021/",
    ],
)
def test_what_cannot_be_framed_is_not_there(client, shipped, address):
    response = client.get(address)

    assert response.status_code == 404
    assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]


def test_a_season_that_is_not_published_has_no_frame_and_no_figure_in_one(client, shipped):
    Season.objects.filter(year=2026).update(is_current=False, is_published=False)

    assert client.get("/embed/en/seasons/2026/").status_code == 404
    assert "9,363" not in text(parse(client.get("/embed/en/countries/gb/")))


def test_a_changed_figure_is_in_the_frame_at_the_next_request(shipped):
    client = Client()
    first = client.get("/embed/en/countries/gb/")
    held = client.get("/embed/en/countries/gb/", headers={"if-none-match": first.headers["ETag"]})
    quota = Quota.objects.get(season__year=2026, country__code="GB", places=9363)
    quota.places = 4321
    quota.save()

    assert held.status_code == 304
    assert "4,321" in text(parse(client.get("/embed/en/countries/gb/")))


def test_the_script_for_heights_is_small_and_may_be_loaded_by_anybody(client, shipped):
    response = client.get("/embed/height.js")

    assert len(response.content) < 1024
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response.headers["Content-Type"].startswith("text/javascript")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_form_shows_the_frame_and_what_to_paste(client, shipped, language):
    address = {"en": "/en/data/embed/", "fr": "/fr/donnees/integrer/"}[language]
    response = client.get(f"{address}?season=2021&category=working-holiday&theme=dark")
    page = parse(response)

    source = page.xpath("//iframe/@src")[0]
    pasted = html.fragment_fromstring(text(page.xpath("(//pre)[1]")[0]))
    assert client.get(source).status_code == 200
    assert pasted.get("src") == SITE + source
    assert pasted.get("title")
    assert "theme=dark" in source
    assert "category=working-holiday" in source
    assert "frame-src 'self'" in response.headers["Content-Security-Policy"]
    assert (
        text(page.xpath("(//pre)[2]")[0]) == f'<script src="{SITE}/embed/height.js" async></script>'
    )


def test_the_form_can_show_a_country(client, shipped):
    page = parse(client.get("/en/data/embed/?what=country&country=jp&category=working-holiday"))

    assert page.xpath("//iframe/@src") == ["/embed/en/countries/jp/"]


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("what=everything", "what"),
        ("season=1999", "season"),
        ("country=zz", "country"),
        ("category=x&category=working-holiday", "category"),
        ("theme=neon", "theme"),
    ],
)
def test_what_is_wrong_in_the_form_gets_a_sentence_and_a_frame_nevertheless(
    client, shipped, query, name
):
    page = parse(client.get(f"/en/data/embed/?{query}"))

    assert len(page.xpath(f"//*[@id='error-{name}']/p")) == 1
    assert page.xpath("//iframe")


def test_the_form_stands_without_any_data(client, db):
    assert client.get("/en/data/embed/").status_code == 200


PAGES = [
    "/en/",
    "/fr/",
    "/en/seasons/2021/",
    "/fr/saisons/2026/",
    "/en/countries/jp/",
    "/fr/pays/jp/",
]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_leads_to_its_oembed(client, shipped, address):
    link = parse(client.get(address)).xpath("//link[@type='application/json+oembed']/@href")[0]

    assert link.startswith(f"{SITE}/oembed?url=")
    said = client.get(link.removeprefix(SITE)).json()
    frame = html.fragment_fromstring(said["html"])
    assert said["type"] == "rich"
    assert said["version"] == "1.0"
    assert frame.get("src") == f"{SITE}/embed{address}"
    assert (said["width"], said["height"]) == (int(frame.get("width")), int(frame.get("height")))
    assert client.get(frame.get("src").removeprefix(SITE)).status_code == 200


def test_the_filters_of_a_link_are_kept(client, shipped):
    said = client.get(
        "/oembed", {"url": f"{SITE}/en/seasons/2021/?category=working-holiday&q=an"}
    ).json()

    assert "/embed/en/seasons/2021/?category=working-holiday&amp;q=an" in said["html"]


@pytest.mark.parametrize("page", ["/en/seasons/2021", "/fr/pays/jp", "/en"])
def test_a_link_without_its_last_slash_is_understood(client, shipped, page):
    said = client.get("/oembed", {"url": SITE + page}).json()

    assert f"/embed{page}/" in said["html"]


def test_oembed_speaks_xml_too(client, shipped):
    response = client.get("/oembed", {"url": f"{SITE}/en/seasons/2021/", "format": "xml"})

    root = ElementTree.fromstring(response.content)  # noqa: S314, our own
    assert response.headers["Content-Type"].startswith("text/xml")
    assert root.findtext("type") == "rich"
    assert root.findtext("html").startswith("<iframe ")


def test_oembed_stays_xml_whatever_stands_in_the_query(client, shipped):
    page = f'{SITE}/en/seasons/2021/?q=\x01\x0b<"é'
    response = client.get("/oembed", {"url": page, "format": "xml"})

    root = ElementTree.fromstring(response.content)  # noqa: S314, our own
    frame = html.fragment_fromstring(root.findtext("html"))
    assert "q=%01%0B%3C%22%C3%A9" in frame.get("src")


def test_oembed_keeps_to_the_size_that_there_is_room_for(client, shipped):
    page = f"{SITE}/en/seasons/2021/"
    small = client.get("/oembed", {"url": page, "maxwidth": 300, "maxheight": 200}).json()
    odd = client.get("/oembed", {"url": page, "maxwidth": "-1", "maxheight": "9" * 400}).json()
    tiny = client.get("/oembed", {"url": page, "maxwidth": "1", "maxheight": "0"}).json()

    assert (small["width"], small["height"]) == (300, 200)
    assert odd["width"] == 640
    assert tiny["width"] == 1
    assert tiny["height"] > odd["height"] > 23 * 40


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({}, 400),
        ({"url": ""}, 400),
        ({"url": f"{SITE}/en/seasons/2021/", "format": "yaml"}, 501),
        ({"url": "https://elsewhere.example/en/seasons/2021/"}, 404),
        ({"url": f"{SITE}/en/about/"}, 404),
        ({"url": f"{SITE}/en/seasons/1999/"}, 404),
        ({"url": f"{SITE}/en/countries/zz/"}, 404),
        ({"url": f"{SITE}/admin/"}, 404),
        ({"url": "javascript:alert(1)"}, 404),
        ({"url": "http://[broken"}, 404),
        ({"url": f"{SITE}.evil.example/en/"}, 404),
        ({"url": f"{SITE}@evil.example/en/"}, 404),
        ({"url": "/en/"}, 404),
        ({"url": f"{SITE}/en/%00/"}, 404),
    ],
)
def test_oembed_refuses_what_it_does_not_know(client, shipped, query, status):
    response = client.get("/oembed", query)

    assert response.status_code == status
    assert response.headers["Content-Type"].startswith("text/plain")


def test_script_in_an_address_stays_an_address(client, shipped):
    said = client.get("/oembed", {"url": f'{SITE}/en/?q="><script>alert(1)</script>'})

    assert "<script" not in json.loads(said.content)["html"]


def test_a_frame_costs_the_same_queries_however_many_countries_it_lists(
    client, shipped, django_assert_max_num_queries
):
    with django_assert_max_num_queries(20):
        client.get("/embed/en/seasons/2025/")
