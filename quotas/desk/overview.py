"""The desk: the state of the current season, tasks, and recent changes."""

import dataclasses
import datetime

from django.conf import settings
from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _, ngettext

from ..figures.standing import standings
from ..history.recent_changes import recent_changes
from ..history.versions import foreign_keys, kept_models
from ..i18n.fields import translated_fields
from ..i18n.formats import grouped, long_date
from ..models import (
    Draft,
    Eligibility,
    FeedImport,
    KeptFeed,
    Notice,
    Quota,
    Season,
    Source,
    WeeklyFigures,
)
from ..models.claim import kinds_of_claims
from ..models.quota import QuotaState
from ..models.season import Status

SOON = datetime.timedelta(days=7)
MOST_OF_A_KIND = 20
OLD_AFTER_DAYS = 30  # unless FIGURES_STALE_AFTER_DAYS says otherwise


@dataclasses.dataclass(frozen=True)
class PoolCounts:
    """Counts of the pools of a season, by condition."""

    season: Season
    held: int
    to_be_announced: int
    missing: int
    conflicting: int


@dataclasses.dataclass(frozen=True)
class Task:
    """Something to do: a sentence, and the address of the page to do it."""

    sentence: str
    address: str


def overview(user):
    """Return what the desk shows to `user`: nothing if he may not see quotas."""
    if not user.has_perm("quotas.view_quota"):
        return {}
    season = Season.objects.current()
    contradicted = contradicted_quotas(season) if season else []
    return {
        "counts": pool_counts(season, contradicted) if season else None,
        "tasks": list(tasks(season, contradicted)),
        "recent_changes": recent_changes(),
        "pools": Quota.objects.for_season(season).with_names(),
    }


def pool_counts(season, contradicted):
    """Count the pools of `season`; `contradicted` are the quotas that the feed contradicts."""
    quotas = Quota.objects.for_season(season).aggregate(
        held=Count("pk"),
        to_be_announced=Count("pk", filter=Q(state=QuotaState.TO_BE_ANNOUNCED)),
    )
    return PoolCounts(
        season,
        held=quotas["held"],
        to_be_announced=quotas["to_be_announced"],
        missing=Eligibility.objects.without_quota(season).count(),
        conflicting=len(contradicted),
    )


def contradicted_quotas(season):
    """Return the reported quotas of `season` that differ from the newest official figures."""
    official = WeeklyFigures.objects.filter(
        season=season, subpool="", country__isnull=False, source__confidence="official"
    ).order_by("as_of")
    newest = {
        (country, category): (word or QuotaState.LIMITED, places)
        for country, category, places, word in official.values_list(
            "country", "category", "quota", "quota_word"
        )
        if word in QuotaState.values or places is not None
    }
    reported = Quota.objects.for_season(season).filter(source__confidence="reported").with_names()
    return [
        quota
        for quota in reported
        if newest.get((quota.country_id, quota.category_id), (quota.state, quota.places))
        != (quota.state, quota.places)
    ]


def tasks(season, contradicted, today=None):
    """Return the tasks, those that matter most to readers first."""
    today = today or timezone.localdate()
    yield from _held_feeds()
    if season is None:
        seasons = reverse("admin:quotas_season_changelist")
        yield Task(_("No season is current: the home page shows none."), seasons)
    else:
        yield from _contradictions(contradicted)
        yield from _old_figures(season, today)
        yield from _newer_seasons(season, today)
    yield from _old_introductions()
    yield from _corrected_statuses(today)
    yield from _stopped_drafts()
    yield from _ending_notices(today)
    yield from _due_claims(today)
    yield from _texts_in_one_language()
    yield from _gone_sources()


def _held_feeds():
    for kept in KeptFeed.objects.held().defer("content"):
        yield Task(
            ngettext(
                "The official feed of %(day)s is held, for %(count)s reason. Decide about it.",
                "The official feed of %(day)s is held, for %(count)s reasons. Decide about it.",
                len(kept.doubts),
            )
            % {"day": long_date(kept.as_of), "count": grouped(len(kept.doubts))},
            reverse("admin:quotas_keptfeed_change", args=(kept.pk,)),
        )


def _contradictions(quotas):
    for quota in quotas:
        yield Task(
            _("%(quota)s: we have the reported figure %(figure)s, and the official feed differs.")
            % {"quota": quota, "figure": quota.label},
            reverse("admin:quotas_quota_change", args=(quota.pk,)),
        )


def _old_figures(season, today):
    days = settings.FIGURES_STALE_AFTER_DAYS or OLD_AFTER_DAYS
    day = today - datetime.timedelta(days=days)
    old = Quota.objects.for_season(season).filter(as_of__lt=day).count()
    if old:
        query = f"?season__id__exact={season.pk}&o=6"
        yield Task(
            ngettext(
                "%(count)s figure of the %(year)s season is older than %(days)s days.",
                "%(count)s figures of the %(year)s season are older than %(days)s days.",
                old,
            )
            % {"count": old, "year": season.year, "days": days},
            reverse("admin:quotas_quota_changelist") + query,
        )


