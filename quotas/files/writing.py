"""CSV and XLSX files, as readers and staff download them."""

import dataclasses
import datetime
import io
import re
from decimal import Decimal

import xlsxwriter

from .formulas import escape

WIDEST_COLUMN = 50  # characters
NUMBER_FORMATS = {
    datetime.date: "yyyy-mm-dd",
    datetime.datetime: "yyyy-mm-dd hh:mm:ss",
    Decimal: "0.00",
}
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")  # which XML cannot hold
# Texts stay texts. What a spreadsheet may make of them later is the business of `escape`.
WORKBOOK_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "remove_timezone": True,
}


def csv_text(rows):
    """Return CSV by RFC 4180, with every text in quotation marks."""
    return "".join(",".join(map(csv_cell, row)) + "\r\n" for row in rows)


def csv_cell(value):
    if isinstance(value, int | float):
        return str(value)
    return '"{}"'.format(value.replace('"', '""')) if value else ""


@dataclasses.dataclass(frozen=True)
class Worksheet:
    """One page of a workbook: rows of values, perhaps under headings."""

    name: str
    rows: list
    headings: tuple[str, ...] = ()
    first_width: int | None = None  # characters, where there are no headings to go by


def workbook(worksheets, **properties):
    """Return the bytes of a workbook with typed cells.

    They are the same for the same worksheets if `properties` say when it was ``created``.
    """
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, WORKBOOK_OPTIONS)
    book.set_properties(properties)
    heading = book.add_format({"bold": True, "bottom": 1})
    formats = {kind: book.add_format({"num_format": to}) for kind, to in NUMBER_FORMATS.items()}
    for worksheet in worksheets:
        page = book.add_worksheet(worksheet.name)
        if worksheet.headings:
            _write_headings(page, worksheet, heading)
        elif worksheet.first_width:
            page.set_column(0, 0, worksheet.first_width)
        for line, row in enumerate(worksheet.rows, 1 if worksheet.headings else 0):
            for column, value in enumerate(row):
                _write_cell(page, line, column, value, formats)
    book.close()
    return content.getvalue()


def _write_headings(page, worksheet, style):
    """Write a first row that stays in sight and filters, and set the widths of columns."""
    for number, heading in enumerate(worksheet.headings):
        page.write_string(0, number, heading, style)
        longest = max((len(str(row[number] or "")) for row in worksheet.rows), default=0)
        page.set_column(number, number, min(WIDEST_COLUMN, max(longest, len(heading)) + 2))
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(1, len(worksheet.rows)), len(worksheet.headings) - 1)


def _write_cell(page, line, column, value, formats):
    if isinstance(value, str):
        page.write_string(line, column, CONTROLS.sub("", value))
    elif isinstance(value, datetime.datetime):
        page.write_datetime(line, column, value.astimezone(datetime.UTC), formats[type(value)])
    elif value is not None:
        page.write(line, column, value, formats.get(type(value)))


def write_table(headings, rows, kind):
    """Return a table of texts as a file of `kind`, ``"csv"`` or ``"xlsx"``."""
    lines = [headings, *([escape(cell) for cell in row] for row in rows)]
    if kind == "csv":
        return csv_text(lines).encode("utf-8-sig")
    return workbook([Worksheet("Sheet", lines)])
