"""Files of another kind, rows that cannot be right, and days that can be several."""

import gzip

from .copies import repacked
from .foreign import (
    DAY,
    HEADINGS,
    JAPAN,
    KOREA,
    book,
    named,
    text_file,
    typed,
    with_cells,
    with_columns,
)
from .hostile import package


def two_tables(workbook, sheet):
    copied = workbook.copy_worksheet(sheet)
    copied.title = "Copy"


def merged_rows(workbook, sheet):
    sheet.merge_cells("B2:B3")


# Files that are asked about: the days that each order makes.
ASKED = {
    "11/12/2021": {"dmy": "2021-12-11", "mdy": "2021-11-12"},
    "11-12-2021": {"dmy": "2021-12-11", "mdy": "2021-11-12"},
    "11.12.2021": {"dmy": "2021-12-11", "mdy": "2021-11-12"},
    "1/2/2022": {"dmy": "2022-02-01", "mdy": "2022-01-02"},
    "10/11/12": {"dmy": "2012-11-10", "mdy": "2012-10-11", "ymd": "2010-11-12"},
    "22-01-02": {"dmy": "2002-01-22", "ymd": "2022-01-02"},
    "11/12/2021 00:00": {"dmy": "2021-12-11", "mdy": "2021-11-12"},
}
CERTAIN = {"31/12/2021": "2021-12-31", "12/31/2021": "2021-12-31", "5/5/2022": "2022-05-05"}

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


def in_ole(name):
    return OLE + name.encode("utf-16-le") + bytes(100)


def strict(content):
    old = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return repacked(
        content,
        lambda name, part: part.replace(old, b"http://purl.oclc.org/ooxml/spreadsheetml/main"),
    )


def opendocument(kind):
    return package(mimetype=f"application/vnd.oasis.opendocument.{kind}", content_dot_xml="<x/>")


# Files of another kind, with the words by which their refusal names it.
OTHER_KINDS = {
    "old Excel": (in_ole("Workbook"), "Excel file of the old kind (.xls)"),
    "older Excel": (b"\x09\x08\x10\0\0\6\5\0" + bytes(200), "Excel file of the old kind (.xls)"),
    "a workbook with a password": (in_ole("EncryptedPackage"), "protected by a password"),
    "old Word": (in_ole("WordDocument"), "a text document"),
    "another old file": (OLE, "old Office programs"),
    "Strict Open XML": (strict(book()), "Strict Open XML"),
    "xlsb": (package(**{"[Content_Types]_dot_xml": "<x/>", "xl__workbook_dot_bin": "x"}), ".xlsb"),
    "xlsm": (repacked(book(), add={"xl/vbaProject.bin": b"x"}), "macros"),
    "ods": (opendocument("spreadsheet"), ".ods"),
    "odt": (opendocument("text"), "a text document"),
    "odp": (opendocument("presentation"), "a presentation"),
    "docx": (
        package(**{"[Content_Types]_dot_xml": "<x/>", "word__document_dot_xml": "<x/>"}),
        "a text document",
    ),
    "pptx": (
        package(**{"[Content_Types]_dot_xml": "<x/>", "ppt__presentation_dot_xml": "<x/>"}),
        "a presentation",
    ),
    "Numbers": (package(Index__Document_dot_iwa="x"), "Numbers"),
    "a ZIP of CSV": (package(quotas_dot_csv="x"), "an archive"),
    "gzip": (gzip.compress(b"season,country"), "an archive"),
    "PDF": (b"%PDF-1.7\n%\xe2\xe3", "a PDF file"),
    "HTML": (b"<html><table><tr><td>2021</td></tr></table></html>", "a web page (HTML)"),
    "HTML of Excel": (b'\xef\xbb\xbf\r\n<!DOCTYPE html PUBLIC "x">\n<HTML>', "a web page (HTML)"),
    "HTML in UTF-16": ("<table><tr><td>2021".encode("utf-16"), "a web page (HTML)"),
    "XHTML": (b'<?xml version="1.0"?>\n<!-- x -->\n<html xmlns="x">', "a web page (HTML)"),
    "MHTML": (b"MIME-Version: 1.0\nContent-Type: multipart/related", "a web page (HTML)"),
    "XML of 2003": (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
        "a spreadsheet in XML",
    ),
    "the official feed": (b'<?xml version="1.0"?><iec><country/></iec>', "the official feed"),
    "JSON": (b'[{"season": 2021}]', "a JSON file"),
    "JSON of one object": (b'{\n "rows": []}', "a JSON file"),
    "RTF": (b"{\\rtf1\\ansi", "a text document"),
    "PNG": (b"\x89PNG\r\n\x1a\n", "a picture"),
    "JPEG": (b"\xff\xd8\xff\xe0\0\x10JFIF", "a picture"),
    "SYLK": (b"ID;PWXL;N;E\nC;Y1;X1", "SYLK"),
    "SQLite": (b"SQLite format 3\0" + bytes(80), "SQLite"),
    "zeros": (bytes(100), "empty"),
    "noise": (bytes(range(1, 256)) * 4, "neither a CSV nor an XLSX"),
    "a workbook without our columns": (
        book(["a", "b"], ["c", "d"]),
        "No row of the file names its columns",
    ),
    "several sheets with our columns": (book(change=two_tables), "Sheet, Copy"),
    "a formula without its result": (
        typed(DAY, "=7000+100"),
        "The cell E2 has a formula without its result",
    ),
    "cells merged among the rows": (book(change=merged_rows), "merged cells"),
    "two headings for one column": (
        named("season", "saison", *HEADINGS[2:]),
        "A column is there twice: saison",
    ),
    "mixed encodings": (
        text_file(above="Pays : Corée, ") + "état".encode("cp1252"),
        "not in UTF-8",
    ),
}

