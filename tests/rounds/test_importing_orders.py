"""Imports of feeds in any order, which leave the same data."""

import datetime
import itertools
import re
from importlib import import_module

import pytest
from django.apps import apps
from django.db import transaction

from quotas.history.versions import entries_of
from quotas.models import Quota, QuotaValue, WeeklyFigures
from quotas.rounds.feed import read_feed
from quotas.rounds.importing import Choices, import_feed

from ..factories import make_figures, make_source
from ..feeds import REAL, in_season, of, with_figure

TODAY = datetime.date(2026, 11, 22)
COUNTRIES = ("Mexico", "Japan", "Italy", "France", "San Marino")
JAPAN_YP = (
    '<country location="Japan" category="yp" code="jp"><quota><![CDATA[50]]></quota>'
    "<first><![CDATA[Week of January 9, 2023]]></first>"
    "<second><![CDATA[To be announced]]></second><invitations><![CDATA[5]]></invitations>"
    "<candidates><![CDATA[2]]></candidates><spots><![CDATA[45]]></spots>"
    "<chances><![CDATA[1]]></chances></country>"
)
CLOSED, COUNTED = "Not accepting applicants", "12"


def copy(day, *changes, more="", lacking=None):
    """Return a copy of the feed with the pools of five countries, one more or one fewer."""
    rows = re.findall(r"<country .*?</country>", REAL, re.DOTALL)
    rows = [row for row in rows if any(f'location="{name}' in row for name in COUNTRIES)]
    rows = [row for row in rows if not lacking or not re.match(lacking, row)]
    head = of("March", day, 2024).partition("<country ")[0]
    feed = f"{head}{''.join(rows)}{more}</temp>"
    for change in changes:
        feed = with_figure(feed, *change)
    return in_season(feed, 2024)


MEXICO_COOP = '<country location="Mexico" category="coop"'
COPIES = (
    copy(1, lacking=MEXICO_COOP),
    copy(8, ("Italy", "wh", "quota", "1,750"), ("Mexico", "wh", "candidates", COUNTED)),
    copy(15, ("Italy", "wh", "quota", "1,800"), more=JAPAN_YP),
    copy(22, ("Italy", "wh", "quota", "To be announced"), lacking=MEXICO_COOP),
)


def take(feed):
    return import_feed(
        read_feed(feed.encode(), today=TODAY), Choices(accepts_doubts=True), address="test"
    )


def rows_of(model):
    """Return the rows of the season, without keys and times of recording."""
    names = [
        field.name
        for field in model._meta.concrete_fields
        if field.name not in ("id", "season", "country", "category", "source", "recorded_at")
    ]
    rows = model.objects.filter(season__year=2024)
    told = rows.values_list("country__code", "category__slug", "source__slug", *names)
    return sorted(told, key=str)


def left_by(copies):
    """Return the data after an import of the copies in this order, then take it back."""
    with transaction.atomic():
        for feed in copies:
            take(feed)
        held = {model: rows_of(model) for model in (Quota, QuotaValue, WeeklyFigures)}
        transaction.set_rollback(True)
    return held


def values(code, slug):
    rows = QuotaValue.objects.filter(
        season__year=2024, country__code=code, category__slug=slug
    ).order_by("as_of", "pk")
    return [(row.as_of.day, row.places or row.state) for row in rows]


def test_copies_leave_the_same_data_in_whichever_order_they_come(shipped):
    in_order = left_by(COPIES)

    for copies in itertools.islice(itertools.permutations(COPIES), 3, None, 4):
        assert left_by(copies) == in_order
    assert left_by((*COPIES, *COPIES[::-1])) == in_order


def test_a_value_that_came_back_is_kept_twice_and_one_that_stayed_once(shipped):
    copies = [
        copy(day, ("Italy", "wh", "quota", places))
        for day, places in ((1, "1,750"), (8, "1,800"), (15, "1,750"), (22, "1,750"))
    ]

    for feeds in itertools.permutations(copies):
        with transaction.atomic():
            for feed in feeds:
                take(feed)
            held = values("IT", "working-holiday")
            quota = Quota.objects.get(
                season__year=2024, country__code="IT", category__slug="working-holiday"
            )
            transaction.set_rollback(True)

        assert held == [(1, 1750), (8, 1800), (15, 1750)]
        assert (quota.as_of.day, quota.places) == (22, 1750)


def test_an_unknown_week_between_two_known_ones_leaves_the_same_data(shipped):
    """The copy of a week that is lacking in the whole 2026 season comes last."""
    between = copy(8, ("Italy", "wh", "quota", "2,500"))
    known = (copy(1), copy(15), copy(22))

    assert left_by((*known, between)) == left_by((known[0], between, *known[1:]))


