"""The queries and the time that an import takes."""

import datetime
import time

from django.db import connection
from django.test.utils import CaptureQueriesContext

from quotas.models import (
    Quota,
    Season,
    WeeklyFigures,
)
from quotas.rounds.feed import read_feed
from quotas.rounds.importing import Choices, import_feed

from ..feeds import of


def import_week(feed):
    import_feed(
        read_feed(feed.encode(), today=datetime.date(2026, 11, 22)),
        Choices(accepts_doubts=True),
        address="test",
    )


def test_a_full_feed_takes_few_queries_however_many_seasons_are_held(shipped):
    with CaptureQueriesContext(connection) as few:
        import_week(of("February", 24))
    rows = list(WeeklyFigures.objects.filter(season__year=2023))
    quotas = list(Quota.objects.filter(season__year=2023))
    for year in range(2010, 2019):
        season, _made = Season.objects.get_or_create(year=year)
        for row in (*rows, *quotas):
            row.pk, row.season, row._state.adding = None, season, True
        WeeklyFigures.objects.bulk_create(rows)
        Quota.objects.bulk_create(quotas)

    with CaptureQueriesContext(connection) as many:
        import_week(of("March", 3))

    assert len(few) < 100
    assert len(many) <= len(few)


def test_a_full_feed_is_imported_in_under_two_seconds(shipped):
    started = time.perf_counter()

    import_week(of("February", 24))

    assert time.perf_counter() - started < 2
