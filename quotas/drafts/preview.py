"""A draft as readers will see it, at an address that only who has it knows, for a day."""

import uuid

from django.db import DatabaseError, transaction
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import NoReverseMatch
from django.utils.translation import gettext as _, override

from ..history.revision import queue_to_write
from ..i18n.languages import LANGUAGES
from .public_page import HEADER, public_answer
from .publishing import applied, draft_behind


def preview(request, language, token):
    """The public page on which a draft will show, in `language`, made and taken back again."""
    if language not in LANGUAGES:
        raise Http404
    with override(language):
        draft = draft_behind(token)
        if draft is None:
            return private(render(request, "preview_gone.html", status=404))
        try:
            html = page_with(request, draft, language)
        except (DatabaseError, NoReverseMatch, OverflowError, ValueError):
            sentence = _("The draft lacks too much to be shown.")
            return private(render(request, "preview_gone.html", {"sentence": sentence}, status=404))
        tokens = {"other": "fr" if language == "en" else "en", "token": token}
        tokens["form_address"] = draft.form_address
        bar = render_to_string("preview_bar.html", tokens, request)
    return private(HttpResponse(html.replace(HEADER, bar + HEADER, 1)))


def page_with(request, draft, language):
    """The HTML of the page that shows what `draft` says, of which nothing is left behind."""
    with transaction.atomic():
        queue_to_write()
        try:
            record = applied(draft)
            page = public_answer(
                request,
                record.get_absolute_url().partition("#")[0],
                language,
                state_of_data=f"preview {uuid.uuid4()}",
            )
            return page.content.decode()
        finally:
            transaction.set_rollback(True)


def private(response):
    """`response`, for nobody to keep, to find or to hear about."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
