"""The page of countries side by side."""

from urllib.parse import urlencode

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from ..caching.canonical import parameters_of
from ..figures.comparison import countries_side_by_side, seasons_of
from ..filters import KnownChoicesField, TableForm
from ..models import Country, Quota, Season


class CompareForm(TableForm):
    """Which countries to put side by side, or which two seasons of one country."""

    MOST = 4

    country = KnownChoicesField(
        label=_("Countries and territories"),
        required=False,
        normalize=str.upper,
        unknown=_("“%(value)s” is not a country or territory here, so it was left out."),
    )
    season = KnownChoicesField(
        label=_("Seasons"),
        required=False,
        unknown=_("“%(value)s” is not a season that we hold, so it was left out."),
    )

    def __init__(self, data):
        super().__init__(data)
        self.all_countries = {country.code: country for country in Country.objects.by_name()}
        self.all_seasons = {
            str(season.year): season for season in Season.objects.published().order_by("-year")
        }
        self.fields["country"].choices = [
            (code, country.name) for code, country in self.all_countries.items()
        ]
        self.fields["season"].choices = [(year, year) for year in self.all_seasons]

    def clean(self):
        cleaned = super().clean()
        countries, seasons = (set(cleaned.get(name, ())) for name in ("country", "season"))
        is_asked = any(name in self.data for name in self.fields)
        if is_asked and not countries and "country" not in self.errors:
            self.add_error("country", _("Choose a country or territory."))
        if len(countries) > self.MOST:
            self.add_error("country", _("Four fit side by side, so the first four are shown."))
        if len(countries) == 1 and len(seasons) > 2:
            self.add_error(
                "season", _("Two seasons fit side by side, so the newest two are shown.")
            )
        return cleaned

    def add_error(self, field, error):
        """Say what is wrong, and keep the values that can be shown nevertheless."""
        kept = self.cleaned_data.get(field)
        super().add_error(field, error)
        if field and kept is not None:
            self.cleaned_data[field] = kept

    def _wanted(self, name):
        self.errors  # noqa: B018 - checks the form, which fills cleaned_data
        return list(dict.fromkeys(self.cleaned_data.get(name, ())))

    @cached_property
    def countries(self):
        return [self.all_countries[code] for code in self._wanted("country")[: self.MOST]]

    @cached_property
    def seasons(self):
        """Those asked for, or all, the newest first."""
        asked = self._wanted("season")
        return [season for year, season in self.all_seasons.items() if not asked or year in asked]

    @property
    def asks_for_seasons(self):
        return bool(self._wanted("season"))

    @property
    def query(self):
        """The query string that asks for the same."""
        asked = [("country", country.code.lower()) for country in self.countries]
        if self.asks_for_seasons:
            asked += [("season", season.year) for season in self.seasons]
        return urlencode(asked)

    @property
    def chosen_countries(self):
        """What the fields for countries show as chosen."""
        codes = [country.code for country in self.countries]
        return [*codes, *[""] * (self.MOST - len(codes))]

    @property
    def chosen_seasons(self):
        """What the two fields for seasons show as chosen."""
        years = self._wanted("season")[:2]
        return [*years, *[""] * (2 - len(years))]


class CompareView(TemplateView):
    """Two to four countries side by side, or two seasons of one country."""

    parameters = parameters_of(CompareForm)
    template_name = "quotas/compare.html"

    def get_context_data(self, **kwargs):
        form = CompareForm(self.request.GET)
        context = super().get_context_data(**kwargs) | {"form": form, "countries": form.countries}
        if len(form.countries) > 1:
            context["compared"] = countries_side_by_side(form.countries, form.seasons)
        elif form.countries:
            context |= self.of_one(form)
        return context

    def of_one(self, form):
        """The two seasons asked for, or the two newest of which anything is held."""
        country = form.countries[0]
        held = set(Quota.objects.filter(country=country).values_list("season", flat=True))
        seasons = [season for season in form.seasons if form.asks_for_seasons or season.pk in held]
        if len(seasons) < 2:
            return {"too_few": True}
        second, first = seasons[:2]
        return {"first": first, "second": second, "pairs": seasons_of(country, first, second)}
