"""The sitemap: every page, its translation, and the day on which it last changed."""

import datetime
import re
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import etree

from quotas.history.versions import SHIPPED
from quotas.models import Country, Eligibility, Quota, QuotaValue, Season, WeeklyFigures

from ..factories import make_category, make_country, make_figures, make_quota, make_season
from .test_site import ENGLISH, FRENCH

SITEMAP = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}
OLD = datetime.datetime(2020, 1, 2, 12, tzinfo=datetime.UTC)
NEW = datetime.datetime(2020, 5, 6, 12, tzinfo=datetime.UTC)


@pytest.fixture
def last_changes(client):
    """The day of each page that has one, by the page’s path, as the sitemap of now says it."""

    def read():
        tree = etree.fromstring(client.get("/sitemap.xml").content)
        days = {}
        for url in tree.xpath("//s:url[s:lastmod]", namespaces=SITEMAP):
            place, day = (url.findtext(f"s:{name}", None, SITEMAP) for name in ("loc", "lastmod"))
            days[urlsplit(place).path] = day
        return days

    return read


@pytest.fixture
def old_pool(db):
    """The address of the only quota held, which was recorded on January 2, 2020."""
    pool = {
        "season": make_season(year=2019, is_current=True),
        "country": make_country(code="JP"),
        "category": make_category(slug="one", slug_fr="un"),
    }
    make_quota(**pool)
    QuotaValue.objects.update(recorded_at=OLD)
    return pool


def test_the_sitemap_lists_every_page_in_both_languages(client, shipped, settings):
    tree = etree.fromstring(client.get("/sitemap.xml").content)

    places = tree.xpath("//s:loc/text()", namespaces=SITEMAP)
    paths = {place.removeprefix(settings.SITE_URL) for place in places}
    assert (
        len(places) == len(paths) == 2 * (20 + 4 + 2 + 3 + 26 + Country.objects.count() + 401 + 4)
    )
    assert set(ENGLISH + FRENCH) <= paths
    for url in tree.xpath("//s:url", namespaces=SITEMAP):
        languages = url.xpath("x:link/@hreflang", namespaces=SITEMAP)
        assert sorted(languages) == ["en", "fr", "x-default"]


def test_the_sitemap_keeps_to_the_rules_of_the_protocol(client, shipped, settings):
    """Those of https://www.sitemaps.org/schemas/sitemap/0.9/sitemap.xsd, and the most it allows."""
    content = client.get("/sitemap.xml").content
    tree = etree.fromstring(content)

    assert len(content) < 50 * 1024 * 1024
    assert tree.tag == f"{{{SITEMAP['s']}}}urlset"
    assert 0 < len(tree) < 50_000
    for url in tree:
        names = [etree.QName(child).localname for child in url]
        assert etree.QName(url).localname == "url"
        assert names in (["loc", *["link"] * 3], ["loc", "lastmod", *["link"] * 3])
        place = url.findtext("s:loc", None, SITEMAP)
        assert place.startswith(f"{settings.SITE_URL}/")
        assert 12 <= len(place) <= 2048
        day = url.findtext("s:lastmod", None, SITEMAP)
        assert day is None or re.fullmatch(r"\d{4}-\d\d-\d\d", day)


def test_the_sitemap_and_the_pages_name_the_same_translations(client, shipped):
    tree = etree.fromstring(client.get("/sitemap.xml").content)

    for url in tree:
        named = {link.get("hreflang"): link.get("href") for link in url.findall("x:link", SITEMAP)}
        assert url.findtext("s:loc", None, SITEMAP) in (named["en"], named["fr"])
        assert named["x-default"] == named["en"]


def test_no_page_changed_in_the_future(last_changes, shipped):
    days = last_changes().values()

    assert days
    assert max(days) <= timezone.localdate().isoformat()


def test_pages_of_a_figure_changed_when_it_was_recorded(last_changes, old_pool):
    days = last_changes()

    assert {path for path, day in days.items() if day == "2020-01-02"} == {
        "/en/",
        "/en/map/",
        "/en/ratings/",
        "/en/seasons/",
        "/en/seasons/2019/",
        "/en/countries/jp/",
        "/en/pools/2019/jp/one/",
        "/en/changes/",
        "/fr/",
        "/fr/carte/",
        "/fr/cotes/",
        "/fr/saisons/",
        "/fr/saisons/2019/",
        "/fr/pays/jp/",
        "/fr/bassins/2019/jp/un/",
        "/fr/changements/",
    }


def test_the_data_changed_when_anything_did_and_prose_does_not_say(last_changes, old_pool):
    days = last_changes()

    assert days["/en/data/"] == timezone.localdate().isoformat()
    assert not days.keys() & {"/en/about/", "/en/privacy/", "/en/find/", "/en/data/api/"}


def test_weekly_figures_change_the_pages_that_show_them(last_changes, old_pool):
    make_figures(**old_pool)
    WeeklyFigures.objects.update(recorded_at=NEW)

    days = last_changes()
    assert days["/en/pools/2019/jp/one/"] == days["/fr/pays/jp/"] == days["/en/"] == "2020-05-06"
    assert days["/en/seasons/2019/weeks/"] == days["/fr/saisons/2019/semaines/"] == "2020-05-06"


def test_a_new_figure_leaves_the_pages_of_others_as_they_were(last_changes, old_pool):
    other = make_quota(**old_pool | {"country": make_country(code="FR")})
    QuotaValue.objects.filter(country=other.country).update(recorded_at=NEW)

    days = last_changes()
    assert days["/en/countries/fr/"] == days["/en/seasons/2019/"] == "2020-05-06"
    assert days["/en/countries/jp/"] == days["/en/pools/2019/jp/one/"] == "2020-01-02"


def test_what_staff_write_counts_and_what_was_shipped_does_not(last_changes, old_pool):
    category = old_pool["category"]
    category.history.update(history_date=NEW, history_change_reason=SHIPPED)
    assert "/en/categories/" not in last_changes()

    category.summary_en = "Another summary."
    category.save()
    category.history.filter(history_type="~").update(history_date=NEW)

    days = last_changes()
    assert days["/en/categories/"] == days["/en/categories/one/"] == "2020-05-06"


def test_a_changed_arrangement_counts_for_its_country_and_pools(last_changes, old_pool):
    Eligibility.objects.create(
        country=old_pool["country"],
        category=old_pool["category"],
        source=Quota.objects.get().source,
        as_of="2020-01-01",
        youngest=18,
        oldest=35,
        longest_stay=12,
        participations=1,
    )
    Eligibility.history.update(history_date=NEW)

    days = last_changes()
    assert days["/en/countries/jp/"] == days["/en/pools/2019/jp/one/"] == "2020-05-06"
    assert days["/en/seasons/2019/"] == "2020-01-02"


def test_an_unpublished_season_changes_no_page(last_changes, old_pool):
    make_quota(**old_pool | {"season": make_season(year=2031, is_published=False)})
    QuotaValue.objects.filter(season__year=2031).update(recorded_at=NEW)

    assert "2020-05-06" not in last_changes().values()


def test_the_sitemap_costs_the_same_queries_however_much_is_held(client, old_pool):
    with CaptureQueriesContext(connection) as few:
        client.get("/sitemap.xml")

    for year in range(2020, 2030):
        make_quota(**old_pool | {"season": make_season(year=year)})
        make_quota(season=Season.objects.get(year=year))
    with CaptureQueriesContext(connection) as many:
        client.get("/sitemap.xml")

    assert len(many) == len(few) <= 16
