"""Addresses for machines: health, crawlers, and people who found a hole."""

import datetime

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap as sitemap_view
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.decorators.cache import cache_control, never_cache

from .figures.pools import Pool
from .last_changes import LastChanges
from .models import Category, Country, Eligibility, Question, Quota, Season, WeeklyFigures

SITE_PAGES = (
    "home",
    "find",
    "compare",
    "map",
    "how_it_works",
    "questions",
    "glossary",
    "seasons",
    "countries",
    "categories",
    "changes",
    "data",
    "api_page",
    "embed_page",
    "about",
    "accessibility",
    "privacy",
)

plain_text = {"content_type": "text/plain; charset=utf-8"}
for_a_day = cache_control(public=True, max_age=86400)


@never_cache
def healthz(request):
    """Whether this process answers at all."""
    return HttpResponse("ok\n", **plain_text)


@never_cache
def readyz(request):
    """Whether it can serve pages: the database answers and has every migration.

    Old figures are a warning and no failure: the site can serve them, and says how old they are.
    """
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return HttpResponse("the database does not answer\n", status=503, **plain_text)
    if waiting:
        return HttpResponse(f"{len(waiting)} migrations to apply\n", status=503, **plain_text)
    return HttpResponse(f"ok\n{warning_of_old_figures()}", **plain_text)


def warning_of_old_figures():
    """A line if the newest weekly figures are older than the operator wants them, or nothing."""
    limit = settings.FIGURES_STALE_AFTER_DAYS
    if not limit:
        return ""
    newest = WeeklyFigures.objects.newest_day()
    if newest is None:
        return "warning: no weekly figures are held\n"
    days = (timezone.localdate() - newest).days
    if days <= limit:
        return ""
    return f"warning: the newest weekly figures are of {newest.isoformat()}, {days} days ago\n"


@for_a_day
def robots(request):
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /preview/",
        f"Sitemap: {settings.SITE_URL}/sitemap.xml",
    ]
    return HttpResponse("\n".join(lines) + "\n", **plain_text)


@for_a_day
def security(request):
    """Where to report a vulnerability: https://www.rfc-editor.org/rfc/rfc9116."""
    about = settings.SITE_URL + reverse("about") + "#contact"
    contact = f"mailto:{settings.CONTACT_EMAIL}" if settings.CONTACT_EMAIL else about
    midnight = datetime.datetime.combine(timezone.localdate(), datetime.time.min, datetime.UTC)
    lines = [
        f"Contact: {contact}",
        f"Expires: {midnight + datetime.timedelta(days=180):%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: en, fr",
        f"Canonical: {settings.SITE_URL}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join(lines) + "\n", **plain_text)


@for_a_day
def favicon(request):
    """For what asks at this old address without reading the page."""
    return redirect(static("img/icon.svg"))


def pools_without_figure():
    """The pools that partial seasons list although no figure of them is held."""
    seasons = list(Season.objects.with_table().filter(is_partial=True))
    held = set(
        Quota.objects.filter(season__in=seasons).values_list("season", "country", "category")
    )
    arrangements = list(Eligibility.objects.with_names())
    return [
        Pool(season, arranged.country, arranged.category)
        for season in seasons
        for arranged in arrangements
        if (season.pk, arranged.country_id, arranged.category_id) not in held
    ]


class PagesSitemap(Sitemap):
    """Every public page, in both languages."""

    i18n = True
    alternates = True

    def items(self):
        return [
            *SITE_PAGES,
            *Season.objects.with_table(),
            *Category.objects.all(),
            *Country.objects.all(),
            *Question.objects.all(),
            *Quota.objects.public().with_names(),
            *pools_without_figure(),
        ]

    def get_urls(self, **kwargs):
        """As Django makes them, and for readers of any other language what the pages say too."""
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
