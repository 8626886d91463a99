"""Texts that a spreadsheet would take for a formula, made harmless and read back."""

import re

# What a spreadsheet takes for a formula, also in full width, and what may stand before its sign.
SIGNS = "=+\\-@\uff1d\uff0b\uff0d\uff20"
BEFORE = "(?:[\"']|[^\\S\t\r\n])*"
BEGINS_FORMULA = f"(?={BEFORE}[{SIGNS}\t\r\n])"
# Where a cell can begin within a text. If that ends there, its quotation mark begins the cell.
BREAK = "[;\t\r\n]"
GOES_ON_AS_FORMULA = f"(?={BEFORE}(?:[{SIGNS}\t]|\\Z))"
FORMULA = re.compile(f"\\A{BEGINS_FORMULA}|{BREAK}{GOES_ON_AS_FORMULA}")
NEUTRALISED = re.compile(f"(\\A)'{BEGINS_FORMULA}|({BREAK})'{GOES_ON_AS_FORMULA}")


def taken_in(cell):
    """A cell without the apostrophes that kept it from being a formula."""
    return NEUTRALISED.sub(r"\1\2", cell)


def given_out(cell):
    """A cell that no spreadsheet takes for a formula, nor a part of it."""
    return FORMULA.sub(r"\g<0>'", str(cell))
