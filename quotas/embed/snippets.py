"""What somebody pastes into a page to have a table or a card of ours in it."""

import dataclasses
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve, reverse
from django.utils.html import format_html
from django.utils.translation import gettext, override

from ..models import Country, Season
from ..names import LANGUAGES
from . import PREFIX

WIDTH = 640
ROW, AROUND, CARD = 38, 150, 320  # pixels: of one row, of what stands around them, of a card


@dataclasses.dataclass(frozen=True)
class Frame:
    """A page of ours that can be framed: its path, its title and its usual height."""

    path: str
    query: str
    title: str
    height: int

    @property
    def path_here(self):
        return f"{PREFIX}{self.path}" + (f"?{self.query}" if self.query else "")

    @property
    def address(self):
        return settings.SITE_URL + self.path_here

    def html(self, width="100%", height=None):
        """The frame as HTML, which works without any script."""
        return format_html(
            '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy"></iframe>',
            self.address,
            self.title,
            width,
            height or self.height,
        )

    @property
    def script(self):
        """What may follow the frame, to give it the height of what is in it."""
        address = settings.SITE_URL + reverse("embed_script")
        return format_html('<script src="{}" async></script>', address)


def frame_of(address):
    """The frame of the page at `address`, or None if it is no page that can be framed."""
    parts = urlsplit(address)
    ours = urlsplit(settings.SITE_URL)
    if (parts.scheme, parts.netloc) != (ours.scheme, ours.netloc):
        return None
    path = parts.path.removeprefix(PREFIX).rstrip("/") + "/"
    query = urlencode(parse_qsl(parts.query, keep_blank_values=True))
    language = next((code for code in LANGUAGES if path.startswith(f"/{code}/")), None)
    if language is None:
        return None
    with override(language):
        try:
            found = resolve(path)
        except Resolver404:
            return None
        return _frame(found, path, query)


def _frame(found, path, query):
    if found.url_name == "country":
        country = Country.objects.filter(code=found.kwargs["code"].upper()).first()
        return country and country_frame(country, query)
    seasons = Season.objects.with_table()
    if found.url_name == "home":
        season = Season.objects.current()
    elif found.url_name == "season":
        season = seasons.filter(year=found.kwargs["year"]).first()
    else:
        return None
    return season and season_frame(season, query, path=path)


def season_frame(season, query="", path=None):
    title = gettext("IEC quotas of the %(year)s season") % {"year": season.year}
    rows = Country.objects.in_season(season).count()
    return Frame(path or season.get_absolute_url(), query, title, rows * ROW + AROUND)


def country_frame(country, query=""):
    title = gettext("IEC quotas: %(country)s") % {"country": country.name}
    return Frame(country.get_absolute_url(), query, title, CARD)


def query_of(categories, theme):
    """The query string of a frame with these categories and this theme."""
    asked = [("category", slug) for slug in categories]
    if theme not in ("", "auto"):
        asked.append(("theme", theme))
    return urlencode(asked)
