"""The pages of countries."""

from django.shortcuts import get_object_or_404
from django.views.generic import ListView

from ..figures.changes import ChangeFilter
from ..figures.countries import alike, by_season, chart_of_seasons, turns
from ..models import Category, Country, Note, Notice, Quota, Source
from .base import AtOneAddress


class CountriesView(ListView):
    """Every country and territory that we know."""

    template_name = "quotas/countries.html"

    def get_queryset(self):
        return Country.objects.by_name()

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"eligibility": Source.objects.eligibility()}


class CountryView(AtOneAddress):
    """What each season offers one country, with the notes and sources that go with it."""

    template_name = "quotas/country.html"

    def get_object(self):
        return get_object_or_404(Country, code=self.kwargs["code"].upper())

    def get_context_data(self, **kwargs):
        quotas = list(Quota.objects.public().filter(country=self.object).with_names().with_source())
        categories = list(Category.objects.names_only())
        return super().get_context_data(**kwargs) | {
            "categories": categories,
            "seasons": by_season(quotas, categories),
            "chart": chart_of_seasons(quotas, categories),
            "turns": turns(quotas),
            "query": ChangeFilter(countries=(self.object.code,)).query,
            "arrangement_changes": self.object.arrangement_changes.newest_first(),
            "conditions": alike(self.object.eligibility.with_names().with_source()),
            "sources": Source.objects.of_figures(country=self.object),
            "notes": Note.objects.about(country=self.object).in_order(),
            "notices": Notice.objects.for_page(country=self.object),
            "eligibility": Source.objects.eligibility(),
        }
