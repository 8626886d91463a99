"""Figures that people write, and the largest that each way in takes."""

import pytest
from django import forms
from django.core.exceptions import ValidationError

from quotas.api.endpoints import QuotasQuery
from quotas.desk import sheet
from quotas.files.columns import NumberColumn
from quotas.filters import CountryFilter
from quotas.forms import FigureField, read_number
from quotas.models import Quota, QuotaValue, WeeklyFigures
from quotas.models.quota import LARGEST_FIGURE
from quotas.rounds.spelling import Unreadable, read_amount

FIGURES = {
    Quota: ("places",),
    QuotaValue: ("places",),
    WeeklyFigures: ("quota", "invitations", "candidates", "spots"),
}
WAYS_IN = {
    "form": FigureField().clean,
    "sheet": sheet.read_figure,
    "file": NumberColumn(Quota._meta.get_field("places")).read,
    "feed": lambda text: read_amount(text, ()),
    "filter": CountryFilter.base_filters["min_places"].field.clean,
    "API": QuotasQuery.base_fields["min_places"].clean,
    **{
        f"{model.__name__}.{name}": model._meta.get_field(name).run_validators
        for model, names in FIGURES.items()
        for name in names
    },
}


@pytest.mark.parametrize("way", WAYS_IN)
def test_every_way_in_takes_the_largest_figure_and_none_above(way):
    take = int if "." in way else str

    WAYS_IN[way](take(LARGEST_FIGURE))

    with pytest.raises((ValidationError, ValueError, Unreadable)):
        WAYS_IN[way](take(LARGEST_FIGURE + 1))


def test_the_database_has_the_same_limit_for_every_number_of_places_or_people():
    for model, names in FIGURES.items():
        (rule,) = (
            constraint
            for constraint in model._meta.constraints
            if constraint.name.endswith("_within_the_largest_figure")
        )
        limits = dict(pair for pair in leaves_of(rule.condition) if pair[0].endswith("__lte"))
        assert limits == {f"{name}__lte": LARGEST_FIGURE for name in names}


def leaves_of(condition):
    for child in condition.children:
        yield from leaves_of(child) if hasattr(child, "children") else [child]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("007", 7),
        ("4000", 4000),
        ("4,000", 4000),
        ("4 000", 4000),
        ("4\u202f000", 4000),
        ("1,234,567", 1_234_567),
        ("1,234 567", None),
        ("4\n000", None),
        ("4.5", None),
        ("٤", None),
        ("-4", None),
        ("", None),
    ],
)
def test_a_number_is_read_with_its_thousands_apart_or_not(text, number):
    assert read_number(text) == number


@pytest.mark.parametrize(("text", "number"), [("", None), (" 4 000 ", 4000), ("-4", -4)])
def test_a_field_for_a_figure_reads_what_people_write(text, number):
    assert FigureField(required=False).to_python(text) == number


def test_a_field_for_a_figure_refuses_words():
    with pytest.raises(forms.ValidationError, match="Enter a whole number."):
        FigureField().clean("many")
