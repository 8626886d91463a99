"""Columns of files: how the text of a cell becomes the value of a field, and back."""

import re

from django.db.models import ForeignKey
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from ..forms import read_number
from ..models import Category, Country, InvitationPeriod, Season, Source
from ..models.quota import LARGEST_FIGURE
from ..validators import FIRST_YEAR
from .days import read_day
from .names import NO, YES, choices_by_word, fold_words, records_by_name
from .workbooks import NumberCell

NAMED_BY = {
    Season: "year",
    Country: "code",
    Category: "slug",
    Source: "slug",
    InvitationPeriod: "short_name",
}
LARGEST_SMALL_NUMBER = 32_767  # of a smallint in PostgreSQL
# A fraction of nought is none: 7100.0, 7,100.00 or 7 100,00.
WITHOUT_FRACTION = re.compile(r"[.,]0{1,2}\Z")
POINTED = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+", re.ASCII)
DOUBTFUL = re.compile(r"([1-9][0-9]{0,2})\.([0-9]{3})", re.ASCII)


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
    """A record of another table by any of its names: a country's code, or what it is called."""

    def __init__(self, field):
        super().__init__(field)
        self.name = NAMED_BY[field.related_model]

    @cached_property
    def by_name(self):
        """All records of the other table, read once for every row."""
        model = self.field.related_model
        needed = [each.name for each in model._meta.fields if each.is_relation and not each.null]
        rows = model.objects.select_related(*needed) if needed else model.objects.all()
        return records_by_name(rows)

    def parse(self, text):
        found = self.by_name.get(fold_words(text), ())
        if len(found) == 1:
            return next(iter(found))
        sentence = (
            _("Several records of the kind “%(kind)s” are called “%(name)s”.")
            if found
            else _("There is no %(kind)s “%(name)s”.")
        )
        kind = self.field.related_model._meta.verbose_name
        raise ValueError(sentence % {"kind": kind, "name": text[:40]})

    def write(self, value):
        return "" if value is None else str(getattr(value, self.name))


class NumberColumn(ValueColumn):
    """A whole number from 0, its thousands apart or not, perhaps with a fraction of nought."""

    largest = LARGEST_FIGURE

    def parse(self, text):
        if found := DOUBTFUL.fullmatch(text):
            raise ValueError(
                _("“%(value)s” can be %(whole)s or a fraction. Write the number without a point.")
                % {"value": text, "whole": "".join(found.groups())}
            )
        whole = WITHOUT_FRACTION.sub("", text)
        number = read_number(whole.replace(".", " ") if POINTED.fullmatch(whole) else whole)
        if number is None:
            raise ValueError(_("“%(value)s” is not a whole number.") % {"value": text[:40]})
        if number > self.largest:
            raise ValueError(_("%(value)s is too large a number.") % {"value": text[:40]})
        return number


class SmallNumberColumn(NumberColumn):
    """A whole number of two bytes, such as an age."""

    largest = LARGEST_SMALL_NUMBER


class DayColumn(ValueColumn):
    """A day, as people and spreadsheets write it; in an `order` if its numbers are doubtful."""

    order = ""

    def read(self, text):
        day = text.day if isinstance(text, NumberCell) else super().read(text)
        if day and day.year < FIRST_YEAR:
            raise ValueError(
                _("%(value)s is before the programme began, in %(year)s.")
                % {"value": day.isoformat(), "year": FIRST_YEAR}
            )
        return day

    def parse(self, text):
        return read_day(text, self.order)


class YesNoColumn(ValueColumn):
    """Yes, no, or not known."""

    ANSWERS = dict.fromkeys(YES, True) | dict.fromkeys(NO, False)

    def parse(self, text):
        if text.lower() not in self.ANSWERS:
            raise ValueError(_("“%(value)s” is neither yes nor no.") % {"value": text.lower()[:40]})
        return self.ANSWERS[text.lower()]

    def write(self, value):
        return {None: "", True: "yes", False: "no"}[value]


class ChoiceColumn(Column):
    """A column of codes, each of which may be spelled as pages word it."""

    def __init__(self, plain):
        super().__init__(plain.field)
        self.plain = plain
        self.by_word = choices_by_word(plain.field)

    def read(self, text):
        known = self.by_word.get(fold_words(text)) if text.strip() else None
        return self.plain.read(text) if known is None else known

    def write(self, value):
        return self.plain.write(value)


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
        column = kind(field)
        columns[field.name] = ChoiceColumn(column) if field.choices else column
    return columns


def without_margins(value):
    """Return a text as forms leave it: nothing around it, its lines ended in one way."""
    if not isinstance(value, str):
        return value
    return value.replace("\r\n", "\n").replace("\r", "\n").strip()
