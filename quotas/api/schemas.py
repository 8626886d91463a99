"""The schemas of all answers: those of rows are made of the columns that the files have too."""

import datetime
from decimal import Decimal

from ..figures.eligibility import Verdict
from ..open_data.columns.shared import json_value
from ..open_data.tables import ELIGIBILITY, QUOTAS, WEEKLY_FIGURES

TEXT = {"type": "string"}
WHOLE_NUMBER = {"type": "integer"}
TRUE_OR_FALSE = {"type": "boolean"}
DAY = {"type": "string", "format": "date"}
TIME = {"type": "string", "format": "date-time"}
TYPES = {
    int: WHOLE_NUMBER,
    str: TEXT,
    bool: TRUE_OR_FALSE,
    Decimal: {"type": "number"},
    datetime.date: DAY,
    datetime.datetime: TIME,
}
VERDICT = TEXT | {"enum": list(Verdict.values)}
LICENCE_ADDRESS = TEXT | {"description": "The address of the licence."}
CHANGED_AT = TIME | {"description": "When any data of the site last changed."}


def describe_schemas(tables):
    """Return the schemas of all answers by their names, with those of the rows of `tables`."""
    schemas = {}
    for table in tables:
        schemas[f"{name_of(table)}Page"] = describe_page(table)
        schemas[f"{name_of(table)}Row"] = describe_row(table)
    schemas |= {
        "Found": FOUND,
        "FoundCitizenship": FOUND_CITIZENSHIP,
        "FoundCategory": FOUND_CATEGORY,
        "SeasonInvited": SEASON_INVITED,
        "BestCategory": BEST_CATEGORY,
        "Problem": PROBLEM,
        "FaultyParameter": FAULTY_PARAMETER,
    }
    return {name: with_titles(name, schema) for name, schema in schemas.items()}


def name_of(table):
    """Return the name of `table` in the names of schemas: WeeklyFigures for weekly-figures."""
    return "".join(part.capitalize() for part in table.name.split("-"))


def reference(name):
    return {"$ref": f"#/components/schemas/{name}"}


def list_of(name):
    return {"type": "array", "items": reference(name)}


def or_null(schema):
    return {"anyOf": [schema, {"type": "null"}]}


def object_of(properties, *, optional=()):
    """Return the schema of an object that has all `properties` but the `optional` ones."""
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
    }


def with_titles(name, schema):
    """Return `schema` with a title for itself and for each property, which client makers read."""
    titled = {
        key: part | ({} if is_reference(part) else {"title": key.replace("_", " ").title()})
        for key, part in schema["properties"].items()
    }
    return schema | {"title": name, "properties": titled}


def is_reference(part):
    """Tell if `part` is another schema or null: that one has a title of its own."""
    return any("$ref" in choice for choice in part.get("anyOf", ()))


def describe_row(table):
    """Return the schema of one row of `table`."""
    properties = {column.name: describe_column(column) for column in table.columns}
    return object_of(properties) | {"description": str(table.description)}


def describe_column(column):
    schema = TYPES[column.kind]
    if column.codes:
        schema = schema | {"enum": list(column.codes)}
    if column.may_be_empty:
        schema = or_null(schema)
    return schema | {
        "description": str(column.description),
        "examples": [json_value(column.example)],
    }


def describe_page(table):
    """Return the schema of one page of rows of `table`."""
    return object_of(
        {
            "count": WHOLE_NUMBER
            | {"description": "How many rows there are on all pages.", "examples": [345]},
            "next": or_null(TEXT)
            | {"description": "The address of the next page.", "examples": [None]},
            "previous": or_null(TEXT)
            | {"description": "The address of the page before.", "examples": [None]},
            "licence": LICENCE_ADDRESS,
            "changed_at": CHANGED_AT,
            "rows": list_of(f"{name_of(table)}Row") | {"description": "The rows of this page."},
        }
    )


SEASON_INVITED = object_of(
    {
        "season": {"type": "integer", "description": "The season.", "examples": [2026]},
        "sentence": TEXT
        | {
            "description": "The share of the pool that was invited, and until when.",
            "examples": [
                "From February 6 to October 1, 2026, nearly everybody who was waiting was invited "
                "within a week."
            ],
        },
    }
) | {"description": "The share of a pool that was invited over a season."}

