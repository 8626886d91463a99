"""The days that a record can name, of which pages, charts and feeds can speak."""

from django.db import models

from ..validators import check_year


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
