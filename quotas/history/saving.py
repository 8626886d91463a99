"""Versions that are saved otherwise than one record at a time: first ones, old ones, many."""

from django.db import transaction
from django.utils import timezone

from .revision import queue_to_write
from .versions import kept_models, related


def restart_history(reason):
    """Keep the present state of every record as its first version, in place of any history."""
    for model in kept_models():
        model.history.all().delete()  # also of deleted records
        keep_first(model.objects.all(), reason)


def keep_first(records, reason):
    """Keep the present state of `records` as their first versions, in place of their history."""
    model = records.model
    model.history.filter(id__in=records.values("pk")).delete()
    entries = model.history.bulk_history_create(records, default_change_reason=reason)
    for field in model._meta.local_many_to_many:
        _keep_relations(entries, field)


def _keep_relations(entries, field):
    """Keep the rows of the many-to-many `field` of the record of each entry."""
    rows = field.remote_field.through.objects
    for entry in entries:
        for row in rows.filter(**{field.m2m_field_name(): entry.id}).values():
            getattr(entry, field.name).create(history=entry, **row)


def go_back(entry, *, reason, adjust=None):
    """Save the values of `entry` again, as a new version of the record, and return the record.

    `adjust` is called with the record before it is saved. ValidationError if its old values are
    not allowed today.
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
    """Save the `new` and the `changed` records of `model` with their versions, in a few queries.

    Check them first, and call this while nobody else can write.
    """
    columns = [field.name for field in model._meta.concrete_fields if field.editable]
    columns.remove(model._meta.pk.name)
    saved = model.objects.bulk_create(new)
    # Insert over the present rows, because bulk_update takes ten times as long.
    model.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["pk"], update_fields=columns
    )
    facts = {"default_change_reason": reason, "default_date": timezone.now()}
    model.history.bulk_history_create(saved, **facts)
    model.history.bulk_history_create(changed, update=True, **facts)
