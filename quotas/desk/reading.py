"""The public pages as staff read them: the same, with a way to the form behind each."""

import re

from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from ..drafts.public_page import HEADER, public_answer
from ..i18n.languages import LANGUAGES

PUBLIC_LINK = re.compile(r'(\b(?:href|action|data-hx-get)=")/(en|fr)/')


def reading(request, language, path=""):
    """The public page at `path`, its links leading to other pages read in this way.

    A page that is no public one, or leads elsewhere, is answered as it would be to a reader.
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
