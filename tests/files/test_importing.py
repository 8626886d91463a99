"""Files of staff: imported after a look at every difference, exported so that they come back."""

import csv
import datetime
import io
import re
import time
import zipfile
from itertools import cycle

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.formats import number_format
from openpyxl.worksheet.formula import ArrayFormula

from quotas.admin import files
from quotas.history.versions import entries_of
from quotas.models import Eligibility, Quota, QuotaValue, Upload, WeeklyFigures
from quotas.rounds.feed import read_feed

from ..factories import make_source
from ..pages import parse, text, ticks
from ..rounds.test_importing import REAL

HEAD = "season,country,category,state,places,as_of,source\n"
SOURCE = "ircc-eligibility-by-country"
END = f"2021-06-01,{SOURCE}\n"
KOREA = "2021,KR,working-holiday,limited,{places},{as_of},{source}\n"


@pytest.fixture
def desk(client, shipped, publisher):
    client.force_login(publisher)
    return client


@pytest.fixture
def korea(shipped):
    return Quota.objects.get(
        season__year=2021, country__code="KR", category__slug="working-holiday"
    )


def line(quota, **facts):
    known = {
        "places": quota.places,
        "as_of": quota.as_of.isoformat(),
        "source": quota.source.slug,
    }
    return KOREA.format(**known | facts)


def upload(client, content, name="week.csv", model="quota", **headers):
    content = content.encode() if isinstance(content, str) else content
    file = SimpleUploadedFile(name, content)
    return client.post(
        reverse(f"admin:quotas_{model}_import"), {"file": file}, follow=True, headers=headers
    )


def confirm(client, response, **more):
    page = parse(response)
    fields = {
        field.get("name"): field.get("value")
        for field in page.xpath("//form[@method='post']//input[@type='hidden']")
    }
    return client.post(response.request["PATH_INFO"], fields | more, follow=True)


def workbook(rows, change=None):
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    if change:
        change(book, sheet)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


HEADINGS = HEAD.strip().split(",")
ROW = [2021, "KR", "working-holiday", "limited", 4100, "2021-06-01", SOURCE]


def package(**parts):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        for name, part in parts.items():
            file.writestr(name.replace("__", "/").replace("_dot_", "."), part)
    return content.getvalue()


