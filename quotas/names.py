"""English and French names: reading them, and finding and sorting them without accents."""

import unicodedata

from django.db import models
from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.formats import number_format
from django.utils.translation import get_language, gettext, ngettext, pgettext

LANGUAGES = ("en", "fr")


def language():
    """The language of the page being made: ``"en"`` or ``"fr"``."""
    return "fr" if (get_language() or "").startswith("fr") else "en"


def long_date(day):
    """`day` as people write it: March 1, 2021, or 1er mars 2021."""
    if language() == "en":
        return date_format(day, "F j, Y")
    return date_format(day, "j\\e\\r F Y" if day.day == 1 else "j F Y")


def age(day, today=None):
    """How long ago `day` was: today, yesterday, or so many days ago."""
    days = ((today or timezone.localdate()) - day).days
    if days <= 0:
        return gettext("today")
    return ngettext("%(days)s day ago", "%(days)s days ago", days) % {
        "days": number_format(days, force_grouping=True)
    }


def grouped(number):
    """A whole number with its thousands apart, as the reader’s language does it."""
    return number_format(number, force_grouping=True)


def after_colon(where, what):
    """`what`, after `where` and the colon of the reader’s language."""
    return f"{where}{pgettext('before a sentence', ': ')}{what}"


def dollars(amount):
    """`amount` of Canadian dollars as people write it: $179.75, or 179,75 $; no cents if none."""
    written = number_format(amount, 0 if amount == int(amount) else 2, force_grouping=True)
    return f"${written}" if language() == "en" else f"{written}\u00a0$"


def fold(text):
    """`text` in small letters without accents, its runs of white space made one space.

    >>> fold("  Nouvelle-ZÉLANDE ")
    'nouvelle-zelande'
    """
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("œ", "oe"))
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


def sort_key(name):
    """The folded letters and digits of `name`: one order under every database's collation.

    >>> sort_key("Saint-Marin")
    'saintmarin'
    """
    return "".join(c for c in fold(name) if c.isalnum())


def translated_fields(model):
    """The pairs of columns of `model` that say the same in English and in French."""
    names = {field.name for field in model._meta.concrete_fields if field.editable}
    english = sorted(name for name in names if name.endswith("_en"))
    pairs = [(name, f"{name.removesuffix('_en')}_fr") for name in english]
    return [pair for pair in pairs if pair[1] in names and pair != ("url_en", "url_fr")]


class Translated:
    """The ``<name>_en`` or ``<name>_fr`` of an object, whichever the page's language asks for."""

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return getattr(instance, f"{self.name}_{language()}")


class _Derivation:
    """Answers with the value worked out, and takes no other."""

    def __init__(self, field):
        self.field = field

    def __get__(self, instance, owner=None):
        return self if instance is None else self.field.derive(instance)

    def __set__(self, instance, value):
        """Only remember that there is one: what the object says now stands in its place."""
        instance.__dict__[self.field.attname] = value


class DerivedField(models.CharField):
    """A column worked out from its object whenever it is written: by save, bulk_create, loaddata.

    ``QuerySet.update`` writes columns without objects, so it leaves this one behind.
    """

    descriptor_class = _Derivation

    def __init__(self, derive=None, **kwargs):
        self.derive = derive
        super().__init__(**{"max_length": 250, "editable": False} | kwargs)

    def deconstruct(self):
        """For migrations it is the column alone."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs
