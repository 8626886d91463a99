"""Columns in two languages, and columns computed from others."""

from django.db import models

from .languages import language
from .typography import in_french


def translated_fields(model):
    """Return the pairs of columns of `model` with the same text in English and in French."""
    names = {field.name for field in model._meta.concrete_fields if field.editable}
    english = sorted(name for name in names if name.endswith("_en"))
    pairs = [(name, f"{name.removesuffix('_en')}_fr") for name in english]
    return [pair for pair in pairs if pair[1] in names and pair != ("url_en", "url_fr")]


class Translated:
    """The ``<name>_en`` or ``<name>_fr`` of an object, by the language of the page."""

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return getattr(instance, f"{self.name}_{language()}")


class _InFrench:
    """A column whose text is kept with the typography of French, by whatever way it comes."""

    def to_python(self, value):
        text = super().to_python(value)
        return in_french(text) if isinstance(text, str) else text

    def get_prep_value(self, value):
        text = super().get_prep_value(value)
        return in_french(text) if isinstance(text, str) else text

    def deconstruct(self):
        """Show migrations a plain column."""
        name, _path, args, kwargs = super().deconstruct()
        return name, f"django.db.models.{self.get_internal_type()}", args, kwargs


class FrenchCharField(_InFrench, models.CharField):
    pass


class FrenchTextField(_InFrench, models.TextField):
    pass


class _Derivation:
    """The computed value of a `DerivedField`, which cannot be set."""

    def __init__(self, field):
        self.field = field

    def __get__(self, instance, owner=None):
        return self if instance is None else self.field.derive(instance)

    def __set__(self, instance, value):
        """Remember that the column was loaded; its value is computed anew when it is read."""
        instance.__dict__[self.field.attname] = value


class DerivedField(models.CharField):
    """A column computed from its object by each save, bulk_create and loaddata.

    ``QuerySet.update`` writes columns without objects, so it does not compute this one.
    """

    descriptor_class = _Derivation

    def __init__(self, derive=None, **kwargs):
        self.derive = derive
        super().__init__(**{"max_length": 250, "editable": False} | kwargs)

    def deconstruct(self):
        """Show migrations a plain column."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs
