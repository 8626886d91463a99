"""Public pages as staff read them, with a link to the form behind each."""

import re

from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from ..drafts.public_page import HEADER, public_answer
from ..i18n.languages import LANGUAGES

PUBLIC_LINK = re.compile(r'(\b(?:href|action)=")/(en|fr)/')


def reading(request, language, path=""):
    """Show the public page at `path`, with links to other pages read in this way.

    A redirect, or a page that is not public, is answered as it is to a reader.
    """
    if language not in LANGUAGES:
        raise Http404
    address = f"/{language}/{path}"
    response = public_answer(request, address, language)
    if response.status_code != 200 or "text/html" not in response.headers["Content-Type"]:
        return response
    with override(language):
        bar = render_to_string("admin/reading_bar.html", {"address": address}, request)
    root = reverse("admin:index")
    html = PUBLIC_LINK.sub(rf"\1{root}read/\2/", response.content.decode())
    return HttpResponse(html.replace(HEADER, bar + HEADER, 1))
