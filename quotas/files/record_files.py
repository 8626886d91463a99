"""The kinds of files that staff import and export, and the checks of their rows."""

import copy
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from openpyxl.cell.cell import ERROR_CODES

from ..history.fingerprint import fingerprint
from ..i18n.formats import long_date
from ..models import CountryInvitations, Eligibility, Quota, QuotaValue, WeeklyFigures
from ..plausibility.doubts import day_doubts
from ..plausibility.held import HeldQuotas, HeldWeeks
from ..plausibility.invitations import HeldInvitations, country_doubts
from ..plausibility.quotas import quota_doubts
from ..plausibility.tables import table_doubts
from ..plausibility.weekly_figures import weekly_doubts
from ..validators import find_invisible
from .columns import columns_of
from .days import DoubtfulDay
from .headings import heading_words
from .limits import BadFile
from .names import fold_words
from .reading import read_table
from .rules import broken_rules


class RecordFile:
    """A file with a row for each record of a model, known by the columns of its `key`."""

    model = None
    key = ()

    compared_with = ()  # other models, besides those that a row refers to
    # Columns that a file may lack, as others say the same.
    found_otherwise = ()

    def __init__(self, day_order=""):
        self.columns = columns_of(self.model)
        self.first_rows = {}
        self.doubtful_day = None
        for column in self.columns.values():
            column.order = day_order

    @cached_property
    def held(self):
        """Every record that we hold, by its key, read once for every row.

        Thousands of records refer to few others, which are not made anew for each of them.
        """
        relations = [field.name for field in self.model._meta.fields if field.is_relation]
        rows = self.model.objects.prefetch_related(*relations)
        return {tuple(getattr(row, name) for name in self.key): row for row in rows}

    @classmethod
    def state(cls):
        """Return a fingerprint of all data that the rows of a file are compared with."""
        related = [each.related_model for each in cls.model._meta.fields if each.is_relation]
        models = [cls.model, *related, *cls.compared_with]
        return fingerprint(*(list(each.objects.order_by("pk").values_list()) for each in models))

    def write_rows(self, records):
        """Return the cells of each of `records`."""
        return [
            [column.write(getattr(record, name)) for name, column in self.columns.items()]
            for record in records
        ]

    def read_table(self, name, content):
        """Return the table of a file; BadFile if it is none, or lacks columns."""
        table = read_table(name, content, self.columns, heading_words(self.columns))
        lacking = [each for each in self.columns if each not in table.headings]
        if lacking := [each for each in lacking if each not in self.found_otherwise]:
            raise BadFile(
                _("These columns are lacking: %(names)s. The columns are %(known)s.")
                % {"names": ", ".join(lacking)[:200], "known": ", ".join(self.columns)}
            )
        return table

    def read_row(self, number, texts):
        """Return the record of a row as we hold it, or None, and as it would be.

        ValidationError if a row before it has the same key, or a cell cannot be right.
        """
        values, errors, headings = {}, {}, headings_by_name(tuple(self.columns), tuple(texts))
        for name, column in self.columns.items():
            try:
                values[name] = self.read_cells(
                    column, [texts[each] for each in headings[name]] or [""]
                )
            except DoubtfulDay as doubt:
                self.doubtful_day = self.doubtful_day or doubt
                errors[name] = [ValidationError(str(doubt))]
            except ValueError as error:
                errors[name] = [ValidationError(str(error))]
        before = None
        if not errors.keys() & set(self.key):
            key = tuple(values[name] for name in self.key)
            self.refuse_second_row(number, key)
            before = self.held.get(key)
        after = copy.copy(before) if before else self.model()
        for name, value in values.items():
            setattr(after, name, value)
        if errors or not before or not self.is_same(before, after):
            self.validate(before, after, errors)
        return before, after

    def read_cells(self, column, cells):
        """Return the value of the cells of a row in one column; ValueError if they disagree.

        There are several where names stand beside codes. One that is not known then counts for
        nothing.
        """
        for cell in cells:
            check_cell(cell)
        if len(cells) == 1:
            return column.read(cells[0])
        values, refusals = {}, []
        for cell in filter(str.strip, cells):
            try:
                values.setdefault(column.read(cell), cell)
            except ValueError as error:
                refusals.append(error)
        if len(values) > 1:
            first, second, *_others = values.values()
            raise ValueError(
                _("“%(first)s” and “%(second)s” are not the same.")
                % {"first": first[:40], "second": second[:40]}
            )
        if refusals and not values:
            raise refusals[0]
        return next(iter(values), None)

    def refuse_second_row(self, number, key):
        first = self.first_rows.setdefault(key, number)
        if first != number:
            raise ValidationError(_("This row is about the same as row %(row)s.") % {"row": first})

    def is_same(self, before, after):
        return all(column.is_same(before, after) for column in self.columns.values())

    def validate(self, before, after, errors):
        """Raise a ValidationError, in the words of the forms, for a row that cannot be saved.

        Without a query for each row: `read` found what it refers to, and `first_rows` repetitions.
        """
        relations = {field.name for field in self.model._meta.fields if field.is_relation}
        for name in self.columns:
            if name not in errors and self.lacks(after, name):
                errors[name] = [_("This cell is empty.")]
        exclude = relations | set(errors)
        try:
            after.full_clean(exclude=exclude, validate_unique=False, validate_constraints=False)
            if not errors and (broken := list(broken_rules(after, exclude))):
                raise ValidationError(broken)
            self.check(before, after)
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)

    def lacks(self, record, name):
        field = self.columns[name].field
        return not field.null and getattr(record, field.attname) is None

    def describe(self, error):
        """Return the sentences of a ValidationError, each with the column that it is about."""
        if not hasattr(error, "error_dict"):
            return error.messages
        return [
            (f"{name}: " if name in self.columns else "") + capfirst(message)
            for name, messages in error.message_dict.items()
            for message in messages
        ]

    def check(self, before, after):
        """Refuse what this kind of record does not allow."""

    def doubts(self, before, after):
        """Return each doubt about a row."""
        return day_doubts(after, "-".join(str(getattr(after, name)) for name in self.key))

    def table_doubts(self, changes):
        """Return each doubt about all rows together, pairs of the record before and after."""
        return []


