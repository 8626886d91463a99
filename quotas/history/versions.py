"""Every version of every record: who saved it, when and why, and what was different.

django-simple-history writes them when a record is saved or deleted through the ORM. What the
figures of a quota were is kept besides, by the database itself, in `quotas.history.quota_values`.
"""

import dataclasses
import datetime

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy as _, gettext_noop

from ..i18n.formats import grouped, long_date
from .fingerprint import fingerprint
from .revision import public_models, queue_to_write

ADDED, CHANGED, DELETED = "+", "~", "-"
# Reasons of ours, kept in English and told in the language of whoever reads them.
SHIPPED = gettext_noop("Shipped with the site")  # what nobody here has written or changed
WITH_ITS_SEASON = gettext_noop("Deleted with its season")
ACTIONS = {ADDED: _("Added"), CHANGED: _("Changed"), DELETED: _("Deleted")}


def kept_models():
    """The models whose versions are kept: what readers see, but for what the database writes."""
    return [model for model in public_models() if hasattr(model, "history")]


def begin(reason):
    """Keep what every record says now as its first version, in place of any history."""
    for model in kept_models():
        model.history.all().delete()  # also of what is no more
        keep_first(model.objects.all(), reason)


def keep_first(records, reason):
    """Keep what each of `records` says now as its first version, in place of its history."""
    model = records.model
    model.history.filter(id__in=records.values("pk")).delete()
    entries = model.history.bulk_history_create(records, default_change_reason=reason)
    for field in model._meta.local_many_to_many:
        _keep_relations(entries, field)


def _keep_relations(entries, field):
    """Keep what the many-to-many `field` of the record of each entry says."""
    rows = field.remote_field.through.objects
    for entry in entries:
        for row in rows.filter(**{field.m2m_field_name(): entry.id}).values():
            getattr(entry, field.name).create(history=entry, **row)


def told_reason(reason):
    """The reason that is kept with an entry, in the reader's language if it is one of ours."""
    return gettext(reason) if reason in (SHIPPED, WITH_ITS_SEASON) else reason or ""


@dataclasses.dataclass(frozen=True)
class Difference:
    """What one field said and says, as staff read it."""

    field: str
    before: str
    after: str


@dataclasses.dataclass(frozen=True)
class Version:
    """One entry in the history of a record: the version saved, and how it differs from the last."""

    entry: models.Model
    differences: list[Difference]
    is_newest: bool

    @property
    def action(self):
        return ACTIONS[self.entry.history_type]

    @property
    def reason(self):
        return told_reason(self.entry.history_change_reason)

    @property
    def can_be_gone_back_to(self):
        return not self.is_newest and self.entry.history_type != DELETED


def parse_pk(text):
    """Return the primary key that `text` is, or None if no record can have it."""
    return int(text) if text.isdecimal() and len(text) < 19 else None


def entries_of(model, pk):
    """The history of one record of `model`, newest first; empty if there was never one."""
    entries = model.history.filter(**{model._meta.pk.name: parse_pk(str(pk))})
    relations = [field.name for field in foreign_keys(model)]
    many = [
        f"{_kept_in(model, field)}__{field.m2m_reverse_field_name()}"
        for field in model._meta.local_many_to_many
    ]
    return (
        entries.select_related("history_user", *relations)
        .prefetch_related(*many)
        .order_by("-history_date", "-history_id")
    )


def deletions(model):
    """The entry of each record of `model` that was deleted and is not there again, newest first."""
    key = model._meta.pk.name
    entries = model.history.filter(history_type=DELETED).exclude(
        Exists(model.objects.filter(pk=OuterRef(key)))
    )
    newer = model.history.filter(
        **{key: OuterRef(key)}, history_type=DELETED, history_id__gt=OuterRef("history_id")
    )
    relations = [field.name for field in foreign_keys(model)]
    return (
        entries.exclude(Exists(newer))
        .select_related("history_user", *relations)
        .order_by("-history_date", "-history_id")
    )


def records_in(entries):
    """The record as it was in each of `entries`, with what it refers to at hand.

    A record that is gone is as its last version had it.
    """
    lost = {}
    records = []
    for entry in entries:
        record = entry.instance
        for field in foreign_keys(type(record)):
            pk = getattr(entry, field.attname)
            target = getattr(entry, field.name)
            if target is None and pk is not None:
                if (field, pk) not in lost:
                    lost[field, pk] = _last_version(field.related_model, pk)
                target = lost[field, pk]
            if target is not None:
                setattr(record, field.name, target)
        records.append(record)
    return records


def _last_version(model, pk):
    entry = entries_of(model, pk).first()
    return entry and entry.instance


def name_of(record):
    """Name `record`, even if nothing is left of what it is about."""
    try:
        return str(record)
    except ObjectDoesNotExist:
        return capfirst(record._meta.verbose_name)


def versions(entries, *, older, newest):
    """Each of `entries` beside the one before it; `older` is before the last of them.

    `newest` is the newest entry of the record, which there is no going back to.
    """
    befores = [*entries, older][1:]
    return [
        Version(entry, differences(before, entry), is_newest=entry.pk == newest.pk)
        for entry, before in zip(entries, befores, strict=True)
    ]


def differences(before, after):
    """How two versions of a record differ; what `after` says at all, if there was none before."""
    if getattr(after, "history_type", None) == DELETED:
        return []
    found = []
    for field in shown_fields(after):
        was = told(before, field) if before is not None else ""
        now = told(after, field)
        if was != now:
            found.append(Difference(capfirst(field.verbose_name), was, now))
    return found


