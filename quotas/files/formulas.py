"""Escaping of texts that a spreadsheet would take for formulas, and its undoing.

An apostrophe before the sign keeps the text a text; it is taken away again when a file is read.
"""

import re

# The signs that begin a formula, also in full width, and what may stand before them.
SIGNS = "=+\\-@\uff1d\uff0b\uff0d\uff20"
BEFORE = "(?:[\"']|[^\\S\t\r\n])*"
BEGINS_FORMULA = f"(?={BEFORE}[{SIGNS}\t\r\n])"
# A cell can begin within a text: where the list separator is a semicolon, as in French, Excel
# begins one after it, and minds no quotation mark but that which begins a cell. At the end of a
# text, it is our closing quotation mark that begins the cell.
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