@lru_cache(maxsize=10)
def headings_by_name(names, headings):
    """Return the headings of each column by its name: several for names beside codes."""
    return {name: [each for each in headings if each.partition(" ")[0] == name] for name in names}


def check_cell(cell):
    """Refuse an error of a spreadsheet, and characters that nobody sees."""
    if cell in ERROR_CODES:
        raise ValueError(_("The cell has an error: %(error)s.") % {"error": cell})
    if character := find_invisible(cell):
        raise ValueError(
            _("The cell has a character that nobody sees, %(character)s.")
            % {"character": character}
        )


def refuse_older(before, after):
    """Refuse a row that is older than what it would replace."""
    if before and after.as_of and after.as_of < before.as_of:
        day = long_date(before.as_of)
        raise ValidationError({"as_of": _("We have a newer figure, as of %(day)s.") % {"day": day}})


class QuotaFile(RecordFile):
    model = Quota
    key = ("season", "country", "category")
    compared_with = (QuotaValue, WeeklyFigures)
    found_otherwise = ("state",)

    def read_row(self, number, texts):
        """Take a word in place of the number for the state, which no column then has to say."""
        places, state = texts["places"], texts.get("state", "")
        by_word = self.columns["state"].by_word
        in_words = by_word.get(fold_words(places)) if places.strip() else None
        if in_words and by_word.get(fold_words(state), in_words) == in_words:
            texts = texts | {"state": in_words, "places": ""}
        elif "state" not in texts and places.strip():
            texts = texts | {"state": "limited"}
        return super().read_row(number, texts)

    def check(self, before, after):
        refuse_older(before, after)

    def doubts(self, before, after):
        found = quota_doubts(before, after, self.figures)
        self.figures.add_quota(after)
        return found

    def table_doubts(self, changes):
        return table_doubts(changes, HeldQuotas()) if changes else []

    @cached_property
    def figures(self):
        """The quotas held, and those of the rows before."""
        return HeldQuotas()


class WeeklyFiguresFile(RecordFile):
    model = WeeklyFigures
    key = ("season", "country", "category", "subpool", "as_of")
    compared_with = (Quota, QuotaValue)

    def check(self, before, after):
        if (after.country is None) != (after.category is None):
            raise ValidationError(
                {"category": _("Give both the country and the category, or neither.")}
            )
        if after.country is None and after.subpool:
            raise ValidationError({"subpool": _("Only a pool has pools inside it.")})

    def doubts(self, before, after):
        found = weekly_doubts(before, after, self.weeks, self.quotas)
        self.weeks.add_figures(after)
        return found

    @cached_property
    def weeks(self):
        """The weekly figures held, and those of the rows before."""
        return HeldWeeks()

    @cached_property
    def quotas(self):
        return HeldQuotas()


class CountryInvitationsFile(RecordFile):
    model = CountryInvitations
    key = ("period", "country")

    def doubts(self, before, after):
        found = country_doubts(before, after, self.invitations)
        self.invitations.add(after)
        return found

    @cached_property
    def invitations(self):
        """The invitations held, and those of the rows before."""
        return HeldInvitations()


class EligibilityFile(RecordFile):
    model = Eligibility
    key = ("country", "category")

    def check(self, before, after):
        refuse_older(before, after)
