"""Reading and writing CSV and XLSX, and refusing what is no such file or too much of one.

Nothing is unpacked before its size is known, and formulas stay text: what begins like one gets an
apostrophe on its way out, which is taken away on its way in.
"""

import csv
import datetime
import io
import re
import zipfile

import openpyxl
import tablib
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MOST_BYTES = 2_000_000
MOST_UNPACKED = 12_000_000
MOST_MEMBERS = 200
MOST_ROWS = 5_000
MOST_COLUMNS = 50
LONGEST_CELL = 20_000

FORMULA = re.compile(r"'*[=+\-@\t\r]")  # and what has been kept from being one already
NEUTRALISED = re.compile(r"'+[=+\-@\t\r]")
ROW_NUMBER = re.compile(rb'<(?:\w+:)?row\b[^>]*?\br="(\d+)"')
SEPARATORS = ",;\t"


class BadFile(ValidationError):  # noqa: N818, it is the file that is wrong
    """Why a file cannot be read, in a sentence."""


def read_sheet(name, content):
    """The rows of a CSV or XLSX file as a `tablib.Dataset` of texts; BadFile if it is neither."""
    if len(content) > MOST_BYTES:
        raise BadFile(_("The file is larger than 2 MB."))
    if not content.strip():
        raise BadFile(_("The file is empty."))
    is_workbook = content.startswith(b"PK")
    if name.lower().endswith(".xlsx") and not is_workbook:
        raise BadFile(_("This is not an XLSX file, whatever its name says."))
    rows = workbook_rows(content) if is_workbook else csv_rows(content)
    return dataset_of(rows)


def dataset_of(rows):
    """`rows`, the first of which names the columns, as a dataset; blank rows at the end are cut."""
    while rows and not any(rows[-1]):
        rows.pop()
    if not rows:
        raise BadFile(_("The file is empty."))
    if len(rows) - 1 > MOST_ROWS:
        raise BadFile(_("The file has more than %(most)s rows.") % {"most": MOST_ROWS})
    headers = [cell.strip() for cell in rows[0]]
    while headers and not headers[-1]:
        headers.pop()
    if len(headers) > MOST_COLUMNS:
        raise BadFile(_("The file has more than %(most)s columns.") % {"most": MOST_COLUMNS})
    repeated = sorted({header for header in headers if headers.count(header) > 1})
    if repeated:
        raise BadFile(_("A column is there twice: %(name)s.") % {"name": repeated[0][:40]})
    if len(rows) == 1:
        raise BadFile(_("The file has a row of headings and nothing below it."))
    dataset = tablib.Dataset(headers=headers)
    for number, row in enumerate(rows[1:], 2):
        if any(cell.strip() for cell in row[len(headers) :]):
            raise BadFile(
                _("Row %(row)s has more cells than there are headings.") % {"row": number}
            )
        cells = row[: len(headers)] + [""] * (len(headers) - len(row))
        dataset.append([taken_in(cell) for cell in cells])
    return dataset


def csv_rows(content):
    """The cells of a CSV file in UTF-8, separated by commas, semicolons or tabs."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadFile(_("The file is not in UTF-8. In Excel, save it as “CSV UTF-8”.")) from None
    if "\0" in text:
        raise BadFile(_("This is neither a CSV nor an XLSX file."))
    heading = text.split("\n", 1)[0]
    separator = max(SEPARATORS, key=heading.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows = []
    try:
        for row in reader:
            if any(len(cell) > LONGEST_CELL for cell in row):
                raise BadFile(
                    _("Row %(row)s has a cell that is too long.") % {"row": len(rows) + 1}
                )
            rows.append(row)
            if len(rows) > MOST_ROWS + 1:
                break
    except csv.Error:
        raise BadFile(
            _("The quotation marks in row %(row)s are not in order.") % {"row": len(rows) + 1}
        ) from None
    return rows


def workbook_rows(content):
    """The cells of the one sheet of a workbook that has any, as text."""
    check_package(content)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False)
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        filled = [rows for rows in map(sheet_rows, sheets) if any(map(any, rows))]
    except BadFile:
        raise
    except Exception:  # whatever a broken workbook makes of the library
        raise BadFile(_("This is not an XLSX file that can be read.")) from None
    if not filled:
        raise BadFile(_("The file is empty."))
    if len(filled) > 1:
        raise BadFile(_("The workbook has several sheets. Keep one."))
    return filled[0]


def sheet_rows(sheet):
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS + 1, values_only=True)
    return [[cell_text(value) for value in row] for row in rows]


def check_package(content):
    """Refuse a ZIP file that is no plain workbook, before anything in it is unpacked."""
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
        members = package.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError):
        raise BadFile(_("This is not an XLSX file that can be read.")) from None
    names = [member.filename for member in members]
    if len(members) > MOST_MEMBERS or sum(m.file_size for m in members) > MOST_UNPACKED:
        raise BadFile(_("The workbook is too large once it is unpacked."))
    if len(set(names)) < len(names) or any(map(leads_out, names)):
        raise BadFile(_("This is not an XLSX file that can be read."))
    if any(member.flag_bits & 1 for member in members):
        raise BadFile(_("The workbook is protected by a password."))
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise BadFile(_("The workbook has macros. Save it as a plain XLSX file."))
    if "[Content_Types].xml" not in names:
        raise BadFile(_("This is not an XLSX file that can be read."))
    check_parts(package, members)


def check_parts(package, members):
    """Refuse parts that are not what the package says, and what the sheets cannot be read with."""
    for member in members:
        try:
            part = package.read(member)
        except Exception:  # zipfile and zlib have many ways to say so
            raise BadFile(_("This is not an XLSX file that can be read.")) from None
        if not member.filename.lower().endswith((".xml", ".rels")):
            continue
        if b"\0" in part[:200] or b"<!" in part.replace(b"<!--", b"").replace(b"<![CDATA[", b""):
            raise BadFile(_("This is not an XLSX file that can be read."))
        if "worksheets/" in member.filename:
            if re.search(rb"<(?:\w+:)?mergeCell\b", part):
                raise BadFile(_("The workbook has merged cells. Split them first."))
            if any(int(number[:9]) > MOST_ROWS + 1 for number in ROW_NUMBER.findall(part)):
                raise BadFile(_("The file has more than %(most)s rows.") % {"most": MOST_ROWS})


def leads_out(name):
    return name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name


def cell_text(value):
    """What a cell of a workbook says, as it would stand in a CSV file."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    text = str(value)
    if len(text) > LONGEST_CELL:
        raise BadFile(_("A cell is too long."))
    return text


def taken_in(cell):
    """A cell without the apostrophe that kept it from being a formula."""
    return cell[1:] if NEUTRALISED.match(cell) else cell


def given_out(cell):
    """A cell that no spreadsheet takes for a formula."""
    text = str(cell)
    return f"'{text}" if FORMULA.match(text) else text


def write_sheet(dataset, kind):
    """The bytes of `dataset` as a file of `kind`, ``"csv"`` or ``"xlsx"``."""
    rows = [dataset.headers, *([given_out(cell) for cell in row] for row in dataset)]
    if kind == "csv":
        text = io.StringIO(newline="")
        csv.writer(text).writerows(rows)
        return text.getvalue().encode("utf-8-sig")
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
