"""Reading of the parts of an XLSX workbook, which is a ZIP file.

Nothing is unpacked before its size is known, nor more than that.
"""

import io
import re
import struct
import zipfile
from itertools import pairwise
from xml.parsers import expat

from django.utils.translation import gettext as _
from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter, range_boundaries

from .kinds import PROTECTED, UNREADABLE, refuse_other_packages
from .limits import (
    LONGEST_TAG,
    MOST_COLUMNS,
    MOST_MEMBERS,
    MOST_OTHER_TAGS,
    MOST_ROWS,
    MOST_ROWS_ABOVE,
    MOST_TAGS,
    MOST_UNPACKED,
    BadFile,
)

TAG = re.compile(rb"[^<]+")
KNOWN_PACKING = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
LOCAL_HEADER = struct.Struct("<4s5H3I2H")  # before the name and the extra field of a member
IN_EXTRA_FIELD = 0xFFFFFFFF  # in place of a size
SIZES_BEHIND = 8  # the flag of a member whose sizes stand behind its bytes


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
        raise BadFile(UNREADABLE) from None
    names = [member.filename for member in members]
    if len(members) > MOST_MEMBERS or sum(m.file_size for m in members) > MOST_UNPACKED:
        raise BadFile(_("The workbook is too large once it is unpacked."))
    if len(set(names)) < len(names) or any(map(leads_out, names)):
        raise BadFile(UNREADABLE)
    if overlap(content, members, package.start_dir):
        raise BadFile(UNREADABLE)
    if any(member.flag_bits & 1 for member in members):
        raise BadFile(PROTECTED)
    if any(member.compress_type not in KNOWN_PACKING for member in members):
        raise BadFile(UNREADABLE)
    refuse_other_packages(names, lambda name: unpack(package, package.getinfo(name)))
    return {member.filename: unpack(package, member) for member in members}


def overlap(content, members, end):
    """Tell if members of a package share bytes of it, or reach beyond `end`, its directory."""
    places = sorted((m.header_offset, end_of(content, m)) for m in members)
    return any(before > begin for (_, before), (begin, _) in pairwise([*places, (end, end)]))


def end_of(content, member):
    """Return where the packed bytes of a member end; BadFile if its own header says otherwise."""
    begin = member.header_offset
    header = content[begin : begin + LOCAL_HEADER.size]
    if len(header) < LOCAL_HEADER.size:
        raise BadFile(UNREADABLE)
    *_, packed, size, name_length, extra_length = LOCAL_HEADER.unpack(header)
    for own, promised in ((packed, member.compress_size), (size, member.file_size)):
        if own not in (promised, IN_EXTRA_FIELD) and not member.flag_bits & SIZES_BEHIND:
            raise BadFile(UNREADABLE)
    return begin + LOCAL_HEADER.size + name_length + extra_length + member.compress_size


def unpack(package, member):
    """Return the bytes of a member; refuse it if its size is not that of the directory."""
    promised = member.file_size
    member.file_size = promised + 1  # so that zipfile reads the first byte that is too many
    try:
        with package.open(member) as packed:
            part = packed.read(promised + 1)  # without a number it unpacks everything first
    except Exception:  # zipfile and zlib have many for broken members
        raise BadFile(UNREADABLE) from None
    finally:
        member.file_size = promised
    if len(part) != promised:
        raise BadFile(UNREADABLE)
    return part


def leads_out(name):
    return name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name


def check_parts(parts):
    """Refuse XML that may be harmful, or is too much to read; return a check of each sheet."""
    tags, sheets = {True: 0, False: 0}, {}
    for name, part in parts.items():
        if not is_xml(name, part):
            continue
        if b"\0" in part[:200] or b"<!" in part.replace(b"<!--", b"").replace(b"<![CDATA[", b""):
            raise BadFile(UNREADABLE)
        is_sheet = b"sheetData" in part
        is_data = is_sheet or "sharedStrings" in name
        tags[is_data] += part.count(b"<") - part.count(b"</")
        if is_sheet:
            sheets[name] = part
        # Counted before they are measured, which takes longer.
        if tags[True] > MOST_TAGS or tags[False] > MOST_OTHER_TAGS or has_long_tag(part):
            raise BadFile(_("The workbook is too large once it is unpacked."))
    return {name: SheetCheck(part) for name, part in sheets.items()}


def has_long_tag(part):
    """Tell if a tag, with the text after it, is longer than any that we need."""
    return any(tag.end() - tag.start() > LONGEST_TAG for tag in TAG.finditer(part))


def is_xml(name, part):
    """Tell if a part is read as XML, or could be under another name."""
    begins = part.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")[:1]
    return name.lower().endswith((".xml", ".rels")) or begins == b"<"


class SheetCheck:
    """A pass through the XML of a sheet for all that openpyxl would leave out silently."""

    def __init__(self, part):
        self.row = self.column = 0
        self.hidden_rows = 0
        self.last_merged_row = 0
        self.unsaved = None  # the first cell with a formula and no result
        self.formula = self.result = False
        self.within = ""
        parser = expat.ParserCreate()
        parser.StartElementHandler = self.begin
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.read_text
        try:
            parser.Parse(part, True)
        except (expat.ExpatError, ValueError):
            raise BadFile(UNREADABLE) from None

    def begin(self, name, attributes):
        self.within = name = name.rpartition(":")[2]
        match name:
            case "row":
                self.begin_row(int(attributes.get("r", self.row + 1)))
                self.hidden_rows += attributes.get("hidden") in ("1", "true")
            case "c":
                self.begin_cell(attributes.get("r"))
                self.formula, self.result = False, attributes.get("t") == "str"
            case "v" | "is" | "f":
                self.refuse_if_far_away()
                self.formula |= name == "f"
            case "mergeCell":
                _left, _top, _right, bottom = range_boundaries(attributes["ref"])
                self.last_merged_row = max(self.last_merged_row, bottom)

    def read_text(self, text):
        self.result |= self.within == "v" and bool(text.strip())

    def end(self, name):
        self.within = ""
        if name.rpartition(":")[2] == "c" and self.formula and not self.result:
            self.unsaved = self.unsaved or f"{get_column_letter(self.column)}{self.row}"

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
        if self.row > MOST_ROWS + 1 + MOST_ROWS_ABOVE:
            raise BadFile(_("The file has more than %(most)s rows.") % {"most": MOST_ROWS})
        if self.column > MOST_COLUMNS:
            raise BadFile(_("The file has more than %(most)s columns.") % {"most": MOST_COLUMNS})
