"""Reading of CSV and XLSX files, with sentences for those that cannot be read.

Nothing of a workbook is unpacked before its size is known, nor more than that.
"""

import csv
import dataclasses
import datetime
import io
import re
import zipfile
from itertools import islice, pairwise, zip_longest
from xml.parsers import expat

import openpyxl
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from ..validators import find_invisible
from .formulas import unescape

MOST_BYTES = 2_000_000
MOST_UNPACKED = 12_000_000
MOST_MEMBERS = 200
MOST_SHEETS = 20
MOST_ROWS = 5_000
MOST_COLUMNS = 50
LONGEST_CELL = 20_000
MOST_TAGS = 400_000  # in the sheets and their shared texts; our largest file has fewer
MOST_OTHER_TAGS = 10_000
LONGEST_TAG = 100_000  # with its attributes and the text after it; no cell has more

TAG = re.compile(rb"[^<]+")
KNOWN_PACKING = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
SEPARATORS = ",;\t"


class BadFile(ValidationError):  # noqa: N818, it is the file that is wrong
    """The reason why a file cannot be read, in a sentence."""


@dataclasses.dataclass(frozen=True)
class Table:
    """The texts of a file: its headings, and the cells of each row by them."""

    headings: list[str]
    rows: list[dict[str, str]]


def read_table(name, content):
    """Return the texts of a CSV or XLSX file; BadFile if it is neither."""
    if len(content) > MOST_BYTES:
        raise BadFile(_("The file is larger than 2 MB."))
    if not content.strip():
        raise BadFile(_("The file is empty."))
    is_workbook = content.startswith(b"PK")
    if name.lower().endswith(".xlsx") and not is_workbook:
        raise BadFile(_("This is not an XLSX file, whatever its name says."))
    rows = workbook_rows(content) if is_workbook else csv_rows(content)
    return table_of(rows)


def table_of(rows):
    """Return the table of `rows`, the first of which names the columns.

    Blank rows at the end are cut.
    """
    while rows and not any(rows[-1]):
        rows.pop()
    if not rows:
        raise BadFile(_("The file is empty."))
    if len(rows) - 1 > MOST_ROWS:
        raise BadFile(_("The file has more than %(most)s rows.") % {"most": MOST_ROWS})
    headings = [cell.strip(" \ufeff") for cell in rows[0]]
    while headings and not headings[-1]:
        headings.pop()
    if len(headings) > MOST_COLUMNS:
        raise BadFile(_("The file has more than %(most)s columns.") % {"most": MOST_COLUMNS})
    repeated = sorted({heading for heading in headings if headings.count(heading) > 1})
    if repeated:
        raise BadFile(_("A column is there twice: %(name)s.") % {"name": repeated[0][:40]})
    if len(rows) == 1:
        raise BadFile(_("The file has a row of headings and nothing below it."))
    table = Table(headings, [])
    for number, row in enumerate(rows[1:], 2):
        check_row(number, row)
        if any(cell.strip() for cell in row[len(headings) :]):
            raise BadFile(
                _("Row %(row)s has more cells than there are headings.") % {"row": number}
            )
        cells = map(unescape, row)
        table.rows.append(dict(zip_longest(headings, islice(cells, len(headings)), fillvalue="")))
    return table


def check_row(number, row):
    """Refuse cells with errors of a spreadsheet, or with characters that nobody sees."""
    for cell in row:
        if cell in ERROR_CODES:
            raise BadFile(
                _("Row %(row)s has a cell with an error: %(error)s.")
                % {"row": number, "error": cell}
            )
        if character := find_invisible(cell):
            raise BadFile(
                _("Row %(row)s has an invisible character, %(character)s.")
                % {"row": number, "character": character}
            )


def csv_rows(content):
    """Return the cells of a CSV file in UTF-8, separated by commas, semicolons or tabs."""
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
    except csv.Error as error:
        sentence = (
            _("Row %(row)s has a cell that is too long.")
            if "field limit" in str(error)
            else _("The quotation marks in row %(row)s are not in order.")
        )
        raise BadFile(sentence % {"row": len(rows) + 1}) from None
    return rows


def workbook_rows(content):
    """Return the cells of a workbook as texts; only one sheet may have any."""
    package = repack(parts_of(content))
    try:
        book = openpyxl.load_workbook(package, read_only=True, data_only=False)
        if len(book.worksheets) > MOST_SHEETS:
            raise BadFile(_("The workbook has several sheets. Keep one."))
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        filled = [rows for rows in map(sheet_rows, sheets) if any(map(any, rows))]
    except BadFile:
        raise
    except Exception:  # openpyxl has many for broken workbooks
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


