"""Columns of files: how the text of a cell becomes the value of a field, and back."""

import datetime
import re

from django.db.models import ForeignKey
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from ..models import Category, Country, InvitationPeriod, Season, Source
from ..models.quota import LARGEST_FIGURE
from ..validators import FIRST_YEAR

NAMED_BY = {
    Season: "year",
    Country: "code",
    Category: "slug",
    Source: "slug",
    InvitationPeriod: "short_name",
}
LARGEST_SMALL_NUMBER = 32_767  # of a smallint in PostgreSQL
MOST_DIGITS = 9  # more than any number here has


class Column:
    """A column of texts, named for the field that it is about."""

    def __init__(self, field):
        self.field = field

    def read(self, text):
        """Return the value that a cell spells; ValueError, in words, if it spells none."""
        return without_margins(text)

    def write(self, value):
        """Return the text that spells `value`."""
        return without_margins(value or "")

    def is_same(self, before, after):
        """Tell if two records have the same value, ends of lines aside."""
        first, second = (getattr(record, self.field.attname) for record in (before, after))
        return first == second or without_margins(first) == without_margins(second)


class ValueColumn(Column):
    """A column whose cells are empty or spell a value that is no text."""

    def read(self, text):
        text = text.strip()
        return self.parse(text) if text else None

    def parse(self, text):
        """Return the value of a text that is not empty."""
        raise NotImplementedError

    def write(self, value):
        return "" if value is None else str(value)


class RecordColumn(ValueColumn):
    """A record of another table by its name in files: a season's year, a country's code."""

    def __init__(self, field):
        super().__init__(field)
        self.name = NAMED_BY[field.related_model]

    @cached_property
    def by_name(self):
        """All records of the other table, read once for every row."""
        model = self.field.related_model
        needed = [each.name for each in model._meta.fields if each.is_relation and not each.null]
        rows = model.objects.select_related(*needed) if needed else model.objects.all()
        return {str(getattr(row, self.name)): row for row in rows}

    def parse(self, text):
        if text not in self.by_name:
            raise ValueError(
                _("There is no %(kind)s “%(name)s”.")
                % {"kind": self.field.related_model._meta.verbose_name, "name": text[:40]}
            )
        return self.by_name[text]

    def write(self, value):
        return "" if value is None else str(getattr(value, self.name))


class NumberColumn(ValueColumn):
    """A whole number from 0, written in digits alone."""

    largest = LARGEST_FIGURE

    def parse(self, text):
        if not re.fullmatch(r"[0-9]+", text, re.ASCII):
            raise ValueError(_("“%(value)s” is not a whole number.") % {"value": text[:40]})
        if len(text) > MOST_DIGITS or int(text) > self.largest:
            raise ValueError(_("%(value)s is too large a number.") % {"value": text[:40]})
        return int(text)


class SmallNumberColumn(NumberColumn):
    """A whole number of two bytes, such as an age."""

    largest = LARGEST_SMALL_NUMBER


class DayColumn(ValueColumn):
    """A day, year first: 2026-03-01."""

    def parse(self, text):
        try:
            if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
                raise ValueError
            day = datetime.date.fromisoformat(text)
        except ValueError:
            raise ValueError(
                _("“%(value)s” is not a day such as 2026-03-01.") % {"value": text[:40]}
            ) from None
        if day.year < FIRST_YEAR:
            raise ValueError(
                _("%(value)s is before the programme began, in %(year)s.")
                % {"value": text, "year": FIRST_YEAR}
            )
        return day


class YesNoColumn(ValueColumn):
    """Yes, no, or not known."""

    ANSWERS = {"yes": True, "no": False}

    def parse(self, text):
        if text.lower() not in self.ANSWERS:
            raise ValueError(_("“%(value)s” is neither yes nor no.") % {"value": text.lower()[:40]})
        return self.ANSWERS[text.lower()]

    def write(self, value):
        return {None: "", True: "yes", False: "no"}[value]


COLUMNS = {
    "PositiveIntegerField": NumberColumn,
    "PositiveSmallIntegerField": SmallNumberColumn,
    "DateField": DayColumn,
    "BooleanField": YesNoColumn,
}


def columns_of(model):
    """Return a column for each field of `model` that staff can change, by its name."""
    columns = {}
    for field in model._meta.concrete_fields:
        if not field.editable or field.primary_key:
            continue
        kind = RecordColumn if isinstance(field, ForeignKey) else None
        kind = kind or COLUMNS.get(field.get_internal_type(), Column)
        columns[field.name] = kind(field)
    return columns


def without_margins(value):
    """Return a text as forms leave it: nothing around it, its lines ended in one way."""
    if not isinstance(value, str):
        return value
    return value.replace("\r\n", "\n").replace("\r", "\n").strip()
