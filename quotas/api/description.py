"""What the API answers, as pydantic models: made of the columns that the files have too."""

import datetime
from decimal import Decimal
from functools import cache
from typing import Annotated, Literal

from django.utils.translation import override
from ninja import Schema
from pydantic import Field, WithJsonSchema, create_model

from ..figures.eligibility import Verdict
from ..open_data.formats import plain
from ..open_data.tables import ELIGIBILITY, QUOTAS, WEEKLY_FIGURES

TYPES = {
    datetime.date: Annotated[str, WithJsonSchema({"type": "string", "format": "date"})],
    datetime.datetime: Annotated[str, WithJsonSchema({"type": "string", "format": "date-time"})],
    Decimal: float,
}


@cache
def row_of(table):
    """The model of one row of `table`."""
    name = "".join(part.capitalize() for part in table.name.split("-")) + "Row"
    with override("en"):
        fields = {column.name: field_of(column) for column in table.columns}
        return create_model(name, __base__=Schema, __doc__=str(table.description), **fields)


def field_of(column):
    kind = TYPES.get(column.kind, column.kind)
    if column.codes:
        kind = Literal[column.codes]
    if column.may_be_empty:
        kind = kind | None
    example = plain(column.example)
    return kind, Field(description=str(column.description), examples=[example])


def page_of(row):
    """The model of one page of rows."""
    return create_model(
        row.__name__.removesuffix("Row") + "Page",
        __base__=Schema,
        count=(int, Field(description="How many rows there are on all pages.", examples=[345])),
        next=(str | None, Field(description="The address of the next page.", examples=[None])),
        previous=(str | None, Field(description="That of the page before.", examples=[None])),
        licence=(str, Field(description="The address of the licence.")),
        changed_at=(
            TYPES[datetime.datetime],
            Field(description="When any data of the site last changed."),
        ),
        rows=(list[row], Field(description="The rows of this page.")),
    )


class FoundCategory(Schema):
    """Whether somebody with one citizenship can use one category."""

    category: str = Field(description="The category.", examples=["working-holiday"])
    category_name: str = Field(description="Its name.", examples=["Working Holiday"])
    verdict: Literal[tuple(Verdict.values)] = Field(description="Whether it can be used.")
    reasons: list[str] = Field(
        description="What the verdict rests on, in sentences.",
        examples=[["18 to 35 years, up to 24 months, twice in all."]],
    )
    eligibility: row_of(ELIGIBILITY) | None = Field(
        description="The conditions, or null if the arrangement does not have the category."
    )
    quota: row_of(QUOTAS) | None = Field(description="The latest quota held.")
    weekly_figures: row_of(WEEKLY_FIGURES) | None = Field(
        description="The newest weekly figures, unless they are of an earlier season."
    )


class FoundCitizenship(Schema):
    """What one citizenship makes possible."""

    citizenship: str = Field(
        description="The country or territory: of a territory without a passport, its state.",
        examples=["FR"],
    )
    name: str = Field(description="Its name.", examples=["France"])
    territories: list[str] = Field(
        description="The territories asked for whose people have its passport.",
        examples=[["RE"]],
    )
    has_arrangement: bool = Field(description="Whether the official list has it.")
    categories: list[FoundCategory]


class BestCategory(Schema):
    """The citizenship that helps most in one category."""

    category: str = Field(description="The category.", examples=["working-holiday"])
    citizenship: str = Field(description="The country or territory.", examples=["IE"])
    verdict: Literal[tuple(Verdict.values)] = Field(description="Whether it can be used.")


class Found(Schema):
    """Which categories somebody can use."""

    page: str = Field(description="The page that says the same, and what to do next.")
    licence: str = Field(description="The address of the licence.")
    changed_at: TYPES[datetime.datetime] = Field(
        description="When any data of the site last changed."
    )
    needs_no_permit: bool = Field(
        description="Whether one citizenship is Canada’s, with which no permit is needed or given."
    )
    citizenships: list[FoundCitizenship]
    best: list[BestCategory] = Field(
        description="For each category the best of them, whatever their order: by the verdict, "
        "then by whether one must live there, the longest stay, the participations and the places. "
        "Empty for a citizen of Canada."
    )


class FaultyParameter(Schema):
    """What is wrong with one parameter."""

    parameter: str = Field(description="Its name.", examples=["page"])
    detail: str = Field(
        description="A sentence in the language asked for.", examples=["Enter a whole number."]
    )


class Problem(Schema):
    """Why there is no answer: https://www.rfc-editor.org/rfc/rfc9457."""

    type: str = Field(description="What kind of problem it is.", examples=["about:blank"])
    title: str = Field(description="The kind in words.", examples=["Unprocessable Content"])
    status: int = Field(description="The status of HTTP.", examples=[422])
    detail: str = Field(description="A sentence in the language asked for.")
    instance: str = Field(description="The address that was asked for.")
    errors: list[FaultyParameter] = Field(
        default=[], description="What is wrong with each parameter."
    )
