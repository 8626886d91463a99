"""Pages of prose, the way in without a language, and the pages of errors."""

import sys

from django.conf import settings
from django.db import Error
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request, gettext
from django.views.generic import TemplateView

from ..caching.outage import is_away, unavailable
from ..i18n.addresses import correct_address, is_prefixed
from ..i18n.languages import language

PAPER = "#fdfcf9"  # as in tokens.css
ICONS = (
    ("icon.svg", "any", "image/svg+xml", "any"),
    ("icon-192.png", "192x192", "image/png", "any"),
    ("icon-512.png", "512x512", "image/png", "any"),
    ("icon-maskable-512.png", "512x512", "image/png", "maskable"),
)


class PageView(TemplateView):
    """A page of prose with a template for each language."""

    page = None

    def get_template_names(self):
        return [f"quotas/{self.page}.html"]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "prose": f"pages/{self.page}.{language()}.html"
        }


def manifest(request):
    """Return the name and the marks of the site for devices: https://www.w3.org/TR/appmanifest/."""
    name, home = gettext("IEC Quotas"), reverse("home")
    return JsonResponse(
        {
            "id": home,
            "name": name,
            "short_name": name,
            "description": gettext("International Experience Canada"),
            "lang": language(),
            "start_url": home,
            "scope": home,
            "display": "browser",
            "background_color": PAPER,
            "theme_color": PAPER,
            "icons": [
                {"src": static(f"img/{file}"), "sizes": sizes, "type": kind, "purpose": purpose}
                for file, sizes, kind, purpose in ICONS
            ],
        },
        content_type="application/manifest+json",
    )


def front_door(request):
    """Redirect to the home page in the language of the reader's browser."""
    response = redirect(f"/{get_language_from_request(request)}/")
    response.headers["Cache-Control"] = "public, max-age=0, s-maxage=60"
    patch_vary_headers(response, ("Accept-Language",))
    return response


def page_not_found(request, exception):
    """Redirect if only the language of the address is wrong; otherwise answer 404."""
    address = correct_address(request.path)
    if address:
        return redirect(address, permanent=True)
    context = {
        "is_file": "." in request.path.rpartition("/")[2],
        "has_language": is_prefixed(request.path),
    }
    try:
        return render(request, "404.html", context, status=404)
    except Error as error:
        if is_away(error):
            return unavailable(request)
        raise


def bad_request(request, exception):
    """Answer 400, also to a request with a wrong host."""
    return render(None, "400.html", {"site_url": settings.SITE_URL}, status=400)


def server_error(request):
    """Answer 500 without the database or the session, which may be down."""
    if is_away(sys.exc_info()[1]):
        return unavailable(request)
    return render(None, "500.html", {"site_url": settings.SITE_URL}, status=500)
