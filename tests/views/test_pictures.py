"""The pictures that shared links show."""

import datetime
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from font_source_sans_pro import font_files_ttf
from PIL import Image, ImageFont

from quotas.models import Category, Country, Quota, Season
from quotas.views import pictures
from quotas.views.pictures import BOLD, REGULAR, Content, Line, draw_picture

from ..factories import make_category, make_country, make_figures, make_quota, make_season
from ..pages import SPACES, parse

pytestmark = pytest.mark.once

ADDRESSES = [
    "/en/picture.png",
    "/en/seasons/2021/picture.png",
    "/en/seasons/2026/picture.png",
    "/fr/image.png",
    "/fr/saisons/2021/image.png",
]


@pytest.fixture
def words(client, monkeypatch):
    """Return the texts of the picture at an address, line by line."""

    def describe(content):
        lines = (f"{line.name}: {line.value}" for line in content.lines)
        lines = [content.title, content.subtitle, *lines]
        return "\n".join(map(str, [*lines, pictures.describe_sources(content.dated)])).encode()

    monkeypatch.setattr("quotas.views.pictures.draw_picture", describe)
    return lambda address: client.get(address).content.decode().translate(SPACES).split("\n")


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_picture_is_a_small_png_of_the_size_that_pages_say(client, shipped, address):
    response = client.get(address)

    picture = Image.open(io.BytesIO(response.content))
    assert response.headers["Content-Type"] == "image/png"
    assert (picture.format, picture.size) == ("PNG", (1200, 630))
    assert len(response.content) < 40_000


def test_a_picture_may_be_shown_by_other_sites_and_has_no_cookie(client, shipped):
    response = client.get("/en/picture.png")

    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert not response.cookies


def test_the_same_data_gives_the_same_bytes(db):
    quota = make_quota()

    content = Content("Title", "Line", [Line("Name", "1,000", 0.5)], [quota])
    pictures = {draw_picture(content) for _ in range(2)}

    assert len(pictures) == 1


def test_a_picture_is_drawn_once_while_the_data_stays(client, shipped, monkeypatch):
    etag = client.get("/en/picture.png").headers["ETag"]
    monkeypatch.setattr("quotas.views.pictures.draw_picture", None)

    held = client.get("/en/picture.png")
    unchanged = client.get("/en/picture.png", headers={"if-none-match": etag})

    assert held.status_code == 200
    assert (unchanged.status_code, unchanged.content) == (304, b"")


def test_a_changed_figure_is_in_the_next_picture(client, shipped):
    before = client.get("/en/countries/jp/picture.png")
    Quota.objects.filter(country__code="JP", season__year=2026, state="limited").update(places=1)

    after = client.get("/en/countries/jp/picture.png")

    assert after.headers["ETag"] != before.headers["ETag"]
    assert after.content != before.content


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
        "/fr/bassins/2021/zz/vacances-travail/image.png",
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


def test_a_season_shows_its_largest_quotas(words, shipped):
    assert words("/en/seasons/2021/picture.png") == [
        "Quotas of the 2021 season, as the article published it",
        "Working Holiday: the largest quotas",
        "Australia: Unlimited",
        "Ireland: 10,500",
        "France: 7,100",
        "Japan: 6,500",
        "As of March 1, 2021 · Blank Slate Partners (reported) · independent site",
    ]


def test_a_country_shows_the_latest_quota_of_each_category(words, shipped):
    assert words("/fr/pays/jp/image.png") == [
        "Japon",
        "Quotas d’Expérience internationale Canada",
        "Vacances-travail, 2026: 6 433",
        "Jeunes professionnels, 2026: Non offert",
        "Stage coop international, 2026: Non offert",
        "En date du 9 octobre 2026 · flux d’IRCC, copie sur GitHub (source officielle)"
        " · site indépendant",
    ]


def test_a_country_says_of_which_categories_no_figure_is_held(words, shipped):
    Quota.objects.filter(country__code="FR", category__slug="working-holiday").delete()

    assert "Working Holiday: Not known to us" in words("/en/countries/fr/picture.png")


