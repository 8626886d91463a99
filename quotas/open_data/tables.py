"""Our tables: the names, the columns and all the rows of each."""

import dataclasses
from collections.abc import Callable, Iterable

from django.utils.translation import gettext_lazy as _

from ..figures.chance_rows import all_chances
from ..figures.changes import Changes
from ..figures.ratings import ratings_of, seasons_with_ratings
from ..figures.standing import standings
from ..i18n.languages import language
from ..models import (
    Category,
    Country,
    CountryInvitations,
    Eligibility,
    Fee,
    Note,
    Quota,
    QuotaValue,
    Season,
    SeasonDay,
    Term,
    WeeklyFigures,
)
from .columns import (
    arrangements,
    chances,
    glossary,
    invitations,
    quotas,
    ratings,
    seasons,
    weekly_figures,
    wide,
)
from .columns.shared import Column, json_value


@dataclasses.dataclass(frozen=True)
class Table:
    """A table for others to use. Its two names never change: others rely on them."""

    name: str
    name_fr: str
    title: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    everything: Callable[[], Iterable]

    @property
    def file_name(self):
        return self.name_fr if language() == "fr" else self.name

    def row(self, record):
        """Return the value of each column for `record`, None where there is none."""
        return {column.name: column.value(record) for column in self.columns}

    def json_row(self, record):
        """Return the row of `record` in values that JSON has, or None if there is no record."""
        return record and {name: json_value(value) for name, value in self.row(record).items()}

    def rows(self, records):
        return [self.row(record) for record in records]


def in_order(queryset):
    """Sort `queryset` by season, the newest first, then by the names that the reader sees."""
    return queryset.order_by("-season__year", f"country__sort_{language()}", "category__position")


def all_quotas():
    return in_order(Quota.objects.public().with_names().with_source())


def all_quota_values():
    values = in_order(QuotaValue.objects.public().with_names().with_source())
    return values.order_by(*values.query.order_by, "as_of", "pk")


def all_weekly_figures():
    # Thousands of rows share a few names: a join would make the same objects for each of them.
    figures = in_order(WeeklyFigures.objects.public()).prefetch_related(
        "season", "country", "category", "source"
    )
    return figures.order_by(*figures.query.order_by, "subpool", "as_of")


def all_eligibility():
    conditions = Eligibility.objects.with_names().with_source()
    return conditions.order_by(f"country__sort_{language()}", "category__position")


def all_invitations():
    return CountryInvitations.objects.public().with_period().in_order()


def all_ratings():
    """Return the RatedWeeks of every season that has any, the newest season first."""
    groups = ratings_of(list(seasons_with_ratings()), list(Category.objects.names_only()))
    return [rated for group in groups for rated in group.ratings]


def all_seasons():
    """Return the standing today of every published season, the newest season first."""
    return list(standings(Season.objects.published().with_counts()).values())


POOL = ("season", "country", "category")

