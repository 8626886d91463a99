"""The sitemap: every page with the day of its last change, as far as it is known."""

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap as sitemap_view
from django.db.models import Max
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.timezone import localdate

from ..figures.pools import Pool, pools_without_figure
from ..figures.season_weeks import SeasonWeeks
from ..history.versions import SHIPPED
from ..models import (
    Category,
    Country,
    Eligibility,
    Question,
    Quota,
    QuotaValue,
    Revision,
    Season,
    Term,
    WeeklyFigures,
)

# Pages that list the texts of a model.
LISTS = {"categories": Category, "questions": Question, "glossary": Term}


class LastChanges:
    """The days of the last changes of pages, by the figures and texts that they show.

    It makes one query for each kind of record, not for each record.
    """

    def __init__(self):
        pool = ("season", "country", "category")
        weekly_figures = latest(WeeklyFigures.objects.public(), "recorded_at", *pool)
        self.seasons_with_weeks = {row["season"] for row in weekly_figures if row["country"]}
        self.figures = [
            *latest(QuotaValue.objects.public(), "recorded_at", *pool),
            *weekly_figures,
        ]
        self.arrangements = latest(changed(Eligibility), "history_date", "country", "category")
        self.texts = {}
        self.current = Season.objects.current()
        self.data = Revision.objects.get().changed_on

    def of(self, page):
        """Return the day of a page, by its record or the name of its address; None if unknown."""
        if isinstance(page, str):
            return self.of_named(page)
        if isinstance(page, SeasonWeeks):
            return self.of(page.season)
        if isinstance(page, Season):
            return newest(self.figures, season=page.pk)
        if isinstance(page, Country):
            return newest(self.figures + self.arrangements, country=page.pk)
        if isinstance(page, (Quota, Pool)):
            pool = {"country": page.country.pk, "category": page.category.pk}
            held = newest(self.figures, season=page.season.pk, **pool)
            return later(held, newest(self.arrangements, **pool))
        written = newest(self.of_texts(type(page)), id=page.pk)
        if isinstance(page, Category) and self.current:
            held = newest(self.figures, season=self.current.pk, category=page.pk)
            return later(written, held)
        return written

    def of_named(self, name):
        """Return the day of a page without a record; None for prose, whose day is unknown."""
        if name in LISTS:
            return newest(self.of_texts(LISTS[name]))
        if name in ("home", "map"):
            return self.current and self.of(self.current)
        if name in ("seasons", "changes", "ratings"):
            return newest(self.figures)
        return self.data if name == "data" else None

    def of_texts(self, model):
        """Return the days on which the records of `model` were last changed, read once."""
        if model not in self.texts:
            self.texts[model] = latest(changed(model), "history_date", "id")
        return self.texts[model]


def changed(model):
    """Return the versions of records of `model` without the shipped ones."""
    return model.history.exclude(history_change_reason=SHIPPED)


def latest(rows, moment, *names):
    """Return a dict for each set of values of `names` in `rows`, with the newest day."""
    newest_rows = rows.order_by().values(*names).annotate(day=Max(moment))
    return [row | {"day": localdate(row["day"])} for row in newest_rows]


def newest(rows, **facts):
    """Return the last day of the `rows` that have all `facts`, or None."""
    days = (row["day"] for row in rows if facts.items() <= row.items())
    return max(days, default=None)


def later(first, second):
    """Return the later of two days, each of which may be None."""
    return max(filter(None, (first, second)), default=None)


SITE_PAGES = (
    "home",
    "find",
    "compare",
    "map",
    "ratings",
    "how_it_works",
    "questions",
    "glossary",
    "sources",
    "seasons",
    "countries",
    "categories",
    "changes",
    "data",
    "api_page",
    "embed_page",
    "kept_feeds",
    "about",
    "accessibility",
    "privacy",
)


class PagesSitemap(Sitemap):
    """Every public page, in both languages."""

    i18n = True
    alternates = True

    def items(self):
        seasons = list(Season.objects.with_table())
        with_weeks = self.last_changes.seasons_with_weeks
        return [
            *SITE_PAGES,
            *seasons,
            *(SeasonWeeks(season) for season in seasons if season.pk in with_weeks),
            *Category.objects.all(),
            *Country.objects.all(),
            *Question.objects.all(),
            *Quota.objects.public().with_names(),
            *pools_without_figure(),
        ]

    def get_urls(self, **kwargs):
        """Add an address for readers of other languages, as the pages do."""
        urls = super().get_urls(**kwargs)
        for url in urls:
            english = next(each for each in url["alternates"] if each["lang_code"] == "en")
            url["alternates"].append(english | {"lang_code": "x-default"})
        return urls

    @cached_property
    def last_changes(self):
        return LastChanges()

    def lastmod(self, item):
        return self.last_changes.of(item)

    def location(self, item):
        return reverse(item) if isinstance(item, str) else item.get_absolute_url()

    def get_protocol(self, protocol=None):
        return settings.SITE_URL.partition("://")[0]

    def get_domain(self, site=None):
        return settings.SITE_URL.partition("://")[2]


def sitemap(request):
    return sitemap_view(request, sitemaps={"pages": PagesSitemap})