def _newer_seasons(season, today):
    """Return a task for each season that is open and newer than the one of the home page."""
    newer = Season.objects.with_table().filter(year__gt=season.year)
    for standing in standings(newer, today).values():
        if standing.status == Status.OPEN:
            yield Task(
                _("The %(newer)s is open, and the home page shows the %(shown)s.")
                % {"newer": standing.season, "shown": season},
                reverse("admin:quotas_season_change", args=(standing.season.pk,)),
            )


def _old_introductions():
    """Return a task for each introduction that is older than what came in after it."""
    written = Season.objects.exclude(introduction_en="", introduction_fr="")
    newest = dict(_newest(WeeklyFigures.objects, "as_of"))
    for season_id, imported_at in _newest(FeedImport.objects, "imported_at"):
        imported_on = timezone.localdate(imported_at)
        newest[season_id] = max(imported_on, newest.get(season_id, imported_on))
    for season in written:
        day, since = season.introduction_on, newest.get(season.pk)
        if since is None or (day and day >= since):
            continue
        words = {"season": season, "day": long_date(day or since), "since": long_date(since)}
        yield Task(
            _(
                "The introduction of the %(season)s is from %(day)s, its newest figures are from "
                "%(since)s."
            )
            % words
            if day
            else _("The introduction of the %(season)s has no day.") % words,
            reverse("admin:quotas_season_change", args=(season.pk,)),
        )


def _newest(rows, field):
    """Return pairs of the id of a season and the newest value of a `field`."""
    return rows.order_by().values_list("season").annotate(Max(field))


def _corrected_statuses(today):
    """Return a task for each season whose status was corrected to one that is not worked out."""
    corrected = Season.objects.exclude(corrected_status="")
    for standing in standings(corrected, today).values():
        if standing.status != standing.worked_out:
            yield Task(
                _("The status of the %(season)s was set to “%(set)s”; its days say “%(days)s”.")
                % {
                    "season": standing.season,
                    "set": standing.status.label,
                    "days": standing.worked_out.label,
                },
                reverse("admin:quotas_season_change", args=(standing.season.pk,)),
            )


def _stopped_drafts():
    for draft in Draft.objects.exclude(problem=""):
        yield Task(
            _("The draft “%(title)s” was not published as planned. %(problem)s")
            % {"title": draft.title, "problem": draft.problem},
            draft.form_address,
        )


def _ending_notices(today):
    ending = Notice.objects.showing(today).filter(ends_on__lte=today + SOON).order_by("ends_on")
    for notice in ending:
        yield Task(
            _("The notice “%(title)s” ends on %(day)s.")
            % {"title": notice.title, "day": long_date(notice.ends_on)},
            reverse("admin:quotas_notice_change", args=(notice.pk,)),
        )


def _due_claims(today):
    """Return a task for each claim that is to be compared with its source again."""
    for model in kinds_of_claims():
        relations = [field.name for field in foreign_keys(model)]
        due = model.objects.filter(look_again_on__lte=today).select_related(*relations)
        for record in due.order_by("look_again_on", "pk")[:MOST_OF_A_KIND]:
            yield Task(
                _("%(kind)s “%(record)s”: compare it with its source again, due on %(day)s.")
                % {
                    "kind": capfirst(model._meta.verbose_name),
                    "record": record,
                    "day": long_date(record.look_again_on),
                },
                reverse(admin_urlname(model._meta, "change"), args=(record.pk,)),
            )


def _texts_in_one_language():
    """Return a task for each record with a text in one language only."""
    for model in kept_models():
        lacking = Q()
        for english, french in translated_fields(model):
            lacking |= Q(**{english: ""}) & ~Q(**{french: ""})
            lacking |= ~Q(**{english: ""}) & Q(**{french: ""})
        if not lacking:
            continue
        relations = [field.name for field in foreign_keys(model)]
        for record in model.objects.filter(lacking).select_related(*relations)[:MOST_OF_A_KIND]:
            yield Task(
                _("%(kind)s “%(record)s” has a text in one language only.")
                % {"kind": capfirst(model._meta.verbose_name), "record": record},
                reverse(admin_urlname(model._meta, "change"), args=(record.pk,)),
            )


def _gone_sources():
    for source in Source.objects.filter(gone_on__isnull=False)[:MOST_OF_A_KIND]:
        yield Task(
            _("The source “%(source)s” has been gone since %(day)s.")
            % {"source": source, "day": long_date(source.gone_on)},
            reverse("admin:quotas_source_change", args=(source.pk,)),
        )
