"""Clients that send values which databases, time zones or parsers may not hold.

Every choice comes from a seed, so the same test finds the same fault again; the environment
variable FUZZ sets the number of requests.
"""

import csv
import io
import os
import random
import re
import traceback
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urlencode, urlsplit

from django.conf import settings
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import NoReverseMatch, URLPattern, resolve, reverse
from django.utils.translation import override

from .feeds import REAL
from .pages import parse

NUMBERS = (
    *("0", "-1", "1", "32767", "32768", "2147483647", "2147483648", "9223372036854775807"),
    *("9223372036854775808", "-9223372036854775809", "9" * 18, "9" * 20, "9" * 400, "9" * 5000),
    *("1e999", "-1e999", "NaN", "Infinity", "1_000", "٣٤", "４１", "0x10", "1.5", "-0", "+5"),
)
DAYS = (
    *("0001-01-01", "9999-12-31", "0000-00-00", "10000-01-01", "1966-12-31", "2101-01-01"),
    *("2026-02-30", "2026-W01-1", "31/12/2026", "9999-12-31T23:59", "0001-01-01T00:00"),
    *("9999-12-31 23:59:59.999999", "0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00"),
    *("2100-12-31", "1967-01-01", "2026-03-08T02:30", "2026-11-01T01:30", "99999999-01-01"),
)
TIMES = ("23:59:59.999999", "24:00", "99:99", "00:00", "-1", "02:30")
DEEP = (
    *("<b>" * 306 + "x", "<b>" * 306 + "x" + "</b>" * 306, "<ul><li>" * 400, "<i lang=fr>" * 400),
    *("> " * 400 + "x", "- " * 300 + "x", "1. " * 300 + "x", "**" * 300 + "a" + "**" * 300),
    *("[" * 300 + "x" + "](/en/)" * 300, "<blockquote>" * 300, "*a **b " * 200, "![a" * 200),
    *("(" * 500, "{" * 500, '{"a":' * 500, "[" * 2000, "<table><tr><td>" * 100, "`" * 500),
)
TEXTS = (
    *("", " ", "\0", "a\0b", "\u202e", "\ufeff", "\uffff", "\U0001f600", "İ", "ß", "é" * 300),
    *("x" * 300, "x " * 300, "x" * 30_000, "'", '"', "''--", "%s%n", "{{ 7 }}", "../..", "\\"),
    *("None", "null", "true", "on", "[]", "{}", ",", ",,,", "1,2,x", "a=b&c", "#", "?", "%", "%zz"),
    *("http://[", "https://x\x7f", "mailto:", "//", "javascript:x", "\r\n", "\t", "=1+1"),
)
HOSTILE = NUMBERS + DAYS + TIMES + DEEP + TEXTS
LOOKUPS = (
    *("exact", "iexact", "contains", "icontains", "in", "gt", "gte", "lt", "lte", "startswith"),
    *("endswith", "range", "isnull", "regex", "iregex", "year", "month", "day", "week", "quarter"),
    *("week_day", "iso_year", "iso_week_day", "date", "time", "hour", "year__gt", "year__in"),
    *("month__in", "date__gt", "year__isnull", "has_key", "contained_by", "a__0", "nonsense", "pk"),
)
OF_LISTS = ("q", "p", "o", "all", "e", "_popup", "_to_field", "_facets", "_changelist_filters")
OF_FORMS = ("draft", "_popup", "_to_field", "_changelist_filters", "draft_key", "draft_seen")
OF_PAGES = ("app_label", "model_name", "field_name", "term", "page", "q", "draft", "fragment")
BUTTONS = ("_save", "_continue", "_addanother", "_draft", "_preview", "_publish", "_saveasnew")
DESK = (
    *("/admin/quotas/season/{n}/sheet/", "/admin/quotas/season/new/", "/admin/quotas/quota/"),
    *("/admin/quotas/quota/preview/", "/admin/markdown/", "/admin/second-factor/"),
    *("/admin/quotas/draft/", "/admin/language/", "/admin/auth/user/", "/admin/login/"),
)
PUBLIC = (
    *("q", "country", "category", "availability", "min_places", "sort", "season", "kind", "from"),
    *("to", "citizenship", "age", "student", "job_offer", "page", "limit", "offset", "since"),
    *("until", "url", "format", "maxwidth", "maxheight", "lang", "as_of", "state", "map", "year"),
)
HEADERS = (
    *("Accept-Language", "If-None-Match", "If-Modified-Since", "Range", "Host", "Referer"),
    *("X-Forwarded-For", "X-Forwarded-Proto", "Accept", "Accept-Encoding", "Cookie", "Origin"),
    *("User-Agent", "HX-Request", "Content-Length", "Content-Type", "Authorization"),
)
OTHER_ADDRESSES = (
    *("/", "/sitemap.xml", "/robots.txt", "/healthz", "/readyz", "/favicon.ico", "/oembed"),
    *("/.well-known/security.txt", "/preview/en/x/", "/static/css/base.css", "/admin/login/"),
    *("/en/quotas.csv", "/fr/saisons/2026/quotas.json", "/en/seasons/2021/quotas.xlsx"),
    *("/en/countries/jp/quotas.csv", "/en/categories/working-holiday/quotas.json"),
    *("/en/pools/2023/fr/working-holiday/weekly-figures.csv", "/en/changes/changes.json"),
    *("/en/seasons/comparison.csv", "/en/compare/quotas.csv", "/en/changes/feed.atom"),
    *(
        "/en/data/eligibility.csv",
        "/en/picture.png",
        "/en/pools/2023/fr/working-holiday/picture.png",
        "/fr/pays/jp/saisons-etroite.svg",
        "/en/ratings/2026/working-holiday/shares.png",
    ),
    *("/embed/en/", "/embed/fr/saisons/2026/", "/embed/en/countries/jp/", "/embed/height.js"),
    *("/api/v1/", "/api/v1/openapi.json", "/api/v1/quotas", "/api/v1/weekly-figures"),
    *("/api/v1/eligibility", "/api/v1/changes", "/api/v1/seasons", "/api/v1/countries"),
    *("/api/v1/categories", "/api/v1/find"),
)
NUMBERS_IN_PATHS = ("0", "1", "7", "2021", "9" * 18, "9" * 19, "9" * 20, "9" * 400)


