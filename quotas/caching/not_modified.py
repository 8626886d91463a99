"""The shortest answer: 304, before Django begins on the request."""

import functools

from django.conf import settings
from django.db import DatabaseError
from django.http.request import split_domain_port, validate_host

from ..history.revision import state_of_data
from .canonical import canonical, is_public
from .cross_origin import HEADERS, is_open
from .outage import PATIENCE_OF_READERS, wait_for_locks
from .pages import CACHE_CONTROL, page_etag


def answer_unchanged(application):
    """Return `application` behind one that answers 304 where a reader holds the page already.

    Everything else is left to `application`: another method or host, plain http on a site served
    over https, an entity tag that is not the page's, a database that does not answer.
    """

    def front(environ, start_response):
        held = environ.get("HTTP_IF_NONE_MATCH")
        if held and is_ours(environ):
            wait_for_locks(PATIENCE_OF_READERS)
            try:
                etag = page_etag(canonical(environ), state_of_data())
            except DatabaseError:
                etag = None
            if etag == held:
                headers = {"ETag": etag, "Cache-Control": CACHE_CONTROL, "Vary": "Accept-Encoding"}
                if is_open(environ["PATH_INFO"]):
                    headers |= HEADERS
                start_response("304 Not Modified", list(headers.items()))
                return ()
        return application(environ, start_response)

    return front


def is_ours(environ):
    """Tell if this is a request for a public page that needs no redirect and no refusal."""
    return (
        environ["REQUEST_METHOD"] in ("GET", "HEAD")
        and is_public(environ["PATH_INFO"])
        and is_known_host(environ.get("HTTP_HOST", ""))
        and (not settings.SECURE_SSL_REDIRECT or environ.get("HTTP_X_FORWARDED_PROTO") == "https")
    )


@functools.lru_cache(maxsize=64)
def is_known_host(host):
    domain, _port = split_domain_port(host)
    return bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)
