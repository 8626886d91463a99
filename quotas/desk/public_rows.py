"""A quota as readers will see it, before it is saved."""

from django.utils.translation import gettext as _, override

from ..figures.seasons import SeasonQuotas
from ..i18n.languages import LANGUAGES
from ..models import Category, Country, Note, Quota
from ..tables import QuotaTable


def public_rows(quota):
    """Return the public row of `quota`, saved or not, in each language."""
    rows = []
    for language in LANGUAGES:
        with override(language):
            categories = Category.objects.names_only()
            figures = SeasonQuotas(
                quota.season, Country.objects.filter(pk=quota.country_id), categories
            )
            figures.by_pool[quota.country_id, quota.category_id] = quota
            table = QuotaTable(
                figures, categories=categories, notes=Note.objects.about(season=quota.season)
            )
            rows.append(
                {
                    "language": language,
                    "columns": [column.header for column in table.columns],
                    "cells": [cell for row in table.rows for _column, cell in row.items()],
                    "sentence": quota.sentence,
                    "quota": quota,
                }
            )
    return rows


def describe_change(quota, *, is_correction):
    """Describe the entry of `quota` in “What changed”; empty if there will be none."""
    before = (
        Quota.objects.public()
        .filter(season=quota.season_id, country=quota.country_id, category=quota.category_id)
        .first()
    )
    if before is None or (before.state, before.places) == (quota.state, quota.places):
        return ""
    told = {"before": before.label, "after": quota.label}
    if is_correction:
        return _("“What changed” will say: %(before)s → %(after)s, marked as a correction.") % told
    if quota.as_of <= before.as_of:
        return (
            _(
                "“What changed” will say: %(before)s → %(after)s, marked as a correction, because "
                "the day is not later. If it is news, give the day on which the source said so."
            )
            % told
        )
    return _("“What changed” will say: %(before)s → %(after)s.") % told
