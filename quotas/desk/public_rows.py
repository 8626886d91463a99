"""How a quota that is being typed will read, before anything is saved."""

from django.utils.translation import override

from ..models import Category, Country, Note
from ..names import LANGUAGES
from ..tables import QuotaTable


def public_rows(quota):
    """The public row of `quota`, saved or not, in each language: its columns and its cells."""
    rows = []
    for language in LANGUAGES:
        with override(language):
            table = QuotaTable(
                Country.objects.filter(pk=quota.country_id),
                season=quota.season,
                categories=Category.objects.names_only(),
                notes=Note.objects.about(season=quota.season),
            )
            table.quotas[quota.country_id, quota.category_id] = quota
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
