"""Lists and fields that no number, day or length in an address or a form breaks."""

import contextlib

from django import forms
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import SEARCH_VAR, ChangeList
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
from django.db import DataError, NotSupportedError, models

from ..history.versions import parse_pk
from ..validators import check_year

LONGEST_SEARCH = 100
MOST_PARAMETERS = 50  # parameters in the address of a list; its own links have far fewer
LONGEST_PARAMETER = 200


class LimitedList(ChangeList):
    """A list that refuses a filter which its database cannot answer."""

    def get_queryset(self, request, exclude_parameters=None):
        """Refuse a filter that takes too long; a long search is cut elsewhere."""
        asked = [
            (name, value)
            for name, values in self.filter_params.items()
            for value in values
            if name != SEARCH_VAR
        ]
        if (
            len(asked) > MOST_PARAMETERS
            or any(len(name) + len(value) > LONGEST_PARAMETER for name, value in asked)
            or any(name.endswith("regex") for name, _value in asked)
        ):
            raise IncorrectLookupParameters
        with refusing_impossible():
            return super().get_queryset(request, exclude_parameters)

    def get_results(self, request):
        with refusing_impossible():
            super().get_results(request)


@contextlib.contextmanager
def refusing_impossible():
    """Turn the database's refusal of a number, a day or a lookup into Django's own."""
    try:
        yield
    except (OverflowError, ValueError, DataError, NotSupportedError) as error:
        raise IncorrectLookupParameters from error


class SafeAutocomplete(AutocompleteSelect):
    """A field to choose a record by typing; an impossible key in an address chooses none."""

    def optgroups(self, name, value, attr=None):
        numbers = [each for each in value if parse_pk(str(each)) is not None]
        return super().optgroups(name, numbers, attr)


class RecordsField(forms.ModelMultipleChoiceField):
    """A field for several records, which refuses impossible keys without asking the database."""

    def _check_values(self, value):
        for each in value:
            if parse_pk(str(each)) is None:
                raise ValidationError(
                    self.error_messages["invalid_pk_value"],
                    code="invalid_pk_value",
                    params={"pk": str(each)[:40]},
                )
        return super()._check_values(value)


class MomentField(forms.SplitDateTimeField):
    """A day and a time, of a year that every time zone has."""

    default_validators = [check_year]


# The limits of PostgreSQL hold on SQLite too, so that a site can move from one to the other.
FIELDS = {
    models.PositiveSmallIntegerField: {"max_value": 32_767},
    models.PositiveIntegerField: {"max_value": 2_147_483_647},
    models.DateTimeField: {"form_class": MomentField},
}
