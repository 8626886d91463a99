"""Public pages, kept and sent again as long as the data stays as it is."""

import gzip
import io
import json
import logging
import re

from deflate import gzip_compress
from django import forms
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import DisallowedHost
from django.core.handlers.wsgi import WSGIRequest
from django.db import DatabaseError
from django.http import HttpResponse, HttpResponseNotModified
from django.utils.cache import get_conditional_response

from ..history.fingerprint import fingerprint
from ..history.revision import state_of_data
from .canonical import canonical, is_public
from .outage import one_line

log = logging.getLogger(__name__)

# A browser asks every time; a CDN may keep a page for a minute, serve it for one more while it asks
# for a newer one, and for a week while we are down.
CACHE_CONTROL = "public, max-age=0, s-maxage=60, stale-while-revalidate=60, stale-if-error=604800"
# Redirects are the same for everybody too, but cheap to make: no cache needs old ones.
CACHE_CONTROL_OF_REDIRECTS = "public, max-age=0, s-maxage=60"
# The only facts of a request that a page may read. The others depend on the reader or a proxy.
FACTS = (
    "REQUEST_METHOD",
    "SERVER_NAME",
    "SERVER_PORT",
    "SERVER_PROTOCOL",
    "HTTP_HOST",
    "REMOTE_ADDR",
)
# The most pages with a query that are kept at a time; each address always takes the same place.
PLACES_FOR_QUERIES = 512
LARGEST_HELD = 1_000_000  # bytes
COMPRESSED_ALREADY = ("image/png", "application/zip", "application/vnd.openxmlformats")
# Blanks that one of them can stand for, and the elements in which each counts.
BLANKS = re.compile(rb"(<(pre|textarea|script)\b.*?</\2>)|[ \t\n\r\f]+", re.DOTALL)
LEVEL = 10  # of 12: twice the time of zlib's best, for a few per cent less
ACCEPTS_GZIP = re.compile(r"(?:^|,)\s*gzip\s*(?:;\s*q=(?!0(?:\.0*)?\s*(?:,|$))[^,]*)?(?:,|$)")


