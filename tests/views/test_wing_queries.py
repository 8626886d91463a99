"""Every public address asks the database as often of much data as of little."""

import datetime
import hashlib
import re
from itertools import product
from urllib.parse import urlencode

from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver
from django.utils import timezone

from quotas.i18n.addresses import ENDINGS
from quotas.models import (
    ArrangementChange,
    Category,
    Country,
    Fee,
    KeptFeed,
    Question,
    Quota,
    QuotaValue,
    Requirement,
    Season,
    SeasonDay,
    Source,
    WeeklyFigures,
)
from quotas.models.kept_feed import Outcome
from quotas.models.quota import QuotaState
from quotas.open_data.tables import TABLES

from ..factories import (
    make_category,
    make_country,
    make_eligibility,
    make_note,
    make_notice,
    make_question,
    make_quota,
    make_season,
    make_source,
    make_step,
    make_term,
)

YEAR, DAY = 2026, datetime.date(2026, 1, 2)
LITTLE, MUCH = 2, 4  # of everything
LEFT_OUT = ("admin/", "preview/", "embed/fr/")  # for staff, or in French

# The values that stand in place of the parameters of a route; a new parameter has to be added here.
VALUES = {
    "year": [YEAR],
    "code": ["qa"],
    "codes": ["qa-qb"],
    "slug": ["category-a"],
    "ending": ["csv"],
    "drawing": [".svg"],
    "first": [YEAR - 1],
    "second": [YEAR],
    "chart": [f"map/{YEAR}/category-a/map"],
    "name": [table.name for table in TABLES],
    "sha256": [hashlib.sha256(b"0").hexdigest()],
}
FILES = "en/quotas.<ending:ending>"  # stands for the formats of all
QUESTIONS = [live or "none" for live in ("", *Question.Live.values)]

FILTERS = [
    "",
    "?q=country&category=category-a&category=category-b&sort=-category-a",
    "?availability=limited&availability=unlimited&min_places=20&sort=-country",
    "?q=zzz&availability=not_offered&min_places=5&country=qa",
    "?category=x&country=x&country=xx&availability=x&min_places=x&sort=x",
]
NARROWED = ["", "?season=2026&country=qa&category=category-a&kind=quota&kind=rating", "?kind=x"]
COMPARED = [
    "",
    "?country=qa",
    "?country=qa&season=2026&season=2025",
    "?country=qa&country=qb",
]
FOUND = "?citizenship=qa&citizenship=qb&citizenship=us&age=27&student=yes&job_offer=no"
# The most queries of what shows a part of a page: the page itself makes ten or twenty.
MOST_QUERIES = [
    (r"/weekly-figures\.csv$", 8),
    (r"/seasons/\d+/quotas(-wide)?\.csv$", 8),
    (r"/countries/.*\.csv$", 4),
    (r"-\d+(/[\w-]+)?/(quotas\.svg|picture\.png)$", 12),  # of two seasons, in all categories
    (r"/weeks/[\w-]+/picture\.png$", 8),
    (r"/compare/quotas\.\w+$", 9),
    (r"/quotas\.\w+$", 7),
    (r"/comparison\.csv$", 9),
    (r"/changes/changes\.csv$", 11),
    (r"/ratings\.csv$", 6),
    (r"/picture\.png$", 7),
    (r"^/embed/", 12),
]
FRAMED = (
    *("/en/", "/en/seasons/2026/", "/fr/pays/qa/", "/en/pools/2026/qa/category-a/", "/en/map/"),
    *("/en/compare/?country=qa&country=qb", "/en/seasons/2026/weeks/"),
)
PAGES = [f"{settings.SITE_URL}{path}" for path in FRAMED]

