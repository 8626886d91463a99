"""The way of a feed from its bytes: kept as it came, then imported, held, superseded or refused."""

import datetime
import hashlib

import pytest
from django.utils import timezone

from quotas.models import FeedImport, KeptFeed, Quota, QuotaValue, WeeklyFigures
from quotas.models.kept_feed import LARGEST_KEPT, MOST_UNUSED, Outcome
from quotas.rounds.document import BadFeed
from quotas.rounds.importing import Choices
from quotas.rounds.receiving import receive

from .mutated_feeds import MUTATIONS, copy_of
from .records import everything, forget

GOOD, LATER = (copy_of(day).encode() for day in ("2026-04-02", "2026-04-10"))
DOUBTFUL = MUTATIONS["all tenfold"](copy_of("2026-04-02")).encode()
HEADERS = {"ETag": '"1"', "Last-Modified": "Thu, 02 Apr 2026 21:05:03 GMT"}

pytestmark = pytest.mark.usefixtures("april")


@pytest.fixture
def april(shipped):
    """Hold the copies of 2026 as far as the end of March."""
    later = {"season__year": 2026, "as_of__gte": "2026-04-01"}
    forget(WeeklyFigures, **later)
    forget(QuotaValue, **later)
    Quota.objects.filter(**later).update(as_of="2026-03-27")


def take(content, address="test", **choices):
    return receive(content, Choices(**choices), address=address, headers=HEADERS)


def test_a_feed_is_kept_byte_by_byte_with_its_headers():
    kept = take(GOOD).kept

    kept.refresh_from_db()
    assert kept.original == GOOD
    assert kept.sha256 == hashlib.sha256(GOOD).hexdigest()
    assert (kept.size, kept.headers, kept.outcome) == (len(GOOD), HEADERS, Outcome.IMPORTED)
    assert list(KeptFeed.objects.public()) == [kept]
    assert FeedImport.objects.get().last_modified == HEADERS["Last-Modified"]


def test_a_doubtful_feed_changes_nothing_and_is_held_once():
    before = everything()

    first, second = take(DOUBTFUL), take(DOUBTFUL)

    assert everything() == before
    assert first.kept == second.kept == KeptFeed.objects.get()
    assert second.report.is_held
    assert second.kept.doubts == second.report.doubts
    assert not KeptFeed.objects.public().exists()


def test_a_held_feed_is_imported_all_the_same_with_a_reason(administrator):
    take(DOUBTFUL)

    choices = Choices(accepts_doubts=True, reason="Seen on the page.")
    receive(DOUBTFUL, choices, address="test", by=administrator)

    kept = KeptFeed.objects.get()
    assert (kept.outcome, kept.reason) == (Outcome.IMPORTED, "Seen on the page.")
    assert (kept.decided_by, bool(kept.decided_at)) == (administrator, True)
    brought = WeeklyFigures.objects.filter(as_of="2026-04-02").first()
    assert "Seen on the page." in brought.history.get().history_change_reason


def test_what_was_forced_is_not_held_when_it_comes_again():
    take(DOUBTFUL, accepts_doubts=True)

    again = take(DOUBTFUL)

    assert (again.report.is_held, again.kept.outcome) == (False, Outcome.IMPORTED)


def test_an_old_faulty_copy_that_comes_back_over_a_corrected_one_is_held():
    take(DOUBTFUL, accepts_doubts=True)
    take(GOOD, accepts_doubts=True)

    again = take(DOUBTFUL)

    assert again.report.is_held
    assert WeeklyFigures.objects.filter(as_of="2026-04-02", quota=9_330).exists()
    assert again.kept in KeptFeed.objects.public()  # it was imported once


def test_bytes_that_were_thrown_away_are_not_held_again():
    take(DOUBTFUL).kept.decide(Outcome.THROWN_AWAY, reason="Tenfold.")

    again = take(DOUBTFUL)

    assert (again.report, again.kept.outcome) == (None, Outcome.THROWN_AWAY)


@pytest.mark.parametrize("good", [GOOD, LATER], ids=["the same day", "a later day"])
def test_a_good_feed_supersedes_those_held_of_its_day_and_before(good):
    held = take(DOUBTFUL).kept

    take(good)

    held.refresh_from_db()
    assert held.outcome == Outcome.SUPERSEDED


def test_a_good_feed_of_an_earlier_day_leaves_a_later_one_held():
    held = take(MUTATIONS["all tenfold"](copy_of("2026-04-10")).encode()).kept

    take(GOOD)

    held.refresh_from_db()
    assert held.outcome == Outcome.HELD


def test_another_doubtful_feed_of_a_day_takes_the_place_of_the_first():
    first = take(DOUBTFUL).kept

    second = take(DOUBTFUL + b"\r\n").kept

    assert list(KeptFeed.objects.held()) == [second]
    first.refresh_from_db()
    assert first.outcome == Outcome.SUPERSEDED


def test_a_held_feed_is_imported_once_nothing_speaks_against_it():
    gap = copy_of("2026-04-10").encode()
    forget(WeeklyFigures, season__year=2026, as_of__gte="2026-01-20")
    take(MUTATIONS["no fr"](copy_of("2026-01-16")).encode(), accepts_doubts=True)
    forget(WeeklyFigures, season__year=2026, as_of="2026-01-16")

    assert not take(gap).report.is_held


def test_a_dry_run_keeps_nothing():
    assert take(DOUBTFUL, is_dry_run=True).report.is_held
    with pytest.raises(BadFeed):
        take(b"no feed", is_dry_run=True)

    assert not KeptFeed.objects.exists()


def test_a_refused_feed_is_kept_with_the_reason():
    for _ in range(2):
        with pytest.raises(BadFeed):
            take(b"no feed")

    kept = KeptFeed.objects.get()
    assert (kept.outcome, kept.original) == (Outcome.REFUSED, b"no feed")
    assert kept.doubts == ["It is not XML: it begins with “no feed”."]
    assert not KeptFeed.objects.public().exists()


def test_of_a_huge_refused_feed_the_hash_alone_is_kept():
    with pytest.raises(BadFeed):
        take(b"x" * (LARGEST_KEPT + 1))

    kept = KeptFeed.objects.get()
    assert (kept.original, kept.size) == (None, LARGEST_KEPT + 1)


def test_what_was_not_imported_is_forgotten_after_ninety_days():
    held = take(DOUBTFUL).kept
    with pytest.raises(BadFeed):
        take(b"no feed")
    imported = take(GOOD).kept
    thrown_away = take(MUTATIONS["all zero"](copy_of("2026-04-10")).encode()).kept
    thrown_away.decide(Outcome.THROWN_AWAY)
    old = timezone.now() - datetime.timedelta(days=91)
    KeptFeed.objects.update(fetched_at=old)

    take(LATER)

    kept = {each.sha256: each.content is not None for each in KeptFeed.objects.all()}
    assert kept.pop(imported.sha256) is True
    assert kept.pop(thrown_away.sha256) is False
    assert held.sha256 not in kept
    assert list(kept.values()) == [True]


def test_a_server_that_sends_something_else_each_time_does_not_fill_the_database():
    for number in range(MOST_UNUSED + 5):
        KeptFeed.objects.keep(b"%d" % number, address="x", outcome=Outcome.REFUSED)

    assert KeptFeed.objects.count() == MOST_UNUSED + 1
