"""What somebody pastes into a page to have a table or a card of ours in it."""

import dataclasses
from urllib.parse import parse_qsl, urlencode, urlsplit

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.urls import Resolver404, resolve, reverse
from django.utils.html import format_html
from django.utils.translation import gettext, gettext_lazy as _, override

from ..filters import CountryFilter, sentences
from ..i18n.addresses import absolute
from ..i18n.languages import LANGUAGES, language
from ..models import Category, Country, Quota, Season
from . import PREFIX
from .heights import CardContent, Content, TableContent

WIDTH = 640
COLUMNS = (240, 320, 400, 480, 640, 800)  # widths that a column of text may have, in pixels
MUCH_SPACE = 72  # pixels below a table that look like a fault
DEFAULT_PORTS = (None, 80, 443)


class Theme(forms.Form):
    """The colours of a frame: light, dark, or as the reader’s device does."""

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
    """A page of ours that can be framed: its path, its title and what is in it."""

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
        """The height for a column of any width: of those in use, as many fit as leave little empty.

        A table of several columns is so much higher in the narrowest one that it scrolls there.
        """
        heights = [self.height_at(width) for width in COLUMNS]
        return max(height for height in heights if height <= min(heights) + MUCH_SPACE)

    def height_at(self, width):
        """The height for a column of this `width`."""
        with override(self.language):
            return self.content.height(width)

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
        address = absolute(reverse("embed_script"))
        return format_html('<script src="{}" async></script>', address)


def frame_of(address):
    """The frame of the page at `address`, or None if it is no page that can be framed."""
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
            found = resolve(path)
        except Resolver404:
            return None
        return _frame(found, path, query)


def is_ours(parts):
    """Whether an address, in its `parts`, is one of this site, by http or https."""
    return (
        parts.scheme in ("http", "https")
        and parts.username is None
        and place_of(parts) == place_of(urlsplit(settings.SITE_URL))
    )


def place_of(parts):
    """The host and the port, which is None for the usual ones of http and https."""
    return parts.hostname, None if parts.port in DEFAULT_PORTS else parts.port


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
    asked = QueryDict(query)
    filters = CountryFilter(
        asked,
        season=season,
        categories=list(Category.objects.names_only()),
        countries=Country.objects.in_season(season).by_name(),
    )
    year = {"year": season.year}
    content = TableContent(
        [*sentences(Theme(asked)), *sentences(filters.form)],
        gettext("Quotas by country and category, %(year)s season") % year,
        [country.name for country in filters.qs],
        [category.name for category in filters.shown_categories],
    )
    title = gettext("IEC quotas of the %(year)s season") % year
    return Frame(path or season.get_absolute_url(), query, title, language(), content)


def country_frame(country, query=""):
    name = {"country": country.name}
    rows = rows_of_card(country)
    content = CardContent(
        sentences(Theme(QueryDict(query))),
        gettext("%(country)s in International Experience Canada") % name,
        [category.name for category, _quota, _eligibility in rows],
        [quota.label if quota else "" for _category, quota, _eligibility in rows],
    )
    title = gettext("IEC quotas: %(country)s") % name
    return Frame(country.get_absolute_url(), query, title, language(), content)


def rows_of_card(country):
    """Each category with the latest quota held of it and who can apply, or None for these."""
    quotas = Quota.objects.public().filter(country=country).with_names().with_source()
    latest = {quota.category_id: quota for quota in quotas.order_by("season__year")}
    conditions = country.eligibility.with_names().with_source()
    arranged = {each.category_id: each for each in conditions}
    return [
        (category, latest.get(category.pk), arranged.get(category.pk))
        for category in Category.objects.names_only()
    ]


def query_of(categories, theme):
    """The query string of a frame with these categories and this theme."""
    asked = [("category", slug) for slug in categories]
    if theme not in ("", "auto"):
        asked.append(("theme", theme))
    return urlencode(asked)