def shown_fields(record):
    """The fields of a record or of a version of it that staff can change."""
    model = getattr(record, "instance_type", type(record))
    fields = [*model._meta.concrete_fields, *model._meta.local_many_to_many]
    return [field for field in fields if field.editable and not field.primary_key]


def told(record, field):
    """What `field` of a record or of a version of it says, in words."""
    if field.many_to_many:
        return ", ".join(sorted(str(target) for target in related(record, field)))
    if field.is_relation:
        if getattr(record, field.attname) is None:
            return ""
        return str(getattr(record, field.name) or gettext("deleted since"))
    return in_words(getattr(record, field.attname), field)


def in_words(value, field=None):
    """A value as staff read it: a choice by its name, yes or no, a long date, a plain number."""
    if value is None or value == "":
        return ""
    choices = dict(field.flatchoices) if field is not None and field.choices else {}
    if value in choices:
        return str(choices[value])
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if isinstance(value, datetime.date):
        return long_date(value)
    if isinstance(value, int) and not (field is not None and field.name == "year"):
        return grouped(value)
    return str(value)


def go_back(entry, *, reason, adjust=None):
    """Make a record say again what it said in `entry`: a new version, which is returned.

    `adjust` is given the record before it is saved. ValidationError if what it said then is not
    allowed today.
    """
    with transaction.atomic():
        queue_to_write()
        record = entry.instance
        record._state.adding = not type(record).objects.filter(pk=record.pk).exists()
        if adjust:
            adjust(record)
        record.full_clean()
        record._change_reason = reason
        record.save(force_insert=record._state.adding)
        for field in record._meta.local_many_to_many:
            getattr(record, field.name).set(related(entry, field))
        return record


def save_together(model, new, changed, *, reason):
    """Save records of `model`, new and held ones, each with its version, in a few queries.

    They have been checked, and nobody else writes meanwhile.
    """
    columns = [field.name for field in model._meta.concrete_fields if field.editable]
    columns.remove(model._meta.pk.name)
    saved = model.objects.bulk_create(new)
    # By inserting what is there: bulk_update takes ten times as long.
    model.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["pk"], update_fields=columns
    )
    facts = {"default_change_reason": reason, "default_date": timezone.now()}
    model.history.bulk_history_create(saved, **facts)
    model.history.bulk_history_create(changed, update=True, **facts)


@dataclasses.dataclass(frozen=True)
class Lately:
    """What one person did to records of one kind in one go."""

    model: type[models.Model]
    pk: object
    action: str
    by: str
    at: datetime.datetime
    reason: str
    count: int
    is_cut: bool  # whether there is more of it than was looked at
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
        """Where staff see it: the record's history, or a list if there are several."""
        name = f"admin:quotas_{self.model._meta.model_name}"
        if self.count > 1:
            return reverse(f"{name}_deleted" if self.is_deletion else f"{name}_changelist")
        return reverse(f"{name}_history", args=(self.pk,))


def lately(count=12, looked_at=500):
    """The last things that were done, newest first, found in the last `looked_at` versions.

    What an import did to records of one kind at one time is one thing.
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
        groups.setdefault(_in_one_go(entry), {}).setdefault(entry["pk"], entry)
    last = _minute(entries[-1]) if len(entries) == looked_at else None
    return _with_records(
        [(key[0], list(group.values())) for key, group in groups.items()][:count], last
    )


def _in_one_go(entry):
    return entry["kind"], entry["action"], entry["by"], entry["reason"], _minute(entry)


def _minute(entry):
    return entry["at"].replace(second=0, microsecond=0)


def _with_records(groups, last):
    """What was done in each group, with the record that it names, in one query for each kind.

    Of what was done in the minute `last`, not all was looked at.
    """
    wanted = {}
    for kind, entries in groups:
        wanted.setdefault(apps.get_model("quotas", kind), set()).add(entries[0]["pk"])
    records = {
        (model._meta.model_name, pk): record
        for model, pks in wanted.items()
        for pk, record in model.objects.select_related(
            *(field.name for field in foreign_keys(model))
        )
        .in_bulk(pks)
        .items()
    }
    return [
        Lately(
            model=apps.get_model("quotas", kind),
            pk=first["pk"],
            action=ACTIONS[first["action"]],
            by=first["by"] or "",
            at=first["at"],
            reason=told_reason(first["reason"]),
            count=len(entries),
            is_cut=_minute(first) == last,
            record=records.get((kind, first["pk"])),
            is_deletion=first["action"] == DELETED,
        )
        for kind, entries in groups
        for first in entries[:1]
    ]


def foreign_keys(model):
    return [field for field in model._meta.concrete_fields if field.is_relation]


def related(record, field):
    """What the many-to-many `field` of a record, or of a version of it, leads to."""
    if not hasattr(record, "instance_type"):
        return list(getattr(record, field.name).all())
    rows = getattr(record, _kept_in(record.instance_type, field)).all()
    return [getattr(row, field.m2m_reverse_field_name()) for row in rows]


def _kept_in(model, field):
    """The name under which a version of `model` has the rows of its many-to-many `field`."""
    rows = getattr(model.history.model, field.name).model
    return rows._meta.get_field("history").remote_field.get_accessor_name()


def fingerprint_of(record):
    """Return the fingerprint of what `record` says now."""
    says = [
        (field.name, sorted(row.pk for row in getattr(record, field.name).all()))
        if field.many_to_many
        else (field.name, str(getattr(record, field.attname)))
        for field in shown_fields(record)
    ]
    return fingerprint(says)
