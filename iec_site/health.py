"""Addresses for programs that watch the site."""

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from quotas.models import KeptFeed, WeeklyFigures

PLAIN_TEXT = {"content_type": "text/plain; charset=utf-8"}


@never_cache
def healthz(request):
    """Answer, to show that this process can."""
    return HttpResponse("ok\n", **PLAIN_TEXT)


@never_cache
def readyz(request):
    """Tell if it can serve pages: the database answers and has every migration.

    Old figures and a feed that is held are warnings and no failure: the site serves what it has.
    """
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return HttpResponse("the database does not answer\n", status=503, **PLAIN_TEXT)
    if waiting:
        return HttpResponse(f"{len(waiting)} migrations to apply\n", status=503, **PLAIN_TEXT)
    warnings = warning_of_held_feeds() + warning_of_old_figures()
    return HttpResponse(f"ok\n{warnings}", **PLAIN_TEXT)


def warning_of_held_feeds():
    """Return a line if doubtful feeds wait for a decision at the desk."""
    days = list(KeptFeed.objects.held().values_list("as_of", flat=True))
    if not days:
        return ""
    listed = ", ".join(day.isoformat() for day in days[:3])
    return f"warning: doubtful feeds are held at the desk, as of {listed}\n"


def warning_of_old_figures():
    """Return a line if the newest weekly figures are older than the operator's limit."""
    limit = settings.FIGURES_STALE_AFTER_DAYS
    if not limit:
        return ""
    newest = WeeklyFigures.objects.newest_day()
    if newest is None:
        return "warning: no weekly figures are held\n"
    days = (timezone.localdate() - newest).days
    if days <= limit:
        return ""
    return f"warning: the newest weekly figures are of {newest.isoformat()}, {days} days ago\n"
