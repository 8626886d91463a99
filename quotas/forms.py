"""Form fields that several forms share."""

import re

from django import forms

from .models.quota import LARGEST_FIGURE

# One mark all along: 1,234 567 is rather two numbers. No line break and no tab, which stand between
# the cells of a spreadsheet.
NUMBER = re.compile(r"[1-9][0-9]{0,2}([ ,'\u2019\u00a0\u2009\u202f])[0-9]{3}(\1[0-9]{3})*|[0-9]+")


def read_number(text):
    """Return the whole number in `text`, its thousands apart or not; None if it is none."""
    text = text.strip()
    if not NUMBER.fullmatch(text):
        return None
    return int(re.sub(r"\D", "", text)[:20])


class FigureField(forms.IntegerField):
    """A number of places or people, with or without its thousands apart."""

    widget = forms.TextInput

    def __init__(self, **options):
        super().__init__(**options | {"max_value": LARGEST_FIGURE})

    def widget_attrs(self, widget):
        attrs = {"class": "vIntegerField", "inputmode": "numeric", "autocomplete": "off"}
        return super().widget_attrs(widget) | attrs

    def to_python(self, value):
        """Return the number, or None if the field is empty."""
        text = str("" if value is None else value).strip()
        if not text:
            return None
        number = read_number(text.removeprefix("-"))
        if number is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return -number if text.startswith("-") else number
