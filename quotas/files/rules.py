"""Check constraints of the database, checked in Python.

Django makes a query for each check constraint of each record: thousands for a large file.
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
    """A condition that only the database can check."""


def broken_rules(record, exclude):
    """Yield a ValidationError for each check constraint that `record` breaks.

    Constraints about a field in `exclude` are left out, as Django does it.
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
    """Return True or False for a condition on `facts`, or None where SQL would not know."""
    if not isinstance(condition, Q):
        return compare(*condition, facts)
    answers = [holds(child, facts) for child in condition.children]
    decisive = condition.connector == Q.OR
    if decisive not in answers and None in answers:
        return None
    answer = decisive if decisive in answers else not decisive
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