# The query strings of a route that says other things with them.
QUERIES = {
    "en/seasons/": ["", "?from=2025&to=2026"],
    "en/seasons/<year:year>/": FILTERS,
    "en/seasons/<year:year>/quotas.<ending:ending>": FILTERS,
    "en/seasons/<year:year>/quotas-wide.<ending:ending>": FILTERS,
    "en/seasons/comparison.<ending:ending>": ["", "?from=2025&to=2026"],
    "en/changes/": [*NARROWED, "?page=2"],
    "en/changes/feed.atom": NARROWED,
    "en/changes/changes.<ending:ending>": NARROWED,
    "en/compare/": COMPARED,
    "en/compare/quotas.<ending:ending>": COMPARED,
    "en/find/": ["", FOUND],
    "en/map/": ["", "?season=2025&category=category-b", "?season=x&category=x"],
    "en/ratings/": ["", "?season=2025&category=category-b", "?season=x&category=x"],
    "en/ratings/ratings.<ending:ending>": ["", "?season=2025&category=category-b"],
    "en/data/embed/": [
        "",
        "?what=country&country=qa",
        "?season=2026&category=category-a",
        "?what=pool&country=qa",
        "?what=comparison&country=qa&other=qb",
        "?what=map",
    ],
    "embed/en/compare/": ["?country=qa&country=qb"],
    "embed/en/seasons/<year:year>/": FILTERS,
    "oembed": [
        f"?{urlencode({'url': page, 'format': form})}" for page in PAGES for form in ("json", "xml")
    ],
    "api/v1/quotas": ["", *FILTERS[1:4], "?season=2026&page_size=1&page=2&lang=fr"],
    "api/v1/weekly-figures": ["", "?season=2026&country=qa&since=2026-01-01", "?page_size=500"],
    "api/v1/ratings": ["", "?season=2026&category=category-a", "?page_size=500"],
    "api/v1/eligibility": ["", "?country=qa&category=category-a", "?page_size=500"],
    "api/v1/changes": ["", "?season=2026&country=qa&kind=quota&kind=state", "?page_size=500"],
    "api/v1/find": [FOUND],
}


def routes(patterns, before=""):
    """Every route of the site in English, without those that are made for one member of staff."""
    for pattern in patterns:
        route = f"{before}{pattern.pattern}"
        if route.startswith(LEFT_OUT):
            continue
        if hasattr(pattern, "url_patterns"):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route


def addresses():
    """Yield an address for each route and each of its examples."""
    for route in routes(get_resolver().url_patterns):
        names = re.findall(r"<(?:\w+:)?(\w+)>", route)
        values = VALUES | ({"slug": QUESTIONS} if "questions/" in route else {})
        choices = [ENDINGS if route == FILES else values[name] for name in names]
        for chosen in product(*choices):
            given = iter(chosen)
            path = re.sub(r"<[^>]+>", lambda _match, given=given: str(next(given)), route)
            for query in QUERIES.get(route, [""]):
                yield f"/{path}{query}"


def fill(number):
    """Have `number` of everything that pages show, each with a source of its own."""
    for n in range(Season.objects.count(), number):
        add(n)
    seasons = Season.objects.all()
    categories = Category.objects.all()
    for season, country, category in product(seasons, Country.objects.all(), categories):
        add_pool(season, country, category, number + 2)  # as many weeks as every chart needs
    for question in Question.objects.all():
        question.sources.add(make_source())
    for category in categories:
        category.sources.add(make_source())


def add(n):
    """One more of everything but pools, in arrangements with all that are there."""
    letter = "abcdefghijklm"[n]
    season = make_season(
        year=YEAR - n,
        is_current=n == 0,
        is_partial=n % 2 == 0,
        introduction_en="*In*",
        introduction_fr="F",
    )
    season.source = make_source()
    season.save()
    category = make_category(
        slug=f"category-{letter}", slug_fr=f"categorie-{letter}", permit="employer_specific"
    )
    country = make_country(code=f"Q{letter.upper()}")
    arranged = make_country(code=f"Z{letter.upper()}")
    for where, which in product((country, arranged), Category.objects.all()):
        make_eligibility(country=where, category=which)
    for facts in (
        {"season": season},
        {"country": country},
        {"category": category},
        {"season": Season.objects.get(year=YEAR), "country": country},
    ):
        make_note(source=make_source(), **facts)
        make_notice(source=make_source(), **facts)
    make_notice()
    ArrangementChange.objects.create(
        slug=f"change-{n}", country=country, on=DAY, text_en="E", text_fr="F", source=make_source()
    )
    for event in SeasonDay.Event:
        SeasonDay.objects.create(
            slug=f"day-{n}-{event}", season=season, event=event, on=DAY, source=make_source()
        )
    for kind in Fee.Kind:
        Fee.objects.create(
            slug=f"fee-{n}-{kind}", season=season, kind=kind, dollars=n + 1, source=make_source()
        )
    for kind in Requirement.Kind:
        Requirement.objects.create(
            slug=f"requirement-{n}-{kind}",
            kind=kind,
            dollars=100,
            source=make_source(),
            **{f"{text}_{code}": "Money" for text in ("name", "text") for code in ("en", "fr")},
        )
    imported = {"outcome": Outcome.IMPORTED, "imported_at": timezone.now()}
    KeptFeed.objects.keep(b"%d" % n, address="x", as_of=DAY, **imported)
    make_step(days=n + 1)
    make_term(source=make_source())
    for slug in QUESTIONS if n == 0 else [f"more-{n}"]:
        live = slug if slug in Question.Live.values else ""
        make_question(slug=slug, slug_fr=f"fr-{slug}", live=live)


