"""The page of countries side by side."""

from urllib.parse import urlencode

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from ..caching.canonical import parameters_of
from ..figures.comparison import CountryComparison, CountrySeasons, seasons_of
from ..filters import KnownChoicesField, TableForm
from ..i18n.addresses import files_at
from ..models import Country, Season
from .base import country_at
from .drawings import DrawingView


class CompareForm(TableForm):
    """The countries to compare, or the two seasons of one country."""

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
        unknown=_("“%(value)s” is not a season that we have, so it was left out."),
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
        is_sent = any(name in self.data for name in self.fields)
        if is_sent and not countries and "country" not in self.errors:
            self.add_error("country", _("Choose a country or territory."))
        if len(countries) > self.MOST:
            self.add_error("country", _("Four fit side by side, so the first four are shown."))
        if len(countries) == 1 and len(seasons) > 2:
            self.add_error(
                "season", _("Two seasons fit side by side, so the newest two are shown.")
            )
        return cleaned

    def add_error(self, field, error):
        """Add the error, and keep the values that can be used all the same."""
        kept = self.cleaned_data.get(field)
        super().add_error(field, error)
        if field and kept is not None:
            self.cleaned_data[field] = kept

    def _values(self, name):
        self.errors  # noqa: B018 - checks the form, which fills cleaned_data
        return list(dict.fromkeys(self.cleaned_data.get(name, ())))

    @cached_property
    def countries(self):
        return [self.all_countries[code] for code in self._values("country")[: self.MOST]]

    @cached_property
    def seasons(self):
        """The seasons of the address, or all, the newest first."""
        years = self._values("season")
        return [season for year, season in self.all_seasons.items() if not years or year in years]

    @property
    def has_seasons(self):
        """Tell if the address names any season."""
        return bool(self._values("season"))

    @cached_property
    def between_countries(self):
        """The comparison of several countries, or None."""
        return CountryComparison(self.countries, self.seasons) if len(self.countries) > 1 else None

    @cached_property
    def between_seasons(self):
        """The comparison of two seasons of one country, or None.

        Without seasons in the address it is of the newest two that have a quota.
        """
        if len(self.countries) != 1:
            return None
        (country,) = self.countries
        seasons = self.seasons if self.has_seasons else seasons_of(country, self.seasons)
        if len(seasons) < 2:
            return None
        second, first = seasons[:2]
        return CountrySeasons(country, first, second)

    @property
    def csv(self):
        """The address of the same as a table."""
        return dict(files_at("compare_file", query=self.query))["csv"]

    @property
    def picture(self):
        """The address of the picture that a shared link shows, or None if there is no chart."""
        pair = self.between_seasons
        if not (pair and pair.chart):
            return None
        years = (pair.first.year, pair.second.year)
        return reverse("compare_picture", args=(pair.country.code.lower(), *years))

    @property
    def comparison(self):
        return self.between_countries or self.between_seasons

    @property
    def names(self):
        """The countries by name, with the two seasons of one."""
        names = [country.name for country in self.countries]
        if pair := self.between_seasons:
            names.append(f"{pair.first.year}–{pair.second.year}")
        return ", ".join(names)

    @property
    def query(self):
        """The query string of the same comparison."""
        pairs = [("country", country.code.lower()) for country in self.countries]
        if self.has_seasons:
            pairs += [("season", season.year) for season in self.seasons]
        return urlencode(pairs)

    @property
    def chosen_countries(self):
        """The codes that are selected in the fields for countries."""
        codes = [country.code for country in self.countries]
        return [*codes, *[""] * (self.MOST - len(codes))]

    @property
    def chosen_seasons(self):
        """The years that are selected in the two fields for seasons."""
        years = self._values("season")[:2]
        return [*years, *[""] * (2 - len(years))]


class CompareView(TemplateView):
    """Two to four countries side by side, or two seasons of one country."""

    parameters = parameters_of(CompareForm)
    template_name = "quotas/compare.html"

    def get_context_data(self, **kwargs):
        form = CompareForm(self.request.GET)
        return super().get_context_data(**kwargs) | {
            "form": form,
            "countries": form.countries,
            "picture": form.picture,
        }


class CompareDrawing(DrawingView):
    """The quotas of one country that moved between two seasons."""

    def get_chart(self, code, first, second):
        seasons = (
            get_object_or_404(Season.objects.published(), year=year) for year in (first, second)
        )
        return CountrySeasons(country_at(code), *seasons).chart
