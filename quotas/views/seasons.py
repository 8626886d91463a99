"""The pages of seasons: home, one season, all of them."""

from functools import partial
from urllib.parse import urlencode

from django import forms
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject, cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import ListView, TemplateView

from ..caching.canonical import parameters_of
from ..figures import descriptions
from ..figures.changes import ChangeFilter
from ..figures.comparison import SeasonComparison, newest_in_common
from ..figures.notes import NotesByCountry
from ..figures.seasons import SeasonQuotas
from ..figures.standing import standing_of, standings
from ..figures.world import World
from ..filters import CountryFilter
from ..i18n.addresses import files_at
from ..models import (
    Category,
    Country,
    Eligibility,
    Fee,
    Note,
    Notice,
    Question,
    Season,
    SeasonDay,
    Source,
)
from ..models.calendar import by_season_and
from ..models.quota import QuotaState
from ..open_data.schema_org import data_of_season, website
from ..open_data.tables import FEES, SEASON_DAYS
from ..tables import QuotaTable
from .base import category_at, season_at
from .drawings import DrawingView

SEASON_PARAMETERS = parameters_of(
    CountryFilter, "q", "category", "availability", "country", "sort", "min_places"
)
COMPARISON_PARAMETERS = {"from": False, "to": False}
MOST_ASKED = 5  # questions on the home page


class ComparisonForm(forms.Form):
    """The two seasons to compare: from the address, or the newest two with quotas in common."""

    error = _("“%(value)s” is not a season with a table, so another one is shown.")

    @classmethod
    def of(cls, data, seasons):
        """Return the form for `seasons`, the newest first, or None if there are fewer than two."""
        return cls(data, seasons) if len(seasons) > 1 else None

    def __init__(self, data, seasons):
        super().__init__(data)
        self.seasons = {str(season.year): season for season in seasons}
        choices = [(year, year) for year in self.seasons]
        first, second = newest_in_common(seasons)
        for name, label, year in (
            ("from", _("From the season"), str(first.year)),
            ("to", _("To the season"), str(second.year)),
        ):
            self.fields[name] = forms.ChoiceField(
                label=label,
                choices=choices,
                initial=year,
                required=False,
                error_messages={"invalid_choice": self.error},
            )

    @cached_property
    def comparison(self):
        """The two seasons side by side."""
        self.errors  # noqa: B018 - checks the form, which fills cleaned_data
        first, second = (
            self.seasons[self.cleaned_data.get(name) or field.initial]
            for name, field in self.fields.items()
        )
        return SeasonComparison(first, second)

    @property
    def first_chart(self):
        """The first category with a chart, and the chart, or None."""
        charts = ((category, chart) for category, _pairs, chart in self.comparison.charts)
        return next((each for each in charts if each[1]), None)

    @property
    def csv(self):
        """The address of the same as a table."""
        return dict(files_at("seasons_file", query=self.query))["csv"]

    def picture_of(self, category):
        """Return the address of the picture that a shared link to a category shows."""
        years = (self.comparison.first.year, self.comparison.second.year)
        return reverse("seasons_picture", args=(*years, category.local_slug))

    @property
    def query(self):
        """The query string of the same comparison."""
        return urlencode({"from": self.comparison.first.year, "to": self.comparison.second.year})

    @property
    def selected(self):
        """Each field with the year that is selected in it."""
        seasons = (self.comparison.first, self.comparison.second)
        return [
            (self[name], str(season.year))
            for name, season in zip(self.fields, seasons, strict=True)
        ]