class PublicPageMiddleware:
    """Give public pages their ETag, and send unchanged ones without making them again.

    A page depends on the data's revision, the release, the meaning of its address and the day
    (notices come and go by date) and on nothing else, so nothing else of the request reaches its
    view. One short query reads the revision, so a change is on the next response of every process.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in ("GET", "HEAD") or not is_public(request.path_info):
            return self.get_response(request)
        try:
            request.get_host()
        except DisallowedHost:
            return self.get_response(request)  # Django refuses it, and errors get their headers

        asked = canonical(request.META)
        try:
            state = state_of_data()
        except DatabaseError as error:
            log.warning("The database does not answer: %s", one_line(error))
            return self.answer_without_database(request, asked)
        etag = page_etag(asked, state)
        # A star asks if there is any such page, so the page has to be made.
        asks_if_any = request.headers.get("If-None-Match") == "*"
        unchanged = None if asks_if_any else get_conditional_response(request, etag=etag)
        if unchanged is not None:
            return with_cache_headers(unchanged, etag)

        page = held_page(asked)
        if page is None or page.etag != etag:
            response = self.make(request, asked, state)
            if response.status_code == 503 and page:
                return page.answer(request)  # of an older state, rather than nothing
            if not is_for_everybody(response):
                return response
            page = HeldPage.of(response, etag)
            if may_be_held(asked, response):
                page.keep(asked)
        if asks_if_any:
            return with_cache_headers(HttpResponseNotModified(), etag)
        return page.answer(request)

    def make(self, request, asked, state):
        """Return the answer of the view for what is `asked` in this `state` of the data."""
        response = self.get_response(impersonal(request, asked, state))
        if response.status_code in (301, 302):
            response.headers.setdefault("Cache-Control", CACHE_CONTROL_OF_REDIRECTS)
        return response

    def answer_without_database(self, request, asked):
        """Return the page as it last was, if it is held; if not, the view has to say so."""
        page = held_page(asked)
        if page is None:
            return self.get_response(impersonal(request, asked, None))
        unchanged = get_conditional_response(request, etag=page.etag)
        return with_cache_headers(unchanged, page.etag) if unchanged else page.answer(request)


class HeldPage:
    """The bytes and headers of a page that is kept and sent again."""

    def __init__(self, etag, headers, body):
        self.etag, self.headers, self.body = etag, headers, body

    @classmethod
    def of(cls, response, etag):
        """Return `response` as it is kept: without needless blanks, compressed if that helps."""
        body, headers = response.content, dict(response.headers)
        if headers["Content-Type"].startswith("text/html"):
            body = BLANKS.sub(lambda found: found[1] or b" ", body)
        if not headers["Content-Type"].startswith(COMPRESSED_ALREADY):
            body, headers["Content-Encoding"] = bytes(gzip_compress(body, LEVEL)), "gzip"
        return cls(etag, headers, body)

    @classmethod
    def from_bytes(cls, content):
        """Return the page that `content` holds, or None if it is nothing of ours."""
        facts, _, body = content.partition(b"\n")
        try:
            return cls(**json.loads(facts), body=body)
        except (TypeError, ValueError):
            return None

    def to_bytes(self):
        """Return the bytes for a cache: no pickle, which would run code that others put there."""
        return json.dumps({"etag": self.etag, "headers": self.headers}).encode() + b"\n" + self.body

    def keep(self, asked):
        content = self.to_bytes()
        if len(content) <= LARGEST_HELD:
            cache.set(place_of(asked), content)

    def answer(self, request):
        """Return the response to `request`, compressed if the client accepts that."""
        body, headers = self.body, dict(self.headers)
        is_readable = ACCEPTS_GZIP.search(request.headers.get("Accept-Encoding", ""))
        if "Content-Encoding" in headers and not is_readable:
            body = gzip.decompress(body)
            del headers["Content-Encoding"]
        headers["Content-Length"] = str(len(body))
        return with_cache_headers(HttpResponse(body, headers=headers), self.etag)


def page_etag(asked, state):
    """Return the ETag of the page that is `asked` for, in this state of the data."""
    return f'W/"{fingerprint(state, settings.RELEASE, asked)}"'


def held_page(asked):
    """Return the page last held for what is `asked`, of whatever state, or None."""
    content = cache.get(place_of(asked))
    return HeldPage.from_bytes(content) if content else None


def place_of(asked):
    """Return the key under which a page is held: one of a path, one of a few of a query."""
    name = fingerprint(asked)
    return f"query:{int(name, 16) % PLACES_FOR_QUERIES}" if asked.query else f"page:{name}"


def may_be_held(asked, response):
    """Tell if others are likely to ask for the same page, so that it is worth its place.

    One with a query is, if all of its values are choices that a form of the page offers.
    """
    if not asked.query:
        return True
    context = getattr(response, "context_data", None) or {}
    found = [context.get("form"), getattr(context.get("filter"), "form", None)]
    checked = [form for form in found if form is not None]
    fields = {name: field for form in checked for name, field in form.fields.items()}
    names = {pair.partition("=")[0] for pair in asked.query.split("&")}
    return all(isinstance(fields.get(name), forms.ChoiceField) for name in names) and not any(
        form.errors for form in checked
    )


def impersonal(request, asked, state):
    """Return `request` with its query in the one spelling, and no trace of the reader."""
    environ = {name: request.META[name] for name in FACTS if name in request.META}
    environ |= {name: value for name, value in request.META.items() if name.startswith("wsgi.")}
    environ |= {"SCRIPT_NAME": "", "QUERY_STRING": asked.query, "wsgi.input": io.BytesIO()}
    environ["PATH_INFO"] = asked.path.encode().decode("latin-1")  # as a server has it
    alone = WSGIRequest(environ)
    alone.state_of_data = state
    return alone


def is_for_everybody(response):
    """Tell if `response` is a page that anybody may get: made for no reader, lacking nothing.

    It lacks something, and says so, where the drafts that are due could not be shown.
    """
    is_personal = bool(response.cookies) or "Cookie" in response.headers.get("Vary", "")
    lacks_drafts = "no-store" in response.headers.get("Cache-Control", "")
    return response.status_code == 200 and not is_personal and not lacks_drafts


def with_cache_headers(response, etag):
    """Return `response` with the headers that caches need."""
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = CACHE_CONTROL
    response.headers["Vary"] = "Accept-Encoding"
    return response
