"""One country’s quotas over the seasons, and who can apply."""

import dataclasses
from itertools import groupby, pairwise

from django.utils.translation import gettext

from ..charts import Cell, SeasonsChart, Series
from ..models import Category, Quota
from ..models.quota import QuotaState


def by_season(quotas, categories):
    """A row for each season of `quotas`, the newest first: the season, and a quota or None for
    each of `categories`.
    """
    rows = {}
    for quota in sorted(quotas, key=lambda quota: -quota.season.year):
        rows.setdefault(quota.season, {})[quota.category_id] = quota
    return [
        (season, [(category, held.get(category.pk)) for category in categories])
        for season, held in rows.items()
    ]


def alike(conditions):
    """The `conditions` of one country, each with the names of the categories that share it."""
    shared = {}
    for eligibility in conditions:
        shared.setdefault(eligibility.terms, []).append(eligibility)
    return [
        (", ".join(eligibility.category.name for eligibility in same), same[0])
        for same in shared.values()
    ]


def chart_of_seasons(quotas, categories):
    """A drawing of the `quotas` of one country, or None where fewer than two seasons are held."""
    years = [quota.season.year for quota in quotas]
    if len(set(years)) < 2:
        return None
    held = {
        (quota.category_id, quota.season.year): Cell(quota.label, quota.places, quota.state)
        for quota in quotas
    }
    years = range(min(years), max(years) + 1)
    series = [
        Series(category.name, [held.get((category.pk, year)) for year in years])
        for category in categories
    ]
    return SeasonsChart(gettext("Quotas by season"), list(years), series)


@dataclasses.dataclass(frozen=True)
class Turn:
    """A category that began, ended, was capped or lost its cap from one season held to the next."""

    category: Category
    before: Quota
    after: Quota


OPEN_ENDED = {QuotaState.NOT_OFFERED, QuotaState.UNLIMITED}


def turns(quotas):
    """The turns in the `quotas` of one country, the newest first."""
    found = []
    in_order = sorted(quotas, key=lambda quota: (quota.category.position, quota.season.year))
    for category, held in groupby(in_order, key=lambda quota: quota.category):
        for before, after in pairwise(held):
            if before.state != after.state and {before.state, after.state} & OPEN_ENDED:
                found.append(Turn(category, before, after))
    return sorted(found, key=lambda turn: -turn.after.season.year)
