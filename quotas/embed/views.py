"""The frames for other people’s pages: a season’s table, or the card of one country."""

from functools import wraps
from pathlib import Path

from csp.constants import SELF
from csp.decorators import csp_replace, csp_update
from django import forms
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _, override
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.generic import TemplateView

from ..caching.canonical import parameters_of
from ..figures.countries import CountryQuotas
from ..figures.standing import standing_of
from ..filters import CountryFilter, KnownChoicesField, TableForm, all_errors
from ..models import Category, Country, Note, Season
from ..views.base import country_at, current_season, season_at
from ..views.seasons import SEASON_PARAMETERS, table_of
from .snippets import Theme, country_frame, query_of, season_frame


class EmbedForm(TableForm):
    """The frame that somebody chooses, and its colours."""

    what = forms.ChoiceField(
        label=_("What to show"),
        choices=[("season", _("A season’s table")), ("country", _("A country’s card"))],
        required=False,
    )
    season = forms.ChoiceField(label=_("Season"), required=False)
    country = forms.ChoiceField(label=_("Country or territory"), required=False)
    category = KnownChoicesField(
        label=_("Categories"),
        required=False,
        unknown=_("“%(value)s” is not a category, so it was left out."),
    )
    theme = forms.ChoiceField(label=_("Colours"), choices=Theme.CHOICES, required=False)

    def __init__(self, data):
        super().__init__(data)
        self.seasons = {str(season.year): season for season in Season.objects.with_table()}
        self.countries = {country.code.lower(): country for country in Country.objects.by_name()}
        self.fields["season"].choices = [(year, year) for year in self.seasons]
        self.fields["country"].choices = [
            (code, country.name) for code, country in self.countries.items()
        ]
        self.fields["category"].choices = [
            (category.slug, category.name) for category in Category.objects.names_only()
        ]
        for name in ("what", "season", "country", "theme"):
            self.fields[name].error_messages["invalid_choice"] = _(
                "“%(value)s” is not one of the choices, so it was left out."
            )

    @cached_property
    def values(self):
        """The valid values by name."""
        self.errors  # noqa: B018 - checks the form, which fills cleaned_data
        return self.cleaned_data

    @property
    def frame(self):
        """The chosen frame, or None if there is nothing to show."""
        query = query_of(self.values.get("category", ()), self.values.get("theme", ""))
        if self.values.get("what") == "country":
            country = self.countries.get(self.values.get("country"))
            country = country or next(iter(self.countries.values()), None)
            return country and country_frame(country, query_of((), self.values.get("theme", "")))
        season = self.seasons.get(self.values.get("season"))
        season = season or next(iter(self.seasons.values()), None)
        return season and season_frame(season, query)


class EmbedView(TemplateView):
    """The form that makes a frame, with the code to paste."""

    parameters = parameters_of(EmbedForm)
    template_name = "quotas/embed.html"

    def get_context_data(self, **kwargs):
        form = EmbedForm(self.request.GET)
        return super().get_context_data(**kwargs) | {"form": form, "frame": form.frame}


embed_page = csp_update({"frame-src": [SELF]})(EmbedView.as_view())


class FrameView(TemplateView):
    """A small page for a frame, with links that leave it."""

    parameters = parameters_of(Theme)

    def get_context_data(self, **kwargs):
        form = Theme(self.request.GET)
        theme = form.cleaned_data["theme"] if form.is_valid() else ""
        return super().get_context_data(**kwargs) | {
            "theme": theme or "auto",
            "left_out": all_errors(form),
        }


class SeasonFrame(FrameView):
    """The table of a season, with the filters of its page."""

    parameters = FrameView.parameters | SEASON_PARAMETERS
    template_name = "embed/season.html"

    def get_season(self):
        return season_at(self.kwargs["year"])

    def get_context_data(self, **kwargs):
        season = self.get_season()
        filters = CountryFilter.of_season(season, self.request.GET)
        table = table_of(filters, Note.objects.none())
        context = super().get_context_data(**kwargs)
        return context | {
            "season": season,
            "table": table,
            "standing": standing_of(season),
            "way_back": season.get_absolute_url() + (f"?{filters.query}" if filters.query else ""),
            "left_out": [*context["left_out"], *all_errors(filters.form)],
        }


class CurrentFrame(SeasonFrame):
    """The table of the current season."""

    def get_season(self):
        return current_season()


class CountryFrame(FrameView):
    """The card of a country: the latest quota and the conditions of each category."""

    template_name = "embed/country.html"

    def get_context_data(self, **kwargs):
        country = country_at(self.kwargs["code"])
        return super().get_context_data(**kwargs) | {
            "country": country,
            "way_back": country.get_absolute_url(),
            "rows": CountryQuotas(country).latest,
        }


def framed(view, language):
    """Return `view` in one language, as a page that any site may frame."""

    @wraps(view)
    def answer(request, **kwargs):
        with override(language):
            response = view(request, **kwargs)
            if hasattr(response, "render"):
                response.render()
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    return xframe_options_exempt(csp_replace({"frame-ancestors": ["*"]})(answer))


@cache_control(public=True, max_age=86400)
def height_script(request):
    """Answer with the script that fits the height of a frame to its content."""
    script = Path(finders.find("js/embed/height.js")).read_bytes()
    response = HttpResponse(script, content_type="text/javascript; charset=utf-8")
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
