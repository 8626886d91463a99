"""Reading of text files with a row a line: CSV as any spreadsheet writes it."""

import csv
import io
import re
from itertools import islice

from django.utils.translation import gettext as _

from .headings import score
from .kinds import UNKNOWN
from .limits import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, MOST_ROWS_ABOVE, BadFile

SEPARATORS = ",;\t|"
BEGINNING = 100_000  # characters in which to look for the headings
WIDEST_SHEET = 16_384  # columns of a spreadsheet, however few of them are filled
MARKS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe\0\0": "utf-32",
    b"\0\0\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
CONTROL = re.compile("[\0-\x08\x0e-\x1f]")
NO_ASCII = re.compile(r"[^\x00-\x7f]")
AS_TEXT = re.compile(r'\A="([^"]*)"\Z')  # a text as a formula, so that Excel leaves it alone
FIRST_LINE = re.compile(r'"?sep=(.)"?[ \t]*(?:\r\n|\r|\n|\Z)', re.IGNORECASE)


def decode(content):
    """Return the text of a file, and a note if its encoding was found by trying."""
    for mark, encoding in MARKS.items():
        if content.startswith(mark):
            return decode_as(content, encoding), ""
    if encoding := unmarked_utf_16(content):
        return decode_as(content, encoding), ""
    try:
        return content.decode(), ""
    except UnicodeDecodeError:
        return decode_western(content)


def decode_western(content):
    """Return the text of a file of Windows in Western Europe or America, and a note on it."""
    if CONTROL.search(content.decode("latin-1")):
        raise BadFile(UNKNOWN)
    if NO_ASCII.search(content.decode(errors="ignore")):
        raise not_in_unicode()  # some of it is
    note = _("The file is not in Unicode, and was read as Windows-1252. Look at its accents.")
    return decode_as(content, "cp1252"), note


def decode_as(content, encoding):
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise not_in_unicode() from None


def not_in_unicode():
    return BadFile(_("The file is not in UTF-8. In Excel, save it as “CSV UTF-8”."))


def unmarked_utf_16(content):
    """Return the encoding of a text of two bytes a letter, every other of which is 0."""
    start = content[:2000]
    half = len(start) // 2
    zeros = [start[place::2].count(0) for place in (0, 1)]
    for encoding, much, little in (("utf-16-le", 1, 0), ("utf-16-be", 0, 1)):
        if half > 4 and zeros[much] > half * 0.6 and zeros[little] < half * 0.1:
            return encoding
    return ""


def delimited_rows(content, words):
    """Return the cells of a text file, and notes on how it was read."""
    text, note = decode(content)
    if "\0" in text:
        raise BadFile(UNKNOWN)
    said = FIRST_LINE.match(text)
    if said:
        text = text[said.end() :]
    separator = said[1] if said else likely_separator(text, words)
    return read_rows(text, separator), [note] if note else []


def likely_separator(text, words):
    """Return the separator with which a row of the file names the most columns."""

    def merit(separator):
        lines = csv.reader(io.StringIO(text[:BEGINNING], newline=""), delimiter=separator)
        try:
            rows = list(islice(lines, MOST_ROWS_ABOVE + 1))
        except csv.Error:
            rows = [text.split("\n", 1)[0].split(separator)]
        return max(score(row, words) for row in rows or [[]]), max(map(len, rows or [[]]))

    return max(SEPARATORS, key=merit)


def read_rows(text, separator):
    """Return the cells of all rows; BadFile if their quotation marks are not in order."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows = []
    try:
        for row in reader:
            if len(row) > WIDEST_SHEET:
                raise BadFile(
                    _("The file has more than %(most)s columns.") % {"most": MOST_COLUMNS}
                )
            if len(rows) > MOST_ROWS + MOST_ROWS_ABOVE:
                if any(row):
                    raise BadFile(_("The file has more than %(most)s rows.") % {"most": MOST_ROWS})
                continue
            if any(len(cell) > LONGEST_CELL for cell in row):
                raise BadFile(
                    _("Row %(row)s has a cell that is too long.") % {"row": len(rows) + 1}
                )
            rows.append([AS_TEXT.sub(r"\1", cell) for cell in row])
    except csv.Error as error:
        sentence = (
            _("Row %(row)s has a cell that is too long.")
            if "field limit" in str(error)
            else _("The quotation marks in row %(row)s are not in order.")
        )
        raise BadFile(sentence % {"row": len(rows) + 1}) from None
    return rows
