"""Reading of CSV and XLSX files: their headings, rows, and what of them is left out."""

import dataclasses
from itertools import islice, zip_longest

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from .delimited import delimited_rows
from .formulas import unescape
from .headings import find_headings
from .kinds import refuse_other_kinds
from .limits import MOST_BYTES, MOST_COLUMNS, MOST_ROWS, BadFile
from .workbooks import NumberCell, find_sheet

LONGEST_NOTE = 300


@dataclasses.dataclass(frozen=True)
class Table:
    """The texts of a file: its headings, the cells of each row by them, and notes for its reader.

    A row has the number that a spreadsheet gives it.
    """

    headings: list[str]
    rows: list[dict[str, str]]
    numbers: list[int]
    notes: list[str]


def read_table(name, content, columns, words):
    """Return the table of a CSV or XLSX file; BadFile if it is neither.

    `words` are the headings that mean one of `columns`.
    """
    if len(content) > MOST_BYTES:
        raise BadFile(_("The file is larger than 2 MB."))
    if not content.strip(b"\0 \t\r\n"):
        raise BadFile(_("The file is empty."))
    if content.startswith(b"PK"):
        sheet, notes = find_sheet(content, words)
        return table_of(sheet.rows, columns, words, notes, sheet.check.last_merged_row)
    refuse_other_kinds(content)
    if name.lower().endswith(".xlsx"):
        raise BadFile(_("This is not an XLSX file, whatever its name says."))
    rows, notes = delimited_rows(content, words)
    return table_of(rows, columns, words, notes)


def table_of(rows, columns, words, notes, last_merged_row=0):
    """Return the table of `rows`, one of the first of which names the columns."""
    while rows and not is_filled(rows[-1]):
        rows.pop()
    if not rows:
        raise BadFile(_("The file is empty."))
    if max(map(len, rows)) > MOST_COLUMNS and any(any(row[MOST_COLUMNS:]) for row in rows):
        raise BadFile(_("The file has more than %(most)s columns.") % {"most": MOST_COLUMNS})
    headings = find_headings(rows, words, columns)
    above, below = rows[: headings.row], rows[headings.row + 1 :]
    if len(below) > MOST_ROWS:
        raise BadFile(_("The file has more than %(most)s rows.") % {"most": MOST_ROWS})
    if not below:
        raise BadFile(_("The file has a row of headings and nothing below it."))
    if last_merged_row > headings.row + 1:
        raise BadFile(_("The workbook has merged cells. Split them first."))
    numbers = range(headings.row + 2, headings.row + 2 + len(below))
    filled = [(number, row) for number, row in zip(numbers, below, strict=True) if is_filled(row)]
    return Table(
        [name for name in headings.names if name],
        [cells_by_name(number, row, headings) for number, row in filled],
        [number for number, _row in filled],
        [*notes, *notes_on(above, headings, below)],
    )


def is_filled(row):
    return any(cell.strip() for cell in row)


def cells_by_name(number, row, headings):
    """Return the cells of a row under headings that are ours."""
    width = len(headings.names)
    if is_filled(row[width:]):
        raise BadFile(_("Row %(row)s has more cells than there are headings.") % {"row": number})
    cells = zip_longest(headings.names, islice(row, width), fillvalue="")
    return {
        name: cell if isinstance(cell, NumberCell) else unescape(cell)
        for name, cell in cells
        if name
    }


def notes_on(above, headings, below):
    """Return sentences about what was left out of a file."""
    texts = [" ".join(filter(None, map(str.strip, row))) for row in above if is_filled(row)]
    unnamed = [
        get_column_letter(place + 1)
        for place, text in enumerate(headings.texts)
        if not text and any(row[place : place + 1] != [""] for row in below if row[place:])
    ]
    blank = sum(not is_filled(row) for row in below)
    ignored = ", ".join(headings.ignored)
    left_out = (
        (_("Rows above the headings that were left out: %(what)s"), " / ".join(texts)),
        (_("Columns that were left out, as they are not imported: %(what)s."), ignored),
        (_("Columns that were left out, as they have no heading: %(what)s."), ", ".join(unnamed)),
        (_("Empty rows that were left out: %(what)s."), str(blank or "")),
    )
    return [sentence % {"what": what[:LONGEST_NOTE]} for sentence, what in left_out if what]
