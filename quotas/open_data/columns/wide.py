"""The columns of a season's quotas in a wide table: a row for each country."""

import dataclasses
import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ...i18n.addresses import absolute
from ...models import Country, Season
from ...models.quota import QuotaState
from .shared import CONFIDENCE, COUNTRY, COUNTRY_NAME, PAGE, SEASON, SOURCE, Column, variant

STATES = tuple(state for state in QuotaState.values if state != QuotaState.LIMITED)
SOURCE_TITLE = SOURCE[1]


@dataclasses.dataclass(frozen=True)
class WideRow:
    """A country's quotas of a season, by the primary key of the category."""

    season: Season
    country: Country
    quotas: dict

    def quota(self, category):
        return self.quotas.get((self.country.pk, category.pk))


def wide_columns(categories):
    """Return the columns: first a figure for each category, then the days and the sources."""
    return (
        SEASON,
        COUNTRY,
        COUNTRY_NAME,
        *(figure_of(category) for category in categories),
        *(as_of(category) for category in categories),
        *(of_source(category, CONFIDENCE) for category in categories),
        *(of_source(category, SOURCE_TITLE) for category in categories),
        variant(PAGE, value=page_of_country),
    )


def names_of(category, ending="", ending_fr=""):
    """Return the two names of a column of `category`."""
    return {
        "name": category.slug.replace("-", "_") + ending,
        "name_fr": category.slug_fr.replace("-", "_") + ending_fr,
    }


def figure_of(category):
    """Return the column of the number of places, or of the state if there is no number."""

    def value(row):
        quota = row.quota(category)
        return quota and (quota.places if quota.state == QuotaState.LIMITED else quota.state)

    return Column(
        **names_of(category),
        kind=int,
        description=_("The most permits for the season, or what the quota says instead."),
        example=6500,
        value=value,
        may_be_empty=True,
        codes=STATES,
    )


def as_of(category):
    """Return the column of the days on which the figures of `category` were so."""

    def value(row):
        quota = row.quota(category)
        return quota and quota.as_of

    return Column(
        **names_of(category, "_as_of", "_en_date_du"),
        kind=datetime.date,
        description=_("The last day on which the source said so."),
        example=datetime.date(2026, 1, 23),
        value=value,
        may_be_empty=True,
    )


def of_source(category, column):
    """Return `column`, of sources, for the figures of `category`."""

    def value(row):
        quota = row.quota(category)
        return quota and column.value(quota)

    names = names_of(category, f"_{column.name}", f"_{column.name_fr}")
    return variant(column, **names, value=value, may_be_empty=True)


def page_of_country(row):
    return absolute(reverse("country", args=(row.country.code.lower(),)))
