"""Errors of the API as problem details: https://www.rfc-editor.org/rfc/rfc9457."""

import json
from http import HTTPStatus

from django.http import HttpResponse
from django.utils.translation import gettext

PREFIX = "/api/"
CONTENT_TYPE = "application/problem+json"


def problem(request, status, detail, errors=()):
    """The answer to `request` that says in `detail` why there is none."""
    said = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": int(status),
        "detail": str(detail),
        "instance": request.get_full_path(),
        "errors": [{"parameter": name, "detail": str(sentence)} for name, sentence in errors],
    }
    content = json.dumps(said, ensure_ascii=False)
    return HttpResponse(content, status=status, content_type=CONTENT_TYPE)


def refused(request, form):
    """The problem of a query that `form` finds fault with."""
    errors = [(name, sentence) for name, found in form.errors.items() for sentence in found]
    detail = gettext("The query has parameters that this address does not take as they are.")
    return problem(request, HTTPStatus.UNPROCESSABLE_ENTITY, detail, errors)
