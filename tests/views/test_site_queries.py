"""Pages cost few queries."""

import datetime

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quotas.models import Category, Country, Quota, Season, WeeklyFigures


@pytest.mark.parametrize(
    "address", ["/en/countries/jp/", "/en/categories/working-holiday/", "/en/seasons/"]
)
def test_detail_pages_cost_few_queries(client, shipped, address):
    with CaptureQueriesContext(connection) as queries:
        client.get(address)

    assert len(queries) <= 15


def make_ten_more_seasons(country, categories):
    """As many quotas, weekly figures and changes as ten more seasons of one country have."""
    source = Quota.objects.first().source
    for year in range(2030, 2040):
        season = Season.objects.create(year=year)
        Quota.objects.bulk_create(
            Quota(
                season=season,
                country=country,
                category=category,
                places=year,
                as_of=f"{year}-01-09",
                source=source,
            )
            for category in categories
        )
    WeeklyFigures.objects.bulk_create(
        WeeklyFigures(
            season=Season.objects.get(year=2023),
            country=country,
            category=category,
            as_of=datetime.date(2023, 2, 17) + datetime.timedelta(weeks=week),
            spots=100 - week,
            rating=1 + week % 5,
            is_open=bool(week % 2),
            source=source,
        )
        for week in range(1, 31)
        for category in categories
    )


@pytest.mark.parametrize(
    "address",
    [
        "/en/countries/jp/",
        "/en/pools/2023/jp/working-holiday/",
        "/en/changes/",
        "/en/data/",
        "/en/find/",
        "/en/compare/",
        "/en/map/?season=2026",
        "/en/ratings/?season=2023",
        "/en/data/api/",
        "/en/data/embed/",
        "/en/changes/?country=jp",
        "/en/changes/feed.atom",
        "/en/seasons/",
        "/en/seasons/2023/",
        "/en/seasons/2026/",
        "/en/seasons/2023/weeks/",
        "/en/seasons/2026/weeks/",
    ],
)
def test_the_number_of_queries_of_a_page_does_not_grow_with_the_number_of_rows(
    client, shipped, address
):
    def query_count():
        caches["fragments"].clear()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    few = query_count()
    make_ten_more_seasons(Country.objects.get(code="JP"), Category.objects.all())

    assert query_count() == few
    assert few <= 23
