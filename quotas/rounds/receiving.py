"""The way of a feed from its bytes to the data: it is kept as it came, and imported or held."""

import dataclasses

from django.db import transaction
from django.utils import timezone

from ..history.revision import queue_to_write
from ..models import KeptFeed
from ..models.kept_feed import Outcome
from .document import BadFeed
from .feed import read_feed
from .importing import import_feed

# The longest address that is kept.
LONGEST_ADDRESS = KeptFeed._meta.get_field("address").max_length


@dataclasses.dataclass(frozen=True)
class Reception:
    """The report of a feed, None if it was thrown away before, and the kept copy.

    A dry run keeps none.
    """

    report: object
    kept: KeptFeed | None


def receive(content, choices, *, address, headers=None, by=None, progress=iter):
    """Keep the bytes of a feed and import them, or hold them if they are doubtful.

    A BadFeed is raised once they are kept as refused. Bytes that were thrown away before are not
    held again.
    """
    facts = {"address": address[-LONGEST_ADDRESS:], "headers": headers or {}}
    try:
        with transaction.atomic():
            queue_to_write()
            return _receive(content, choices, facts, by, progress)
    except BadFeed as refusal:
        if not choices.is_dry_run:
            _keep_refused(content, facts, str(refusal))
        raise


def _receive(content, choices, facts, by, progress):
    before = KeptFeed.objects.of_bytes(content)
    was_thrown_away = before is not None and before.outcome == Outcome.THROWN_AWAY
    if was_thrown_away and not (choices.accepts_doubts or choices.is_dry_run):
        return Reception(None, before)
    feed = read_feed(content, today=timezone.localdate())
    last_modified = facts["headers"].get("Last-Modified", "")
    report = import_feed(
        feed, choices, address=facts["address"], last_modified=last_modified, progress=progress
    )
    if before and before.outcome == Outcome.IMPORTED and not report.is_news:
        report = dataclasses.replace(report, is_held=False)  # a person imported it all the same
        return Reception(report, before)
    if choices.is_dry_run:
        return Reception(report, before)
    return Reception(report, _keep(content, before, feed, report, choices, facts, by))


def _keep(content, before, feed, report, choices, facts, by):
    told = {"season": choices.season, "accepts_new_countries": choices.accepts_new_countries}
    facts |= {"as_of": feed.as_of, "doubts": report.doubts, "choices": told}
    if report.is_held:
        KeptFeed.objects.exclude(pk=before.pk if before else None).supersede(as_of=feed.as_of)
        return KeptFeed.objects.keep(content, **facts, outcome=Outcome.HELD)
    facts |= {"outcome": Outcome.IMPORTED, "imported_at": timezone.now()}
    if report.doubts:
        facts |= {"reason": choices.reason, "decided_by": by, "decided_at": timezone.now()}
    kept = KeptFeed.objects.keep(content, **facts)
    KeptFeed.objects.supersede(as_of__lte=feed.as_of)
    return kept


def _keep_refused(content, facts, why):
    """Keep what is no feed, unless it is kept with another outcome already."""
    with transaction.atomic():
        queue_to_write()
        if KeptFeed.objects.of_bytes(content) is None:
            refused = {"outcome": Outcome.REFUSED, "doubts": [why]}
            KeptFeed.objects.keep(content, **facts, **refused)
