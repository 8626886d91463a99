"""Escaping of texts that a spreadsheet would take for formulas, and its undoing."""

import re

# What a spreadsheet takes for a formula, also in full width, and what may stand before its sign.
SIGNS = "=+\\-@\uff1d\uff0b\uff0d\uff20"
BEFORE = "(?:[\"']|[^\\S\t\r\n])*"
BEGINS_FORMULA = f"(?={BEFORE}[{SIGNS}\t\r\n])"
# Where a cell can begin within a text. If that ends there, its quotation mark begins the cell.
BREAK = "[;\t\r\n]"
GOES_ON_AS_FORMULA = f"(?={BEFORE}(?:[{SIGNS}\t]|\\Z))"
FORMULA = re.compile(f"\\A{BEGINS_FORMULA}|{BREAK}{GOES_ON_AS_FORMULA}")
ESCAPED = re.compile(f"(\\A)'{BEGINS_FORMULA}|({BREAK})'{GOES_ON_AS_FORMULA}")


def unescape(text):
    """Return a text of a file without the apostrophes that `escape` added."""
    return ESCAPED.sub(r"\1\2", text)


def escape(text):
    """Return a text of which no spreadsheet takes any part for a formula."""
    return FORMULA.sub(r"\g<0>'", text)