def test_a_pool_shows_its_quota_and_its_newest_figures(words, shipped):
    assert words("/en/pools/2026/gb/working-holiday/picture.png") == [
        "United Kingdom",
        "Working Holiday · 2026 season",
        "Quota: 9,363",
        "Spots available: 122",
        "Candidates: 5,846",
        "Chance rating: Very low",
        "As of October 9, 2026 · IRCC’s feed, copy on GitHub (official) · independent site",
    ]


def test_figures_of_several_days_say_from_when_to_when(words, db):
    category, season = make_category(), make_season()
    for day in (1, 9):
        make_quota(category=category, season=season, as_of=datetime.date(2021, 3, day))

    foot = words("/en/seasons/2021/picture.png")[-1]
    assert foot.startswith("As of March 1, 2021 to March 9, 2021 · A publisher (reported)")


def test_nothing_of_an_unpublished_season_is_in_a_picture(client, words, db):
    country, category = make_country(code="JP"), make_category(slug="hidden")
    hidden = make_season(year=2031, is_published=False)
    make_quota(season=hidden, country=country, category=category, places=31313)
    make_figures(season=hidden, country=country, category=category, spots=31313)

    assert "31,313" not in "".join(words("/en/countries/jp/picture.png"))
    assert "Quotas: 0" in words("/en/picture.png")
    assert client.get("/en/seasons/2031/picture.png").status_code == 404
    assert client.get("/en/pools/2031/jp/hidden/picture.png").status_code == 404


def test_a_season_without_a_quota_has_a_picture_all_the_same(words, db):
    Season.objects.create(year=2021)

    assert words("/en/seasons/2021/picture.png")[1] == "Not known to us"


@pytest.mark.parametrize("font", [REGULAR, BOLD])
def test_the_letters_of_every_name_are_in_the_fonts(shipped, font):
    letters = ImageFont.truetype(font, 40)
    missing = bytes(letters.getmask("\uffff"))
    named = [*Country.objects.all(), *Category.objects.all()]
    used = {letter for each in named for letter in each.name_en + each.name_fr}

    assert font in font_files_ttf.values()
    for letter in used | set("éèêçœŒøØåÅæñčşł’“”«»–·…0123456789,\u00a0\u202f"):
        assert bytes(letters.getmask(letter)) != missing, hex(ord(letter))


def test_the_longest_words_stay_inside_their_picture():
    content = Content("Long " * 40, "word" * 80, [Line("name " * 30, "value " * 30, 1)] * 4)

    picture = Image.open(io.BytesIO(draw_picture(content))).convert("RGB")
    margin = picture.crop((1200 - 60, 0, 1200, 630))
    assert margin.getcolors() == [(60 * 630, margin.getpixel((0, 0)))]


@pytest.mark.parametrize("place", ["countries/jp", "seasons/2021", "pools/2021/jp/only"])
def test_a_picture_costs_the_same_queries_however_much_is_held(client, db, place):
    facts = {"country": make_country(code="JP"), "category": make_category(slug="only")}
    make_quota(season=make_season(year=2021), **facts)
    with CaptureQueriesContext(connection) as few:
        client.get(f"/en/{place}/picture.png")

    for year in range(2030, 2040):
        make_quota(season=make_season(year=year), **facts)
        make_quota(season=Season.objects.get(year=2021), category=facts["category"])
        make_figures(
            season=Season.objects.get(year=2021),
            as_of=datetime.date(2021, 3, year - 2029),
            **facts,
        )
    with CaptureQueriesContext(connection) as many:
        client.get(f"/en/{place}/picture.png")

    assert len(many) == len(few) <= 9


@pytest.mark.parametrize(
    ("page", "picture"),
    [
        ("/en/", "/en/seasons/2026/picture.png"),
        ("/fr/saisons/2023/", "/fr/saisons/2023/image.png"),
        ("/fr/pays/jp/", "/fr/pays/jp/image.png"),
        ("/fr/bassins/2026/is/vacances-travail/", "/fr/bassins/2026/is/vacances-travail/image.png"),
        ("/en/categories/", "/en/picture.png"),
    ],
)
def test_a_page_says_which_picture_is_its_own(client, shipped, settings, page, picture):
    said = parse(client.get(page)).xpath("//meta[@property='og:image']/@content")

    assert said == [settings.SITE_URL + picture]
    assert client.get(picture).status_code == 200
