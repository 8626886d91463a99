"""The language, the headers and the methods of all answers."""

from django.conf import settings
from django.http import HttpResponseNotAllowed
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext

from quotas.caching.canonical import is_public, language_of

NOT_KEPT = "no-store"
METHODS = ("GET", "HEAD")
ADMIN = "/admin/"  # the only part of the site that knows its reader and the reader's language


def cross_origin_resource_policy(get_response):
    """Keep other sites from loading our pages as images, scripts or frames."""

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return middleware


def cookies_are_for_the_admin(get_response):
    """Drop cookies outside the admin, where no browser would send them."""

    def middleware(request):
        if not request.path_info.startswith(ADMIN):
            request.META.pop("HTTP_COOKIE", None)
        return get_response(request)

    return middleware


def errors_are_not_kept(get_response):
    """Keep caches from keeping an error or a redirect to https without a word on caching."""

    def middleware(request):
        response = get_response(request)
        to_https = response.status_code in (301, 302) and not request.is_secure()
        if response.status_code >= 400 or (to_https and settings.SECURE_SSL_REDIRECT):
            response.headers.setdefault("Cache-Control", NOT_KEPT)
        return response

    return middleware


def language_of_address(get_response):
    """Make each answer in the language of its address, and the admin in that of the reader."""

    def middleware(request):
        if request.path_info.startswith(ADMIN):
            language = translation.get_language_from_request(request)
        else:
            language = language_of(request.path_info)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        if request.path_info.startswith(ADMIN):
            patch_vary_headers(response, ["Accept-Language"])
        return response

    return middleware


def public_pages_are_read_only(get_response):
    """Refuse all methods that write to a public address."""

    def middleware(request):
        if not is_public(request.path_info) or request.method in METHODS:
            return get_response(request)
        words = gettext("This address can be read and not written: use GET.") + "\n"
        return HttpResponseNotAllowed(METHODS, words, content_type="text/plain; charset=utf-8")

    return middleware
