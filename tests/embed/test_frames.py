"""The frames of pools, charts, the map and comparisons, and what leads to them."""

import io

import pytest
from django.conf import settings
from lxml import html
from PIL import Image

from quotas.models import Quota, WeeklyFigures

from ..pages import parse, text

pytestmark = pytest.mark.once

SITE = settings.SITE_URL
POOLS = {
    "en": "/en/pools/2026/fr/working-holiday/",
    "fr": "/fr/bassins/2026/fr/vacances-travail/",
}
# Pages, what their frames are at, and the page that these lead back to.
FRAMED = {
    "/en/pools/2026/fr/working-holiday/": ("", None),
    "/fr/bassins/2021/jp/jeunes-professionnels/": ("", None),
    "/en/compare/?country=gb&country=ie": ("", None),
    "/fr/comparer/?country=gb&country=ie&season=2025": ("", None),
    "/en/compare/?country=gb&season=2025&season=2026": (
        "/en/compare/gb/2025-2026/quotas/",
        "/en/compare/?country=gb&season=2025&season=2026",
    ),
    "/fr/comparer/gb-ie/2025/quotas.png": (
        "/fr/comparer/gb-ie/2025/quotas/",
        "/fr/comparer/?country=gb&country=ie&season=2025",
    ),
    "/en/map/": (
        "/en/map/2026/working-holiday/map/",
        "/en/map/?season=2026&category=working-holiday",
    ),
    "/fr/carte/?season=2021&category=young-professionals": (
        "/fr/carte/2021/jeunes-professionnels/carte/",
        "/fr/carte/?season=2021&category=young-professionals",
    ),
    "/en/seasons/2026/weeks/": ("/en/seasons/2026/weeks/pools/", "/en/seasons/2026/weeks/"),
    "/en/pools/2026/fr/working-holiday/weeks.svg": (
        "/en/pools/2026/fr/working-holiday/weeks/",
        "/en/pools/2026/fr/working-holiday/",
    ),
    "/en/pools/2026/fr/working-holiday/weeks-narrow.svg": (
        "/en/pools/2026/fr/working-holiday/weeks/",
        "/en/pools/2026/fr/working-holiday/",
    ),
    "/fr/bassins/2026/fr/vacances-travail/semaines.png": (
        "/fr/bassins/2026/fr/vacances-travail/semaines/",
        "/fr/bassins/2026/fr/vacances-travail/",
    ),
}
WITH_A_LINK = [
    "/en/",
    "/fr/saisons/2021/?category=working-holiday&min_places=1000",
    "/en/countries/jp/",
    *POOLS.values(),
    "/en/map/?season=2021",
    "/en/compare/?country=gb&country=ie",
    "/fr/comparer/?country=gb&season=2025&season=2026",
    "/fr/saisons/2026/semaines/?category=young-professionals",
]


def ask(client, path, **more):
    response = client.get("/oembed", {"url": f"{SITE}{path}"} | more)
    assert response.status_code == 200, path
    return response.json()


def source(said):
    return html.fragment_fromstring(said["html"]).get("src").removeprefix(SITE)


@pytest.mark.parametrize("path", FRAMED)
def test_a_page_has_a_frame_that_leads_back_to_it(client, shipped, path):
    at, page = FRAMED[path]

    address = source(ask(client, path))
    frame = parse(client.get(address))

    assert address == f"/embed{at or path}"
    assert frame.xpath("//footer//a/@href") == [f"{SITE}{page or path}"]
    assert frame.get("lang") == path[1:3]
    assert set(frame.xpath("//a/@target")) == {"_blank"}
    assert all(href.startswith(SITE) for href in frame.xpath("//a/@href"))
    assert client.get(page or path).status_code == 200


@pytest.mark.parametrize("path", [*FRAMED, "/en/", "/fr/saisons/2021/", "/en/countries/jp/"])
def test_the_picture_of_an_answer_is_as_large_as_it_says(client, shipped, path):
    said = ask(client, path)

    address = said["thumbnail_url"].removeprefix(SITE)
    picture = Image.open(io.BytesIO(client.get(address).content))
    assert said["type"] == "rich"
    assert picture.size == (said["thumbnail_width"], said["thumbnail_height"]) == (1200, 630)
    assert address.startswith(f"/{path[1:3]}/")


@pytest.mark.parametrize("path", WITH_A_LINK)
def test_a_page_tells_of_its_frame_with_its_filters(client, shipped, path):
    (link,) = parse(client.get(path)).xpath("//link[@type='application/json+oembed']/@href")

    address = source(client.get(link.removeprefix(SITE)).json())

    assert address == source(ask(client, path))
    assert client.get(address).status_code == 200


def test_a_page_without_anything_to_frame_tells_of_no_frame(client, shipped):
    for path in ("/en/compare/", "/en/about/", "/en/seasons/2021/weeks/"):
        assert parse(client.get(path)).xpath("//link[@type='application/json+oembed']") == []


