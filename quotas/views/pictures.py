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
from ..i18n.formats import grouped, long_date
from ..models import Category, Quota
from ..models.quota import QuotaState
from .countries import CountryView
from .pools import PoolView
from .seasons import SeasonView

WIDTH, HEIGHT = SIZE = (1200, 630)
LEFT, RIGHT = 72, WIDTH - 72
PAPER, INK, QUIET, LINE, GREEN = "#fdfcf9", "#1d2326", "#54595c", "#d9d5c9", "#0a5a4b"
REGULAR, BOLD = fonts["SourceSansPro"], fonts["SourceSansProSemibold"]
MOST_ROWS = 4
ELLIPSIS = "…"


@dataclasses.dataclass(frozen=True)
class Row:
    """A name and a value in a picture; `share` is how far the line below them is strong."""

    name: str
    value: str
    share: float = 0


class Picture:
    """A page as a picture: its view in front of which this stands."""

    parameters = AS_SENT

    def get(self, request, **kwargs):
        if request.META.get("QUERY_STRING"):
            return redirect(request.path, permanent=True)  # it would be the same, drawn anew
        response = HttpResponse(drawn(*self.told()), content_type="image/png")
        # Other sites are meant to show it.
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    def told(self):
        """A title, the line below it, the rows, and the quotas that these come from."""
        raise NotImplementedError


class SeasonPicture(Picture, SeasonView):
    """The largest quotas of a season, in its first category."""

    def told(self):
        season = self.get_season()
        quotas = Quota.objects.for_season(season)
        category = Category.objects.filter(quotas__in=quotas).first()
        largest = quotas.filter(category=category).with_names().with_source().largest_first()
        shown = list(largest[:MOST_ROWS])
        most = max((quota.places or 0 for quota in shown), default=0)
        return (
            gettext("Quotas of the %(year)s season") % {"year": season.year},
            gettext("%(category)s: the largest quotas") % {"category": category.name}
            if category
            else gettext("No figure held"),
            [Row(quota.country.name, quota.label, share_of(quota, most)) for quota in shown],
            shown,
        )


class CountryPicture(Picture, CountryView):
    """The latest quota held of each category of a country."""

    def told(self):
        country = self.get_object()
        held = Quota.objects.public().filter(country=country).with_names().with_source()
        latest = {quota.category_id: quota for quota in held.order_by("season__year")}
        arranged = set(country.eligibility.values_list("category", flat=True))
        rows = []
        for category in Category.objects.names_only():
            if quota := latest.get(category.pk):
                rows.append(Row(f"{category.name}, {quota.season.year}", quota.label))
            elif category.pk in arranged:
                rows.append(Row(category.name, gettext("No figure held")))
        subtitle = gettext("Quotas of International Experience Canada")
        return country.name, subtitle, rows[:MOST_ROWS], list(latest.values())


class PoolPicture(Picture, PoolView):
    """The quota of a pool, and what its newest weekly figures say."""

    def told(self):
        pool = self.get_object()
        rows = [
            Row(gettext("Quota"), pool.quota.label if pool.quota else gettext("No figure held"))
        ]
        dated = [pool.quota] if pool.quota else []
        if pool.course:
            figures = pool.course.latest
            dated.append(figures)
            rows += [
                Row(gettext("Spots available"), figures.spots_label),
                Row(gettext("Candidates"), figures.candidates_label),
            ]
            if figures.rating is not None:
                rows.append(Row(gettext("Chance rating"), figures.get_rating_display()))
        subtitle = f"{pool.category.name} · {pool.season}"
        return pool.country.name, subtitle, rows, dated


class SitePicture(Picture, View):
    """What the site as a whole holds."""

    def told(self):
        held = Quota.objects.public()
        counts = [
            (gettext("Quotas"), held.count()),
            (gettext("Countries and territories"), held.values("country").distinct().count()),
            (gettext("Seasons"), held.values("season").distinct().count()),
        ]
        rows = [Row(name, grouped(count)) for name, count in counts]
        title = gettext("How many places in Canada?")
        return title, gettext("International Experience Canada"), rows, []


def share_of(quota, most):
    """How large `quota` is beside one of `most` places; an unlimited one is as large as can be."""
    if quota.state == QuotaState.UNLIMITED:
        return 1
    return quota.places / most if quota.places else 0


def drawn(title, subtitle, rows, dated):
    """The bytes of the picture; `dated` are the quotas and weekly figures that it is made of."""
    picture = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, 24, HEIGHT), fill=GREEN)
    write(draw, 84, gettext("IEC Quotas"), BOLD, 34, GREEN)
    write(draw, 172, title, BOLD, 76, INK)
    write(draw, 230, subtitle, REGULAR, 38, QUIET)
    for number, row in enumerate(rows):
        base = 312 + 68 * number
        room = RIGHT - LEFT
        taken = write(draw, base, row.value, BOLD, 48, INK, room=room * 0.6, anchor="rs")
        write(draw, base, row.name, REGULAR, 44, INK, room=room - taken - 40)
        draw.line((LEFT, base + 18, RIGHT, base + 18), LINE, 3)
        if row.share:
            draw.line((LEFT, base + 18, LEFT + row.share * room, base + 18), GREEN, 7)
    write(draw, HEIGHT - 42, foot(dated), REGULAR, 28, QUIET)
    content = io.BytesIO()
    picture.quantize(64).save(content, "PNG", optimize=True)
    return content.getvalue()


def foot(dated):
    """From which days the figures are and from whom, and that the site is independent."""
    said = [gettext("An independent site, with the source of every figure")]
    if dated:
        first, last = min(each.as_of for each in dated), max(each.as_of for each in dated)
        days = {"day": long_date(last), "first": long_date(first), "last": long_date(last)}
        as_of = (
            gettext("As of %(day)s") if first == last else gettext("As of %(first)s to %(last)s")
        )
        sources = {each.source for each in dated}
        publishers = {f"{source.publisher} ({source.confidence_of_figures})" for source in sources}
        said = [as_of % days, ", ".join(sorted(publishers)), gettext("independent site")]
    return " · ".join(said)


def write(draw, base, words, file, size, colour, *, room=RIGHT - LEFT, anchor="ls"):
    """Writes `words` on the line `base`, at the left or the right, and answers with their width.

    What does not fit into `room` is made smaller, by half at most, and then cut.
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
