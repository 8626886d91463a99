"""Public pages, answered from what is already known as long as it is still true."""

import hashlib

from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.text import compress_string

from .drafts import publish_due
from .revision import DUE, state_of_data

# A browser asks every time; a CDN may keep a page for a minute, serve it for one more while it asks
# for a newer one, and for a week while we are down.
CACHE_CONTROL = "public, max-age=0, s-maxage=60, stale-while-revalidate=60, stale-if-error=604800"
PUBLIC_PREFIXES = ("/en/", "/fr/", "/embed/", "/api/", "/oembed", "/sitemap.xml")


class PublicPageMiddleware:
    """Gives public pages their ETag, and answers what has not changed without making it again.

    A page depends on the data's revision, the release, its address and the day (notices come and
    go by date) and on nothing else: not on who asks. One short query reads the revision, so a
    change is on the next response of every process.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in ("GET", "HEAD") or not request.path.startswith(PUBLIC_PREFIXES):
            return self.get_response(request)

        request.get_host()  # an unknown Host is refused, whether or not the page is held
        request.state_of_data = state_of_data()
        if request.state_of_data.endswith(DUE):
            publish_due()
            request.state_of_data = state_of_data()
        etag = page_etag(request.META, request.state_of_data)
        # A star asks whether there is any such page, which only making it can tell.
        if request.headers.get("If-None-Match") != "*":
            unchanged = get_conditional_response(request, etag=etag)
            if unchanged is not None:
                return described(unchanged, etag)

        gzipped = "gzip" in request.headers.get("Accept-Encoding", "")
        key = f"page:{etag}:{'gzip' if gzipped else 'plain'}"
        held = cache.get(key)
        if held is None:
            response = self.get_response(request)
            if response.status_code != 200 or is_personal(response):
                return response
            held = packed(response, gzipped=gzipped)
            cache.set(key, held)
        content, headers = held
        return described(HttpResponse(content, headers=headers), etag)


def page_etag(environ, state):
    """What tells the page at an address, in this state of the data, from every other."""
    facts = f"{state} {settings.RELEASE} {environ['PATH_INFO']}?{environ.get('QUERY_STRING', '')}"
    return f'W/"{hashlib.blake2b(facts.encode(), digest_size=12).hexdigest()}"'


def is_personal(response):
    """Whether `response` was made for one reader; no public page is meant to be."""
    return bool(response.cookies) or "Cookie" in response.headers.get("Vary", "")


def packed(response, *, gzipped):
    """The body and headers of `response`, to be kept and sent again."""
    content, headers = response.content, dict(response.headers)
    if gzipped:
        content = compress_string(content)
        headers["Content-Encoding"] = "gzip"
    headers["Content-Length"] = str(len(content))
    return content, headers


def described(response, etag):
    """`response` with what caches need to know about it."""
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = CACHE_CONTROL
    response.headers["Vary"] = "Accept-Encoding"
    return response
