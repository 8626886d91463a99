"""The limit on the size of a request, applied before any of it is read."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from ..accounts.second_factor import may_enter

NO_LENGTH = "The length of what is sent is needed.\nIl faut la longueur de ce qui est envoyé.\n"


def limit_bodies(get_response):
    """Refuse a body that is longer than its sender may send.

    A body without a length is refused too: Django would read nothing of it. Only staff with a
    session in the database may send more; a cookie alone proves nothing.
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
    """Return the length that a body says it has, or 0 if that is no number, as Django does."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def most_bytes(request):
    is_staff = request.path.startswith("/admin/") and may_enter(request.user)
    return settings.FILE_UPLOAD_MAX_MEMORY_SIZE if is_staff else settings.MOST_BYTES
