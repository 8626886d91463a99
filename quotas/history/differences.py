"""Versions side by side, and their values in words."""

import dataclasses
import datetime

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext

from ..i18n.formats import grouped, long_date
from .versions import (
    ACTIONS,
    DELETED,
    SHIPPED,
    WITH_ITS_PERIOD,
    WITH_ITS_SEASON,
    editable_fields,
    related,
)


@dataclasses.dataclass(frozen=True)
class Difference:
    """The value of one field before and after, as staff read it."""

    field: str
    before: str
    after: str


@dataclasses.dataclass(frozen=True)
class Version:
    """One entry in the history of a record, with its differences from the one before."""

    entry: models.Model
    differences: list[Difference]
    is_newest: bool

    @property
    def action(self):
        return ACTIONS[self.entry.history_type]

    @property
    def reason(self):
        return describe_reason(self.entry.history_change_reason)

    @property
    def can_be_restored(self):
        return not self.is_newest and self.entry.history_type != DELETED


def compare_versions(entries, *, older, newest):
    """Compare each of `entries` with the one before it; `older` is before the last of them.

    `newest` is the newest entry of the record: nobody goes back to that one.
    """
    befores = [*entries, older][1:]
    return [
        Version(entry, differences(before, entry), is_newest=entry.pk == newest.pk)
        for entry, before in zip(entries, befores, strict=True)
    ]


def differences(before, after):
    """Return the differences of two versions; all values of `after` if `before` is None."""
    if getattr(after, "history_type", None) == DELETED:
        return []
    different = []
    for field in editable_fields(after):
        was = describe_field(before, field) if before is not None else ""
        now = describe_field(after, field)
        if was != now:
            different.append(Difference(capfirst(field.verbose_name), was, now))
    return different


def describe_reason(reason):
    """Return the `reason` of an entry, in the reader's language if the site itself gave it."""
    own = (SHIPPED, WITH_ITS_SEASON, WITH_ITS_PERIOD)
    return gettext(reason) if reason in own else reason or ""


def describe_field(record, field):
    """Return the value of `field` in a record or a version of it, in words."""
    if field.many_to_many:
        return ", ".join(sorted(str(target) for target in related(record, field)))
    if field.is_relation:
        if getattr(record, field.attname) is None:
            return ""
        return str(getattr(record, field.name) or gettext("deleted since"))
    return describe_value(getattr(record, field.attname), field)


def describe_value(value, field=None):
    """Return `value` as staff read it: the name of a choice, yes or no, a long date, a number."""
    if value is None or value == "":
        return ""
    choices = dict(field.flatchoices) if field is not None and field.choices else {}
    if value in choices:
        return str(choices[value])
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if isinstance(value, datetime.date):
        return long_date(value)
    if isinstance(value, int) and not (field is not None and field.name == "year"):
        return grouped(value)
    return str(value)