# Rows that are refused: a file and the sentences about its rows, by their numbers.
REFUSED = {
    "7.100": (
        with_cells(places=("7.100", "")),
        {2: "places: “7.100” can be 7100 or a fraction. Write the number without a point."},
    ),
    "a fraction": (
        with_cells(places=("7100.5", "")),
        {2: "places: “7100.5” is not a whole number."},
    ),
    "thousands that are not": (
        with_cells(places=("71,0000", "")),
        {2: "places: “71,0000” is not a whole number."},
    ),
    "a time of day": (
        with_cells(as_of=("2021-06-12 14:30", "2021-06-12")),
        {2: "as_of: “2021-06-12 14:30” has a time of day. Write the day alone."},
    ),
    "the number of a day in a text": (
        with_cells(as_of=("2021-06-12", "44359")),
        {
            3: "as_of: “44359” is the number of a day in a spreadsheet. "
            "Show the column as days, and save the file again."
        },
    ),
    "the wrong weekday": (
        with_cells(as_of=("Monday, June 12, 2021", "2021-06-12")),
        {2: "as_of: “Monday, June 12, 2021” is not a day such as 2026-03-01."},
    ),
    "no such day": (
        with_cells(as_of=("31 juin 2021", "2021-06-12")),
        {2: "as_of: “31 juin 2021” is not a day such as 2026-03-01."},
    ),
    "no such country": (
        with_cells(country=("Ruritania", "JP")),
        {2: "country: There is no country or territory “Ruritania”."},
    ),
    "a code of one country and the name of another": (
        with_columns(("country_name", "Japan", "Japan")),
        {2: "country: “KR” and “Japan” are not the same."},
    ),
    "another category beside the code": (
        with_columns(("category_name", "Working Holiday", "Working Holiday")),
        {3: "category: “young-professionals” and “Working Holiday” are not the same."},
    ),
    "an error of a formula": (
        with_cells(places=("#REF!", "")),
        {2: "places: The cell has an error: #REF!."},
    ),
    "an error in a workbook below a title": (
        book(["Title"], [], HEADINGS, [*KOREA[:4], "#N/A", *KOREA[5:]], JAPAN),
        {4: "places: The cell has an error: #N/A."},
    ),
    "a character that nobody sees": (
        with_cells(country=("K\u200bR", "JP")),
        {2: "country: The cell has a character that nobody sees, U+200B."},
    ),
    "the same row twice, spelled otherwise": (
        text_file(rows=[KOREA, [*KOREA[:1], "Corée du Sud", "wh", *KOREA[3:]]]),
        {3: "This row is about the same as row 2."},
    ),
    "a state and a number that differ": (
        with_cells(places=("Unlimited", "")),
        {2: "places: “Unlimited” is not a whole number."},
    ),
    "a total": (
        text_file(rows=[KOREA, JAPAN, ["Total", "", "", "", "7100", "", ""]]),
        {4: "season: There is no season “Total”."},
    ),
}