def repacked(content, replace=None, add=None):
    """A workbook with parts replaced, by a function of name and bytes, or added."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as before,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            part = before.read(name)
            after.writestr(name, replace(name, part) if replace else part)
        for name, part in (add or {}).items():
            after.writestr(name, part)
    return out.getvalue()


def in_sheet(old, new):
    return lambda name, part: part.replace(old, new) if "sheet1.xml" in name else part


def plain():
    return workbook([HEADINGS, ROW])


def second_sheet(book, sheet):
    book.create_sheet().append(["more"])


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
    """The 29th of February 1900, which Excel thinks there was."""
    sheet["F2"] = 60
    sheet["F2"].number_format = "yyyy-mm-dd"


def no_day(book, sheet):
    sheet["F2"] = 99_999_999
    sheet["F2"].number_format = "yyyy-mm-dd"


def flagged(content):
    """A workbook whose parts say that they are encrypted."""
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
    '"1,200"': "places",
    "1 200": "places",
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
DAYS = ["44561", "31/12/2026", "2026-13-01", "2026-02-30", "soon", "=TODAY()", "2026-1-1", ""]
DAYS += [
    "1900-02-29",
    "0001-01-01",
    "1900-02-28",
    "0000-00-00",
    "２０２１-06-01",
    "2021-06-01T00:00",
]
HOSTILE = {
    # cells
    **{f"places {cell}": HEAD + KOREA.format(places=cell, as_of="2021-06-01", source=SOURCE)
       for cell in CELLS},
    **{f"day {day}": HEAD + KOREA.format(places=1, as_of=day, source=SOURCE) for day in DAYS},
    "a season that is not there": HEAD + "1999,KR,working-holiday,limited,1," + END,
    "a country that is not there": HEAD + "2021,ZZ,working-holiday,limited,1," + END,
    "a country in small letters": HEAD + "2021,kr,working-holiday,limited,1," + END,
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
    "a state in capitals": HEAD + "2021,KR,working-holiday,LIMITED,5," + END,
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
    "rows apart": HEAD + "\n\n" + "2021,KR,working-holiday,limited,1," + END,
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
    "two sheets": lambda: workbook([HEADINGS, ROW], second_sheet),
    "a hidden sheet alone": lambda: workbook([HEADINGS, ROW], hidden),
    "an empty workbook": lambda: workbook([]),
    "6,000 rows": lambda: workbook([HEADINGS] + [ROW] * 6000),
    "a formula": lambda: workbook([HEADINGS, [*ROW[:4], "=2000+2100", *ROW[5:]]]),
    "a number with a fraction": lambda: workbook([HEADINGS, [*ROW[:4], 12.5, *ROW[5:]]]),
    "a huge number": lambda: workbook([HEADINGS, [*ROW[:4], 1e308, *ROW[5:]]]),
    "a day as a number": lambda: workbook([HEADINGS, [*ROW[:5], 44561, ROW[6]]]),
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


def refusals(response):
    """The sentences that say why: of the file, or of its rows."""
    page = parse(response)
    of_rows = page.xpath("//tr[.//strong[.='Refused' or .='Refusé']]//li")
    return [
        text(item) for item in [*page.xpath("//ul[contains(@class, 'errorlist')]/li"), *of_rows]
    ]


@pytest.mark.parametrize(
    ("name", "language"), list(zip([*HOSTILE, *WORKBOOKS], cycle(["en", "fr"]), strict=False))
)
def test_a_hostile_or_clumsy_file_gets_a_sentence_and_changes_nothing(desk, name, language):
    if name in HOSTILE:
        content, filename = HOSTILE[name], "week.csv"
    else:
        content, filename = WORKBOOKS[name](), "week.xlsx"
    before = list(Quota.objects.order_by("pk").values())

    response = upload(desk, content, filename, **{"accept-language": language})

    assert response.status_code == 200
    assert refusals(response) and all(len(words) > 10 for words in refusals(response))
    assert not parse(response).xpath("//input[@name='digest']")
    assert list(Quota.objects.order_by("pk").values()) == before


def test_there_are_more_than_sixty_such_files():
    assert len(HOSTILE) + len(WORKBOOKS) > 130


ELIGIBILITY = (
    "country,category,youngest,oldest,longest_stay,participations,must_live_there,"
    "conditions_en,conditions_fr,as_of,source\n"
)
WEEKLY = (
    "season,country,category,subpool,as_of,quota,quota_word,invitations,invitations_word,"
    "candidates,candidates_word,spots,spots_word,rating,first_round_on,first_round_word,"
    "final_round_on,final_round_word,is_open,source\n"
)
OTHER_FILES = {
    "eligibility": {
        "an error of a spreadsheet": f"KR,working-holiday,18,35,24,2,no,#N/A,,2026-12-01,{SOURCE}",
        "a switch of sides": f"KR,working-holiday,18,35,24,2,no,a\u202eb,c,2026-12-01,{SOURCE}",
        "one language alone": f"KR,working-holiday,18,35,24,2,no,words,,2026-12-01,{SOURCE}",
        "ages the wrong way round": f"KR,working-holiday,36,35,24,2,no,,,2026-12-01,{SOURCE}",
        "an age beyond any column": f"KR,working-holiday,18,40000,24,2,no,,,2026-12-01,{SOURCE}",
        "neither yes nor no": f"KR,working-holiday,18,35,24,2,perhaps,,,2026-12-01,{SOURCE}",
        "no answer": f"KR,working-holiday,18,35,24,2,,,,2026-12-01,{SOURCE}",
        "no age": f"KR,working-holiday,,35,24,2,no,,,2026-12-01,{SOURCE}",
        "an older day": f"KR,working-holiday,18,36,24,2,no,,,1990-01-01,{SOURCE}",
    },
    "weeklyfigures": {
        "a country without its category": f"2023,KR,,,2023-03-03{',' * 15}{SOURCE}",
        "a pool inside nothing": f"2023,,,VIE,2023-03-03{',' * 15}{SOURCE}",
        "a number and a word": f"2023,KR,working-holiday,,2023-03-03,5,unlimited{',' * 13}{SOURCE}",
        "a word that is none": f"2023,KR,working-holiday,,2023-03-03,,plenty{',' * 13}{SOURCE}",
        "a rating off the scale": f"2023,KR,working-holiday,,2023-03-03{',' * 9}9{',' * 6}{SOURCE}",
    },
}


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    ("model", "name"), [(model, name) for model, files in OTHER_FILES.items() for name in files]
)
def test_a_bad_row_of_any_kind_of_file_is_refused_in_a_sentence(desk, model, name, language):
    head = {"eligibility": ELIGIBILITY, "weeklyfigures": WEEKLY}[model]

    response = upload(
        desk,
        head + OTHER_FILES[model][name] + "\n",
        model=model,
        **{"accept-language": language},
    )

    assert response.status_code == 200
    assert refusals(response) and all(len(words) > 10 for words in refusals(response))
    assert not [words for words in refusals(response) if "None" in words]
    assert not parse(response).xpath("//input[@name='digest']")


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("a cell beyond the reader", "Row 2 has a cell that is too long."),
        ("a switch of sides", "Row 2 has a character that nobody sees, U+202E."),
        ("a byte order mark in the middle", "Row 2 has a character that nobody sees, U+FEFF."),
        ("places #REF!", "Row 2 has a cell with an error: #REF!."),
        ("a cell in the last column", "The file has more than 50 columns."),
        ("a row far below in other quotes", "The file has more than 5000 rows."),
        ("an array formula", "places: “=SUM(4000, 100)” is not a whole number."),
        ("its number", "as_of: 1900-02-28 is before the programme began, in 1967."),
    ],
)
def test_a_refusal_says_what_is_wrong(desk, name, sentence):
    is_workbook = name in WORKBOOKS
    content = WORKBOOKS[name]() if is_workbook else HOSTILE[name]

    response = upload(desk, content, "week.xlsx" if is_workbook else "week.csv")

    assert refusals(response) == [sentence]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd.csv", "passwd.csv"),
        ("..\\..\\boot.csv", "boot.csv"),
        ("\u202evsc.exe.csv", "vsc.exe.csv"),
        ("<b>bold</b>.csv", "b>.csv"),
        ("é" * 300 + ".csv", "é" * 196 + ".csv"),
    ],
)
def test_a_file_is_known_by_the_plain_end_of_its_name(desk, korea, name, shown):
    seen = upload(desk, HEAD + line(korea, places=4100, as_of="2021-06-01"), name)
    confirm(desk, seen)

    assert entries_of(Quota, korea.pk).first().history_change_reason == shown


@pytest.mark.parametrize("kind", ["text/html", "application/zip", "image/svg+xml", "x"])
def test_what_a_browser_calls_a_file_does_not_matter(desk, korea, kind):
    content = (HEAD + line(korea, places=4100, as_of="2021-06-01")).encode()
    file = SimpleUploadedFile("week.csv", content, content_type=kind)

    seen = desk.post(reverse("admin:quotas_quota_import"), {"file": file}, follow=True)

    assert "Places: 4,000 → 4,100" in text(parse(seen))


BOMBS = [
    "a bomb",
    "a bomb of a sheet",
    "a billion laughs among shared texts",
    "a million cells in a row",
    "two million styles",
    "eighty thousand sheets",
    "rows without an end",
    "100,000 rows",
    "16,384 columns",
    "too large",
]


@pytest.mark.parametrize("name", BOMBS)
def test_too_much_is_refused_at_once(desk, name):
    content = HOSTILE[name] if name in HOSTILE else WORKBOOKS[name]()
    filename = "week.csv" if name in HOSTILE else "week.xlsx"

    began = time.perf_counter()
    upload(desk, content, filename)

    assert time.perf_counter() - began < 1


def test_an_import_shows_every_difference_and_then_makes_exactly_those(desk, korea):
    source = make_source(slug="ministry", title_en="Ministry")
    content = (
        HEAD
        + line(korea, places=4100, as_of="2021-06-01", source=source.slug)
        + f"2021,FI,working-holiday,limited,0300,2021-06-01,{source.slug}\n".replace("0300", "300")
        + "2021,JP,working-holiday,limited,6500,{0.as_of},{0.source.slug}\n".format(
            Quota.objects.get(
                season__year=2021, country__code="JP", category__slug="working-holiday"
            )
        )
    )

    seen = upload(desk, content, "june.csv")

    page = parse(seen)
    assert "1 new, 1 changed, 1 unchanged, 0 refused." in text(page)
    assert "Places: 4,000 → 4,100" in text(page)
    assert Quota.objects.get(pk=korea.pk).places == 4000

    done = confirm(desk, seen)

    assert ": 1 new, 1 changed, 1 unchanged." in text(parse(done))
    assert Quota.objects.get(pk=korea.pk).places == 4100
    entry = entries_of(Quota, korea.pk).first()
    assert (entry.history_change_reason, entry.history_user.username) == ("june.csv", "publius")
    assert QuotaValue.objects.filter(places=4100).exists()
    assert not Upload.objects.exists()
    assert "4,100" in desk.get("/en/").content.decode()


def test_the_same_file_twice_changes_nothing_the_second_time(desk, korea):
    content = HEAD + line(korea, places=4100, as_of="2021-06-01")
    confirm(desk, upload(desk, content))

    again = parse(upload(desk, content))

    assert "There is nothing to change." in text(again)
    assert not again.xpath("//input[@name='digest']")


def test_what_changed_between_the_preview_and_the_confirmation_stops_the_import(desk, korea):
    seen = upload(desk, HEAD + line(korea, places=4100, as_of="2021-06-01"))
    Quota.objects.filter(pk=korea.pk).update(places=4050)

    stopped = confirm(desk, seen)

    assert "The data changed meanwhile" in text(parse(stopped))
    assert "Places: 4,050 → 4,100" in text(parse(stopped))
    assert Quota.objects.get(pk=korea.pk).places == 4050
    confirm(desk, stopped)
    assert Quota.objects.get(pk=korea.pk).places == 4100


def test_of_two_imports_of_the_same_quota_the_second_is_shown_anew(desk, korea):
    first = upload(desk, HEAD + line(korea, places=4100, as_of="2021-06-01"), "a.csv")
    second = upload(desk, HEAD + line(korea, places=4200, as_of="2021-06-01"), "b.csv")
    confirm(desk, first)

    stopped = confirm(desk, second)

    assert "The data changed meanwhile" in text(parse(stopped))
    assert Quota.objects.get(pk=korea.pk).places == 4100


def test_one_refused_row_and_nothing_can_be_imported(desk, korea):
    content = HEAD + line(korea, places=4100, as_of="2021-06-01") + line(korea, places="x")

    page = parse(upload(desk, content))

    assert "Nothing of the file can be imported while a row is refused." in text(page)
    assert not page.xpath("//input[@name='digest']")


@pytest.mark.parametrize("digest", ["", "x", "abc:def"])
def test_a_confirmation_of_something_else_imports_nothing(desk, korea, digest):
    seen = upload(desk, HEAD + line(korea, places=4100, as_of="2021-06-01"))

    desk.post(seen.request["PATH_INFO"], {"digest": digest})

    assert Quota.objects.get(pk=korea.pk).places == 4000


def test_what_looks_like_a_slip_needs_a_tick(desk, korea):
    seen = upload(desk, HEAD + line(korea, places=40000, as_of="2021-06-01"))
    assert "40,000 is more than double 4,000." in text(parse(seen))

    confirm(desk, seen)
    assert Quota.objects.get(pk=korea.pk).places == 4000

    confirm(desk, seen, checked=ticks(parse(seen)))
    assert Quota.objects.get(pk=korea.pk).places == 40000


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_file_from_any_excel_is_read(desk, korea, separator, mark):
    content = HEAD + line(korea, places=4100, as_of="2021-06-01")

    seen = upload(desk, mark + content.replace(",", separator).replace("\n", "\r\n"))

    assert "Places: 4,000 → 4,100" in text(parse(seen))


def test_days_and_whole_numbers_of_a_workbook_are_read_as_what_they_are(desk, korea):
    row = [2021.0, "KR", "working-holiday", "limited", 4100.0, datetime.date(2021, 6, 1)]

    seen = upload(desk, workbook([HEADINGS, [*row, korea.source.slug]]), "week.xlsx")

    assert "Places: 4,000 → 4,100" in text(parse(seen))
    assert "As of: March 1, 2021 → June 1, 2021" in text(parse(seen))


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("model", [Quota, WeeklyFigures, Eligibility])
def test_what_is_exported_is_imported_again_without_a_difference(desk, model, kind, language):
    desk.defaults["HTTP_ACCEPT_LANGUAGE"] = language
    name = model._meta.model_name
    eligibility = Eligibility.objects.first()
    eligibility.conditions_en = '- "one"; two,\n=three\n'
    eligibility.conditions_fr = "=un;\r\n\uff1ddeux\t\r\n"  # as a browser sends lines
    eligibility.save()

    exported = desk.get(reverse(f"admin:quotas_{name}_export"), {"format": kind})
    page = parse(upload(desk, exported.content, f"all.{kind}", name))

    count = number_format(model.objects.count(), force_grouping=True).replace("\u00a0", " ")
    said = {
        "en": f"0 new, 0 changed, {count} unchanged, 0 refused.",
        "fr": f"Nouveautés : 0; modifications : 0; sans changement : {count}; refus : 0.",
    }
    assert said[language] in text(page)


@pytest.mark.parametrize(
    "sign", ["=", "+", "-", "@", "\t=", "\uff1d", "\uff0b", "\uff0d", "\uff20"]
)
def test_no_exported_cell_is_taken_for_a_formula(desk, sign):
    eligibility = Eligibility.objects.first()
    eligibility.conditions_en = f"{sign}HYPERLINK(1)"
    eligibility.conditions_fr = "'=already"
    eligibility.save()
    address = reverse("admin:quotas_eligibility_export")

    rows = list(csv.reader(io.StringIO(desk.get(address).content.decode("utf-8-sig"))))
    content = desk.get(address, {"format": "xlsx"}).content
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active

    cells = [cell for row in rows for cell in row]
    assert not [cell for cell in cells if cell and cell[0] in "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"]
    assert f"'{sign.strip()}HYPERLINK(1)" in cells and "''=already" in cells
    assert {cell.data_type for row in sheet for cell in row} <= {"s", "n", "inlineStr"}


def test_what_no_workbook_can_hold_is_left_out_of_it(desk):
    Eligibility.objects.update(conditions_en="a\x0bb", conditions_fr="c\x01d")

    content = desk.get(reverse("admin:quotas_eligibility_export"), {"format": "xlsx"}).content

    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert "ab" in {cell.value for row in sheet for cell in row}


def test_an_export_has_the_filters_of_its_list(desk):
    address = reverse("admin:quotas_quota_export")

    content = desk.get(address, {"q": "korea working", "format": "csv"}).content.decode("utf-8-sig")

    rows = content.splitlines()[1:]
    assert rows and all(',"KR","working-holiday",' in row for row in rows)


@pytest.mark.parametrize("query", [{"format": "exe"}, {"format": ""}, {"o": "99"}, {"zzz": "1"}])
def test_an_export_that_is_asked_for_oddly_is_still_a_file_or_leads_to_the_list(desk, query):
    assert desk.get(reverse("admin:quotas_quota_export"), query).status_code in (200, 302)


@pytest.mark.parametrize(
    ("model", "row"),
    [
        ("eligibility", f"KR,working-holiday,18,35,24,2,no,,,2099-12-01,{SOURCE}"),
        ("weeklyfigures", f"2023,KR,working-holiday,,2099-03-03,5{',' * 14}{SOURCE}"),
    ],
)
def test_a_day_in_the_future_is_asked_about_whatever_hides_the_question(desk, model, row):
    head = {"eligibility": ELIGIBILITY, "weeklyfigures": WEEKLY}[model]
    seen = upload(desk, head + row + "\n", model=model)
    assert "2099 is in the future." in text(parse(seen))

    refused = confirm(desk, seen)

    assert "Tick that you have checked what looks like a slip." in text(parse(refused))
    assert Upload.objects.exists()
    confirm(desk, seen, checked=ticks(parse(seen)))
    assert not Upload.objects.exists()


def test_blanks_around_the_name_of_a_pool_make_no_second_pool(desk):
    held = WeeklyFigures.objects.exclude(subpool="").first()
    content = desk.get(reverse("admin:quotas_weeklyfigures_export")).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content)))
    column = rows[0].index("subpool")
    mine = [row for row in rows[1:] if row[column] == held.subpool][:1]
    mine[0][column] = f" {held.subpool} "
    out = io.StringIO(newline="")
    csv.writer(out).writerows([rows[0], *mine])

    page = parse(upload(desk, out.getvalue(), model="weeklyfigures"))

    assert "0 new, 0 changed, 1 unchanged, 0 refused." in text(page)


def test_an_import_costs_the_same_queries_however_many_rows(desk, django_assert_max_num_queries):
    exported = desk.get(reverse("admin:quotas_weeklyfigures_export")).content

    with django_assert_max_num_queries(40):
        upload(desk, exported, "all.csv", "weeklyfigures")


def test_an_editor_can_export_and_not_import(client, shipped, editor):
    client.force_login(editor)

    for model in ("quota", "weeklyfigures", "eligibility"):
        assert client.get(reverse(f"admin:quotas_{model}_export")).status_code == 200
        assert upload(client, HEAD, model=model).status_code == 403
    assert client.post(reverse("admin:quotas_feedimport_import")).status_code == 403


def test_nobody_sees_or_confirms_the_upload_of_another(desk, korea, administrator):
    seen = upload(desk, HEAD + line(korea, places=4100, as_of="2021-06-01"))
    desk.force_login(administrator)

    assert confirm(desk, seen).status_code == 404
    assert desk.get(seen.request["PATH_INFO"]).status_code == 404


def test_uploads_that_nobody_came_back_for_go_after_a_day(desk, korea):
    upload(desk, HEAD + line(korea, places=4100, as_of="2021-06-01"))
    Upload.objects.update(created_at="2020-01-01T00:00:00Z")

    upload(desk, HEAD + line(korea, places=4200, as_of="2021-06-01"))

    assert Upload.objects.count() == 1


def test_stored_script_in_a_file_is_words_on_every_page(desk, korea):
    page = upload(desk, HEAD + line(korea, source="<script>alert(1)</script>")).content.decode()

    assert "<script>alert" not in page


def feed(client, content=None, **choices):
    files = {"file": SimpleUploadedFile("selections.xml", content)} if content else {}
    return client.post(reverse("admin:quotas_feedimport_import"), files | choices, follow=True)


def test_the_official_feed_is_shown_and_then_imported(desk):
    content = REAL.replace("February&nbsp;10", "March&nbsp;3").encode()
    assert read_feed(content, today=datetime.date(2026, 1, 1)).as_of.month == 3

    seen = feed(desk, content)

    assert "As of March 3, 2023, 2023 season:" in text(parse(seen)) or "2023 season" in text(
        parse(seen)
    )
    assert not WeeklyFigures.objects.filter(as_of="2023-03-03").exists()
    confirm(desk, seen)
    assert WeeklyFigures.objects.filter(as_of="2023-03-03").count() == 91


def test_the_feed_is_shown_anew_if_the_data_changed_meanwhile(desk):
    content = REAL.replace("February&nbsp;10", "March&nbsp;3").encode()
    seen = feed(desk, content)
    Quota.objects.filter(season__year=2023, country__code="IT").update(places=7)

    stopped = confirm(desk, seen)

    assert "The data changed meanwhile" in text(parse(stopped))
    assert not WeeklyFigures.objects.filter(as_of="2023-03-03").exists()


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("content", [b"<temp/>", b"no feed", b"\0", HEAD.encode()])
def test_what_is_no_feed_is_refused_in_a_sentence(desk, content, language):
    file = SimpleUploadedFile("selections.xml", content)

    response = desk.post(
        reverse("admin:quotas_feedimport_import"),
        {"file": file},
        headers={"accept-language": language},
    )

    assert response.status_code == 200
    assert refusals(response)


def test_the_report_of_the_feed_is_in_the_language_of_its_reader(desk):
    novel = REAL.replace("February&nbsp;10", "March&nbsp;3").replace(
        "<spots>", "<novelty/><spots>", 1
    )

    desk.defaults["HTTP_ACCEPT_LANGUAGE"] = "fr"
    seen = feed(desk, novel.encode())

    words = text(parse(seen))
    assert "Andorra, wh : <novelty> : un élément inconnu" in words
    assert "chiffres hebdomadaires" in words
    assert "weekly" not in words


def test_a_bad_feed_is_refused_in_the_language_of_its_reader(desk):
    desk.defaults["HTTP_ACCEPT_LANGUAGE"] = "fr"

    seen = feed(desk, b"<temp>" + b"<country/>" * 2_000 + b"</temp>")

    assert refusals(seen) == ["Il a plus de 1 000 lignes."]


def test_one_button_fetches_the_feed_from_its_address(desk, monkeypatch):
    content = REAL.replace("February&nbsp;10", "March&nbsp;3").encode()
    monkeypatch.setattr(files, "fetch_official", lambda: ("https://feed.example/", content))

    seen = feed(desk)

    assert "What https://feed.example/ would change" in text(parse(seen))
