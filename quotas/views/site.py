import sys

from django.conf import settings
from django.db import Error
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request
from django.views.generic import TemplateView

from ..caching.outage import is_away, unavailable
from ..i18n.addresses import correct_address, is_prefixed
from ..i18n.languages import language


class PageView(TemplateView):
    """A page of long prose, which is one whole template for each language."""

    page = None

    def get_template_names(self):
        return [f"quotas/{self.page}.html"]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "prose": f"pages/{self.page}.{language()}.html"
        }


def front_door(request):
    """Lead to the home page in the language that the reader's browser prefers."""
    response = redirect(f"/{get_language_from_request(request)}/")
    response.headers["Cache-Control"] = "public, max-age=0, s-maxage=60"
    patch_vary_headers(response, ("Accept-Language",))
    return response


def page_not_found(request, exception):
    """Lead on if the address is right but for its language; otherwise offer ways to go on."""
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
    """Say that the request makes no sense here, whatever host or form it had."""
    return render(None, "400.html", {"site_url": settings.SITE_URL}, status=400)


def server_error(request):
    """Say that we failed, without the database, the session or anything else that may be down."""
    if is_away(sys.exc_info()[1]):
        return unavailable(request)
    return render(None, "500.html", {"site_url": settings.SITE_URL}, status=500)
