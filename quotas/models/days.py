"""Days of records, within the years that pages, charts and feeds can show."""

from django.db import models

from ..validators import check_year


class DayField(models.DateField):
    """A day within the years of the programme, typed by staff."""

    default_validators = [check_year]

    def formfield(self, **kwargs):
        """Return a form field that refuses other days too, before the form uses them."""
        field = super().formfield(**kwargs)
        field.validators.append(check_year)
        return field

    def deconstruct(self):
        """Show migrations a plain column."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.DateField", args, kwargs