@pytest.mark.parametrize("days", [(0, 2), (2, 0)], ids=str)
def test_an_older_copy_does_not_offer_on_its_day_what_a_newer_one_has(shipped, days):
    for day in days:
        take(COPIES[day])

    assert values("JP", "young-professionals") == [(1, "not_offered"), (15, 50)]


def test_an_older_copy_takes_back_that_a_newer_one_did_not_offer_its_pools(shipped):
    take(COPIES[3])
    assert values("JP", "young-professionals") == [(22, "not_offered")]

    report = take(COPIES[2])

    assert values("JP", "young-professionals") == [(15, 50)]
    held = Quota.objects.get(season__year=2024, country__code="JP", places=50)
    assert (held.as_of.day, held.source.slug) == (15, "ircc-feed-2024-03-15")
    assert "Not offered" in {entry.before.capitalize() for entry in report.changed}


def test_what_another_source_did_not_offer_is_not_taken_back(shipped):
    take(COPIES[3])
    pool = {"season__year": 2024, "country__code": "JP", "category__slug": "young-professionals"}
    agreement = make_source()
    Quota.objects.filter(**pool).update(as_of=datetime.date(2024, 4, 1), source=agreement)

    take(COPIES[2])

    assert values("JP", "young-professionals") == [(15, 50), (1, "not_offered")]
    assert Quota.objects.get(**pool).source == agreement


def test_what_staff_put_in_place_of_not_offered_is_not_moved_back(shipped):
    take(COPIES[3])
    pool = {"season__year": 2024, "country__code": "JP", "category__slug": "young-professionals"}
    Quota.objects.filter(**pool).update(state="limited", places=60)

    take(COPIES[2])

    assert values("JP", "young-professionals") == [(15, 50), (22, 60)]
    assert Quota.objects.get(**pool).places == 60


def test_an_older_copy_of_a_day_whose_value_was_withdrawn_brings_it_again(shipped):
    take(COPIES[1])
    Quota.objects.get(season__year=2024, country__code="IT", places=1750).delete()
    take(COPIES[2])

    take(COPIES[1])

    assert values("IT", "working-holiday") == [(8, 1750), (8, "withdrawn"), (8, 1750), (15, 1800)]


# Open or closed, only where a source says so


def test_no_copy_says_that_a_pool_is_open(shipped):
    for feed in COPIES:
        take(feed)

    rows = WeeklyFigures.objects.filter(season__year=2024)
    assert set(rows.values_list("is_open", flat=True)) == {None, False}
    closed = rows.filter(is_open=False)
    assert set(closed.values_list("candidates_word", flat=True)) == {"not_accepting"}


def test_a_pool_that_is_not_closed_any_more_on_a_day_is_not_left_closed(shipped):
    take(copy(8))
    pool = {"as_of": "2024-03-08", "country__code": "MX", "category__slug": "working-holiday"}
    assert WeeklyFigures.objects.get(**pool).is_open is False

    take(COPIES[1])

    assert WeeklyFigures.objects.get(**pool).is_open is None


def test_what_a_member_of_staff_read_elsewhere_stays_beside_what_the_feed_says(shipped):
    take(COPIES[1])
    pool = {"as_of": "2024-03-08", "country__code": "IT", "category__slug": "working-holiday"}
    WeeklyFigures.objects.filter(**pool).update(is_open=True)

    take(copy(8, ("Italy", "wh", "quota", "1,751")))

    assert WeeklyFigures.objects.get(**pool).is_open is True


def test_the_feed_does_not_vouch_for_what_another_source_said_of_a_pool(shipped):
    pool = {"country__code": "IT", "category__slug": "working-holiday"}
    read = WeeklyFigures.objects.filter(as_of="2026-07-17", **pool)
    read.update(source=make_source(), is_open=True)

    take(in_season(of("July", 17, 2026), 2026))

    held = read.get()
    assert (held.source.slug, held.is_open) == ("ircc-feed-2026-07-17", None)


def test_what_was_inferred_before_is_forgotten_with_the_reason(db):
    inferred = make_figures(is_open=True, source=make_source(slug="ircc-feed-2023-02-17"))
    closed = make_figures(is_open=False, source=inferred.source, season=inferred.season)
    read = make_figures(is_open=True, season=inferred.season)

    import_module("quotas.migrations.0010_openness_as_said").forget_what_was_inferred(apps, None)

    for figures, is_open in ((inferred, None), (closed, False), (read, True)):
        figures.refresh_from_db()
        assert figures.is_open is is_open
    newest = entries_of(WeeklyFigures, inferred.pk).first()
    assert (newest.is_open, newest.quota) == (None, inferred.quota)
    assert "inferred from the number of candidates" in newest.history_change_reason