@pytest.mark.parametrize("language", POOLS)
def test_the_frame_of_a_pool_has_its_newest_figures(client, shipped, language):
    frame = parse(client.get(f"/embed{POOLS[language]}"))

    quota = Quota.objects.get(
        season__year=2026, country__code="FR", category__slug="working-holiday"
    )
    week = (
        WeeklyFigures.objects.filter(
            season__year=2026, country__code="FR", category__slug="working-holiday", subpool=""
        )
        .order_by("as_of")
        .last()
    )
    shown = [
        "".join(each for each in text(value) if each.isdecimal())
        for value in frame.xpath("//dd")[:3]
    ]
    assert shown == [str(quota.places), str(week.spots), str(week.invitations)]
    assert str(week.as_of.year) in text(frame.xpath("//p[@class='sentence']")[0])
    drawings = frame.xpath("//picture//@srcset | //picture//@src")
    assert {client.get(drawing).headers["Content-Type"] for drawing in drawings} == {
        "image/svg+xml"
    }
    assert frame.xpath("//img/@alt")[0]


def test_the_frame_of_a_pool_without_a_week_has_its_quota_and_day(client, shipped):
    frame = parse(client.get("/embed/en/pools/2021/jp/young-professionals/"))

    assert [text(value) for value in frame.xpath("//dd")] == ["Not offered"]
    assert "as of March 1, 2021" in text(frame.xpath("//p[@class='sentence']")[0])
    assert not frame.xpath("//img")


def test_a_comparison_shows_the_countries_that_were_asked_for(client, shipped):
    frame = parse(client.get("/embed/en/compare/?country=gb&country=ie&country=xx"))

    assert [text(row) for row in frame.xpath("//tbody//th")] == ["Ireland", "United Kingdom"]
    assert "9,363" in text(frame.xpath("//tbody")[0])
    assert len(frame.xpath("//p[@class='left-out']")) == 1


def test_a_comparison_is_of_the_season_that_was_asked_for(client, shipped):
    frame = parse(client.get("/embed/en/compare/?country=jp&country=tw&season=2021"))

    assert "6,500" in text(frame.xpath("//tbody")[0])
    assert "2021" in text(frame.xpath("//h1")[0])


@pytest.mark.parametrize("path", ["/en/map/", POOLS["en"], "/en/compare/?country=gb&country=ie"])
def test_a_frame_keeps_the_colours_that_its_address_asks_for(client, shipped, path):
    mark = "&" if "?" in path else "?"

    address = source(ask(client, f"{path}{mark}theme=dark"))

    assert "theme=dark" in address
    assert parse(client.get(address)).get("data-theme") == "dark"


@pytest.mark.parametrize(
    "path",
    [
        "/en/compare/",
        "/en/compare/?country=xx",
        "/en/pools/2021/us/working-holiday/",
        "/en/pools/2026/fr/working-holiday/nothing.svg",
        "/en/pools/2021/jp/young-professionals/weeks.svg",
        "/en/map/1850/working-holiday/map.svg",
        "/en/picture.png",
    ],
)
def test_what_has_no_chart_has_no_frame(client, shipped, path):
    assert client.get("/oembed", {"url": f"{SITE}{path}"}).status_code == 404
    if ".svg" in path or "?" in path:
        path = path.replace(".svg", "/")
        assert client.get(f"/embed{path}").status_code == 404


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("?what=pool&country=fr&season=2026", POOLS["en"]),
        ("?what=map&season=2021", "/en/map/2021/working-holiday/map/"),
        ("?what=comparison&country=gb&other=ie", "/en/compare/?country=gb&country=ie"),
        ("?what=address&address=/en/countries/jp/", "/en/countries/jp/"),
        (f"?what=address&address={SITE}/fr/pays/jp/", "/fr/pays/jp/"),
        (
            "?what=address&address=/en/map/&theme=dark",
            "/en/map/2026/working-holiday/map/?theme=dark",
        ),
    ],
)
def test_the_form_makes_each_kind_of_frame(client, shipped, query, address):
    page = parse(client.get(f"/en/data/embed/{query}"))

    assert page.xpath("//iframe/@src") == [f"/embed{address}"]
    assert f'src="{SITE}/embed{address}"' in page.xpath("//pre/code")[0].text.replace("&amp;", "&")


@pytest.mark.parametrize(
    "address", ["", "/en/about/", "http://[broken", "https://elsewhere.example/"]
)
def test_the_form_says_that_there_is_nothing_at_an_address(client, shipped, address):
    page = parse(client.get("/en/data/embed/", {"what": "address", "address": address}))

    assert text(page.xpath("//*[@id='error-address']")[0])
    assert page.xpath("//iframe") == []


@pytest.mark.parametrize("path", [*POOLS.values(), "/en/map/", "/fr/saisons/2026/semaines/"])
def test_a_chart_leads_to_the_code_of_its_frame(client, shipped, path):
    links = parse(client.get(path)).xpath("//figcaption//a[contains(@href, 'what=address')]/@href")

    assert links
    for link in links:
        assert parse(client.get(link)).xpath("//iframe/@src")[0].startswith(f"/embed{path[:4]}")
