"""The pictures that a link to this site shows where it is shared: 1,200 by 630 pixels, as PNG."""

import dataclasses
import io

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.generic import View
from font_source_sans_pro import font_files_ttf as fonts
from PIL import Image, ImageDraw, ImageFont

from ..caching.canonical import AS_SENT
from ..figures.categories import CategoryQuotas
from ..figures.countries import CountryQuotas
from ..i18n.formats import grouped, long_date
from ..models import Category, Quota
from ..models.quota import QuotaState
from .base import country_at, pool_at, season_at

WIDTH, HEIGHT = SIZE = (1200, 630)
LEFT, RIGHT = 72, WIDTH - 72
PAPER, INK, QUIET, LINE, GREEN = "#fdfcf9", "#1d2326", "#54595c", "#d9d5c9", "#0a5a4b"
REGULAR, BOLD = fonts["SourceSansPro"], fonts["SourceSansProSemibold"]
MOST_LINES = 4
ELLIPSIS = "…"


@dataclasses.dataclass(frozen=True)
class Line:
    """A name and a value; `share` is the part of the line below them that is drawn strong."""

    name: str
    value: str
    share: float = 0


@dataclasses.dataclass(frozen=True)
class Content:
    """The content of a picture; `dated` are the quotas and weekly figures that it is made of."""

    title: str
    subtitle: str
    lines: list[Line]
    dated: list = ()


class PictureView(View):
    """The page of something as a picture."""

    parameters = AS_SENT

    def get(self, request, **kwargs):
        if request.META.get("QUERY_STRING"):
            return redirect(request.path, permanent=True)  # it would be the same, drawn anew
        response = HttpResponse(draw_picture(self.get_content(**kwargs)), content_type="image/png")
        # Other sites are meant to show it.
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    def get_content(self, **kwargs):
        """Return the Content for the names in the address."""
        raise NotImplementedError


class SeasonPicture(PictureView):
    """The largest quotas of a season, in its first category."""

    def get_content(self, year):
        season = season_at(year)
        title = gettext("Quotas of the %(year)s season") % {"year": season.year} + season.suffix
        category = Category.objects.filter(quotas__season=season).first()
        if category is None:
            return Content(title, gettext("Not known to us"), [])
        quotas = list(CategoryQuotas(category, season).quotas.with_source()[:MOST_LINES])
        most = max(quota.places or 0 for quota in quotas)
        return Content(
            title,
            gettext("%(category)s: the largest quotas") % {"category": category.name},
            [Line(quota.country.name, quota.label, share_of(quota, most)) for quota in quotas],
            quotas,
        )


class CountryPicture(PictureView):
    """The latest quota of each category of a country."""

    def get_content(self, code):
        country = country_at(code)
        lines, quotas = [], []
        for latest in CountryQuotas(country).latest:
            name = latest.category.name
            if quota := latest.quota:
                lines.append(Line(f"{name}, {quota.season.year}", quota.label))
                quotas.append(quota)
            elif latest.eligibility:
                lines.append(Line(name, gettext("Not known to us")))
        subtitle = gettext("Quotas of International Experience Canada")
        return Content(country.name, subtitle, lines[:MOST_LINES], quotas)


class PoolPicture(PictureView):
    """The quota of a pool and its newest weekly figures."""

    def get_content(self, **kwargs):
        pool = pool_at(**kwargs)
        value = pool.quota.label if pool.quota else gettext("Not known to us")
        lines = [Line(gettext("Quota"), value)]
        dated = [pool.quota] if pool.quota else []
        if pool.course:
            figures = pool.course.latest
            dated.append(figures)
            lines += [
                Line(gettext("Spots available"), figures.spots_label),
                Line(gettext("Candidates"), figures.candidates_label),
            ]
            if figures.rating is not None:
                lines.append(Line(gettext("Chance rating"), figures.get_rating_display()))
        return Content(pool.country.name, f"{pool.category.name} · {pool.season}", lines, dated)


class SitePicture(PictureView):
    """The numbers of quotas, countries and seasons that the site holds."""

    def get_content(self):
        quotas = Quota.objects.public()
        counts = [
            (gettext("Quotas"), quotas.count()),
            (gettext("Countries and territories"), quotas.values("country").distinct().count()),
            (gettext("Seasons"), quotas.values("season").distinct().count()),
        ]
        lines = [Line(name, grouped(count)) for name, count in counts]
        title = gettext("How many places in Canada?")
        return Content(title, gettext("International Experience Canada"), lines)


def share_of(quota, most):
    """Return the size of `quota` as a share of `most` places; 1 if it is unlimited."""
    if quota.state == QuotaState.UNLIMITED:
        return 1
    return quota.places / most if quota.places else 0


def draw_picture(content):
    """Return `content` as the bytes of a PNG."""
    picture = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, 24, HEIGHT), fill=GREEN)
    write(draw, 84, gettext("IEC Quotas"), BOLD, 34, GREEN)
    write(draw, 172, content.title, BOLD, 76, INK)
    write(draw, 230, content.subtitle, REGULAR, 38, QUIET)
    for number, line in enumerate(content.lines):
        base = 312 + 68 * number
        room = RIGHT - LEFT
        taken = write(draw, base, line.value, BOLD, 48, INK, room=room * 0.6, anchor="rs")
        write(draw, base, line.name, REGULAR, 44, INK, room=room - taken - 40)
        draw.line((LEFT, base + 18, RIGHT, base + 18), LINE, 3)
        if line.share:
            draw.line((LEFT, base + 18, LEFT + line.share * room, base + 18), GREEN, 7)
    write(draw, HEIGHT - 42, describe_sources(content.dated), REGULAR, 28, QUIET)
    output = io.BytesIO()
    picture.quantize(64).save(output, "PNG", optimize=True)
    return output.getvalue()


def describe_sources(dated):
    """Return the days and publishers of the figures, and that the site is independent."""
    dated = [each for each in dated if not each.source.is_inference]
    if not dated:
        return gettext("An independent site, with the source of every figure")
    first, last = min(each.as_of for each in dated), max(each.as_of for each in dated)
    days = {"day": long_date(last), "first": long_date(first), "last": long_date(last)}
    as_of = gettext("As of %(day)s") if first == last else gettext("As of %(first)s to %(last)s")
    sources = {each.source for each in dated}
    publishers = {
        f"{source.publisher_label} ({source.confidence_of_figures})" for source in sources
    }
    parts = [as_of % days, ", ".join(sorted(publishers)), gettext("independent site")]
    return " · ".join(parts)


def write(draw, base, words, file, size, colour, *, room=RIGHT - LEFT, anchor="ls"):
    """Write `words` on the line `base`, at the left or the right, and return their width.

    Words that do not fit into `room` become smaller, by half at most, and then are cut.
    """
    words = str(words)
    font = ImageFont.truetype(file, size)
    if font.getlength(words) > room:
        size = max(size // 2, int(size * room / font.getlength(words)))
        font = ImageFont.truetype(file, size)
    while font.getlength(words) > room:
        words = words.removesuffix(ELLIPSIS)[:-1].rstrip() + ELLIPSIS
    draw.text((LEFT if anchor == "ls" else RIGHT, base), words, colour, font, anchor=anchor)
    return font.getlength(words)
