"""Files that are hostile, clumsy or broken."""

import datetime
import io
import re
import zipfile

from openpyxl.worksheet.formula import ArrayFormula

from .copies import END, HEAD, HEADINGS, KOREA, ROW, SOURCE, in_sheet, repacked, workbook


def package(**parts):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        for name, part in parts.items():
            file.writestr(name.replace("__", "/").replace("_dot_", "."), part)
    return content.getvalue()


def plain():
    return workbook([HEADINGS, ROW])


def merged(book, sheet):
    sheet.merge_cells("A2:B2")


def hidden(book, sheet):
    book.create_sheet()
    sheet.sheet_state = "hidden"


def far_right(book, sheet):
    sheet.cell(2, 16_384, "x")


def far_below(book, sheet):
    sheet.cell(9000, 1, "x")


def array_formula(book, sheet):
    sheet["E2"] = ArrayFormula("E2:E2", "=SUM(4000, 100)")


def sixtieth_day(book, sheet):
    """Write the number of 29 February 1900, a day that only Excel has."""
    sheet["F2"] = 60
    sheet["F2"].number_format = "yyyy-mm-dd"


def no_day(book, sheet):
    sheet["F2"] = 99_999_999
    sheet["F2"].number_format = "yyyy-mm-dd"


def flagged(content):
    """Return a workbook whose parts are marked as encrypted."""
    content = bytearray(content)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for found in re.finditer(re.escape(mark), bytes(content)):
            content[found.start() + offset] |= 1
    return bytes(content)


def repacked_by(content, packing):
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as before,
        zipfile.ZipFile(out, "w", packing) as after,
    ):
        for name in before.namelist():
            after.writestr(name, before.read(name))
    return out.getvalue()


