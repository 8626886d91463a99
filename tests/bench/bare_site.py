"""The least that Django can do: one view with the bytes of a file, no middleware, no database."""

import os
from pathlib import Path

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

GZIPPED_PAGE = Path(os.environ["BENCH_PAGE"]).read_bytes()
HEADERS = {"Content-Encoding": "gzip", "Content-Length": str(len(GZIPPED_PAGE))}


def page(request):
    return HttpResponse(GZIPPED_PAGE, headers=HEADERS)


urlpatterns = [path("", page)]

settings.configure(ALLOWED_HOSTS=["127.0.0.1"], ROOT_URLCONF=__name__)
application = get_wsgi_application()
