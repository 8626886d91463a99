"""The entries of the search, as the database has them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quotas.models import Country, Season
from quotas.search.pages import PAGES
from quotas.search.reading import read_entries
from quotas.views.sitemap import SITE_PAGES

from ..factories import make_category, make_country, make_quota, make_season


def test_every_page_of_the_site_is_among_them():
    assert sorted(page.name for page in PAGES) == sorted(SITE_PAGES)


def test_an_empty_database_has_pages_and_territories(db):
    kinds = {entry.kind.name for entry in read_entries()}

    assert kinds == {"PAGE", "COUNTRY"}


def test_an_unpublished_season_is_not_among_them(db):
    make_quota(season=make_season(year=2031, is_published=False))

    assert not [entry for entry in read_entries() if "2031" in entry.name]


def test_reading_costs_the_same_queries_however_much_is_held(db):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            read_entries()
        return len(captured)

    make_quota(season=make_season(year=2020, is_current=True))
    few = queries()
    for year in range(2021, 2026):
        make_quota(season=make_season(year=year))

    assert queries() == few <= 13


@pytest.mark.parametrize(
    ("facts", "figure"),
    [
        ({"places": 1}, "1 place, season over"),
        ({"places": 1200}, "1,200 places, season over"),
        ({"state": "unlimited", "places": None}, "Unlimited, season over"),
        ({"state": "not_offered", "places": None}, "Not offered, season over"),
    ],
)
def test_a_pool_says_its_quota(db, facts, figure):
    make_quota(season=make_season(year=2019), **facts)

    (pool,) = (entry for entry in read_entries() if entry.kind.name == "POOL")
    assert pool.figure == figure


def test_a_country_says_the_quotas_of_the_current_season_that_are_offered(db):
    season, country = make_season(year=2020, is_current=True), make_country(code="JP")
    make_quota(season=season, country=country, places=7, category=make_category(name_en="One"))
    other = make_category(name_en="Two")
    make_quota(season=season, country=country, category=other, state="not_offered", places=None)

    entry = next(entry for entry in read_entries() if entry.address == "/en/countries/jp/")
    assert entry.figure == "2020: One 7"


def test_a_country_says_nothing_while_no_season_is_current(shipped):
    Season.objects.update(is_current=False)

    figures = {entry.figure for entry in read_entries()[: Country.objects.count()]}
    assert figures == {""}
