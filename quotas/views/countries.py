"""The pages of countries."""

from django.views.generic import ListView

from ..figures import descriptions
from ..figures.changes import ChangeFilter
from ..figures.countries import CountryQuotas
from ..figures.invitations import InvitationsByPeriod
from ..figures.notes import NotesBySeason
from ..models import Country, Note, Notice, Source
from ..open_data.tables import INVITATIONS_BY_COUNTRY
from .base import RecordView, country_at


class CountriesView(ListView):
    """The list of countries and territories."""

    template_name = "quotas/countries.html"

    def get_queryset(self):
        return Country.objects.by_name()

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"eligibility": Source.objects.eligibility()}


class CountryView(RecordView):
    """The quotas of one country by season, with its conditions, notes and sources."""

    template_name = "quotas/country.html"

    def get_object(self):
        return country_at(self.kwargs["code"])

    def get_context_data(self, **kwargs):
        country = self.object
        figures = CountryQuotas(country)
        return super().get_context_data(**kwargs) | {
            "figures": figures,
            "description": descriptions.of_country(country, figures.by_season),
            "invitations": InvitationsByPeriod(country).rows,
            "invitations_file": INVITATIONS_BY_COUNTRY.file_name,
            "query": ChangeFilter(countries=(country.code,)).query,
            "arrangement_changes": country.arrangement_changes.newest_first(),
            "sources": Source.objects.of_figures(country=country),
            "notes": NotesBySeason(Note.objects.about(country=country).in_order()),
            "notices": Notice.objects.for_page(country=country),
            "eligibility": Source.objects.eligibility(),
        }
