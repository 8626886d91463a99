"""Headers and errors of what programs read: the API and the files of our tables."""

from django.http import HttpResponse
from django.utils.translation import gettext, override

from ..caching.cross_origin import HEADERS, is_open
from ..i18n.languages import LANGUAGES
from .problems import CONTENT_TYPE, PREFIX, problem

PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
}


class OpenToAnyOrigin:
    """Let any page read what is for programs, and make each error of the API a problem."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not is_open(request.path):
            return self.get_response(request)
        if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
            return HttpResponse(status=204, headers=HEADERS | PREFLIGHT)
        response = self.get_response(request)
        if request.path.startswith(PREFIX) and response.status_code >= 400:
            response = as_problem(request, response)
        for name, value in HEADERS.items():
            response.headers[name] = value
        return response


def as_problem(request, response):
    """Return `response` with a problem as its content; its other headers stay."""
    if response.headers["Content-Type"] == CONTENT_TYPE:
        return response
    language = request.GET.get("lang")
    with override(language if language in LANGUAGES else "en"):
        body = problem(request, response.status_code, detail_of(response.status_code)).content
    response.content = body
    response.headers["Content-Type"] = CONTENT_TYPE
    if "Content-Length" in response.headers:
        response.headers["Content-Length"] = str(len(response.content))
    return response


def detail_of(status):
    if status == 404:
        return gettext("There is nothing at this address.")
    if status == 405:
        return gettext("The API can be read and not written: use GET.")
    if status >= 500:
        return gettext("Something went wrong here. Please try again later.")
    return gettext("This cannot be answered.")
