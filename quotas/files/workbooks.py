"""Reading of XLSX workbooks: the sheet whose headings are ours, cell by cell."""

import dataclasses
import datetime

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.utils.datetime import from_excel

from .headings import score
from .kinds import UNREADABLE
from .limits import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, MOST_ROWS_ABOVE, MOST_SHEETS, BadFile
from .packages import SheetCheck, check_parts, parts_of, repack


class NumberCell(str):
    """The text of a cell with a number, which may be that of a day."""

    day = None

    def __new__(cls, value, epoch):
        cell = super().__new__(cls, str(value))
        if isinstance(value, int):
            try:
                cell.day = from_excel(value, epoch).date()
            except (ValueError, OverflowError, AttributeError):
                cell.day = None
        return cell


@dataclasses.dataclass
class Sheet:
    """A sheet that has cells, and the check of its XML."""

    title: str
    rows: list
    check: SheetCheck
    is_hidden: bool
    merit: int = 0  # how many of our columns it names


def find_sheet(content, words):
    """Return the sheet of a workbook that names our columns, and notes on what was left out."""
    sheets = read_sheets(content)
    for sheet in sheets:
        sheet.merit = max(score(row, words) for row in sheet.rows[: MOST_ROWS_ABOVE + 1])
    visible = [sheet for sheet in sheets if not sheet.is_hidden]
    if not visible:
        raise BadFile(
            _("All that the workbook has is on hidden sheets. Show the one to import.")
            if sheets
            else _("The file is empty.")
        )
    most = max(sheet.merit for sheet in visible)
    best, *others = [sheet for sheet in visible if sheet.merit == most]
    if others:
        titles = ", ".join(sheet.title for sheet in (best, *others))
        raise BadFile(
            _("Several sheets of the workbook can be meant: %(titles)s. Keep one of them.")
            % {"titles": titles[:200]}
        )
    if best.check.unsaved:
        raise BadFile(
            _(
                "The cell %(cell)s has a formula without its result. Open the file in a "
                "spreadsheet, save it there, and import it again."
            )
            % {"cell": best.check.unsaved}
        )
    return best, notes_on(best, sheets)


def notes_on(best, sheets):
    notes = []
    if left_out := [sheet.title for sheet in sheets if sheet is not best]:
        titles = ", ".join(left_out)[:200]
        notes.append(_("Sheets that were left out: %(titles)s.") % {"titles": titles})
    if best.check.hidden_rows:
        count = best.check.hidden_rows
        notes.append(_("Hidden rows that were read like the others: %(count)s.") % {"count": count})
    return notes


def read_sheets(content):
    """Return the sheets of a workbook that have any cells."""
    parts = parts_of(content)
    checks = check_parts(parts)
    try:
        book = openpyxl.load_workbook(repack(parts), read_only=True, data_only=True)
        if len(book.worksheets) > MOST_SHEETS:
            raise BadFile(_("The workbook has more than %(most)s sheets.") % {"most": MOST_SHEETS})
        sheets = [
            Sheet(
                sheet.title,
                read_rows(sheet, book.epoch),
                checks[sheet._worksheet_path.lstrip("/")],
                sheet.sheet_state != "visible",
            )
            for sheet in book.worksheets
        ]
    except BadFile:
        raise
    except Exception:  # openpyxl has many for broken workbooks
        raise BadFile(UNREADABLE) from None
    return [sheet for sheet in sheets if any(map(any, sheet.rows))]


def read_rows(sheet, epoch):
    sheet.reset_dimensions()
    most_rows = MOST_ROWS + MOST_ROWS_ABOVE + 2
    rows = sheet.iter_rows(max_row=most_rows, max_col=MOST_COLUMNS + 1, values_only=True)
    return [[cell_text(value, epoch) for value in row] for row in rows]


def cell_text(value, epoch):
    """Return the value of a cell of a workbook as a CSV file would spell it."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return NumberCell(value, epoch)
    text = str(value)
    if len(text) > LONGEST_CELL:
        raise BadFile(_("A cell is too long."))
    return text
