"""Errors of the API as problem details: https://www.rfc-editor.org/rfc/rfc9457."""

import json
from http import HTTPStatus

from django.http import HttpResponse
from django.utils.translation import gettext

PREFIX = "/api/"
CONTENT_TYPE = "application/problem+json"


def problem(request, status, detail, errors=()):
    """Return the answer to `request` that gives in `detail` the reason for the error."""
    content = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": int(status),
        "detail": str(detail),
        "instance": request.get_full_path(),
        "errors": [{"parameter": name, "detail": str(sentence)} for name, sentence in errors],
    }
    body = json.dumps(content, ensure_ascii=False)
    return HttpResponse(body, status=status, content_type=CONTENT_TYPE)


def refusal(request, query):
    """Return the problem of a form `query` that is not valid."""
    errors = [
        (name, sentence) for name, sentences in query.errors.items() for sentence in sentences
    ]
    detail = gettext("The query has parameters that this address does not accept.")
    return problem(request, HTTPStatus.UNPROCESSABLE_ENTITY, detail, errors)