QUOTAS = Table(
    "quotas",
    "quotas",
    _("Quotas"),
    _(
        "The most permits for each season, country and category. A pool for which we have no "
        "figure has no row."
    ),
    quotas.QUOTAS,
    POOL,
    all_quotas,
)
QUOTA_VALUES = Table(
    "quota-values",
    "valeurs-des-quotas",
    _("History of quotas"),
    _(
        "Every value that we know a quota had, by day. “Withdrawn” means that we took the figure "
        "back."
    ),
    quotas.QUOTA_VALUES,
    (),
    all_quota_values,
)
WEEKLY_FIGURES = Table(
    "weekly-figures",
    "chiffres-hebdomadaires",
    _("Weekly figures"),
    _(
        "What a source said about each pool on one day. Country and category are empty in the "
        "row of all recognized organizations together. The figures of a pool do not include "
        "those of pools inside it."
    ),
    weekly_figures.WEEKLY_FIGURES,
    (*POOL, "subpool", "as_of"),
    all_weekly_figures,
)
CHANCES = Table(
    "chances",
    "chances",
    _("Chances"),
    _(
        "The share of each pool that was invited in each week, and within some weeks: worked out "
        "from the weekly figures, which name their sources. If a number is not certain, there "
        "are two: at least and at most."
    ),
    chances.CHANCES,
    (*POOL, "subpool", "as_of"),
    all_chances,
)
RATINGS = Table(
    "ratings",
    "cotes",
    _("Chance ratings and what followed them"),
    _(
        "The share of candidates invited within a week of each rating. Rows without a category "
        "are for all categories together."
    ),
    ratings.RATINGS,
    ("season", "category", "rating"),
    all_ratings,
)
INVITATIONS_BY_COUNTRY = Table(
    "invitations-by-country",
    "invitations-par-pays",
    _("Invitations by country"),
    _(
        "The invitations issued in each country in a week or two, all categories together. They "
        "are known only for some periods; the weekly figures give them by pool."
    ),
    invitations.INVITATIONS_BY_COUNTRY,
    ("season", "first_day", "last_day", "country"),
    all_invitations,
)
ELIGIBILITY = Table(
    "eligibility",
    "admissibilite",
    _("Who can apply"),
    _(
        "The conditions of each category of each arrangement. A category that an arrangement "
        "leaves out has no row."
    ),
    arrangements.ELIGIBILITY,
    ("country", "category"),
    all_eligibility,
)
CHANGES = Table(
    "changes",
    "changements",
    _("What changed"),
    _("Every change of a published figure, the newest first."),
    quotas.CHANGES,
    ("id",),
    lambda: Changes()[:],
)
SEASONS = Table(
    "seasons",
    "saisons",
    _("Seasons"),
    _("The seasons that we have figures for, the newest first."),
    seasons.SEASONS,
    ("season",),
    all_seasons,
)
COUNTRIES = Table(
    "countries",
    "pays",
    _("Countries and territories"),
    _("The countries and territories that take part in the programme, or once did."),
    arrangements.COUNTRIES,
    ("country",),
    lambda: Country.objects.by_name(),
)
CATEGORIES = Table(
    "categories",
    "categories",
    _("Categories"),
    _("The three ways to take part."),
    arrangements.CATEGORIES,
    ("category",),
    lambda: Category.objects.all(),
)
SEASON_DAYS = Table(
    "season-days",
    "calendrier",
    _("Season calendar"),
    _("When each season opened, had its first round and closed, by source."),
    seasons.SEASON_DAYS,
    ("season", "event", "on", "source"),
    lambda: SeasonDay.objects.public().with_source(),
)
FEES = Table(
    "fees",
    "frais",
    _("Fees"),
    _("What taking part cost in each season, by source."),
    seasons.FEES,
    ("season", "fee", "dollars", "source"),
    lambda: Fee.objects.public().with_source(),
)
NOTES = Table(
    "notes",
    "notes",
    _("Notes"),
    _(
        "What we know about published figures that their sources do not say. An empty field "
        "means that the note applies to all."
    ),
    seasons.NOTES,
    (),
    lambda: Note.objects.public().in_order(),
)

TERMS = Table(
    "terms",
    "termes",
    _("Glossary"),
    _("What officials call things in English and in French, and what people call them."),
    glossary.TERMS,
    ("term",),
    lambda: Term.objects.by_name().with_source(),
)

COMPARISON = Table(
    "comparison",
    "comparaison",
    _("Two seasons side by side"),
    _("The quotas of two seasons, by category and country."),
    quotas.COMPARISON,
    ("country", "category"),
    tuple,
)


def wide_quotas(categories):
    """Return the table of a season with a row for each country, a column for each category."""
    return Table(
        "quotas-wide",
        "quotas-large",
        _("Quotas by country"),
        _("A row for each country or territory of a season, with its figure in each category."),
        wide.wide_columns(categories),
        ("season", "country"),
        tuple,
    )


# The tables that can be downloaded whole.
TABLES = (
    QUOTAS,
    QUOTA_VALUES,
    WEEKLY_FIGURES,
    CHANCES,
    RATINGS,
    INVITATIONS_BY_COUNTRY,
    ELIGIBILITY,
    CHANGES,
    SEASONS,
    COUNTRIES,
    CATEGORIES,
    SEASON_DAYS,
    FEES,
    NOTES,
    TERMS,
)
