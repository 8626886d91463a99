"""The columns of each kind of file, and what each may say."""

import copy
import datetime
import re

from django.core.exceptions import ValidationError
from django.db.models import ForeignKey
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from import_export import fields, instance_loaders, resources, widgets

from ..figures.plausibility import KnownNumbers, in_the_future, suspicions
from ..i18n.formats import long_date
from ..models import Category, Country, Eligibility, Quota, Season, Source, WeeklyFigures
from ..models.quota import LARGEST_FIGURE
from ..validators import FIRST_YEAR
from .rules import broken_rules

NAMED_BY = {Season: "year", Country: "code", Category: "slug", Source: "slug"}
MOST_OF_A_SMALL_NUMBER = 32_767  # which is where PostgreSQL ends


class RecordWidget(widgets.Widget):
    """A record of another table by its name in files: a season's year, a country's code."""

    def __init__(self, model):
        super().__init__()
        self.model, self.name = model, NAMED_BY[model]

    def know(self):
        """Read all of them once, for every row."""
        self.by_name = {str(getattr(row, self.name)): row for row in self.model.objects.all()}

    def clean(self, value, row=None, **kwargs):
        value = value.strip()
        if not value:
            return None
        if value not in self.by_name:
            raise ValueError(
                _("There is no %(kind)s “%(name)s”.")
                % {"kind": self.model._meta.verbose_name, "name": value[:40]}
            )
        return self.by_name[value]

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else str(getattr(value, self.name))


class NumberWidget(widgets.Widget):
    """A whole number from 0, written in digits alone."""

    most = LARGEST_FIGURE

    def clean(self, value, row=None, **kwargs):
        value = value.strip()
        if not value:
            return None
        if not re.fullmatch(r"[0-9]+", value, re.ASCII):
            raise ValueError(_("“%(value)s” is not a whole number.") % {"value": value[:40]})
        if len(value) > 9 or int(value) > self.most:
            raise ValueError(_("%(value)s is too large a number.") % {"value": value[:40]})
        return int(value)

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else str(value)


class SmallNumberWidget(NumberWidget):
    most = MOST_OF_A_SMALL_NUMBER


class DayWidget(widgets.Widget):
    """A day, year first: 2026-03-01."""

    def clean(self, value, row=None, **kwargs):
        value = value.strip()
        if not value:
            return None
        try:
            if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
                raise ValueError
            day = datetime.date.fromisoformat(value)
        except ValueError:
            raise ValueError(
                _("“%(value)s” is not a day such as 2026-03-01.") % {"value": value[:40]}
            ) from None
        if day.year < FIRST_YEAR:
            raise ValueError(
                _("%(value)s is before the programme began, in %(year)s.")
                % {"value": value, "year": FIRST_YEAR}
            )
        return day

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else value.isoformat()


class YesNoWidget(widgets.Widget):
    """Yes, no, or not known."""

    ANSWERS = {"": None, "yes": True, "no": False}

    def clean(self, value, row=None, **kwargs):
        value = value.strip().lower()
        if value not in self.ANSWERS:
            raise ValueError(_("“%(value)s” is neither yes nor no.") % {"value": value[:40]})
        return self.ANSWERS[value]

    def render(self, value, obj=None, **kwargs):
        return {None: "", True: "yes", False: "no"}[value]


def plain(value):
    """A text as forms leave it: nothing around it, its lines ended in one way."""
    if not isinstance(value, str):
        return value
    return value.replace("\r\n", "\n").replace("\r", "\n").strip()


class TextWidget(widgets.Widget):
    def clean(self, value, row=None, **kwargs):
        return plain(value)

    def render(self, value, obj=None, **kwargs):
        return value or ""


class Column(fields.Field):
    """A column, which says the same of two texts that differ in their ends of lines only."""

    def get_value(self, instance):
        return plain(super().get_value(instance))


WIDGETS = {
    "PositiveIntegerField": NumberWidget,
    "PositiveSmallIntegerField": SmallNumberWidget,
    "DateField": DayWidget,
    "BooleanField": YesNoWidget,
}


class KnownRecords(instance_loaders.BaseInstanceLoader):
    """Finds the record that a row is about among all of its seasons, read once."""

    def __init__(self, resource, dataset=None):
        super().__init__(resource, dataset)
        self.keys = [resource.fields[name] for name in resource._meta.import_id_fields]
        relations = [field.name for field in resource._meta.model._meta.fields if field.is_relation]
        rows = resource._meta.model.objects.select_related(*relations)
        self.held = {tuple(field.get_value(row) for field in self.keys): row for row in rows}

    def get_instance(self, row):
        try:
            return self.held.get(tuple(field.clean(row) for field in self.keys))
        except ValueError:
            return None  # which importing the field says in words


class NoDiff:
    """In place of the library's own comparison, which is made for HTML."""

    def __init__(self, resource, instance, new):
        """The differences are worked out by whoever shows them."""

    def compare_with(self, resource, instance):
        """Nothing to compare."""

    def as_html(self):
        return []


