"""Charts as files: the addresses, their headers, and their words against the research."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import etree

from quotas.charts.picture import STYLE_HASH
from quotas.models import Quota, Season

from ..factories import make_category, make_country, make_figures, make_quota, make_season
from ..pages import SPACES, parse

CHARTS = [
    "/en/countries/fr/seasons",
    "/en/pools/2026/gb/working-holiday/weeks",
    "/en/pools/2026/fr/working-holiday/chances",
    "/en/seasons/2026/weeks/invitations",
    "/en/ratings/2026/shares",
    "/en/ratings/2026/working-holiday/shares",
    "/en/how-it-works/steps",
    "/fr/pays/fr/saisons",
    "/fr/bassins/2026/gb/vacances-travail/semaines",
    "/fr/bassins/2026/fr/vacances-travail/probabilites",
    "/fr/saisons/2026/semaines/invitations",
    "/fr/cotes/2026/parts",
    "/fr/cotes/2026/vacances-travail/parts",
    "/fr/comment-ca-marche/etapes",
]
SHARES = [
    "/en/countries/fr/picture.png",
    "/en/countries/mx/picture.png",
    "/en/pools/2026/fr/working-holiday/picture.png",
    "/en/pools/2021/au/working-holiday/picture.png",
    "/en/ratings/2026/picture.png",
    "/fr/pays/jp/image.png",
    "/fr/bassins/2023/fr/vacances-travail/image.png",
    "/fr/cotes/2026/image.png",
]


def narrow(chart):
    return f"{chart}-{'etroite' if chart.startswith('/fr/') else 'narrow'}.svg"


# Addresses and headers


@pytest.mark.parametrize("chart", CHARTS)
def test_a_chart_has_a_wide_and_a_narrow_drawing_and_a_png(client, shipped, chart):
    wide, small, png = (
        client.get(each) for each in (f"{chart}.svg", narrow(chart), f"{chart}.png")
    )

    widths = [etree.fromstring(each.content).get("width") for each in (wide, small)]
    assert widths == ["720", "360"]
    assert wide.headers["Content-Type"] == small.headers["Content-Type"] == "image/svg+xml"
    assert png.headers["Content-Type"] == "image/png"
    assert int.from_bytes(png.content[16:20], "big") == 1440
    for response in (wide, small, png):
        assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert not response.cookies


@pytest.mark.parametrize("address", SHARES)
def test_a_share_picture_is_a_png_of_the_size_that_pages_say(client, shipped, address):
    png = client.get(address).content

    sizes = [int.from_bytes(png[place : place + 4], "big") for place in (16, 20)]
    assert sizes == [1200, 630]
    assert len(png) < 120_000


def test_an_svg_may_use_its_own_style_and_nothing_else(client, shipped):
    policy = client.get(f"{CHARTS[0]}.svg").headers["Content-Security-Policy"]

    assert policy == (
        f"default-src 'none'; style-src {STYLE_HASH}; base-uri 'none'; frame-ancestors 'none'"
    )


@pytest.mark.parametrize("ending", [".svg", ".png"])
def test_a_drawing_is_made_once_while_the_data_stays(client, shipped, monkeypatch, ending):
    etag = client.get(CHARTS[0] + ending).headers["ETag"]
    monkeypatch.setattr("quotas.views.drawings.draw_svg", None)

    held = client.get(CHARTS[0] + ending)
    unchanged = client.get(CHARTS[0] + ending, headers={"if-none-match": etag})

    assert held.status_code == 200
    assert (unchanged.status_code, unchanged.content) == (304, b"")


def test_a_changed_figure_is_in_the_next_drawing(client, words):
    Quota.objects.filter(country__code="FR", season__year=2026, state="limited").update(places=77)

    headline, _description, labels = words(f"{CHARTS[0]}.svg")

    assert headline == "France: Working Holiday had 6,615 places in 2025, then 77 in 2026."
    assert "77" in labels


@pytest.mark.parametrize("ending", [".svg", "-narrow.svg", ".png"])
def test_a_question_mark_is_no_way_to_have_a_drawing_made_again(client, shipped, ending):
    response = client.get(f"{CHARTS[0]}{ending}?again=1")

    assert (response.status_code, response.headers["Location"]) == (301, CHARTS[0] + ending)


@pytest.mark.parametrize(
    "address",
    [
        "/en/countries/zz/seasons.svg",
        "/en/countries/fr/seasons-wide.svg",
        "/en/countries/fr/seasons-etroite.svg",
        "/en/countries/fr/seasons-narrow.png",
        "/en/countries/fr/seasons.gif",
        "/fr/pays/fr/saisons-narrow.svg",
        "/en/pools/2026/fr/visitor/weeks.svg",
        "/en/pools/2026/zz/working-holiday/weeks.png",
        "/en/pools/1999/fr/working-holiday/weeks.svg",
        "/en/pools/2021/fr/working-holiday/weeks.svg",
        "/en/pools/2026/ad/working-holiday/chances.svg",
        "/en/seasons/2023/weeks/invitations.svg",
        "/en/ratings/2021/shares.svg",
        "/en/ratings/2026/visitor/shares.svg",
        "/fr/bassins/2021/zz/vacances-travail/image.png",
    ],
)
def test_what_there_is_no_chart_of_has_no_drawing(client, shipped, address):
    response = client.get(address)

    assert response.status_code == 404
    assert "ETag" not in response.headers


def test_a_drawing_in_the_words_of_the_other_language_leads_to_the_right_one(client, shipped):
    response = client.get("/fr/countries/fr/seasons-narrow.svg")

    assert response.headers["Location"] == "/fr/pays/fr/saisons-etroite.svg"


def test_nothing_of_an_unpublished_season_is_drawn(client, db):
    country, category = make_country(code="JP"), make_category(slug="hidden")
    hidden = make_season(year=2031, is_published=False)
    make_quota(season=hidden, country=country, category=category, places=31313)
    make_figures(season=hidden, country=country, category=category, spots=31313)

    assert b"31,313" not in client.get("/en/countries/jp/seasons.svg").content
    assert client.get("/en/pools/2031/jp/hidden/weeks.svg").status_code == 404
    assert client.get("/en/ratings/2031/shares.svg").status_code == 404


@pytest.mark.parametrize(
    "place", ["countries/jp/seasons", "pools/2021/jp/only/weeks", "pools/2021/jp/only/picture"]
)
def test_a_drawing_costs_the_same_queries_however_much_is_held(client, db, place):
    facts = {"country": make_country(code="JP"), "category": make_category(slug="only")}
    season = make_season(year=2021)
    make_quota(season=season, **facts)
    make_figures(season=season, as_of=datetime.date(2021, 3, 1), spots=5, **facts)
    with CaptureQueriesContext(connection) as few:
        assert client.get(f"/en/{place}.png").status_code == 200

    for year in range(2030, 2040):
        make_quota(season=make_season(year=year), **facts)
        make_quota(season=season, category=facts["category"])
        day = datetime.date(2021, 3, year - 2028)
        make_figures(season=season, as_of=day, spots=5, **facts)
    with CaptureQueriesContext(connection) as many:
        assert client.get(f"/en/{place}.png").status_code == 200

    assert len(many) == len(few) <= 9


# Pages and their pictures


@pytest.mark.parametrize(
    ("address", "count"),
    [
        ("/en/pools/2026/fr/working-holiday/", 2),
        ("/fr/bassins/2026/ad/vacances-travail/", 1),
        ("/en/pools/2021/au/working-holiday/", 0),
        ("/en/countries/fr/", 1),
        ("/fr/pays/gb/", 1),
        ("/fr/cotes/", 1),
        ("/en/ratings/?season=2026&category=working-holiday", 1),
        ("/en/how-it-works/", 1),
        ("/fr/saisons/2026/semaines/", 1),
    ],
)
def test_a_page_keeps_room_for_each_picture_and_says_it_in_words(client, words, address, count):
    pictures = parse(client.get(address)).xpath("//figure[@class='picture']")

    assert len(pictures) >= count
    first = {"/en/how-it-works/", "/fr/saisons/2026/semaines/"}  # pages that begin with it
    for n, picture in enumerate(pictures):
        (source,), (image,) = picture.xpath(".//source"), picture.xpath(".//img")
        for element, file in ((source, source.get("srcset")), (image, image.get("src"))):
            document = etree.fromstring(client.get(file).content)
            assert element.get("width") == document.get("width")
            assert element.get("height") == document.get("height")
        headline, description, _labels = words(image.get("src"))
        assert image.get("alt").translate(SPACES) == f"{headline} {description}"
        assert image.get("loading") == (None if n == 0 and address in first else "lazy")
        for link in picture.xpath("figcaption/a"):
            assert client.get(link.get("href")).status_code == 200
            assert link.get("aria-label").startswith(link.text)


@pytest.mark.parametrize(
    ("address", "share", "chart"),
    [
        (
            "/en/pools/2026/fr/working-holiday/",
            "/en/pools/2026/fr/working-holiday/picture.png",
            "/en/pools/2026/fr/working-holiday/weeks.svg",
        ),
        ("/fr/pays/fr/", "/fr/pays/fr/image.png", "/fr/pays/fr/saisons.svg"),
        ("/en/ratings/", "/en/ratings/2026/picture.png", "/en/ratings/2026/shares.svg"),
    ],
)
def test_the_picture_of_a_shared_link_is_the_chart_with_its_headline(
    client, words, settings, address, share, chart
):
    card = parse(client.get(address))

    assert card.xpath("//meta[@property='og:image']/@content") == [settings.SITE_URL + share]
    (alt,) = card.xpath("//meta[@property='og:image:alt']/@content")
    assert alt.translate(SPACES) == words(chart)[0]


def test_a_pool_without_weeks_is_shared_with_its_quota(client, shipped):
    card = parse(client.get("/en/pools/2021/au/working-holiday/"))

    assert card.xpath("//meta[@property='og:image:alt']/@content") == [
        "Australia: Working Holiday had no limit in 2021."
    ]


def test_a_country_without_a_figure_is_shared_with_that(client, db):
    make_country(code="JP", name_en="Japan")

    card = parse(client.get("/en/countries/jp/"))

    assert card.xpath("//meta[@property='og:image:alt']/@content") == [
        "Japan: we have no figure yet."
    ]
    assert client.get("/en/countries/jp/picture.png").status_code == 200
    assert not Season.objects.exists()
