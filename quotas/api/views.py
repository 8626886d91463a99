"""The page about the API, for people."""

import json

from django.forms import ChoiceField
from django.urls import reverse
from django.views.generic import TemplateView

from ..i18n.addresses import absolute
from ..open_data.columns.shared import json_value
from .description import describe_parameters, values_of
from .endpoints import LISTS, FindQuery

MOST_VALUES = 60


class ApiView(TemplateView):
    """A page that explains the API, with examples to copy."""

    template_name = "quotas/api.html"

    def get_context_data(self, **kwargs):
        root = absolute(reverse("api:api-root"))
        return super().get_context_data(**kwargs) | {
            "root": root,
            "find_parameters": parameters_with_values(FindQuery({})),
            "lists": [
                {
                    "summary": each.summary,
                    "name": each.table.name,
                    "table": each.table,
                    "address": root + each.path[1:],
                    "example": root + each.path[1:] + (f"?{each.example}" if each.example else ""),
                    "parameters": parameters_with_values(each.query({})),
                    "row": example_row(each.table),
                }
                for each in LISTS
            ],
        }


def parameters_with_values(query):
    """Return the parameters of `query`, each with its `values` of today, if they are few enough."""
    parameters = describe_parameters(query)
    for parameter in parameters:
        field = query.fields[parameter["name"]]
        values = values_of(field) if isinstance(field, ChoiceField) else []
        parameter["values"] = values if len(values) <= MOST_VALUES else []
    return parameters


def example_row(table):
    """Return a row of `table` as the API writes it, made of the examples of its columns."""
    row = {column.name: json_value(column.example) for column in table.columns}
    return json.dumps(row, ensure_ascii=False, indent=2)