def request_count(few):
    """Return the number of requests of a test: `few`, or that of the environment."""
    return int(os.environ.get("FUZZ", few))


class Request(NamedTuple):
    """A request of a test client."""

    method: str
    address: str
    facts: dict | None = None
    follow: bool = False
    headers: dict | None = None


class Fuzz:
    """A client whose requests all have something that no page expects."""

    def __init__(self, client, seed):
        self.client = client
        self.random = random.Random(seed)  # noqa: S311, it is to be the same each time
        self.faults = {}

    def run(self, count):
        """Make `count` requests, and return one for each place that broke."""
        for _n in range(count):
            request = self.random.choice(self.kinds)(self)
            if request:
                with transaction.atomic():
                    self.ask(request)
                    transaction.set_rollback(True)
        return self.faults

    def ask(self, request):
        method, address, facts, follow, headers = request
        try:
            response = getattr(self.client, method)(address, facts, follow=follow, headers=headers)
        except Exception as error:  # whatever it is, a reader would get a 500
            self.faults.setdefault(place_of(error), shortened(request))
            return None
        if response.status_code >= 500:
            self.faults.setdefault(str(response.status_code), shortened(request))
        return response

    def value(self):
        return self.random.choice(HOSTILE)

    def query(self, names):
        """Return a query string of a few parameters, rarely of very many."""
        if self.random.random() < 0.02:
            name = self.random.choice(names)
            return urlencode([(name, self.value()[:20]) for _n in range(300)])
        chosen = [(self.random.choice(names), self.value()) for _n in range(self.few())]
        return urlencode(chosen)[:60_000]

    def few(self):
        return self.random.randint(1, 3)

    def part(self, kind="str"):
        """Return a part of a path, for a converter of URLs of this kind."""
        if kind == "int":
            return self.random.choice(NUMBERS_IN_PATHS)
        return quote(self.value()[:500], safe="") or "x"


