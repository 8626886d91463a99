"""What leads into the API: its index for programs and its page for people."""

import json

from django.forms import ChoiceField
from django.http import JsonResponse
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from ..i18n.addresses import absolute
from ..i18n.languages import LANGUAGES
from ..open_data.formats import plain
from ..open_data.licence import LICENCE
from .lists import LISTS
from .parameters import FindQuery, described, values_of
from .v1 import api

MOST_VALUES = 60


@csrf_exempt
@require_safe
def index(request):
    """Where everything is, for a program or a person who begins at the root."""
    root = absolute(reverse("api:api-root"))
    documentation = {}
    for code in LANGUAGES:
        with override(code):
            documentation[code] = absolute(reverse("api_page"))
    return JsonResponse(
        {
            "openapi": absolute(reverse("openapi")),
            "documentation": documentation,
            "licence": LICENCE.address,
            "lists": {each.table.name: f"{root}{each.path[1:]}" for each in LISTS},
            "find": f"{root}find?citizenship=jp&age=27",
        }
    )


@csrf_exempt
@require_safe
def openapi(request):
    """The description of the API."""
    return JsonResponse(api.get_openapi_schema())


class ApiView(TemplateView):
    """How to ask the API, with examples to copy."""

    template_name = "quotas/api.html"

    def get_context_data(self, **kwargs):
        root = absolute(reverse("api:api-root"))
        return super().get_context_data(**kwargs) | {
            "root": root,
            "find_parameters": told(FindQuery({})),
            "lists": [
                {
                    "summary": each.summary,
                    "name": each.table.name,
                    "table": each.table,
                    "address": root + each.path[1:],
                    "example": root + each.path[1:] + (f"?{each.example}" if each.example else ""),
                    "parameters": told(each.query({})),
                    "row": sample(each.table),
                }
                for each in LISTS
            ],
        }


def told(query):
    """The parameters of `query`, each with its `values` of today, if they are few enough."""
    parameters = described(query)
    for parameter in parameters:
        field = query.fields[parameter["name"]]
        values = values_of(field) if isinstance(field, ChoiceField) else []
        parameter["values"] = values if len(values) <= MOST_VALUES else []
    return parameters


def sample(table):
    """A row of `table` as the API writes it, made of the examples of its columns."""
    row = {column.name: plain(column.example) for column in table.columns}
    return json.dumps(row, ensure_ascii=False, indent=2)