SHEET = (
    b'<sheet name="x" sheetId="2" r:id="rId1" xmlns:r='
    b'"http://schemas.openxmlformats.org/officeDocument/2006/relationships"/>'
)
LAUGHS = (
    b'<!DOCTYPE x [<!ENTITY l0 "ha">'
    + b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    + b"]><sst><si><t>&l9;</t></si></sst>"
)
ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    b'<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><worksheet>&b;</worksheet>'
)
CELLS = {
    "1e308": "places",
    "1e3": "places",
    "NaN": "places",
    "Infinity": "places",
    "-5": "places",
    "12.5": "places",
    "٣٤": "places",
    "0x10": "places",
    "=1+1": "places",
    "99999999999999999999": "places",
    "<script>alert(1)</script>": "places",
    "-0": "places",
    "+5": "places",
    "-Infinity": "places",
    "1_000": "places",
    "４１": "places",
    "'5": "places",
    "true": "places",
    "1000000000": "places",
    "#REF!": "places",
}
DAYS = ["44561", "31/13/2026", "2026-13-01", "2026-02-30", "soon", "=TODAY()", "01/02/2026", ""]
DAYS += [
    "1900-02-29",
    "0001-01-01",
    "1900-02-28",
    "0000-00-00",
    "２０２１-06-01",
    "2021-06-01T10:00",
]
HOSTILE = {
    # cells
    **{f"places {cell}": HEAD + KOREA.format(places=cell, as_of="2021-06-01", source=SOURCE)
       for cell in CELLS},
    **{f"day {day}": HEAD + KOREA.format(places=1, as_of=day, source=SOURCE) for day in DAYS},
    "a season that is not there": HEAD + "1999,KR,working-holiday,limited,1," + END,
    "a country that is not there": HEAD + "2021,ZZ,working-holiday,limited,1," + END,
    "a category that is not there": HEAD + "2021,KR,holiday,limited,1," + END,
    "a state that is none": HEAD + "2021,KR,working-holiday,plenty,1," + END,
    "a state without its number": HEAD + "2021,KR,working-holiday,limited,," + END,
    "a number without its state": HEAD + "2021,KR,working-holiday,unlimited,5," + END,
    "an empty country": HEAD + "2021,,working-holiday,limited,5," + END,
    "an older day": HEAD + KOREA.format(places=1, as_of="2020-01-01", source=SOURCE),
    "SQL": HEAD + "2021,KR'; DROP TABLE quotas_quota;--,working-holiday,limited,1," + END,
    "the same quota twice": HEAD + 2 * KOREA.format(places=1, as_of="2021-06-01", source=SOURCE),
    "the same quota twice, with blanks": HEAD
    + KOREA.format(places=1, as_of="2021-06-01", source=SOURCE).replace("KR", " KR\u00a0")
    + KOREA.format(places=2, as_of="2021-06-02", source=SOURCE),
    "the same quota twice, once in small letters": HEAD
    + KOREA.format(places=1, as_of="2021-06-01", source=SOURCE)
    + KOREA.format(places=2, as_of="2021-06-01", source=SOURCE).replace("KR", "kr"),
    "a source that is not there": HEAD + KOREA.format(places=1, as_of="2021-06-01", source="x"),
    "an empty category": HEAD + "2021,KR,,limited,5," + END,
    "a negative number without a state": HEAD + "2021,KR,working-holiday,,-5," + END,
    "a quoted newline in a name": HEAD + '2021,"K\nR",working-holiday,limited,1,' + END,
    "a byte order mark in the middle": HEAD + "\ufeff2021,KR,working-holiday,limited,1," + END,
    "a blank that nobody sees": HEAD + "2021,KR\u200b,working-holiday,limited,1," + END,
    "a switch of sides": HEAD + "2021,KR,working-holiday,\u202elimited,1," + END,
    "a control character": HEAD + "2021,KR,working-holiday,limited,1\x0b," + END,
    # columns and rows
    "nothing": "",
    "a byte order mark alone": "\ufeff",
    "semicolons and commas": HEAD.replace(",", ";") + "2021,KR,working-holiday,limited,1," + END,
    "16,384 columns": ",".join(f"c{n}" for n in range(16_384)) + "\n" + "," * 16_383 + "\n",
    "commas alone": "," * 1_900_000,
    "newlines alone": HEAD + "\n" * 1_900_000,
    "a cell beyond the reader": HEAD + f"2021,{'K' * 140_000},a,b,1,c,d\n",
    "blanks": " \n \n",
    "headings alone": HEAD,
    "no headings": KOREA.format(places=1, as_of="2021-06-01", source=SOURCE),
    "an unknown column": HEAD.replace("places", "spots") + "2021,KR,a,b,1,c,d\n",
    "one column more": HEAD.replace("\n", ",more\n") + "2021,KR,a,b,1,c,d,e\n",
    "one column less": "season,country\n2021,KR\n",
    "a column twice": "season,season,country\n2021,2021,KR\n",
    "an unnamed column": "season,,country\n2021,x,KR\n",
    "more cells than headings": HEAD + "2021,KR,a,b,1,c,d,e,f\n",
    "sixty columns": ",".join(f"c{n}" for n in range(60)) + "\n1\n",
    "100,000 rows": HEAD + "2021,KR,a,b,1,c,d\n" * 100_000,
    "an unbalanced quote": HEAD + '2021,"KR,a,b,1,c,d\n' * 3,
    "a stray quote": HEAD + '2021,"KR"x,a,b,1,c,d\n',
    "a huge cell": HEAD + f"2021,{'K' * 200_000},a,b,1,c,d\n",
    # encodings and other kinds of file
    "UTF-16": (HEAD + "2021,KR,a,b,1,c,d\n").encode("utf-16"),
    "UTF-16, little end first, unmarked": (HEAD + "2021,KR\n").encode("utf-16-le"),
    "UTF-16, big end first, unmarked": (HEAD + "2021,KR\n").encode("utf-16-be"),
    "UTF-32": (HEAD + "2021,KR\n").encode("utf-32"),
    "a lone surrogate": HEAD.encode() + b"2021,\xed\xa0\x80\n",
    "an overlong slash": HEAD.encode() + b"2021,\xc0\xaf\n",
    "Windows-1252": (HEAD + "2021,Corée,a,b,1,c,d\n").encode("cp1252"),
    "NUL bytes": HEAD + "2021,K\0R,a,b,1,c,d\n",
    "binary": bytes(range(256)) * 10,
    "PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
    "old Excel": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "HTML": "<html><body><table><tr><td>2021</td></tr></table></body></html>",
    "JSON": '[{"season": 2021}]',
    "too large": b"x" * 2_000_001,
}  # fmt: skip
WORKBOOKS = {
    "no ZIP": lambda: b"PK\x03\x04 and then nothing",
    "cut off": lambda: plain()[:-400],
    "a plain ZIP": lambda: package(**{"readme_dot_txt": "hello"}),
    "a ZIP in a ZIP": lambda: package(**{"inner_dot_zip": plain()}),
    "a text document": lambda: package(
        **{"[Content_Types]_dot_xml": "<Types/>", "word__document_dot_xml": "<w/>"}
    ),
    "zip slip": lambda: repacked(plain(), add={"../../etc/passwd": b"x"}),
    "an absolute name": lambda: repacked(plain(), add={"/etc/passwd": b"x"}),
    "backslashes": lambda: repacked(plain(), add={"..\\..\\x": b"x"}),
    "a bomb": lambda: repacked(plain(), add={"xl/media/bomb": b"\0" * 50_000_000}),
    "a bomb of a sheet": lambda: repacked(
        plain(), in_sheet(b"</sheetData>", b"<row/>" * 5_000_000 + b"</sheetData>")
    ),
    "many members": lambda: repacked(plain(), add={f"x{n}": b"" for n in range(300)}),
    "entities": lambda: repacked(
        plain(), lambda name, part: ENTITIES if "sheet1" in name else part
    ),
    "an external entity": lambda: repacked(
        plain(),
        lambda name, part: (
            b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
            if "sheet1" in name
            else part
        ),
    ),
    "UTF-16 parts": lambda: repacked(
        plain(), lambda name, part: part.decode().encode("utf-16") if "sheet1" in name else part
    ),
    "broken XML": lambda: repacked(plain(), in_sheet(b"</row>", b"</rou>")),
    "a row far below": lambda: repacked(plain(), in_sheet(b'<row r="2"', b'<row r="1048576"')),
    "macros": lambda: repacked(plain(), add={"xl/vbaProject.bin": b"x"}),
    "merged cells": lambda: workbook([HEADINGS, ROW], merged),
    "a hidden sheet alone": lambda: workbook([HEADINGS, ROW], hidden),
    "an empty workbook": lambda: workbook([]),
    "6,000 rows": lambda: workbook([HEADINGS] + [ROW] * 6000),
    "a formula": lambda: workbook([HEADINGS, [*ROW[:4], "=2000+2100", *ROW[5:]]]),
    "a number with a fraction": lambda: workbook([HEADINGS, [*ROW[:4], 12.5, *ROW[5:]]]),
    "a huge number": lambda: workbook([HEADINGS, [*ROW[:4], 1e308, *ROW[5:]]]),
    "a day as a number with a fraction": lambda: workbook([HEADINGS, [*ROW[:5], 44561.5, ROW[6]]]),
    "a day with a time": lambda: workbook(
        [HEADINGS, [*ROW[:5], datetime.datetime(2021, 6, 1, 12), ROW[6]]]
    ),
    "an error value": lambda: workbook([HEADINGS, [*ROW[:4], "#DIV/0!", *ROW[5:]]]),
}
WORKBOOKS |= {
    "an old one renamed": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "an OpenDocument": lambda: package(
        mimetype="application/vnd.oasis.opendocument.spreadsheet", content_dot_xml="<x/>"
    ),
    "a ZIP that says it is one": lambda: package(
        **{"[Content_Types]_dot_xml": "<Types/>", "inner_dot_zip": plain()}
    ),
    "a password": lambda: flagged(plain()),
    "another way of packing": lambda: repacked_by(plain(), zipfile.ZIP_LZMA),
    "a billion laughs among shared texts": lambda: repacked(
        plain(), add={"xl/sharedStrings.xml": LAUGHS}
    ),
    "entities under another name": lambda: repacked(
        plain(),
        lambda name, part: (
            part.replace(b"worksheets/sheet1.xml", b"sheet1.bin")
            if name.endswith("workbook.xml.rels")
            else part
        ),
        add={"xl/sheet1.bin": LAUGHS},
    ),
    "no workbook": lambda: repacked(
        plain(), lambda name, part: b"" if name == "xl/workbook.xml" else part
    ),
    "a missing sheet": lambda: repacked(
        plain(), lambda name, part: part.replace(b"/sheet1.xml", b"/sheet9.xml")
    ),
    "rows without an end": lambda: repacked(
        plain(), in_sheet(b"</sheetData>", b"<row " * 300_000 + b"</sheetData>")
    ),
    "a million cells in a row": lambda: repacked(
        plain(), in_sheet(b"</sheetData>", b"<row>" + b"<c/>" * 2_900_000 + b"</row></sheetData>")
    ),
    "two million styles": lambda: repacked(
        plain(), lambda name, part: part.replace(b"<cellXfs", b"<xf/>" * 2_300_000 + b"<cellXfs")
    ),
    "eighty thousand sheets": lambda: repacked(
        plain(),
        lambda name, part: part.replace(b"</sheets>", SHEET * 80_000 + b"</sheets>"),
    ),
    "fifty sheets": lambda: repacked(
        plain(), lambda name, part: part.replace(b"</sheets>", SHEET * 50 + b"</sheets>")
    ),
    "a row far below in other quotes": lambda: repacked(
        workbook([HEADINGS, ROW], far_below), in_sheet(b'<row r="9000"', b"<row r = '9000'")
    ),
    "a row that comes twice": lambda: repacked(
        workbook([HEADINGS, ROW, ROW]), in_sheet(b'<row r="3"', b'<row r="2"')
    ),
    "cells out of order": lambda: repacked(plain(), in_sheet(b'r="B2"', b'r="A1"')),
    "a cell that is nowhere": lambda: repacked(plain(), in_sheet(b'r="A2"', b'r="ZZZZZZ2"')),
    "a cell in the last column": lambda: workbook([HEADINGS, ROW], far_right),
    "a cell two columns away": lambda: workbook([HEADINGS, [*ROW, None, "x"]]),
    "an array formula": lambda: workbook([HEADINGS, ROW], array_formula),
    "yes or no": lambda: workbook([HEADINGS, [*ROW[:4], True, *ROW[5:]]]),
    "no number": lambda: repacked(plain(), in_sheet(b"<v>4100</v>", b"<v>NaN</v>")),
    "infinity": lambda: repacked(plain(), in_sheet(b"<v>4100</v>", b"<v>1e400</v>")),
    "an error": lambda: workbook([HEADINGS, [*ROW[:4], "#REF!", *ROW[5:]]]),
    "the day that was not": lambda: workbook([HEADINGS, [*ROW[:5], "1900-02-29", ROW[6]]]),
    "its number": lambda: workbook([HEADINGS, ROW], sixtieth_day),
    "a day out of the calendar": lambda: workbook([HEADINGS, ROW], no_day),
}
