"""The form that makes a frame."""

from urllib.parse import urlencode, urlsplit

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from ..filters import KnownChoicesField, TableForm
from ..models import Category, Country, Season
from .frames import (
    comparison_frame,
    country_frame,
    frame_at,
    frame_of,
    map_frame,
    pool_frame,
    pool_of,
    season_frame,
)
from .snippets import Theme, query_of, theme_in


class EmbedForm(TableForm):
    """The frame that somebody chooses, and its colours."""

    what = forms.ChoiceField(
        label=_("What to show"),
        choices=[
            ("season", _("A season’s table")),
            ("country", _("A country’s card")),
            ("pool", _("A pool with its chart")),
            ("comparison", _("Two countries side by side")),
            ("map", _("The map")),
            ("address", _("A page or a chart by its address")),
        ],
        required=False,
    )
    season = forms.ChoiceField(label=_("Season"), required=False)
    country = forms.ChoiceField(label=_("Country or territory"), required=False)
    other = forms.ChoiceField(label=_("Compared with"), required=False)
    category = KnownChoicesField(
        label=_("Categories"),
        required=False,
        unknown=_("“%(value)s” is not a category, so it was left out."),
    )
    address = forms.CharField(label=_("Address"), required=False, max_length=2000)
    theme = forms.ChoiceField(label=_("Colours"), choices=Theme.CHOICES, required=False)

    def __init__(self, data):
        super().__init__(data)
        self.seasons = {str(season.year): season for season in Season.objects.with_table()}
        self.countries = {country.code.lower(): country for country in Country.objects.by_name()}
        self.categories = {category.slug: category for category in Category.objects.names_only()}
        names = [(code, country.name) for code, country in self.countries.items()]
        self.fields["season"].choices = [(year, year) for year in self.seasons]
        self.fields["country"].choices = names
        self.fields["other"].choices = names
        self.fields["category"].choices = [
            (slug, category.name) for slug, category in self.categories.items()
        ]
        for name in ("what", "season", "country", "other", "theme"):
            self.fields[name].error_messages["invalid_choice"] = _(
                "“%(value)s” is not one of the choices, so it was left out."
            )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("what") == "address" and self._at_address(cleaned) is None:
            self.add_error("address", _("There is nothing to embed at this address."))
        return cleaned

    def _at_address(self, cleaned):
        """Return the frame of the page or the chart at the address, whole or only its path."""
        address = cleaned.get("address", "")
        try:
            parts = urlsplit(address)
            return frame_of(address) if parts.scheme else frame_at(parts.path, parts.query)
        except ValueError:  # no address at all, such as one with an open bracket
            return None

    @cached_property
    def values(self):
        """The valid values by name."""
        self.errors  # noqa: B018 - checks the form, which fills cleaned_data
        return self.cleaned_data

    def _chosen(self, records, name):
        """Return the record that is chosen in a field, or the first."""
        return records.get(self.values.get(name)) or next(iter(records.values()), None)

    @property
    def category_chosen(self):
        """The first category that is chosen, or the first of all."""
        chosen = self.values.get("category") or [None]
        return self.categories.get(chosen[0]) or next(iter(self.categories.values()), None)

    @cached_property
    def frame(self):
        """The chosen frame, or None if there is nothing to show."""
        make = getattr(self, f"_{self.values.get('what') or 'season'}", self._season)
        return make(self.values.get("theme", ""))

    def _season(self, theme):
        season = self._chosen(self.seasons, "season")
        return season and season_frame(season, query_of(self.values.get("category", ()), theme))

    def _country(self, theme):
        country = self._chosen(self.countries, "country")
        return country and country_frame(country, query_of((), theme))

    def _pool(self, theme):
        season = self._chosen(self.seasons, "season")
        country = self._chosen(self.countries, "country")
        if not (season and country and self.category_chosen):
            return None
        pool = pool_of(season, country, self.category_chosen)
        return pool and pool_frame(pool, query_of((), theme))

    def _comparison(self, theme):
        codes = list(self.countries)
        first = self.values.get("country") or next(iter(codes), None)
        others = [code for code in codes if code != first]
        second = self.values.get("other") or next(iter(others), None)
        pairs = [("country", first), ("country", second), *theme_in(theme)]
        if season := self.values.get("season"):
            pairs.append(("season", season))
        return comparison_frame(urlencode(pairs)) if first and second else None

    def _map(self, theme):
        season = self._chosen(self.seasons, "season")
        if not (season and self.category_chosen):
            return None
        return map_frame(season, self.category_chosen, urlencode(theme_in(theme)))

    def _address(self, theme):
        frame = self._at_address(self.values)
        if frame and theme_in(theme):
            return frame.with_theme(theme)
        return frame
