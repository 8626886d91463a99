"""The versions of records: the entries that django-simple-history keeps.

It writes one whenever a record is saved or deleted through the ORM. The values of a quota are kept
besides, by the database itself: see `quotas.history.quota_values`.
"""

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Exists, OuterRef
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _, gettext_noop

from .fingerprint import fingerprint
from .revision import public_models

ADDED, CHANGED, DELETED = "+", "~", "-"
# Reasons of the site itself, kept in English and shown in the language of the reader.
SHIPPED = gettext_noop("Shipped with the site")  # of records that no member of staff changed
WITH_ITS_SEASON = gettext_noop("Deleted with its season")
WITH_ITS_PERIOD = gettext_noop("Deleted with its period")
ACTIONS = {ADDED: _("Added"), CHANGED: _("Changed"), DELETED: _("Deleted")}


def kept_models():
    """Return the models whose versions are kept: the public ones that people write."""
    return [model for model in public_models() if hasattr(model, "history")]


def parse_pk(text):
    """Return the primary key that `text` is, or None if no record can have it."""
    return int(text) if text.isdecimal() and len(text) < 19 else None


def entries_of(model, pk):
    """Return the versions of one record of `model`, newest first; none if it never was."""
    entries = model.history.filter(**{model._meta.pk.name: parse_pk(str(pk))})
    relations = [path for field in foreign_keys(model) for path in _named_by(field)]
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
    """Return the last version of each deleted record of `model`, newest first.

    A record that was brought back is not among them.
    """
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
    """Return the record as it was in each of `entries`, joined to the records it refers to.

    Of those, a deleted one is as its last version had it.
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
    """Return the name of `record`, even if the records that it refers to are deleted."""
    try:
        return str(record)
    except ObjectDoesNotExist:
        return capfirst(record._meta.verbose_name)


def editable_fields(record):
    """Return the fields of a record or of a version of it that staff can change."""
    model = getattr(record, "instance_type", type(record))
    fields = [*model._meta.concrete_fields, *model._meta.local_many_to_many]
    return [field for field in fields if field.editable and not field.primary_key]


def foreign_keys(model):
    return [field for field in model._meta.concrete_fields if field.is_relation]


def _named_by(field):
    """Return the paths to the records that name the record that a foreign key leads to."""
    inner = foreign_keys(field.related_model)
    return [field.name, *(f"{field.name}__{each.name}" for each in inner)]


def related(record, field):
    """Return the records that the many-to-many `field` of a record or version leads to."""
    if not hasattr(record, "instance_type"):
        return list(getattr(record, field.name).all())
    rows = getattr(record, _kept_in(record.instance_type, field)).all()
    return [getattr(row, field.m2m_reverse_field_name()) for row in rows]


def _kept_in(model, field):
    """Return the name by which a version of `model` has the rows of its many-to-many `field`."""
    rows = getattr(model.history.model, field.name).model
    return rows._meta.get_field("history").remote_field.get_accessor_name()


def fingerprint_of(record):
    """Return the fingerprint of the values that `record` has now."""
    values = [
        (field.name, sorted(row.pk for row in getattr(record, field.name).all()))
        if field.many_to_many
        else (field.name, str(getattr(record, field.attname)))
        for field in editable_fields(record)
    ]
    return fingerprint(values)
