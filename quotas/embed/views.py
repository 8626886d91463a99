"""What other people’s pages frame: a season’s table, or the card of one country."""

from functools import wraps
from pathlib import Path

from csp.constants import SELF
from csp.decorators import csp_replace, csp_update
from django import forms
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _, override
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.generic import DetailView, TemplateView

from ..caching.canonical import parameters_of
from ..filters import KnownChoicesField, TableForm, sentences
from ..models import Category, Country, Season
from ..views.seasons import SeasonView
from .snippets import Theme, country_frame, query_of, rows_of_card, season_frame


class EmbedForm(TableForm):
    """What somebody wants to have in a page, and how it is to look."""

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
    def wanted(self):
        """The valid values by name."""
        self.errors  # noqa: B018 - checks the form, which fills cleaned_data
        return self.cleaned_data

    @property
    def frame(self):
        """The frame that the values ask for, or None while there is nothing to show."""
        query = query_of(self.wanted.get("category", ()), self.wanted.get("theme", ""))
        if self.wanted.get("what") == "country":
            country = self.countries.get(self.wanted.get("country"))
            country = country or next(iter(self.countries.values()), None)
            return country and country_frame(country, query_of((), self.wanted.get("theme", "")))
        season = self.seasons.get(self.wanted.get("season"))
        season = season or next(iter(self.seasons.values()), None)
        return season and season_frame(season, query)


class EmbedView(TemplateView):
    """A form that shows the frame and what to paste to have it."""

    parameters = parameters_of(EmbedForm)
    template_name = "quotas/embed.html"

    def get_context_data(self, **kwargs):
        form = EmbedForm(self.request.GET)
        return super().get_context_data(**kwargs) | {"form": form, "frame": form.frame}


embed_page = csp_update({"frame-src": [SELF]})(EmbedView.as_view())


class Framed:
    """A view whose page may be framed: small, with links that leave the frame."""

    parameters = parameters_of(Theme)

    def get_context_data(self, **kwargs):
        asked = Theme(self.request.GET)
        theme = asked.cleaned_data["theme"] if asked.is_valid() else ""
        return super().get_context_data(**kwargs) | {
            "form": asked,
            "theme": theme or "auto",
            "left_out": sentences(asked),
        }


class SeasonFrame(Framed, SeasonView):
    parameters = Framed.parameters | SeasonView.parameters
    template_name = "embed/season.html"

    def get_linked_data(self, sources):
        return []  # search engines read the page itself

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        days = [quota.as_of for quota in context["table"].held()]
        query = self.filterset.query
        return context | {
            "way_back": self.season.get_absolute_url() + (f"?{query}" if query else ""),
            "newest": max(days, default=None),
            "left_out": [*context["left_out"], *sentences(self.filterset.form)],
        }


class CurrentFrame(SeasonFrame):
    """The table of whichever season is current."""

    def get_season(self):
        return get_object_or_404(Season, is_current=True)


class CountryFrame(Framed, DetailView):
    """A country’s card: the latest quota held of each category, and who can apply."""

    template_name = "embed/country.html"

    def get_object(self):
        return get_object_or_404(Country, code=self.kwargs["code"].upper())

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "way_back": self.object.get_absolute_url(),
            "rows": rows_of_card(self.object),
        }


def framed(view, language):
    """`view` in one language, for any page to frame."""

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
    """The script that gives frames of ours the height of what is in them."""
    script = Path(finders.find("js/embed/height.js")).read_bytes()
    response = HttpResponse(script, content_type="text/javascript; charset=utf-8")
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
