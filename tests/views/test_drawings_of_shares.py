"""The pictures that shared links show, of the site and of seasons."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from font_source_sans_pro import font_files_ttf
from PIL import ImageFont

from quotas.charts import Rank, RanksChart
from quotas.charts.picture import SHARE, Picture
from quotas.figures.ranks import largest_quotas, site_chart
from quotas.models import Category, Country, Season
from quotas.views.drawings import LETTERS

from ..charts.drawings import boxes
from ..factories import make_category, make_country, make_quota, make_season
from ..pages import SPACES, parse

pytestmark = pytest.mark.once

ADDRESSES = [
    "/en/picture.png",
    "/en/seasons/2021/picture.png",
    "/en/seasons/2026/picture.png",
    "/fr/image.png",
    "/fr/saisons/2021/image.png",
]


def words(chart):
    text = "\n".join([chart.headline, chart.unit, chart.description, chart.foot])
    return text.translate(SPACES).split("\n")


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_picture_is_a_png_of_the_size_that_pages_say(client, shipped, address):
    response = client.get(address)

    sizes = [int.from_bytes(response.content[n : n + 4], "big") for n in (16, 20)]
    assert response.headers["Content-Type"] == "image/png"
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert sizes == [1200, 630]
    assert len(response.content) < 100_000
    assert not response.cookies


def test_a_picture_is_drawn_once_while_the_data_stays(client, shipped, monkeypatch):
    etag = client.get("/en/picture.png").headers["ETag"]
    monkeypatch.setattr("quotas.views.drawings.draw_png", None)

    held = client.get("/en/picture.png")
    unchanged = client.get("/en/picture.png", headers={"if-none-match": etag})

    assert held.status_code == 200
    assert (unchanged.status_code, unchanged.content) == (304, b"")


def test_a_question_mark_is_no_way_to_have_a_picture_drawn_again(client, shipped):
    response = client.get("/en/picture.png?again=1")

    assert (response.status_code, response.headers["Location"]) == (301, "/en/picture.png")


@pytest.mark.parametrize(
    "address",
    [
        "/en/seasons/1999/picture.png",
        "/en/seasons/99999999999999999999999999/picture.png",
        "/en/countries/zz/picture.png",
        "/fr/bassins/2021/jp/visiteur/image.png",
        "/en/pictures.png",
    ],
)
def test_what_there_is_no_page_of_has_no_picture(client, shipped, address):
    response = client.get(address)

    assert response.status_code == 404
    assert "ETag" not in response.headers


def test_an_address_in_the_words_of_the_other_language_leads_to_the_right_one(client, shipped):
    response = client.get("/fr/countries/jp/picture.png")

    assert (response.status_code, response.headers["Location"]) == (301, "/fr/pays/jp/image.png")


def test_a_season_shows_its_largest_quotas(shipped):
    assert words(largest_quotas(Season.objects.get(year=2021))) == [
        "Australia had no limit in Working Holiday in 2021.",
        "Quotas of the 2021 season, as the article published it"
        " · Working Holiday: the largest quotas",
        "Australia: Unlimited. Ireland: 10,500. France: 7,100. Japan: 6,500.",
        "As of March 1, 2021 · Blank Slate Partners (reported)",
    ]


@pytest.mark.parametrize(
    ("places", "headline"),
    [
        (0, "No country had spots in Holiday in 2031."),
        (1, "Japan had the largest quota of Holiday in 2031: 1 spot."),
        (1234, "Japan had the largest quota of Holiday in 2031: 1,234 spots."),
    ],
)
def test_the_headline_of_a_season_is_its_largest_quota(db, places, headline):
    season, category = make_season(year=2031), make_category(name_en="Holiday")
    make_quota(season=season, category=category, country=make_country(name_en="Chile"), places=0)
    japan = make_country(name_en="Japan", code="JP")
    make_quota(season=season, category=category, country=japan, places=places)

    assert largest_quotas(season).headline == headline


def test_a_season_without_a_quota_has_a_picture_all_the_same(client, db):
    season = Season.objects.create(year=2021)

    assert largest_quotas(season).headline == "Quotas of the 2021 season: we have no figure yet."
    assert client.get("/en/seasons/2021/picture.png").status_code == 200


def test_nothing_of_an_unpublished_season_is_counted(client, db):
    make_quota(season=make_season(year=2031, is_published=False))

    assert site_chart().description == "Quotas: 0. Countries and territories: 0. Seasons: 0."
    assert client.get("/en/seasons/2031/picture.png").status_code == 404


@pytest.mark.parametrize("font", LETTERS)
def test_the_letters_of_every_name_are_in_the_fonts(shipped, font):
    letters = ImageFont.truetype(font, 40)
    missing = bytes(letters.getmask("\uffff"))
    named = [*Country.objects.all(), *Category.objects.all()]
    used = {letter for each in named for letter in each.name_en + each.name_fr}

    assert font in font_files_ttf.values()
    for letter in used | set("éèêçœŒøØåÅæñčşł’“”«»–·…∞×0123456789,\u00a0\u202f"):
        assert bytes(letters.getmask(letter)) != missing, hex(ord(letter))


@pytest.mark.parametrize("font", LETTERS)
def test_the_widths_of_shares_are_no_smaller_than_those_of_the_letters(shipped, font):
    letters = ImageFont.truetype(font, 100)
    texts = [name for each in Country.objects.all() for name in (each.name_en, each.name_fr)]
    texts += ["21,803 candidates were in the pool on October 9, 2026.", "0123456789", "∞ Unlimited"]

    for text in texts:
        assert letters.getlength(text) <= SHARE.width_of(text, 100, bold=font == LETTERS[1]), text


def test_the_longest_words_stay_inside_their_picture():
    chart = RanksChart(
        "Long " * 20, "word " * 20, "foot " * 20, [Rank("name " * 30, "9" * 30, 1)] * 4
    )
    picture = Picture(chart, SHARE)

    for left, _top, right, bottom in boxes(picture):
        assert left >= SHARE.margin - 1
        assert right <= SHARE.width - SHARE.margin + 1
        assert bottom <= SHARE.height


@pytest.mark.parametrize("place", ["seasons/2021/", "", "countries/jp/"])
def test_a_picture_costs_the_same_queries_however_much_is_held(client, db, place):
    facts = {"country": make_country(code="JP"), "category": make_category(slug="only")}
    make_quota(season=make_season(year=2021), **facts)
    with CaptureQueriesContext(connection) as few:
        assert client.get(f"/en/{place}picture.png").status_code == 200

    for year in range(2030, 2040):
        make_quota(season=make_season(year=year), **facts)
        make_quota(season=Season.objects.get(year=2021), category=facts["category"])
    with CaptureQueriesContext(connection) as many:
        assert client.get(f"/en/{place}picture.png").status_code == 200

    assert len(many) == len(few) <= 9


@pytest.mark.parametrize(
    ("address", "picture"),
    [
        ("/en/", "/en/seasons/2026/picture.png"),
        ("/fr/saisons/2023/", "/fr/saisons/2023/image.png"),
        ("/fr/pays/jp/", "/fr/pays/jp/image.png"),
        ("/fr/bassins/2026/is/vacances-travail/", "/fr/bassins/2026/is/vacances-travail/image.png"),
        ("/en/categories/", "/en/picture.png"),
    ],
)
def test_a_page_says_which_picture_is_its_own(client, shipped, settings, address, picture):
    said = parse(client.get(address)).xpath("//meta[@property='og:image']/@content")

    assert said == [settings.SITE_URL + picture]
    assert client.get(picture).status_code == 200
