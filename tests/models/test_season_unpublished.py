"""A season that is being prepared: nothing of it is public until it is published."""

import datetime

import pytest
from django.urls import reverse

from quotas.models import Category, Country, Fee, Season, SeasonDay

from ..factories import make_figures, make_note, make_notice, make_quota, make_season, make_source
from ..pages import parse, text
from ..views.test_site import ENGLISH, FRENCH

SIGNS = ("2031", "31,313", "31\u00a0313", "27,272", "27\u00a0272", "sunstone", "Prepared source")
DAY = datetime.date(2031, 1, 5)


@pytest.fixture
def season(shipped):
    """The 2031 season, unpublished, with one of everything."""
    season = make_season(year=2031, is_published=False)
    pool = {
        "season": season,
        "country": Country.objects.get(code="JP"),
        "category": Category.objects.get(slug="working-holiday"),
        "source": make_source(title_en="Prepared source", title_fr="Prepared source"),
    }
    make_quota(**pool, places=31313, as_of=DAY)
    make_figures(**pool, invitations=27272, as_of=DAY)
    make_notice(season=season, title_en="sunstone", title_fr="sunstone")
    make_note(season=season, text_en="sunstone", text_fr="sunstone")
    make_note(season=season, country=pool["country"], text_en="sunstone", text_fr="sunstone")
    shared = {"season": season, "source": pool["source"], "slug": "in-2031"}
    SeasonDay.objects.create(**shared, event=1, on=DAY)
    Fee.objects.create(**shared, kind=1, dollars=27272)
    return season


OTHERS = ("/sitemap.xml", "/en/changes/feed.atom", "/fr/changements/fil.atom")
OWN = (
    "/en/seasons/2031/",
    "/fr/saisons/2031/",
    "/en/pools/2031/jp/working-holiday/",
    "/fr/bassins/2031/jp/vacances-travail/",
)


@pytest.mark.parametrize("address", [*ENGLISH, *FRENCH, *OTHERS])
def test_no_page_tells_of_it(client, season, address):
    content = client.get(address).content.decode()

    assert [sign for sign in SIGNS if sign in content] == []


@pytest.mark.parametrize("address", OWN)
def test_it_has_no_page_until_it_is_published(client, season, address):
    assert client.get(address).status_code == 404

    season.is_published = True
    season.save()

    assert client.get(address).status_code == 200


def test_no_page_of_a_filter_tells_of_it(client, season):
    pages = [
        client.get("/en/changes/", {"season": "2031"}),
        client.get("/en/seasons/", {"first": "2031", "second": "2021"}),
        client.get("/en/changes/feed.atom", {"season": "2031"}),
    ]

    assert not any("31,313" in page.content.decode() for page in pages)


def test_once_published_it_is_everywhere_at_once(client, season, publisher):
    client.get("/en/countries/jp/")
    client.force_login(publisher)

    response = client.post(
        reverse("admin:quotas_season_changelist"),
        {"action": "publish", "_selected_action": [season.pk]},
        follow=True,
    )

    assert "The 2031 season is public." in text(parse(response))
    for address in ("/en/countries/jp/", "/en/seasons/2031/", "/en/changes/"):
        assert "31,313" in client.get(address).content.decode()
    assert "31,313" in client.get("/en/changes/feed.atom").content.decode()
    assert "/en/pools/2031/jp/working-holiday/" in client.get("/sitemap.xml").content.decode()


def test_it_is_taken_back_unless_it_is_current(client, season, publisher):
    Season.objects.make_current(season)
    client.force_login(publisher)
    action = {"action": "take_back", "_selected_action": [season.pk]}

    client.post(reverse("admin:quotas_season_changelist"), action)
    season.refresh_from_db()
    assert season.is_published

    Season.objects.make_current(Season.objects.get(year=2021))
    client.post(reverse("admin:quotas_season_changelist"), action)
    season.refresh_from_db()
    assert not season.is_published


def test_an_editor_can_prepare_it_and_not_publish_it(client, season, editor):
    client.force_login(editor)
    for action in ("publish", "make_current", "take_back"):
        client.post(
            reverse("admin:quotas_season_changelist"),
            {"action": action, "_selected_action": [season.pk]},
        )

    form = reverse("admin:quotas_season_change", args=(season.pk,))
    client.post(form, {"year": 2031, "is_published": "on", "has_table": "on", "is_current": "on"})

    season.refresh_from_db()
    assert not season.is_published
    assert not season.is_current
