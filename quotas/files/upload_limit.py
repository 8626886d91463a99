"""Limits of what one request may carry, applied before any of it is read."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from ..accounts.second_factor import may_enter

NO_LENGTH = "The length of what is sent is needed.\nIl faut la longueur de ce qui est envoyé.\n"


def limit_bodies(get_response):
    """Refuse by its length what is larger than whoever sends it may send.

    A body without a length is refused too: Django would read nothing of it. Only staff are let
    through, whose session the database knows; a cookie proves nothing.
    """

    def middleware(request):
        if "HTTP_TRANSFER_ENCODING" in request.META:
            return HttpResponse(NO_LENGTH, "text/plain; charset=utf-8", status=411)
        length = length_of(request)
        if length > settings.MOST_BYTES and length > most_bytes(request):
            response = render(None, "413.html", status=413)
            response.headers["Cache-Control"] = "no-store"
            return response
        return get_response(request)

    return middleware


def length_of(request):
    """The length that the body says it has; one that is no number counts as none, as for Django."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def most_bytes(request):
    is_staff = request.path.startswith("/admin/") and may_enter(request.user)
    return settings.FILE_UPLOAD_MAX_MEMORY_SIZE if is_staff else settings.MOST_BYTES
