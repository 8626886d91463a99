"""A draft as readers will see it, at a secret address that works for a day."""

import uuid

from django.core import signing
from django.db import DatabaseError, transaction
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import NoReverseMatch
from django.utils.translation import gettext as _, override

from ..history.revision import queue_to_write
from ..i18n.languages import LANGUAGES
from ..models import Draft
from .facts import record_to_preview, save
from .public_page import HEADER, public_answer

VALID_FOR = 24 * 60 * 60  # seconds for which the address of a preview works
SIGNER = signing.TimestampSigner(salt="preview of a draft")


def token_of(draft):
    """Return the part of the address of its preview that stands for `draft`."""
    return SIGNER.sign(f"{draft.pk}.{draft.key}")


def draft_behind(token):
    """Return the draft of `token`, or None if it is forged, too old or discarded."""
    try:
        pk, key = SIGNER.unsign(token, max_age=VALID_FOR).split(".", 1)
    except signing.BadSignature:
        return None
    return Draft.objects.filter(pk=pk, key=key).first()


def preview(request, language, token):
    """Show the public page that a draft will change, in `language`; nothing is saved."""
    if language not in LANGUAGES:
        raise Http404
    with override(language):
        draft = draft_behind(token)
        if draft is None:
            return gone(request)
        if draft.facts is None:
            return gone(
                request,
                _("An earlier release stored it in another way: open it and save it again."),
            )
        try:
            html = page_with(request, draft, language)
        except (DatabaseError, NoReverseMatch, OverflowError, ValueError):
            return gone(request, _("Too much is missing from the draft to show it."))
        tokens = {"other": "fr" if language == "en" else "en", "token": token}
        tokens["form_address"] = draft.form_address
        bar = render_to_string("preview_bar.html", tokens, request)
    return keep_private(HttpResponse(html.replace(HEADER, bar + HEADER, 1)))


def page_with(request, draft, language):
    """Return the HTML of the page that shows what `draft` says; nothing is saved."""
    with transaction.atomic():
        queue_to_write()
        try:
            record, links = record_to_preview(draft)
            record.skip_history_when_saving = True
            save(record, links)
            page = public_answer(
                request,
                record.get_absolute_url().partition("#")[0],
                language,
                state_of_data=f"preview {uuid.uuid4()}",
            )
            return page.content.decode()
        finally:
            transaction.set_rollback(True)


def gone(request, sentence=""):
    """Answer that there is no preview, with a sentence about the reason if there is one."""
    context = {"sentence": sentence} if sentence else {}
    return keep_private(render(request, "preview_gone.html", context, status=404))


def keep_private(response):
    """Return `response` with the headers that keep it out of caches and search engines."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