def repack(parts):
    """Return a package of the parts that were checked, and of nothing else."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return content


def parts_of(content):
    """Return the parts of a workbook by name; refuse other ZIP files before unpacking them."""
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
        members = package.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError):
        raise BadFile(_("This is not an XLSX file that can be read.")) from None
    names = [member.filename for member in members]
    if len(members) > MOST_MEMBERS or sum(m.file_size for m in members) > MOST_UNPACKED:
        raise BadFile(_("The workbook is too large once it is unpacked."))
    if len(set(names)) < len(names) or any(map(leads_out, names)) or overlap(members):
        raise BadFile(_("This is not an XLSX file that can be read."))
    if any(member.flag_bits & 1 for member in members):
        raise BadFile(_("The workbook is protected by a password."))
    if any(member.compress_type not in KNOWN_PACKING for member in members):
        raise BadFile(_("This is not an XLSX file that can be read."))
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise BadFile(_("The workbook has macros. Save it as a plain XLSX file."))
    if "[Content_Types].xml" not in names:
        raise BadFile(_("This is not an XLSX file that can be read."))
    parts = {member.filename: unpack(package, member) for member in members}
    check_parts(parts)
    return parts


def overlap(members):
    """Tell if two members of a package share bytes of it, as those of a bomb do."""
    places = sorted((m.header_offset, m.header_offset + m.compress_size) for m in members)
    return any(end > begin for (_, end), (begin, _) in pairwise(places))


def unpack(package, member):
    """Return the bytes of a member; refuse it if its size is not that of the directory."""
    promised = member.file_size
    member.file_size += 1  # so that zipfile reads the first byte that is too many
    try:
        with package.open(member) as packed:
            part = packed.read(promised + 1)  # without a number it unpacks everything first
    except Exception:  # zipfile and zlib have many for broken members
        raise BadFile(_("This is not an XLSX file that can be read.")) from None
    if len(part) != promised:
        raise BadFile(_("This is not an XLSX file that can be read."))
    return part


def check_parts(parts):
    """Refuse XML that may be harmful, or is too much to read."""
    tags, sheets = {True: 0, False: 0}, []
    for name, part in parts.items():
        if not is_xml(name, part):
            continue
        if b"\0" in part[:200] or b"<!" in part.replace(b"<!--", b"").replace(b"<![CDATA[", b""):
            raise BadFile(_("This is not an XLSX file that can be read."))
        is_sheet = b"sheetData" in part
        is_data = is_sheet or "sharedStrings" in name
        tags[is_data] += part.count(b"<") - part.count(b"</")
        if is_sheet:
            sheets.append(part)
        # Counted before they are measured, which takes longer.
        if tags[True] > MOST_TAGS or tags[False] > MOST_OTHER_TAGS or has_long_tag(part):
            raise BadFile(_("The workbook is too large once it is unpacked."))
    for part in sheets:
        CellCheck().read(part)


def has_long_tag(part):
    """Tell if a tag, with the text after it, is longer than any that we need."""
    return any(tag.end() - tag.start() > LONGEST_TAG for tag in TAG.finditer(part))


def is_xml(name, part):
    """Tell if a part is read as XML, or could be under another name."""
    begins = part.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")[:1]
    return name.lower().endswith((".xml", ".rels")) or begins == b"<"


class CellCheck:
    """A pass through the XML of a sheet for cells that openpyxl would leave out silently."""

    def __init__(self):
        self.row = self.column = 0

    def read(self, part):
        parser = expat.ParserCreate()
        parser.StartElementHandler = self.begin
        try:
            parser.Parse(part, True)
        except (expat.ExpatError, ValueError):
            raise BadFile(_("This is not an XLSX file that can be read.")) from None

    def begin(self, name, attributes):
        match name.rpartition(":")[2]:
            case "row":
                self.begin_row(int(attributes.get("r", self.row + 1)))
            case "c":
                self.begin_cell(attributes.get("r"))
            case "v" | "is" | "f":
                self.refuse_if_far_away()
            case "mergeCell":
                raise BadFile(_("The workbook has merged cells. Split them first."))

    def begin_row(self, row):
        if row <= self.row:
            raise ValueError
        self.row, self.column = row, 0

    def begin_cell(self, coordinate):
        row, column = coordinate_to_tuple(coordinate) if coordinate else (self.row, self.column + 1)
        if row != self.row or column <= self.column:
            raise ValueError
        self.column = column

    def refuse_if_far_away(self):
        if self.row > MOST_ROWS + 1:
            raise BadFile(_("The file has more than %(most)s rows.") % {"most": MOST_ROWS})
        if self.column > MOST_COLUMNS:
            raise BadFile(_("The file has more than %(most)s columns.") % {"most": MOST_COLUMNS})


def leads_out(name):
    return name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name


def cell_text(value):
    """Return the value of a cell of a workbook as a CSV file would spell it."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    text = str(value.text if isinstance(value, ArrayFormula) else value)
    if isinstance(value, DataTableFormula) or len(text) > LONGEST_CELL:
        raise BadFile(_("A cell is too long."))
    return text