class AdminFuzz(Fuzz):
    """A member of staff, at lists, forms, files and any address of the admin."""

    def __init__(self, client, user, seed):
        super().__init__(client, seed)
        self.user = user
        self.client.force_login(user)
        self.held = {}
        self.models = list(admin.site._registry)
        self.routes = [route for each in admin.site.get_urls() for route in routes_in(each)]

    def ask(self, request):
        response = super().ask(request)
        if response is None or response.status_code == 302:
            self.client.force_login(self.user)  # it may have led out
        return response

    def address_of(self, view, model, *args):
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}_{view}"
        try:
            return reverse(name, args=args)
        except NoReverseMatch:
            return None

    def a_list(self):
        """Return a request for a list, or its export, with lookups of all kinds."""
        model = self.random.choice(self.models)
        fields = [field.name for field in model._meta.get_fields()] + ["pk", "nonsense"]
        looked_up = [self.random.choice(fields) for _n in range(12)]
        names = [
            *OF_LISTS,
            *looked_up,
            *(f"{name}__{self.random.choice(LOOKUPS)}" for name in looked_up),
            *(f"{name}__id__{self.random.choice(LOOKUPS)}" for name in looked_up[:3]),
        ]
        address = self.address_of(self.random.choice(("changelist", "changelist", "export")), model)
        return address and Request("get", f"{address}?{self.query(names)}")

    def a_form(self):
        """Return a request with the form of a record in which a few fields are replaced."""
        model = self.random.choice(self.models)
        record = model._default_manager.order_by("pk").first()
        if record and self.random.random() < 0.6:
            address = self.address_of("change", model, record.pk)
        else:
            address = self.address_of("add", model)
        return address and self.filled_in(address)

    def a_page(self):
        """Return a request with a form of the desk that is about several records."""
        address = self.random.choice(DESK)
        return self.filled_in(address.format(n=self.random.randint(1, 6)))

    def filled_in(self, address):
        if address not in self.held:
            self.held[address] = fields_of(self.client.get(address))
        facts = dict(self.held[address])
        names = [*facts, "text", "language", "next", "_selected_action", "action", "index", "seen"]
        for _n in range(self.few()):
            facts[self.random.choice(names)] = self.value()
        facts[self.random.choice(BUTTONS)] = "1"
        if self.random.random() < 0.2:
            facts["publish_at"] = self.random.choice(DAYS)
        if self.random.random() < 0.05:
            facts[self.value()[:50]] = "x"
        if self.random.random() < 0.2:
            address += f"?{self.query((*OF_FORMS, *facts))}"
        if self.random.random() < 0.1:
            return Request("get", address)
        return Request("post", address, facts, follow=self.random.random() < 0.3)

    def a_file(self):
        """Return a request with a file in which a few cells, lines or bytes are replaced."""
        kind = self.random.choice(("quota", "weeklyfigures", "eligibility", "feedimport"))
        address = reverse(f"admin:quotas_{kind}_import")
        if kind == "feedimport":
            facts = {"file": SimpleUploadedFile("a.xml", self.broken(REAL.encode()))}
            facts["season"] = self.random.choice(("", *NUMBERS))
            return Request("post", address, facts, follow=True)
        name = self.random.choice(("csv", "csv", "csv", "xlsx"))
        if (kind, name) not in self.held:
            export = reverse(f"admin:quotas_{kind}_export")
            few = {"format": name, "q": "korea"}
            self.held[kind, name] = self.client.get(export, few).content
        change = self.broken if name == "xlsx" else self.with_other_cells
        file = SimpleUploadedFile(f"a.{name}", change(self.held[kind, name]))
        return Request("post", address, {"file": file}, follow=True)

    def with_other_cells(self, content):
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))[:6]
        for _n in range(self.few()):
            row = self.random.choice(rows[1:] if self.random.random() < 0.9 else rows)
            row[self.random.randrange(len(row))] = self.value()
        if self.random.random() < 0.3:
            blank = self.random.choice(([], [""] * len(rows[0]), [" "] * len(rows[0])))
            rows.insert(self.random.randint(1, len(rows)), blank)
        out = io.StringIO(newline="")
        csv.writer(out).writerows(rows)
        return out.getvalue().encode()

    def broken(self, content):
        content = bytearray(content)
        for _n in range(self.few()):
            place = self.random.randrange(len(content))
            piece = self.random.choice((b"\xff", self.value().encode()))
            content[place : place + self.random.choice((0, 1, len(piece)))] = piece
        return bytes(content)

    def an_address(self):
        """Return a request for any address of the admin."""
        method = self.random.choice(("get", "get", "post"))
        query = {"app_label": "quotas", "model_name": "quota", "field_name": "country"}
        route = self.random.choice(self.routes)
        path = re.sub(r"<(?:(\w+):)?\w+>", lambda found: self.part(found[1]), route)
        return Request(method, f"/admin/{path}?{urlencode(query)}&{self.query(OF_PAGES)}")

    kinds = (a_list, a_form, a_form, a_file, an_address, a_page)


