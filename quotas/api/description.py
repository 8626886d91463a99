"""The description of the API in OpenAPI 3.1: its addresses, parameters and answers."""

from django import forms
from django.utils.translation import override

from ..i18n.addresses import absolute
from ..open_data.licence import LICENCE
from .endpoints import LISTS, LONGEST_NAME, FindQuery
from .problems import CONTENT_TYPE
from .schemas import DAY, TEXT, WHOLE_NUMBER, describe_schemas, name_of, reference

DESCRIPTION = """\
Quotas, weekly figures, eligibility and changes of International Experience Canada, each row with
its day and source. Read only, without a key, from any origin. An independent site: not run by the
Government of Canada.

Version 1 does not change: we add parameters and properties, and remove or rename none. A change
that would break your program gets another address, and this one keeps working for a year after
that.

Seasons, countries and categories come and go with the data: their lists say which there are. The
API refuses any other with 422.
"""
EXAMPLES = {
    "lang": "fr",
    "season": 2026,
    "citizenship": "JP",
    "country": "JP",
    "category": "working-holiday",
    "availability": "limited",
    "kind": "quota",
    "student": "yes",
    "job_offer": "yes",
    "page": 1,
    "page_size": 100,
    "q": "land",
    "min_places": 500,
    "sort": "-working-holiday",
    "since": "2026-07-01",
    "until": "2026-08-31",
    "age": 27,
}
FIND = {
    "operationId": "find",
    "summary": "Which categories somebody can use",
    "description": "The answer of the page, by citizenship and age. We do not keep what you ask.",
}


def describe_api():
    """Return the whole description, in English whatever the reader's language."""
    with override("en"):
        return {
            "openapi": "3.1.0",
            "info": {
                "title": "IEC Quotas",
                "version": "1",
                "description": DESCRIPTION,
                "license": {"name": LICENCE.name, "url": LICENCE.address},
            },
            "servers": [{"url": absolute("/api/v1")}],
            "security": [],  # it takes no key
            "paths": {each.path: {"get": describe_list(each)} for each in LISTS}
            | {"/find": {"get": FIND | describe_exchange(FindQuery({}), "Found")}},
            "components": {"schemas": describe_schemas(each.table for each in LISTS)},
        }


def describe_list(endpoint):
    """Return the operation that reads the list at `endpoint`."""
    return {
        "operationId": endpoint.operation_id,
        "summary": str(endpoint.summary),
        "description": str(endpoint.table.description),
    } | describe_exchange(endpoint.query({}), f"{name_of(endpoint.table)}Page")


def describe_exchange(query, answer):
    """Return the parameters of an operation, and its responses: `answer` names a schema."""
    return {
        "parameters": describe_parameters(query),
        "responses": {
            "200": {
                "description": "OK",
                "content": {"application/json": {"schema": reference(answer)}},
            },
            "304": {"description": "What you have, by its ETag, has not changed."},
            "422": {
                "description": "A parameter is wrong.",
                "content": {CONTENT_TYPE: {"schema": reference("Problem")}},
            },
        },
    }


def describe_parameters(query):
    """Return the parameters of the form `query` as OpenAPI has them."""
    return [describe_parameter(name, field) for name, field in query.fields.items()]


def describe_parameter(name, field):
    example = EXAMPLES[name]
    schema = schema_of(field)
    is_repeated = schema["type"] == "array"
    (schema["items"] if is_repeated else schema)["examples"] = [example]
    return {
        "name": name,
        "in": "query",
        "required": field.required,
        "description": str(field.help_text),
        "schema": schema,
        "example": [example] if is_repeated else example,
    }


def schema_of(field):
    """Return the JSON Schema of the values that `field` takes."""
    if isinstance(field, forms.MultipleChoiceField):
        return {"type": "array", "items": item_of(field)}
    if isinstance(field, forms.ChoiceField):
        return item_of(field)
    if isinstance(field, forms.IntegerField):
        return WHOLE_NUMBER | {"minimum": field.min_value, "maximum": field.max_value}
    if isinstance(field, forms.DateField):
        return dict(DAY)
    return TEXT | {"minLength": 1, "maxLength": LONGEST_NAME, "pattern": "^[^\\x00]+$"}


def item_of(field):
    """Return the JSON Schema of one choice of `field`, with all choices if they are not data."""
    if hasattr(field, "schema"):
        return dict(field.schema)
    return TEXT | {"enum": values_of(field)}


def values_of(field):
    return [value for value, _label in field.choices if value]
