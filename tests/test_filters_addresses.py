"""The query strings that the quota table's filters make, and the ways out of an empty table."""

import pytest
from django.http import QueryDict

from quotas.filters import CountryFilter
from quotas.models import Season

pytestmark = pytest.mark.usefixtures("shipped")


def filters(query):
    return CountryFilter.of_season(Season.objects.get(year=2021), QueryDict(query))


def test_the_query_for_another_season_holds_our_parameters_alone():
    found = filters("q=an&utm_source=x&sort=-country&page=2&category=working-holiday")

    assert found.query == "q=an&sort=-country&category=working-holiday"


def test_the_query_without_filters_keeps_the_order_alone():
    assert filters("q=an&sort=-country&min_places=5").query_without_filters == "sort=-country"


def test_the_ways_out_of_an_empty_table_go_from_the_one_that_shows_most():
    found = filters("q=an&min_places=100000&category=working-holiday")

    counts = [count for count, _labels, _query in found.looser]

    assert not found.qs
    assert len(counts) == 2
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[-1]


def test_a_way_out_that_shows_nothing_is_not_offered():
    assert [query for *_, query in filters("q=japan&min_places=100000").looser] == [
        "min_places=100000",
        "q=japan",
    ]
    assert [query for *_, query in filters("q=zzz&availability=unlimited").looser] == [
        "availability=unlimited"
    ]


def test_every_value_of_a_filter_is_in_its_way_out():
    found = filters("country=jp&country=it&min_places=100000")

    assert [labels for _count, labels, query in found.looser if "min_places" in query] == [
        "Japan, Italy"
    ]
