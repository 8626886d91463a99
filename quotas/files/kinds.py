"""Kinds of files that are neither CSV nor XLSX, told by their bytes, each with a way out."""

import re

from django.utils.translation import gettext, gettext_lazy as _

from .limits import BadFile

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLD_EXCEL = _(
    "This is an Excel file of the old kind (.xls). Open it in a spreadsheet and save it as an "
    "Excel workbook (.xlsx) or as CSV UTF-8."
)
PROTECTED = _("The workbook is protected by a password. Save it without one.")
ARCHIVE = _("This is an archive of files. Unpack it, and import the CSV or XLSX file in it.")
WORD = _(
    "This is a text document, such as Word makes. Copy its table into a spreadsheet and save that "
    "as an Excel workbook (.xlsx) or as CSV UTF-8."
)
PRESENTATION = _(
    "This is a presentation. Copy its table into a spreadsheet and save that as an Excel workbook "
    "(.xlsx) or as CSV UTF-8."
)
PICTURE = _("This is a picture. Only the figures as a CSV or XLSX file can be imported.")
PDF = _(
    "This is a PDF file. Ask for its table as a spreadsheet, or type it into one, and save that "
    "as an Excel workbook (.xlsx) or as CSV UTF-8."
)
WEB_PAGE = _(
    "This is a web page (HTML), whatever its name says. Open it in a spreadsheet and save it as "
    "an Excel workbook (.xlsx) or as CSV UTF-8."
)
JSON = _("This is a JSON file. Only CSV and XLSX files can be imported.")
XML = _(
    "This is an XML file. Only CSV and XLSX files can be imported here; the official feed has a "
    "page of its own, Imports of the official feed."
)
XML_SPREADSHEET = _(
    "This is a spreadsheet in XML, of 2003. Open it in a spreadsheet and save it as an Excel "
    "workbook (.xlsx) or as CSV UTF-8."
)
OTHER_SPREADSHEET = _(
    "This is a spreadsheet of another kind (%(kind)s). Open it in a spreadsheet and save it as an "
    "Excel workbook (.xlsx) or as CSV UTF-8."
)
STRICT = _(
    "This is a “Strict Open XML” workbook. Open it in Excel and save it as a plain Excel "
    "workbook (.xlsx)."
)
MACROS = _("The workbook has macros. Save it as a plain XLSX file.")
UNREADABLE = _("This is not an XLSX file that can be read.")
UNKNOWN = _("This is neither a CSV nor an XLSX file.")

# Each kind by what it begins with; the blanks before a text are skipped.
BEGINNINGS = (
    (rb"%PDF", PDF),
    (rb"\x09[\x00\x02\x04\x08][\x04-\x10]\x00", OLD_EXCEL),  # before it was packed in OLE
    (rb"\x89PNG|\xff\xd8\xff|GIF8|RIFF....WEBP|II\*\x00|MM\x00\*|BM....\x00\x00|....ftyp", PICTURE),
    (rb"\x1f\x8b|7z\xbc\xaf\x27\x1c|Rar!|BZh|\xfd7zXZ", ARCHIVE),
    (rb"\{\\rtf", WORD),
    (rb"[\[{]\s*[\[\]{}\"]", JSON),
    (rb"(?i)(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|meta|div)\b"
     rb"|MIME-Version:", WEB_PAGE),
    (rb"(?s)<\?xml.{0,2000}schemas-microsoft-com:office:spreadsheet", XML_SPREADSHEET),
    (rb"<[?!a-zA-Z]", XML),
)  # fmt: skip
OTHER_SPREADSHEETS = ((rb"ID;P", "SYLK"), (rb"TABLE\r?\n0,1", "DIF"), (rb"PAR1", "Parquet"))
OTHER_SPREADSHEETS += ((rb"SQLite format 3\x00", "SQLite"), (rb"\x00\x00\x02\x00", "Lotus 1-2-3"))


def refuse_other_kinds(content):
    """Raise BadFile for the bytes of a file that is no CSV and no package, in words about it."""
    if content.startswith(OLE):
        raise BadFile(kind_in_ole(content))
    start = content[:4000].removeprefix(b"\xef\xbb\xbf").lstrip()
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        start = content[:4000].decode("utf-16", "ignore").encode().lstrip()
    for beginning, sentence in BEGINNINGS:
        pattern = re.compile(beginning, re.DOTALL)
        if pattern.match(start) or pattern.match(content):
            raise BadFile(sentence)
    for beginning, kind in OTHER_SPREADSHEETS:
        if re.compile(beginning).match(content):
            raise BadFile(OTHER_SPREADSHEET % {"kind": kind})


def kind_in_ole(content):
    """Return the sentence about a file in the container of old Office files."""
    for name, sentence in (
        ("EncryptedPackage", PROTECTED),
        ("Workbook", OLD_EXCEL),
        ("Book", OLD_EXCEL),
        ("WordDocument", WORD),
        ("PowerPoint Document", PRESENTATION),
    ):
        if name.encode("utf-16-le") in content:
            return sentence
    return gettext(
        "This is a file of old Office programs, such as Excel (.xls) or Word (.doc). Open it and "
        "save it as an Excel workbook (.xlsx) or as CSV UTF-8."
    )


def refuse_other_packages(names, read):
    """Raise BadFile for a ZIP file that is no workbook of ours, by the `names` of its parts.

    `read` returns the bytes of a part.
    """
    lowered = {name.lower() for name in names}
    if any(name.endswith("vbaproject.bin") for name in lowered):
        raise BadFile(MACROS)
    if "mimetype" in names:
        kind = read("mimetype")[:100].decode("ascii", "ignore")
        if "opendocument.spreadsheet" in kind:
            raise BadFile(OTHER_SPREADSHEET % {"kind": "OpenDocument, .ods"})
        if "opendocument.text" in kind:
            raise BadFile(WORD)
        if "opendocument.presentation" in kind:
            raise BadFile(PRESENTATION)
    for beginning, sentence in (
        ("xl/workbook.bin", OTHER_SPREADSHEET % {"kind": "Excel, .xlsb"}),
        ("index/document.iwa", OTHER_SPREADSHEET % {"kind": "Numbers"}),
        ("index.zip", OTHER_SPREADSHEET % {"kind": "Numbers"}),
        ("word/", WORD),
        ("ppt/", PRESENTATION),
    ):
        if any(name.startswith(beginning) for name in lowered):
            raise BadFile(sentence)
    if "[Content_Types].xml" not in names:
        raise BadFile(ARCHIVE)
    book = read("xl/workbook.xml") if "xl/workbook.xml" in names else b""
    if b"purl.oclc.org/ooxml" in book:
        raise BadFile(STRICT)
