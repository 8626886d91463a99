"""Charts as files: SVG in two layouts, PNG, and the picture that a shared link shows."""

import resvg_py
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.views.generic import View
from font_source_sans_pro import font_files_ttf as fonts

from ..caching.canonical import AS_SENT
from ..charts.picture import NARROW, SHARE, STYLE, STYLE_HASH, WIDE, Picture
from ..figures.countries import CountryQuotas
from ..figures.ranks import largest_quotas, site_chart
from ..figures.ratings import ratings_of, seasons_with_ratings
from ..figures.season_weeks import SeasonWeeks
from ..i18n.languages import language
from ..models import Step
from .base import category_at, country_at, pool_at, season_at
from .guide import timeline_of

LETTERS = [fonts["SourceSansPro"], fonts["SourceSansProSemibold"]]
LAYOUTS = {"wide": WIDE, "narrow": NARROW, "png": WIDE, "share": SHARE}
AS_PNG = ("png", "share")
# An SVG may be opened as a page of its own: it may use its style and nothing else.
POLICY = f"default-src 'none'; style-src {STYLE_HASH}; base-uri 'none'; frame-ancestors 'none'"


class DrawingView(View):
    """A chart in one of LAYOUTS; the address names it, or the view that is made for it."""

    parameters = AS_SENT
    drawing = "share"

    def get(self, request, drawing=None, **kwargs):
        if request.META.get("QUERY_STRING"):
            return redirect(request.path, permanent=True)  # it would be the same, drawn anew
        drawing = drawing or self.drawing
        chart = self.get_chart(**kwargs)
        if chart is None:
            raise Http404
        svg = draw_svg(Picture(chart, LAYOUTS[drawing]))
        if drawing in AS_PNG:
            response = HttpResponse(draw_png(svg), content_type="image/png")
        else:
            response = HttpResponse(svg, content_type="image/svg+xml")
            response.headers["Content-Security-Policy"] = POLICY
        # Other sites are meant to show it.
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    def get_chart(self, **kwargs):
        """Return the chart for the names in the address, or None if there is none."""
        raise NotImplementedError


class PoolWeeksDrawing(DrawingView):
    """The spots, candidates and invitations of a pool by week."""

    def get_chart(self, **kwargs):
        course = pool_at(**kwargs).course
        return course and course.chart


class PoolDrawing(DrawingView):
    """The main chart of a pool: its weeks, or its quotas without any."""

    def get_chart(self, **kwargs):
        return pool_at(**kwargs).chart


class CountryDrawing(DrawingView):
    """The quotas of a country over the seasons."""

    def get_chart(self, code):
        return CountryQuotas(country_at(code)).chart


class PoolChancesDrawing(DrawingView):
    """The chances in a pool, by the day on which somebody was in it."""

    def get_chart(self, **kwargs):
        course = pool_at(**kwargs).course
        return course and course.when_invited.chart


class RatingsDrawing(DrawingView):
    """The chance ratings of a season and what followed them, of a category if one is named."""

    def get_chart(self, year, slug=None):
        season = get_object_or_404(seasons_with_ratings(), year=year)
        categories = [category_at(slug)] if slug else []
        return ratings_of([season], categories)[-1].chart


class TimelineDrawing(DrawingView):
    """The steps from a profile to the border with their deadlines."""

    def get_chart(self):
        steps = list(Step.objects.with_source())
        return timeline_of(steps) if steps else None


class SeasonPicture(DrawingView):
    """The largest quotas of a season."""

    def get_chart(self, year):
        return largest_quotas(season_at(year))


class SitePicture(DrawingView):
    """The numbers that stand for the site."""

    def get_chart(self):
        return site_chart()


class SeasonInvitationsDrawing(DrawingView):
    """The invitations of a season by week, of all pools together."""

    def get_chart(self, year):
        return SeasonWeeks(season_at(year)).chart


def draw_svg(picture):
    """Return a Picture as the text of an SVG document."""
    context = {"picture": picture, "style": STYLE, "language": language()}
    return render_to_string("charts/frame.svg", context).strip()


def draw_png(svg):
    """Return the text of an SVG document as the bytes of a PNG of twice its size."""
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            zoom=2,
            skip_system_fonts=True,
            font_files=LETTERS,
            sans_serif_family="Source Sans Pro",
            languages=[language()],
        )
    )
