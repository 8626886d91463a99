"""A season with all of its records, deleted and brought back together."""

from django.db import transaction

from .saving import go_back
from .versions import WITH_ITS_SEASON, deletions, foreign_keys, kept_models


def models_of_rows():
    """Yield the kept models whose records belong to a season, those referred to first."""
    for model in kept_models():
        if any(field.name == "season" for field in foreign_keys(model)):
            yield model


def rows_of(season):
    """Return the records of each model that are deleted with `season`."""
    return [model.objects.filter(season=season) for model in models_of_rows()]


@transaction.atomic
def delete_season(season):
    """Delete `season` with all of its records, each with an entry in its history."""
    for rows in reversed(rows_of(season)):
        for row in rows:
            row._change_reason = WITH_ITS_SEASON
            row.delete()
    season.delete()


def deleted_with(pk):
    """Return the last version of each record that was deleted with the season `pk`."""
    of_season = {"season": pk, "history_change_reason": WITH_ITS_SEASON}
    return [
        entry
        for model in models_of_rows()
        # Without joins: the season is gone, and a join would drop the row.
        for entry in deletions(model).select_related(None).filter(**of_season)
    ]


@transaction.atomic
def bring_back_season(entry, *, reason):
    """Bring back a deleted season with all that was deleted with it, and return the season."""
    season = go_back(entry, reason=reason)
    for row in deleted_with(season.pk):
        go_back(row, reason=reason)
    return season
