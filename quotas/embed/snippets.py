"""The code to paste into a page for a frame with one of our tables or cards."""

import dataclasses
from urllib.parse import parse_qsl, urlencode, urlsplit

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.urls import Resolver404, resolve, reverse
from django.utils.html import format_html
from django.utils.translation import gettext, gettext_lazy as _, override

from ..figures.countries import CountryQuotas
from ..figures.seasons import SeasonQuotas
from ..figures.standing import standing_of
from ..filters import CountryFilter, all_errors
from ..i18n.addresses import absolute
from ..i18n.languages import LANGUAGES, language
from ..models import Country, Season
from . import PREFIX
from .heights import CardContent, Content, TableContent

WIDTH = 640
COLUMNS = (240, 320, 400, 480, 640, 800)  # widths that a column of text may have, in pixels
MUCH_SPACE = 72  # pixels below a table that look like a fault
DEFAULT_PORTS = (None, 80, 443)


class Theme(forms.Form):
    """The colours of a frame: light, dark, or those of the reader’s device."""

    CHOICES = [("auto", _("As the reader’s device")), ("light", _("Light")), ("dark", _("Dark"))]

    theme = forms.ChoiceField(
        choices=CHOICES,
        required=False,
        error_messages={
            "invalid_choice": _("Colours are light, dark or auto, so these were left out.")
        },
    )


@dataclasses.dataclass(frozen=True)
class Frame:
    """A page of ours in a frame: its path, its title and its content."""

    path: str
    query: str
    title: str
    language: str
    content: Content

    @property
    def path_here(self):
        return f"{PREFIX}{self.path}" + (f"?{self.query}" if self.query else "")

    @property
    def address(self):
        return absolute(self.path_here)

    @property
    def height(self):
        """The height for a column of any width: the greatest that leaves little empty space.

        In a very narrow column a table is much higher, so it scrolls there.
        """
        heights = [self.height_at(width) for width in COLUMNS]
        return max(height for height in heights if height <= min(heights) + MUCH_SPACE)

    def height_at(self, width):
        """Return the height for a column of this `width`."""
        with override(self.language):
            return self.content.height(width)

    def html(self, width="100%", height=None):
        """Return the frame as HTML, which works without a script."""
        return format_html(
            '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy"></iframe>',
            self.address,
            self.title,
            width,
            height or self.height,
        )

    @property
    def script(self):
        """The script that fits the height of the frame to its content."""
        address = absolute(reverse("embed_script"))
        return format_html('<script src="{}" async></script>', address)


def frame_of(address):
    """Return the frame of the page at `address`, or None if there is none."""
    parts = urlsplit(address)
    if not is_ours(parts):
        return None
    path = parts.path.removeprefix(PREFIX).rstrip("/") + "/"
    query = urlencode(parse_qsl(parts.query, keep_blank_values=True))
    code = next((code for code in LANGUAGES if path.startswith(f"/{code}/")), None)
    if code is None:
        return None
    with override(code):
        try:
            match = resolve(path)
        except Resolver404:
            return None
        return _frame(match, path, query)


def is_ours(parts):
    """Tell if an address, in its `parts`, is one of this site, by http or https."""
    return (
        parts.scheme in ("http", "https")
        and parts.username is None
        and place_of(parts) == place_of(urlsplit(settings.SITE_URL))
    )


def place_of(parts):
    """Return the host and the port, which is None for the usual ones."""
    return parts.hostname, None if parts.port in DEFAULT_PORTS else parts.port


def _frame(match, path, query):
    if match.url_name == "country":
        country = Country.objects.filter(code=match.kwargs["code"].upper()).first()
        return country and country_frame(country, query)
    seasons = Season.objects.with_table()
    if match.url_name == "home":
        season = Season.objects.current()
    elif match.url_name == "season":
        season = seasons.filter(year=match.kwargs["year"]).first()
    else:
        return None
    return season and season_frame(season, query, path=path)


def season_frame(season, query="", path=None):
    """Return the frame of the table of `season`, with the filters in `query`."""
    parameters = QueryDict(query)
    filters = CountryFilter.of_season(season, parameters)
    year = {"year": season.year}
    figures = SeasonQuotas(season, filters.qs, filters.category_columns)
    content = TableContent(
        [*all_errors(Theme(parameters)), *all_errors(filters.form)],
        gettext("Quotas by country and category, %(year)s season") % year,
        [country.name for country in filters.qs],
        [category.name for category in filters.category_columns],
        f"{standing_of(season).sentence} {figures.summary.origins}",
    )
    title = gettext("IEC quotas of the %(year)s season") % year + season.suffix
    return Frame(path or season.get_absolute_url(), query, title, language(), content)


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
    title = gettext("IEC quotas: %(country)s") % name
    return Frame(country.get_absolute_url(), query, title, language(), content)


def query_of(categories, theme):
    """Return the query string of a frame with these categories and this theme."""
    pairs = [("category", slug) for slug in categories]
    if theme not in ("", "auto"):
        pairs.append(("theme", theme))
    return urlencode(pairs)