class PublicFuzz(Fuzz):
    """A reader, at public addresses with any parameters and headers."""

    def __init__(self, client, seed):
        super().__init__(client, seed)
        self.addresses = [*OTHER_ADDRESSES, *self.a_few_of_each_page()]

    def a_few_of_each_page(self):
        sitemap = self.client.get("/sitemap.xml").content.decode()
        paths = [urlsplit(place).path for place in re.findall(r"<loc>([^<]+)</loc>", sitemap)]
        self.random.shuffle(paths)
        of_each = {}
        for path in paths:
            with override(path[1:3]):
                of_each.setdefault((path[1:3], resolve(path).url_name), []).append(path)
        return [path for found in of_each.values() for path in found[:3]]

    def visit(self):
        """Ask for every address as it is, and return one request for each place that broke."""
        for address in self.addresses:
            self.ask(Request("get", address))
        return self.faults

    def a_page(self):
        address = f"{self.random.choice(self.addresses)}?{self.query(PUBLIC)}"
        return Request("get", address, headers=self.headers())

    def a_path(self):
        """Return an address with one of its parts replaced."""
        parts = self.random.choice(self.addresses).split("/")
        parts[self.random.randrange(1, len(parts))] = self.part()
        method = self.random.choice(("get", "get", "head", "post", "options", "delete"))
        return Request(method, "/".join(parts), headers=self.headers())

    def headers(self):
        """Return up to two headers that gunicorn lets through."""
        chosen = {}
        if self.random.random() < 0.4:
            for _n in range(self.few() - 1):
                value = "".join(c for c in self.value()[:2000] if " " <= c <= "\xff" != "\x7f")
                chosen[self.random.choice(HEADERS)] = value
        return chosen

    kinds = (a_page, a_page, a_path)


def place_of(error):
    """Return the place of an error: our last two lines of it, and the last of all."""
    lines = traceback.extract_tb(error.__traceback__)
    ours = [line for line in lines if line.filename.startswith(f"{settings.BASE_DIR}/quotas")]
    places = [f"{Path(line.filename).name}:{line.lineno}" for line in [*ours[-2:], lines[-1]]]
    return f"{type(error).__name__} {' '.join(places)} {str(error)[:80]}"


def shortened(request):
    """Return a request with its long values cut, for a message."""
    facts = {str(name)[:40]: str(value)[:60] for name, value in (request.facts or {}).items()}
    return request._replace(address=request.address[:300], facts=facts)


def fields_of(response):
    """Return the values that the largest form of a page would send."""
    if response.status_code != 200:
        return {}
    forms = [dict(form.form_values()) for form in parse(response).forms]
    return max(forms, key=len, default={})


def routes_in(pattern, before=""):
    """Yield the route of each view in a tree of URL patterns."""
    route = before + str(pattern.pattern)
    if isinstance(pattern, URLPattern):
        return [route]
    return [found for each in pattern.url_patterns for found in routes_in(each, route)]
