"""A season or a period with all of its records, deleted and brought back together."""

from django.db import transaction

from .saving import go_back
from .versions import WITH_ITS_PERIOD, WITH_ITS_SEASON, deletions, foreign_keys, kept_models

OWNERS = ("season", "period")  # fields that say what a record belongs to
# Reasons of deletions, by the model of what the records belonged to.
REASONS = {"season": WITH_ITS_SEASON, "invitationperiod": WITH_ITS_PERIOD}


def models_below(owner):
    """Yield each kept model whose records belong to one of the model `owner`, and the field.

    What belongs to a record that belongs to it comes after that.
    """
    owners = {owner}
    for model in kept_models():
        for field in foreign_keys(model):
            if field.name in OWNERS and field.related_model in owners:
                owners.add(model)
                yield model, field


def rows_of(record):
    """Return the records of each model that are deleted with `record`."""
    rows = {type(record): [record]}
    for model, field in models_below(type(record)):
        owners = rows[field.related_model]
        rows[model] = model.objects.filter(**{f"{field.name}__in": owners})
    return list(rows.values())[1:]


@transaction.atomic
def delete_with_rows(record):
    """Delete `record` with all that belongs to it, each with an entry in its history."""
    for rows in reversed(rows_of(record)):
        for row in rows:
            row._change_reason = REASONS[record._meta.model_name]
            row.delete()
    record.delete()


def deleted_with(owner, pk):
    """Return the last version of each record that was deleted with the record `pk` of `owner`."""
    entries, ids = [], {owner: [pk]}
    for model, field in models_below(owner):
        # Without joins: what it belongs to is gone, and a join would drop the row.
        of_owner = {
            f"{field.name}__in": ids[field.related_model],
            "history_change_reason": REASONS[owner._meta.model_name],
        }
        found = list(deletions(model).select_related(None).filter(**of_owner))
        ids[model] = [entry.id for entry in found]
        entries += found
    return entries


@transaction.atomic
def bring_back_with_rows(entry, *, reason):
    """Bring back a deleted record with all that was deleted with it, and return the record."""
    record = go_back(entry, reason=reason)
    for row in deleted_with(type(record), record.pk):
        go_back(row, reason=reason)
    return record
