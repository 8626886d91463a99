"""The frames for other people’s pages: tables, cards, pools and charts."""

from functools import wraps
from pathlib import Path

from csp.constants import SELF
from csp.decorators import csp_replace, csp_update
from django.contrib.staticfiles import finders
from django.http import Http404, HttpResponse
from django.urls import Resolver404, reverse
from django.utils.functional import cached_property
from django.utils.translation import override
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.generic import TemplateView

from ..caching.canonical import parameters_of
from ..charts.picture import NARROW, WIDE, Picture
from ..figures.countries import CountryQuotas
from ..figures.standing import standing_of
from ..filters import CountryFilter, all_errors
from ..i18n.addresses import drawings_at
from ..i18n.languages import language
from ..models import Note
from ..views.base import country_at, current_season, pool_at, season_at
from ..views.compare import CompareForm
from ..views.seasons import SEASON_PARAMETERS, table_of
from .form import EmbedForm
from .frames import (
    FramedPool,
    chart_at,
    countries_in,
    heading_of_comparison,
    page_of,
    season_of_comparison,
)
from .snippets import Theme


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

    def get_filters(self, season):
        return CountryFilter.of_season(season, self.request.GET)

    def get_context_data(self, **kwargs):
        season = self.get_season()
        filters = self.get_filters(season)
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


class CompareFrame(SeasonFrame):
    """The quotas of some countries in one season, the newest that is asked for."""

    parameters = FrameView.parameters | parameters_of(CompareForm)

    @cached_property
    def form(self):
        return CompareForm(self.request.GET)

    def get_season(self):
        season = season_of_comparison(self.form)
        if season is None or not self.form.countries:
            raise Http404
        return season

    def get_filters(self, season):
        return CountryFilter.of_season(season, countries_in(self.form))

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {
            "heading": heading_of_comparison(self.form, context["season"]),
            "way_back": f"{reverse('compare')}?{self.form.query}",
            "left_out": [*context["left_out"], *all_errors(self.form)],
        }


class PoolFrame(FrameView):
    """A pool: its newest figures, a sentence and its chart."""

    template_name = "embed/pool.html"

    def get_context_data(self, **kwargs):
        pool = pool_at(**self.kwargs)
        framed = FramedPool(pool)
        names = (pool.season.year, pool.country.code.lower(), pool.category.local_slug)
        return super().get_context_data(**kwargs) | {
            "pool": pool,
            "framed": framed,
            "way_back": pool.get_absolute_url(),
            "picture": framed.chart and pictures_of(framed.chart),
            "drawings": framed.chart and drawings_at("pool_weeks_drawing", *names),
        }


class ChartFrame(FrameView):
    """Any chart, by the path of its drawings without their ending."""

    template_name = "embed/chart.html"

    def get_context_data(self, **kwargs):
        path = f"/{language()}/{self.kwargs['chart']}"
        try:
            chart, match = chart_at(path)
        except Resolver404:
            raise Http404 from None
        if chart is None:
            raise Http404
        names = [value for key, value in match.kwargs.items() if key != "drawing"]
        return super().get_context_data(**kwargs) | {
            "chart": chart,
            "way_back": page_of(path, match),
            "picture": pictures_of(chart),
            "drawings": drawings_at(match.url_name, *names),
        }


def pictures_of(chart):
    """Return the two Pictures of `chart`, for small and for large frames."""
    return {"narrow": Picture(chart, NARROW), "wide": Picture(chart, WIDE)}


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