class PublicResource(resources.ModelResource):
    """Rows of one table, found by what names them, and checked one by one."""

    class Meta:
        instance_loader_class = KnownRecords
        store_instance = skip_unchanged = report_skipped = True
        use_transactions = False

    def __init__(self):
        super().__init__()
        self.fields = columns_of(self._meta.model)
        self.seen = {}

    def get_diff_class(self):
        return NoDiff

    @property
    def columns(self):
        return [field.column_name for field in self.get_import_fields()]

    def before_import(self, dataset, **kwargs):
        """Refuse columns that are not known or lacking, and read what rows refer to."""
        unknown = sorted(set(dataset.headers) - set(self.columns))
        lacking = [name for name in self.columns if name not in dataset.headers]
        if unknown or lacking:
            told = {"names": ", ".join(unknown or lacking)[:200], "known": ", ".join(self.columns)}
            raise ValidationError(
                _("These columns are not known: %(names)s. The columns are %(known)s.") % told
                if unknown
                else _("These columns are lacking: %(names)s. The columns are %(known)s.") % told
            )
        for field in self.get_import_fields():
            if isinstance(field.widget, RecordWidget):
                field.widget.know()

    def before_import_row(self, row, row_number=None, **kwargs):
        """Refuse a second row about the same record."""
        key = tuple(row[name].strip() for name in self._meta.import_id_fields)
        first = self.seen.setdefault(key, row_number)
        if first != row_number:
            raise ValidationError(
                _("This row is about the same as row %(row)s.") % {"row": first + 1}
            )

    def after_init_instance(self, instance, new, row, **kwargs):
        self.before = None if new else copy.copy(instance)

    def skip_row(self, instance, original, row, import_validation_errors=None):
        """Leave a record as it is held; what is not held is checked, a row of nothing too."""
        is_held = self.before is not None
        return is_held and super().skip_row(instance, original, row, import_validation_errors)

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True):
        """Say what is wrong with a row in the words of the forms, without a query for each field.

        What a row refers to is known to exist, and that a record is there once was seen to.
        """
        errors = dict(import_validation_errors or {})
        relations = {field.name for field in self._meta.model._meta.fields if field.is_relation}
        lacking = {name for name in self.fields if self.lacks(instance, name)}
        for name in lacking - set(errors):
            errors[name] = [_("This cell is empty.")]
        exclude = relations | set(errors)
        try:
            instance.full_clean(exclude=exclude, validate_unique=False, validate_constraints=False)
            if not errors and (broken := list(broken_rules(instance, exclude))):
                raise ValidationError(broken)
            self.check(self.before, instance)
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)

    def lacks(self, instance, name):
        field = self._meta.model._meta.get_field(name)
        return not field.null and getattr(instance, field.attname) is None

    def check(self, before, after):
        """Refuse what this kind of record does not allow."""

    def doubts(self, before, after):
        """What makes a row look like a slip, in sentences."""
        return in_the_future(after)


def columns_of(model):
    """A column of a file for each field of `model` that staff can change."""
    found = {}
    for field in model._meta.concrete_fields:
        if not field.editable or field.primary_key:
            continue
        if isinstance(field, ForeignKey):
            widget = RecordWidget(field.related_model)
        else:
            widget = WIDGETS.get(field.get_internal_type(), TextWidget)()
        found[field.name] = Column(attribute=field.name, column_name=field.name, widget=widget)
    return found


def refuse_to_go_back(before, after):
    """Refuse a row that is older than what it would replace."""
    if before and after.as_of and after.as_of < before.as_of:
        day = long_date(before.as_of)
        raise ValidationError({"as_of": _("We hold a newer figure, as of %(day)s.") % {"day": day}})


class QuotaResource(PublicResource):
    class Meta(PublicResource.Meta):
        model = Quota
        import_id_fields = ("season", "country", "category")

    def check(self, before, quota):
        refuse_to_go_back(before, quota)

    def doubts(self, before, after):
        return suspicions(before, after, self.known)

    @cached_property
    def known(self):
        return KnownNumbers()


class WeeklyFiguresResource(PublicResource):
    class Meta(PublicResource.Meta):
        model = WeeklyFigures
        import_id_fields = ("season", "country", "category", "subpool", "as_of")

    def check(self, before, figures):
        if (figures.country is None) != (figures.category is None):
            raise ValidationError(
                {"category": _("Give both the country and the category, or neither.")}
            )
        if figures.country is None and figures.subpool:
            raise ValidationError({"subpool": _("Only a pool has pools inside it.")})


class EligibilityResource(PublicResource):
    class Meta(PublicResource.Meta):
        model = Eligibility
        import_id_fields = ("country", "category")

    def check(self, before, eligibility):
        refuse_to_go_back(before, eligibility)
