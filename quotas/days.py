"""The days that a record can name, of which pages, charts and feeds can speak."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

FIRST_YEAR = 1967  # when the programme began
LAST_YEAR = 2100


def check_year(day):
    """ValidationError if `day`, or a moment, is of no year that the site can speak of."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValidationError(
            _("The year must be one from %(first)s to %(last)s."),
            params={"first": FIRST_YEAR, "last": LAST_YEAR},
        )


class DayField(models.DateField):
    """A day that staff type: one that is within the years of the programme."""

    default_validators = [check_year]

    def formfield(self, **kwargs):
        """A field that refuses it too, so that no form goes on with it."""
        field = super().formfield(**kwargs)
        field.validators.append(check_year)
        return field

    def deconstruct(self):
        """For migrations it is the column alone."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.DateField", args, kwargs