FOUND_CATEGORY = object_of(
    {
        "category": TEXT | {"description": "The category.", "examples": ["working-holiday"]},
        "category_name": TEXT | {"description": "Its name.", "examples": ["Working Holiday"]},
        "verdict": VERDICT | {"description": "Whether it can be used."},
        "reasons": {
            "type": "array",
            "items": TEXT,
            "description": "The reasons for the verdict, in sentences.",
            "examples": [["18 to 35 years; up to 24 months; 2 participations."]],
        },
        "eligibility": or_null(reference(f"{name_of(ELIGIBILITY)}Row"))
        | {"description": "The conditions, or null if the arrangement does not have the category."},
        "quota": or_null(reference(f"{name_of(QUOTAS)}Row")) | {"description": "The latest quota."},
        "weekly_figures": or_null(reference(f"{name_of(WEEKLY_FIGURES)}Row"))
        | {"description": "The newest weekly figures, unless they are of an earlier season."},
        "invited": or_null(reference("SeasonInvited"))
        | {"description": "Who was invited over the newest season for which we have enough."},
    }
) | {"description": "Whether somebody with one citizenship can use one category."}

FOUND_CITIZENSHIP = object_of(
    {
        "citizenship": TEXT
        | {
            "description": "The country or territory: of a territory without a passport, its "
            "state.",
            "examples": ["FR"],
        },
        "name": TEXT | {"description": "Its name.", "examples": ["France"]},
        "territories": {
            "type": "array",
            "items": TEXT,
            "description": "The territories asked for whose people have its passport.",
            "examples": [["RE"]],
        },
        "has_arrangement": TRUE_OR_FALSE | {"description": "Whether the official list has it."},
        "categories": list_of("FoundCategory"),
    }
) | {"description": "What one citizenship makes possible."}

BEST_CATEGORY = object_of(
    {
        "category": TEXT | {"description": "The category.", "examples": ["working-holiday"]},
        "citizenship": TEXT | {"description": "The country or territory.", "examples": ["IE"]},
        "verdict": VERDICT | {"description": "Whether it can be used."},
    }
) | {"description": "The citizenship that helps most in one category."}

FOUND = object_of(
    {
        "page": TEXT | {"description": "The page that says the same, and what to do next."},
        "licence": LICENCE_ADDRESS,
        "changed_at": CHANGED_AT,
        "needs_no_permit": TRUE_OR_FALSE
        | {
            "description": "Whether one citizenship is Canada’s: such a person needs no permit and "
            "cannot get one."
        },
        "citizenships": list_of("FoundCitizenship"),
        "best": list_of("BestCategory")
        | {
            "description": "For each category the best of them, whatever their order: by the "
            "verdict, then by whether people must live there, the longest stay, the participations "
            "and the places. Empty for a citizen of Canada."
        },
    }
) | {"description": "Which categories somebody can use."}

FAULTY_PARAMETER = object_of(
    {
        "parameter": TEXT | {"description": "Its name.", "examples": ["page"]},
        "detail": TEXT
        | {
            "description": "A sentence in the language asked for.",
            "examples": ["Enter a whole number."],
        },
    }
) | {"description": "What is wrong with one parameter."}

PROBLEM = object_of(
    {
        "type": TEXT | {"description": "What kind of problem it is.", "examples": ["about:blank"]},
        "title": TEXT
        | {"description": "The kind in words.", "examples": ["Unprocessable Content"]},
        "status": WHOLE_NUMBER | {"description": "The status of HTTP.", "examples": [422]},
        "detail": TEXT | {"description": "A sentence in the language asked for."},
        "instance": TEXT | {"description": "The address that was asked for."},
        "errors": list_of("FaultyParameter")
        | {"description": "What is wrong with each parameter.", "default": []},
    },
    optional=("errors",),
) | {"description": "Why there is no answer: https://www.rfc-editor.org/rfc/rfc9457."}
