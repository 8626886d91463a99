"""Check constraints in Python, compared with those of the database."""

import itertools
import random

import pytest
from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint, F, Q
from django.db.models.functions import Upper

from quotas.files.rules import UnknownLookup, broken_rules, holds
from quotas.models import Country, Eligibility, Quota, WeeklyFigures

NUMBERS = (None, 0, 5)
WORDS = ("", "unlimited", "to_be_announced", "not_applicable", "not_accepting", "week", "day", "x")
VALUES = {
    "PositiveIntegerField": NUMBERS,
    "PositiveSmallIntegerField": (None, 0, 3, 9),
    "CharField": WORDS,
    "DateField": (None, "2026-03-01"),
    "ForeignKey": (None, 1),
}


def judged_by_the_database(record, exclude):
    for constraint in record._meta.constraints:
        if isinstance(constraint, CheckConstraint):
            try:
                constraint.validate(type(record), record, exclude=exclude)
            except ValidationError as error:
                yield from error.messages


@pytest.mark.parametrize("exclude", [set(), {"country", "category", "season", "source"}])
@pytest.mark.parametrize("model", [Quota, WeeklyFigures, Eligibility])
def test_a_rule_is_judged_as_the_database_judges_it(db, model, exclude):
    choice = random.Random(model.__name__).choice  # noqa: S311
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    states = itertools.cycle(("limited", "unlimited", "x"))

    for _n in range(25):
        record = model()
        for field in fields:
            if field.get_internal_type() in VALUES:
                setattr(record, field.attname, choice(VALUES[field.get_internal_type()]))
        if model is Quota:
            record.state = next(states)

        ours = [message for error in broken_rules(record, exclude) for message in error.messages]

        assert ours == list(judged_by_the_database(record, exclude))


def test_a_rule_that_only_the_database_can_judge_is_left_to_it(db):
    in_capitals = Country(code="JP", name_en="a", name_fr="b")
    in_small_letters = Country(code="jp", name_en="a", name_fr="b")

    assert not list(broken_rules(in_capitals, set()))
    assert len(list(broken_rules(in_small_letters, set()))) == 1
    for condition in (Q(code=Upper("code")), Q(code__startswith="J")):
        with pytest.raises(UnknownLookup):
            holds(condition, {"code": "JP"})


@pytest.mark.parametrize(
    ("condition", "answer"),
    [
        (Q(a=1), True),
        (~Q(a=1), False),
        (Q(a=2) | Q(b=1), None),
        (Q(a=2) & Q(b=1), False),
        (Q(a=1) | Q(b=1), True),
        (~Q(b=1), None),
        (Q(b=None), True),
        (Q(a__lt=F("c")), True),
        (Q(a__gt=F("b")), None),
        (Q(a__in=(1, 2)) & Q(b__isnull=True), True),
    ],
)
def test_what_is_not_known_is_neither_true_nor_false(condition, answer):
    assert holds(condition, {"a": 1, "b": None, "c": 2}) is answer
