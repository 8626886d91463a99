"""Form fields that several forms share: whole numbers, and known choices from an address."""

import re

from django import forms

from .models.quota import LARGEST_FIGURE

# One mark all along: 1,234 567 is rather two numbers. No line break and no tab, which stand between
# the cells of a spreadsheet.
NUMBER = re.compile(r"[1-9][0-9]{0,2}([ ,\u00a0\u2009\u202f])[0-9]{3}(\1[0-9]{3})*|[0-9]+")


def read_number(text):
    """The number that is typed, its thousands apart or not; None if it is no whole number."""
    text = text.strip()
    if not NUMBER.fullmatch(text):
        return None
    return int(re.sub(r"\D", "", text)[:20])


class FigureField(forms.IntegerField):
    """A figure as people write it, up to the largest that can be."""

    widget = forms.TextInput

    def __init__(self, **options):
        super().__init__(**options | {"max_value": LARGEST_FIGURE})

    def widget_attrs(self, widget):
        attrs = {"class": "vIntegerField", "inputmode": "numeric", "autocomplete": "off"}
        return super().widget_attrs(widget) | attrs

    def to_python(self, value):
        """The number; None if nothing is typed."""
        text = str("" if value is None else value).strip()
        if not text:
            return None
        number = read_number(text.removeprefix("-"))
        if number is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return -number if text.startswith("-") else number