def add_pool(season, country, category, weeks):
    """A quota that changes, and figures of so many `weeks`, of the pool and one inside it."""
    if country.code.startswith("Z"):  # known to have a pool, and no figure
        return
    pool = {"season": season, "country": country, "category": category}
    size = ord(country.code[-1]) + ord(category.slug[-1])
    if not Quota.objects.filter(**pool).exists():
        quota = Quota(places=size, as_of=DAY, source=make_source(), **pool)
        quota.save()
        quota.state = QuotaState.values[size % 4]
        quota.places = size + 1 if quota.state == QuotaState.LIMITED else None
        quota.as_of += datetime.timedelta(days=size)
        quota.source = make_source()
        quota.save()
    if not WeeklyFigures.objects.filter(season=season, country=None).exists():
        WeeklyFigures.objects.create(season=season, as_of=DAY, source=make_source())
    if not (country.code.endswith("A") or category.slug.endswith("a")):
        return
    held = WeeklyFigures.objects.filter(**pool).count() // 2
    source = make_source()
    WeeklyFigures.objects.bulk_create(
        WeeklyFigures(
            subpool=subpool,
            as_of=DAY + datetime.timedelta(days=7 * week),
            quota=size,
            invitations=size + 10 * week,
            candidates=30 + week,
            spots=500 - 20 * week,
            rating=1 + week % 5,
            is_open=bool(week % 2),
            source=make_source() if size % 5 == 0 else source,
            **pool,
        )
        for week in range(held, weeks)
        for subpool in ("", "inside")
    )


def count(client, address):
    """Return the number of queries of the answer, with empty caches."""
    for cache in caches.all():
        cache.clear()
    with CaptureQueriesContext(connection) as asked:
        response = client.get(address)
    is_nothing = response.status_code == 404 and address.endswith((".svg", ".png"))
    assert response.status_code in (200, 302) or is_nothing, f"{address}: {response.status_code}"
    return len(asked)


def test_no_public_address_asks_more_often_for_more_rows(client, db):
    fill(LITTLE)
    little = {address: count(client, address) for address in addresses()}

    fill(MUCH)

    much = {address: count(client, address) for address in little}
    assert {a: (little[a], much[a]) for a in little if much[a] != little[a]} == {}


def most_queries(address):
    """The most queries of an address that shows a part of a page; None for whole pages."""
    path = address.partition("?")[0]
    return next((most for ending, most in MOST_QUERIES if re.search(ending, path)), None)


def test_a_file_a_picture_and_a_frame_do_not_pay_for_their_page(client, db):
    fill(LITTLE)
    most = {address: most_queries(address) for address in addresses()}

    counts = {address: count(client, address) for address in most if most[address]}

    assert len(counts) > 25
    assert {a: (counts[a], most[a]) for a in counts if counts[a] > most[a]} == {}


def test_changes_ask_once_for_their_sources_however_many_these_are(client, db):
    quota = make_quota()
    few = count(client, "/en/changes/changes.csv")
    sources = Source.objects.bulk_create(
        Source(slug=f"week-{n}", title_en="E", title_fr="F", confidence="reported")
        for n in range(1200)
    )

    QuotaValue.objects.bulk_create(
        QuotaValue(
            season=quota.season,
            country=quota.country,
            category=quota.category,
            state="limited",
            places=n,
            as_of=quota.as_of + datetime.timedelta(days=n + 1),
            source=source,
        )
        for n, source in enumerate(sources)
    )

    assert count(client, "/en/changes/changes.csv") == few
