"""The columns, the order and the foot of the quota table."""

import string

from django.db import connection
from django.test.utils import CaptureQueriesContext

from quotas.models import Category, Country, Quota, Season

from .pages import parse, text


def test_a_season_without_a_figure_says_so(client, shipped):
    Season.objects.create(year=2027)

    assert "We have no figure for this season yet." in text(
        parse(client.get("/en/seasons/2027/")).get_element_by_id("results")
    )


def test_the_number_of_queries_does_not_grow_with_the_number_of_rows(client, shipped):
    def query_count(parameters):
        with CaptureQueriesContext(connection) as queries:
            client.get("/en/", parameters)
        return len(queries)

    asked = [{}, {"sort": "-working-holiday"}, {"q": "a", "min_places": 1, "country": ["jp"]}]
    few = [query_count(parameters | {"x": "few"}) for parameters in asked]
    season, source = Season.objects.current(), Quota.objects.first().source
    Country.objects.bulk_create(
        Country(code=a + b, name_en=f"Land {a}{b}", name_fr=f"Pays {a}{b}")
        for a in "QRSTUVWX"
        for b in string.ascii_uppercase
        if not Country.objects.filter(code=a + b).exists()
    )
    Quota.objects.bulk_create(
        Quota(
            season=season,
            country=country,
            category=category,
            places=5,
            as_of="2021-03-01",
            source=source,
        )
        for country in Country.objects.filter(name_en__startswith="Land")
        for category in Category.objects.all()
    )

    many = [query_count(parameters | {"x": "many"}) for parameters in asked]

    assert Country.objects.count() > 200
    assert many == few
    assert max(many) <= 23
