"""The last things that staff did, for their first page."""

import dataclasses
import datetime

from django.apps import apps
from django.db import models
from django.db.models import Value
from django.urls import reverse

from .differences import describe_reason
from .versions import ACTIONS, DELETED, foreign_keys, kept_models


@dataclasses.dataclass(frozen=True)
class RecentChange:
    """A change that one person made to one or many records of one kind at one time."""

    model: type[models.Model]
    pk: object
    action: str
    by: str
    at: datetime.datetime
    reason: str
    count: int
    is_cut: bool  # there may be more of it than was looked at
    record: models.Model | None
    is_deletion: bool

    @property
    def name(self):
        if self.count > 1:
            return f"{self.model._meta.verbose_name_plural} ({self.count}{'+' * self.is_cut})"
        if self.record is None:
            return self.model._meta.verbose_name
        return str(self.record)

    def get_absolute_url(self):
        """Return the address of the record's history, or of a list if there are several."""
        name = f"admin:quotas_{self.model._meta.model_name}"
        if self.count > 1:
            return reverse(f"{name}_deleted" if self.is_deletion else f"{name}_changelist")
        return reverse(f"{name}_history", args=(self.pk,))


def recent_changes(count=12, looked_at=500):
    """Return the last `count` changes, newest first, of the last `looked_at` versions.

    An import of many records of one kind is one change.
    """
    columns = ("kind", "pk", "action", "at", "by", "reason")
    newest = [
        model.history.annotate(
            of_model=Value(model._meta.model_name, output_field=models.CharField()),
        )
        .order_by()
        .values_list(
            "of_model",
            model._meta.pk.name,
            "history_type",
            "history_date",
            "history_user__username",
            "history_change_reason",
        )
        for model in kept_models()
    ]
    rows = newest[0].union(*newest[1:], all=True).order_by("-history_date")[:looked_at]
    entries = [dict(zip(columns, row, strict=True)) for row in rows]
    groups = {}
    for entry in entries:
        groups.setdefault(_group_of(entry), {}).setdefault(entry["pk"], entry)
    last = _minute(entries[-1]) if len(entries) == looked_at else None
    return _with_records(
        [(key[0], list(group.values())) for key, group in groups.items()][:count], last
    )


def _group_of(entry):
    return entry["kind"], entry["action"], entry["by"], entry["reason"], _minute(entry)


def _minute(entry):
    return entry["at"].replace(second=0, microsecond=0)


def _with_records(groups, last):
    """Return the change of each group with the record that it names, in one query for each kind.

    Not all versions of the minute `last` were looked at.
    """
    pks_by_model = {}
    for kind, entries in groups:
        pks_by_model.setdefault(apps.get_model("quotas", kind), set()).add(entries[0]["pk"])
    records = {
        (model._meta.model_name, pk): record
        for model, pks in pks_by_model.items()
        for pk, record in model.objects.select_related(
            *(field.name for field in foreign_keys(model))
        )
        .in_bulk(pks)
        .items()
    }
    return [
        RecentChange(
            model=apps.get_model("quotas", kind),
            pk=first["pk"],
            action=ACTIONS[first["action"]],
            by=first["by"] or "",
            at=first["at"],
            reason=describe_reason(first["reason"]),
            count=len(entries),
            is_cut=_minute(first) == last,
            record=records.get((kind, first["pk"])),
            is_deletion=first["action"] == DELETED,
        )
        for kind, entries in groups
        for first in entries[:1]
    ]
