"""Deletion of old log-ins, sessions and events of accounts."""

import logging

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.db import DatabaseError, transaction
from django.utils import timezone

from quotas.models import AccountEvent

from .lockout import KNOWN_FOR

log = logging.getLogger(__name__)

AT_ONCE = 1_000  # rows of a table
BETWEEN = 24 * 60 * 60  # seconds from one time to the next, in each process


def old_records():
    """Return the rows that nobody needs any more, by table.

    A failure counts for as long as its lockout, and a log-in for as long as its address is known.
    """
    now = timezone.now()
    return [
        AccessAttempt.objects.filter(attempt_time__lt=now - settings.AXES_COOLOFF_TIME),
        AccessLog.objects.filter(attempt_time__lt=now - KNOWN_FOR),
        AccessFailureLog.objects.filter(attempt_time__lt=now - KNOWN_FOR),
        AccountEvent.objects.filter(shown_at__lt=now - KNOWN_FOR),
        Session.objects.filter(expire_date__lt=now),
    ]


def clear(rows):
    """Delete the first of `rows`, and return their number."""
    chosen = rows.order_by("pk").values("pk")[:AT_ONCE]
    _count, by_model = rows.model.objects.filter(pk__in=chosen).delete()
    return by_model.get(rows.model._meta.label, 0)


def clear_all():
    """Delete every old record; return their number by kind."""
    counts = {}
    for rows in old_records():
        counts[rows.model._meta.verbose_name_plural] = 0
        while count := clear(rows):
            counts[rows.model._meta.verbose_name_plural] += count
    return counts


def clear_some_once_a_day(**kwargs):
    """Delete some old records at a log-in, so that it needs no operator."""
    if not caches["fragments"].add("old_records_cleared", True, BETWEEN):
        return
    try:
        with transaction.atomic():
            for rows in old_records():
                clear(rows)
    except DatabaseError as error:  # the log-in goes on
        log.warning("Old records were not cleared: %s", error)
