"""The frame of each kind of page: a season, a country, a pool, a comparison, and any chart."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.conf import settings
from django.http import Http404, QueryDict
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext, override

from ..charts.picture import NARROW, WIDE, Picture
from ..figures.countries import CountryQuotas
from ..figures.pools import Pool
from ..figures.seasons import SeasonQuotas
from ..figures.share_sentences import last_week
from ..figures.standing import standing_of
from ..filters import CountryFilter, all_errors
from ..i18n.addresses import DrawingConverter
from ..i18n.formats import long_date
from ..i18n.languages import LANGUAGES, language
from ..models import Category, Country, Season
from ..views.base import category_at, pool_at
from ..views.compare import CompareForm
from ..views.map import MapForm
from . import PREFIX
from .heights import CardContent, ChartContent, Drawing, PoolContent, TableContent
from .snippets import Frame, Theme, theme_in

DEFAULT_PORTS = (None, 80, 443)
ENDING = re.compile(f"{DrawingConverter.regex}$")
CHART = ".svg"  # ends the address of a chart’s drawing
# The pages that show a chart by their query, and how its address names what they do.
QUERIES = {
    "map_drawing": [("season", ["year"]), ("category", ["slug"])],
    "compare_drawing": [("country", ["code"]), ("season", ["first", "second"])],
    "seasons_drawing": [("from", ["first"]), ("to", ["second"])],
    "strips_drawing": [("category", ["slug"])],
}


def frame_of(address):
    """Return the frame of the page or the drawing at `address`, or None if there is none."""
    parts = urlsplit(address)
    if not is_ours(parts):
        return None
    return frame_at(parts.path, parts.query)


def frame_at(path, query=""):
    """Return the frame of the page or the drawing at a path of ours, or None."""
    path = ENDING.sub("", path.removeprefix(PREFIX)).rstrip("/") + "/"
    query = urlencode(parse_qsl(query, keep_blank_values=True))
    code = next((code for code in LANGUAGES if path.startswith(f"/{code}/")), None)
    if code is None:
        return None
    with override(code):
        try:
            return _frame(resolve(path), path, query)
        except Resolver404:
            return chart_frame(path.rstrip("/"), query)
        except Http404:
            return None


def is_ours(parts):
    """Tell if an address, in its `parts`, is one of this site, by http or https."""
    return (
        parts.scheme in ("http", "https")
        and parts.username is None
        and place_of(parts) == place_of(urlsplit(settings.SITE_URL))
    )


def place_of(parts):
    """Return the host without www, and the port, which is None for the usual ones."""
    port = None if parts.port in DEFAULT_PORTS else parts.port
    return (parts.hostname or "").removeprefix("www."), port


def _frame(match, path, query):
    name, of = match.url_name, match.kwargs
    if name == "country":
        country = Country.objects.filter(code=of["code"].upper()).first()
        return country and country_frame(country, query)
    if name == "pool":
        return pool_frame(pool_at(**of), query)
    if name == "compare":
        return comparison_frame(query)
    if name == "map":
        form = MapForm(QueryDict(query))
        if form.chosen_season and form.chosen_category:
            return map_frame(form.chosen_season, form.chosen_category, query)
        return None
    if name == "season_weeks":
        slugs = set(QueryDict(query).getlist("category"))
        alone = Category.objects.filter(slug__in=slugs) if len(slugs) == 1 else ()
        names = [category.local_slug for category in alone]
        return drawing_frame("strips_drawing", of["year"], *names, query=query)
    seasons = Season.objects.with_table()
    if name == "home":
        season = Season.objects.current()
    elif name == "season":
        season = seasons.filter(year=of["year"]).first()
    else:
        return None
    return season and season_frame(season, query, path=path)


def season_frame(season, query="", path=None):
    """Return the frame of the table of `season`, with the filters in `query`."""
    year = {"year": season.year}
    return Frame(
        path or season.get_absolute_url(),
        query,
        gettext("IEC quotas of the %(year)s season") % year + season.suffix,
        language(),
        table_content(season, QueryDict(query), query),
        reverse("season_picture", args=(season.year,)),
    )


def table_content(season, parameters, query, heading=None):
    """Return the content of the table of `season` with the filters in `parameters`."""
    filters = CountryFilter.of_season(season, parameters)
    figures = SeasonQuotas(season, filters.qs, filters.category_columns)
    usual = gettext("Quotas by country and category, %(year)s season") % {"year": season.year}
    return TableContent(
        [*all_errors(Theme(QueryDict(query))), *all_errors(filters.form)],
        heading or usual,
        [country.name for country in filters.qs],
        [category.name for category in filters.category_columns],
        f"{standing_of(season).sentence} {figures.summary.origins}",
    )


def country_frame(country, query=""):
    """Return the frame of the card of `country`."""
    name = {"country": country.name}
    rows = CountryQuotas(country).latest
    content = CardContent(
        all_errors(Theme(QueryDict(query))),
        gettext("%(country)s in International Experience Canada") % name,
        [row.category.name for row in rows],
        [row.quota.label if row.quota else "" for row in rows],
    )
    picture = reverse("country_picture", args=(country.code.lower(),))
    title = gettext("IEC quotas: %(country)s") % name
    return Frame(country.get_absolute_url(), query, title, language(), content, picture)


class FramedPool:
    """The figures, the sentence and the chart that the frame of a Pool shows."""

    def __init__(self, pool):
        self.pool, self.course = pool, pool.course
        self.chart = self.course and self.course.chart

    @property
    def heading(self):
        return f"{self.pool.name} {self.pool.season.year}"

    @property
    def figures(self):
        """The names and the values of its newest figures."""
        quota = self.pool.quota
        figures = [(gettext("Quota"), quota.label if quota else gettext("Not known to us"))]
        if self.course:
            latest = self.course.latest
            figures += [
                (gettext("Spots available"), latest.spots_label),
                (gettext("Invitations issued"), latest.invitations_label),
            ]
            if latest.rating is not None:
                figures.append((gettext("Chance rating"), latest.get_rating_display()))
        return [(str(name), str(value)) for name, value in figures]

    @property
    def sentence(self):
        """The share invited in the last week, or the day of the quota; perhaps empty."""
        if self.course:
            weeks = self.course.when_invited.weeks
            return (last_week(weeks[-1]) if weeks else None) or ""
        quota = self.pool.quota
        if quota is None:
            return ""
        return gettext("%(publisher)s, as of %(day)s") % {
            "publisher": quota.source.publisher_label,
            "day": long_date(quota.as_of),
        }

    def content(self, query):
        figures = self.figures
        return PoolContent(
            all_errors(Theme(QueryDict(query))),
            self.heading,
            [name for name, _value in figures],
            [value for _name, value in figures],
            self.sentence,
            drawing_of(self.chart) if self.chart else None,
        )


def pool_frame(pool, query=""):
    """Return the frame of a Pool: its figures, and its chart if there is one."""
    return Frame(
        pool.get_absolute_url(),
        query,
        gettext("IEC quotas: %(country)s") % {"country": f"{pool.name} {pool.season.year}"},
        language(),
        FramedPool(pool).content(query),
        reverse(
            "pool_picture",
            args=(pool.season.year, pool.country.code.lower(), pool.category.local_slug),
        ),
    )


def pool_of(season, country, category):
    """Return the Pool of three records, or None if nothing is known of it."""
    pool = Pool(season, country, category)
    return pool if pool.exists else None


def comparison_frame(query=""):
    """Return the frame of the countries or the two seasons in `query`, or None if it has none."""
    form = CompareForm(QueryDict(query))
    if pair := form.between_seasons:
        (country,) = form.countries
        seasons = (pair.first.year, pair.second.year)
        return drawing_frame("compare_drawing", country.code.lower(), *seasons, query=query)
    if not form.between_countries:
        return None
    season = season_of_comparison(form)
    heading = heading_of_comparison(form, season)
    return season and Frame(
        reverse("compare"),
        query,
        gettext("IEC quotas side by side: %(countries)s") % {"countries": form.names},
        language(),
        table_content(season, countries_in(form), query, heading),
        reverse("site_picture"),
    )


def season_of_comparison(form):
    """Return the newest season with a table that a CompareForm names, or the current one."""
    with_table = Season.objects.with_table()
    if form.has_seasons:
        years = [season.year for season in form.seasons]
        return with_table.filter(year__in=years).order_by("-year").first()
    return Season.objects.current() or with_table.order_by("-year").first()


def heading_of_comparison(form, season):
    return season and gettext("%(countries)s: quotas of the %(year)s season") % {
        "countries": form.names,
        "year": season.year,
    }


def countries_in(form):
    """Return the filter of a table that shows the countries of a CompareForm."""
    parameters = QueryDict(mutable=True)
    parameters.setlist("country", [country.code.lower() for country in form.countries])
    return parameters


def map_frame(season, category, query=""):
    """Return the frame of the map of a category in a season."""
    return drawing_frame("map_drawing", season.year, category.local_slug, query=query)


def drawing_frame(name, *args, query=""):
    """Return the frame of the drawing called `name`, or None if there is nothing to draw."""
    address = reverse(name, args=(*args, "wide"))
    return chart_frame(address.removesuffix(CHART), query)


def chart_at(path):
    """Return the chart that is drawn at `path`, without its ending, and where that leads."""
    match = resolve(f"{path}{CHART}")
    if "drawing" not in match.kwargs:
        raise Resolver404
    view, of = match.func.view_class(), match.kwargs
    return view.get_chart(**{key: of[key] for key in of if key != "drawing"}), match


def chart_frame(path, query=""):
    """Return the frame of the chart that is drawn at `path`, or None if there is none."""
    try:
        chart, _match = chart_at(path)
    except (Resolver404, Http404):
        return None
    theme = dict(parse_qsl(query)).get("theme", "")
    query = urlencode(theme_in(theme))
    return chart and Frame(
        f"{path}/",
        query,
        f"{gettext('IEC Quotas')} – {chart.unit}" if chart.unit else gettext("IEC Quotas"),
        language(),
        ChartContent(
            all_errors(Theme(QueryDict(query))), "", [], drawing_of(chart), chart.description
        ),
        picture_near(path),
    )


def drawing_of(chart):
    """Return the sizes of the drawings of `chart`."""
    narrow, wide = Picture(chart, NARROW), Picture(chart, WIDE)
    return Drawing((narrow.width, narrow.height), (wide.width, wide.height))


def picture_near(path):
    """Return the picture for links of the page that shows the chart at `path`."""
    name = reverse("site_picture").rpartition("/")[2]
    folder = path.rpartition("/")[0]
    for place in (f"{folder}/{name}", f"{path}/{name}"):
        try:
            resolve(place)
        except Resolver404:
            continue
        return place
    return reverse("site_picture")


def page_of(path, match):
    """Return the address of the page that shows the chart at `path`, with its query."""
    page = path
    while page.count("/") > 1:
        page = page.rpartition("/")[0]
        try:
            resolve(f"{page}/")
        except Resolver404:
            continue
        break
    query = urlencode(
        [
            (name, category_at(match.kwargs[key]).slug if key == "slug" else match.kwargs[key])
            for name, keys in QUERIES.get(match.url_name, ())
            for key in keys
            if key in match.kwargs
        ]
    )
    return f"{page}/" + (f"?{query}" if query else "")
