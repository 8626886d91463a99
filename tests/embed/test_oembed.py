"""The addresses that oEmbed takes for ours, and the height of its frames."""

import pytest
from django.conf import settings as configured
from lxml import html

from quotas.models import Quota

from ..factories import make_category, make_country, make_quota, make_season

pytestmark = pytest.mark.once

SITE = configured.SITE_URL
PAGE = "/en/seasons/2021/"
OVER_HTTPS = "https://quotas.example"


def ask(client, page, **room):
    return client.get("/oembed", {"url": page} | room)


@pytest.mark.parametrize("address", [OVER_HTTPS, "http://quotas.example", f"{OVER_HTTPS}:443"])
@pytest.mark.parametrize(
    "page",
    [
        f"https://quotas.example{PAGE}",
        f"http://quotas.example{PAGE}",
        f"https://quotas.example:443{PAGE}",
        f"http://quotas.example:80{PAGE}",
        f"HTTP://Quotas.Example{PAGE}",
        f"http://quotas.example{PAGE.rstrip('/')}",
        f"https://www.quotas.example{PAGE}",
        f"http://www.quotas.example{PAGE}",
        f"http://quotas.example/embed{PAGE}#?secret=a1b2c3d4e5",
    ],
)
def test_a_page_of_ours_is_understood_by_http_and_https(client, shipped, settings, address, page):
    settings.SITE_URL = address

    said = ask(client, page).json()

    source = html.fragment_fromstring(said["html"]).get("src")
    assert source == f"{address}/embed{PAGE}"


@pytest.mark.parametrize(
    "page",
    [
        f"https://quotas.example:8443{PAGE}",
        f"https://quotas.example.evil.example{PAGE}",
        f"https://quotas.example@evil.example{PAGE}",
        f"https://somebody@quotas.example{PAGE}",
        f"https://quotas.example:99999{PAGE}",
        f"https://quotas.example:x{PAGE}",
        f"ftp://quotas.example{PAGE}",
        f"//quotas.example{PAGE}",
        f"quotas.example{PAGE}",
    ],
)
def test_a_page_of_another_site_is_not_taken_for_ours(client, shipped, settings, page):
    settings.SITE_URL = OVER_HTTPS

    assert ask(client, page).status_code == 404


def test_a_port_of_our_own_is_part_of_the_address(client, shipped, settings):
    settings.SITE_URL = "http://127.0.0.1:8000"

    assert ask(client, f"http://127.0.0.1:8000{PAGE}").status_code == 200
    assert ask(client, f"http://127.0.0.1{PAGE}").status_code == 404


def height(client, page, **room):
    return ask(client, SITE + page, **room).json()["height"]


@pytest.mark.parametrize(
    "query", ["", "?q=an", "?category=working-holiday&min_places=1000", "?country=fr"]
)
def test_a_frame_is_as_high_as_the_rows_that_its_filters_leave(client, shipped, query):
    rows = client.get(f"/embed{PAGE}{query}").content.decode().count('<th scope="row">')

    assert rows
    assert 44 * rows < height(client, PAGE + query) < 44 * rows + 240


def test_a_frame_without_a_row_is_low(client, shipped):
    assert height(client, f"{PAGE}?q=zzz") < 240


def test_a_narrow_frame_is_higher_and_no_frame_is_higher_than_there_is_room(client, shipped):
    usual = height(client, PAGE)

    assert height(client, PAGE, maxwidth=240) > 2 * usual
    assert height(client, PAGE, maxwidth=800) == usual
    assert height(client, PAGE, maxheight=300) == 300
    assert height(client, PAGE, maxwidth=1) < 4 * usual


def test_a_card_is_about_as_high_at_every_width(client, shipped):
    heights = [height(client, "/fr/pays/gb/", maxwidth=width) for width in range(240, 801, 40)]

    assert max(heights) - min(heights) < 80


def test_what_a_frame_leaves_out_makes_it_higher(client, shipped):
    assert height(client, f"{PAGE}?theme=neon&category=x") > height(client, PAGE) + 40


def test_a_long_name_makes_a_frame_higher(client, db):
    season = make_season(year=2021)
    category = make_category()
    long = "Saint-Vincent-et-les-Grenadines et Territoires" * 2
    for country in (make_country(), make_country(name_en=long, name_fr=long)):
        make_quota(season=season, category=category, country=country)
    both = height(client, PAGE, maxwidth=320)

    Quota.objects.filter(country__name_en=long).delete()

    assert height(client, PAGE, maxwidth=320) < both - 44
