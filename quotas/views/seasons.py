"""The pages of seasons: home, one season, all of them."""

from urllib.parse import urlencode

from django import forms
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.generic import ListView
from django_filters.views import FilterView

from ..caching.canonical import parameters_of
from ..figures.changes import ChangeFilter
from ..figures.comparison import side_by_side
from ..filters import CountryFilter
from ..i18n.addresses import files_at
from ..models import Category, Country, Eligibility, Fee, Note, Notice, Season, SeasonDay, Source
from ..models.calendar import by_season_and
from ..models.quota import QuotaState
from ..open_data.schema_org import data_of_season, website
from ..open_data.tables import FEES, SEASON_DAYS
from ..tables import QuotaTable


class ComparisonForm(forms.Form):
    """Which two seasons to put side by side; the oldest and the newest if none is chosen."""

    error = _("“%(value)s” is not a season with a table, so another one was taken.")

    def __init__(self, data, seasons):
        """`seasons` are those that have a table, the newest first."""
        super().__init__(data)
        self.seasons = {str(season.year): season for season in seasons}
        choices = [(year, year) for year in self.seasons]
        for name, label, year in (
            ("from", _("From the season"), choices[-1][0]),
            ("to", _("To the season"), choices[0][0]),
        ):
            self.fields[name] = forms.ChoiceField(
                label=label,
                choices=choices,
                initial=year,
                required=False,
                error_messages={"invalid_choice": self.error},
            )

    @property
    def pair(self):
        """The two seasons, as the address asks for them as far as it can be done."""
        self.errors  # noqa: B018 - checks the form, which fills cleaned_data
        return [
            self.seasons[self.cleaned_data.get(name) or field.initial]
            for name, field in self.fields.items()
        ]

    def shown(self):
        """Each field with the year that it shows as chosen."""
        return [
            (self[name], str(season.year))
            for name, season in zip(self.fields, self.pair, strict=True)
        ]


class SeasonView(FilterView):
    """A season's quotas: a row for each country, a column for each category."""

    parameters = parameters_of(
        CountryFilter, "q", "category", "availability", "country", "sort", "min_places"
    )
    filterset_class = CountryFilter
    strict = False
    template_name = "quotas/season.html"

    def get(self, request, **kwargs):
        self.season = self.get_season()
        self.categories = list(Category.objects.names_only())
        return super().get(request, **kwargs)

    def get_season(self):
        return get_object_or_404(Season.objects.with_table(), year=self.kwargs["year"])

    def get_filterset_kwargs(self, filterset_class):
        return {
            "data": self.request.GET,
            "season": self.season,
            "categories": self.categories,
            "countries": Country.objects.in_season(self.season).by_name(),
        }

    def get_context_data(self, **kwargs):
        notes = Note.objects.about(season=self.season)
        sources = Source.objects.of_figures(season=self.season)
        table = QuotaTable(
            self.object_list,
            season=self.season,
            categories=self.categories,
            shown=self.filterset.shown_categories,
            notes=notes,
            order_by=self.filterset.order,
        )
        return super().get_context_data(**kwargs) | {
            "season": self.season,
            "seasons": Season.objects.with_table(),
            "feed_query": ChangeFilter(seasons=(self.season.year,)).query,
            "table": table,
            "notes": notes.in_order(),
            "notices": Notice.objects.for_page(season=self.season),
            "sources": sources,
            "not_held": self.season.is_partial
            and Eligibility.objects.without_quota(self.season).count(),
            "organizations": self.season.weekly_figures.of_organizations().with_source(),
            "days": self.season.days.with_source(),
            "fees": self.season.fees.with_source(),
            "states": QuotaState,
            "files": self.get_files(),
            "linked_data": self.get_linked_data(sources),
        }

    def get_files(self):
        return files_at("season_file", self.season.year, query=self.filterset.query)

    def get_linked_data(self, sources):
        return [data_of_season(self.season, sources)]


class HomeView(SeasonView):
    """The season that editors chose to be current, or a word that they have chosen none."""

    template_name = "quotas/home.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        newer = any(season.year > self.season.year for season in context["seasons"])
        return context | {"has_newer": newer}

    def get(self, request, **kwargs):
        try:
            return super().get(request, **kwargs)
        except Season.DoesNotExist:
            return render(request, "quotas/no_season.html")

    def get_season(self):
        return Season.objects.get(is_current=True)

    def get_files(self):
        return files_at("home_file", query=self.filterset.query)

    def get_linked_data(self, sources):
        return [website()]


class SeasonsView(ListView):
    """Every season that we hold, newest first; two side by side; all their dates and fees."""

    parameters = {"from": False, "to": False}
    queryset = Season.objects.with_table().with_counts()
    template_name = "quotas/seasons.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs) | {
            "calendar": by_season_and(
                "event", SeasonDay.objects.public().with_source(), SeasonDay.Event
            ),
            "events": SeasonDay.Event.labels,
            "fees": by_season_and("kind", Fee.objects.public().with_source(), Fee.Kind),
            "kinds": Fee.Kind.labels,
            "tables": {"days": SEASON_DAYS, "fees": FEES},
        }
        if len(context["season_list"]) > 1:
            form = ComparisonForm(self.request.GET, context["season_list"])
            first, second = form.pair
            context |= {
                "form": form,
                "first": first,
                "second": second,
                "query": urlencode({"from": first.year, "to": second.year}),
                "comparison": side_by_side(first, second),
            }
        return context
