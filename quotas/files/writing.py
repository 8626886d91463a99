"""CSV and XLSX files as staff download them."""

import io

import openpyxl
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from .formulas import given_out


def csv_text(rows):
    """RFC 4180: every text in quotation marks, numbers and empty cells without."""
    return "".join(",".join(map(csv_cell, row)) + "\r\n" for row in rows)


def csv_cell(value):
    if isinstance(value, int | float):
        return str(value)
    return '"{}"'.format(value.replace('"', '""')) if value else ""


def write_sheet(dataset, kind):
    """The bytes of `dataset` as a file of `kind`, ``"csv"`` or ``"xlsx"``."""
    rows = [dataset.headers, *([given_out(cell) for cell in row] for row in dataset)]
    if kind == "csv":
        return csv_text(rows).encode("utf-8-sig")
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append([ILLEGAL_CHARACTERS_RE.sub("", cell) for cell in row])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
