"""Versions that are saved otherwise than by saving a record: first ones, old ones."""

from django.db import transaction

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
