"""The rules that the database keeps for a row, judged without asking it for each row.

Django asks the database to judge each check constraint of each record, which for a large file are
thousands of questions.
"""

import operator

from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint, F, Q

COMPARISONS = {
    "": operator.eq,
    "exact": operator.eq,
    "in": lambda held, values: held in values,
    "gt": operator.gt,
    "gte": operator.ge,
    "lt": operator.lt,
    "lte": operator.le,
}


class UnknownLookup(Exception):  # noqa: N818, it is no error of anybody's
    """What only the database can judge."""


def broken_rules(record, exclude):
    """A ValidationError for each check constraint that `record` breaks.

    Those about a field in `exclude` are left out, as Django does it.
    """
    facts = {
        field.name: getattr(record, field.attname)
        for field in record._meta.concrete_fields
        if field.name not in exclude
    }
    for constraint in record._meta.constraints:
        if not isinstance(constraint, CheckConstraint):
            continue
        try:
            if holds(constraint.condition, facts) is False:
                yield ValidationError(constraint.get_violation_error_message())
        except KeyError:
            continue
        except UnknownLookup:
            try:
                constraint.validate(type(record), record, exclude=exclude)
            except ValidationError as error:
                yield error


def holds(condition, facts):
    """Whether a condition is true of `facts`; None where SQL would not know."""
    if not isinstance(condition, Q):
        return compare(*condition, facts)
    found = [holds(child, facts) for child in condition.children]
    decisive = condition.connector == Q.OR
    if decisive not in found and None in found:
        return None
    answer = decisive if decisive in found else not decisive
    return answer != condition.negated


def compare(lookup, value, facts):
    name, _, kind = lookup.partition("__")
    held = facts[name]
    if isinstance(value, F):
        value = facts[value.name]
    elif hasattr(value, "resolve_expression"):
        raise UnknownLookup
    if kind == "isnull":
        return (held is None) == value
    if kind not in COMPARISONS:
        raise UnknownLookup
    if value is None and kind in ("", "exact"):
        return held is None
    return None if held is None or value is None else COMPARISONS[kind](held, value)
