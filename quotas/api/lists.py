"""The lists of the API: of each its address, its table, its parameters and its records."""

import dataclasses
from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from ..figures.changes import ChangeFilter, Changes
from ..models import Category, Country, Quota, Season
from ..open_data import tables
from . import parameters


@dataclasses.dataclass(frozen=True)
class List:
    """One address of the API. `records` takes the valid values of its parameters."""

    table: tables.Table
    query: type
    records: Callable
    summary: str
    example: str

    @property
    def path(self):
        return f"/{self.table.name}"

    @property
    def operation_id(self):
        return f"list_{self.table.name.replace('-', '_')}"


def seasons(wanted):
    return Season.objects.published().with_counts()


def countries(wanted):
    return Country.objects.by_name().named_like(wanted["q"])


def categories(wanted):
    return Category.objects.all()


def quotas(wanted):
    """Season by season what its table shows with the same filters, in the same order."""
    shown = ChangeFilter(wanted["season"], wanted["country"], wanted["category"]).narrow(
        Quota.objects.public()
    )
    found = shown.filter(country__in=Country.objects.named_like(wanted["q"]))
    if wanted["availability"]:
        found = found.beside(shown.filter(state__in=wanted["availability"]))
    if wanted["min_places"] is not None:
        found = found.beside(shown.at_least(wanted["min_places"]))
    return found.as_in_tables(wanted["sort"] or "country").with_names().with_source()


def of_pools(wanted):
    """The weekly figures, the newest season first."""
    figures = ChangeFilter(wanted["season"], wanted["country"], wanted["category"]).narrow(
        tables.all_weekly_figures()
    )
    if wanted["since"]:
        figures = figures.filter(as_of__gte=wanted["since"])
    if wanted["until"]:
        figures = figures.filter(as_of__lte=wanted["until"])
    return figures


def eligibility(wanted):
    return ChangeFilter(countries=wanted["country"], categories=wanted["category"]).narrow(
        tables.all_eligibility()
    )


def changes(wanted):
    return Changes(
        ChangeFilter(wanted["season"], wanted["country"], wanted["category"], wanted["kind"])
    )


LISTS = (
    List(
        tables.QUOTAS,
        parameters.QuotasQuery,
        quotas,
        _("Quotas, with the filters of the table"),
        "season=2021&category=working-holiday&sort=-working-holiday",
    ),
    List(
        tables.WEEKLY_FIGURES,
        parameters.WeeklyFiguresQuery,
        of_pools,
        _("Weekly figures of the pools"),
        "country=gb&since=2026-07-01",
    ),
    List(
        tables.ELIGIBILITY,
        parameters.EligibilityQuery,
        eligibility,
        _("Who can apply"),
        "country=jp",
    ),
    List(
        tables.CHANGES,
        parameters.ChangesQuery,
        changes,
        _("What changed, newest first"),
        "season=2026&kind=quota",
    ),
    List(tables.SEASONS, parameters.ListQuery, seasons, _("Seasons"), ""),
    List(
        tables.COUNTRIES,
        parameters.CountriesQuery,
        countries,
        _("Countries and territories"),
        "q=land",
    ),
    List(tables.CATEGORIES, parameters.ListQuery, categories, _("Categories"), "lang=fr"),
)