class SeasonView(TemplateView):
    """The quotas of a season: a row for each country, a column for each category."""

    parameters = SEASON_PARAMETERS
    template_name = "quotas/season.html"
    describe = staticmethod(descriptions.of_season)

    def get_season(self):
        return season_at(self.kwargs["year"])

    def get_context_data(self, **kwargs):
        season = self.get_season()
        filters = CountryFilter.of_season(season, self.request.GET)
        notes = Note.objects.about(season=season).in_order()
        table = table_of(filters, notes)
        return super().get_context_data(**kwargs) | {
            "season": season,
            "description": self.describe(table.figures.summary),
            "seasons": Season.objects.with_table().current_first(),
            "standing": SimpleLazyObject(partial(standing_of, season)),
            "filter": filters,
            "table": table,
            "files": self.get_files(season, filters.query),
            "wide_files": files_at("wide_season_file", season.year, query=filters.query),
            "feed_query": ChangeFilter(seasons=(season.year,)).query,
            "notes": NotesByCountry(notes, page="season"),
            "notices": Notice.objects.for_page(season=season),
            "sources": (sources := Source.objects.of_figures(season=season)),
            "linked_data": self.get_linked_data(season, sources),
            "states": QuotaState,
            **facts_of(season),
        }

    def get_files(self, season, query):
        return files_at("season_file", season.year, query=query)

    def get_linked_data(self, season, sources):
        return [data_of_season(season, sources)]


def table_of(filters, notes):
    """Return the table of the countries and categories that a CountryFilter lets through."""
    return QuotaTable(
        SeasonQuotas(filters.season, filters.in_order, filters.category_columns),
        categories=filters.categories,
        notes=notes,
        order_by=filters.order,
    )


def facts_of(season):
    """Return what a page says of a season beside its table."""
    return {
        "not_held": season.is_partial and Eligibility.objects.without_quota(season).count(),
        "organizations": season.weekly_figures.of_organizations().with_source(),
        "days": season.days.with_source(),
        "fees": season.fees.with_source(),
    }


def world_of(season):
    """Return the World of the first category of which the season has quotas, or None."""
    category = Category.objects.filter(quotas__season=season).first()
    return category and World(season, category)


class HomeView(SeasonView):
    """The current season, or a sentence where editors have chosen none."""

    template_name = "quotas/home.html"
    describe = staticmethod(descriptions.of_current_season)

    def get(self, request, **kwargs):
        try:
            return super().get(request, **kwargs)
        except Season.DoesNotExist:
            return render(request, "quotas/no_season.html")

    def get_season(self):
        return Season.objects.get(is_current=True)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        newer = any(season.year > context["season"].year for season in context["seasons"])
        most_asked = Question.objects.without_answers()[:MOST_ASKED]
        return context | {
            "has_newer": newer,
            "most_asked": most_asked,
            "all_countries": Country.objects.by_name(),
            "world": SimpleLazyObject(partial(world_of, context["season"])),
        }

    def get_files(self, season, query):
        return files_at("home_file", query=query)

    def get_linked_data(self, season, sources):
        return [website()]


class SeasonsView(ListView):
    """The list of seasons, two of them side by side, and all their dates and fees."""

    parameters = COMPARISON_PARAMETERS
    queryset = Season.objects.with_table().with_counts()
    template_name = "quotas/seasons.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        standing = standings(context["season_list"])
        form = ComparisonForm.of(self.request.GET, context["season_list"])
        return context | {
            "seasons": [(season, standing[season.pk]) for season in context["season_list"]],
            "form": form,
            "best": (best := form and form.first_chart),
            "picture": best and form.picture_of(best[0]),
            "calendar": by_season_and(
                "event", SeasonDay.objects.public().with_source(), SeasonDay.Event
            ),
            "events": SeasonDay.Event.labels,
            "fees": by_season_and("kind", Fee.objects.public().with_source(), Fee.Kind),
            "kinds": Fee.Kind.labels,
            "tables": {"days": SEASON_DAYS, "fees": FEES},
        }


class SeasonsDrawing(DrawingView):
    """The quotas of one category that moved between two seasons."""

    def get_chart(self, first, second, slug):
        comparison = SeasonComparison(season_at(first), season_at(second))
        charts = {category: chart for category, _pairs, chart in comparison.charts}
        return charts.get(category_at(slug))
