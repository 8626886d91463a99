"""Spreadsheets as other people make them: the same two rows, and files that are of another kind."""

import csv
import datetime
import io

import openpyxl

from .copies import SOURCE, repacked, workbook

HEADINGS = ["season", "country", "category", "state", "places", "as_of", "source"]
KOREA = ["2021", "KR", "working-holiday", "limited", "7100", "2021-06-12", SOURCE]
JAPAN = ["2021", "JP", "young-professionals", "unlimited", "", "2021-06-12", SOURCE]
DAY = datetime.date(2021, 6, 12)


def text_file(
    *,
    headings=HEADINGS,
    rows=(KOREA, JAPAN),
    separator=",",
    above="",
    end="\r\n",
    quoting=csv.QUOTE_MINIMAL,
    encoding="utf-8",
    after="",
):
    """Return the bytes of a text file of these rows."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator, lineterminator=end, quoting=quoting)
    writer.writerows([headings, *rows])
    return (above + out.getvalue() + after).encode(encoding)


def with_cells(**cells):
    """Return a text file whose rows have other cells: one value for both, or a pair."""
    rows = [list(KOREA), list(JAPAN)]
    for name, values in cells.items():
        pair = values if isinstance(values, tuple) else (values, values)
        for row, value in zip(rows, pair, strict=True):
            row[HEADINGS.index(name)] = value
    return text_file(rows=rows)


def named(*headings):
    return text_file(headings=headings)


def with_columns(*more, headings=HEADINGS):
    """Return a text file with columns after ours: a heading and two cells each."""
    added = [list(each) for each in zip(*more, strict=True)]
    return text_file(
        headings=[*headings, *added[0]], rows=[[*KOREA, *added[1]], [*JAPAN, *added[2]]]
    )


def book(*rows, change=None):
    return workbook([list(row) for row in rows] or [HEADINGS, KOREA, JAPAN], change)


def typed(day, number=7100):
    """Return a workbook with typed cells."""
    return book(
        HEADINGS, [2021, *KOREA[1:4], number, day, SOURCE], [2021, *JAPAN[1:4], None, day, SOURCE]
    )


def computed(content):
    """Return a workbook whose number is the result of a formula."""
    cell, formula = b"<v>7100</v>", b"<f>7000+100</f><v>7100</v>"
    return repacked(
        content, lambda name, part: part.replace(cell, formula) if "sheet1" in name else part
    )


def merged_title(workbook, sheet):
    sheet.insert_rows(1, 2)
    sheet["A1"] = "Quotas of 2021"
    sheet.merge_cells("A1:G1")


def other_sheets(workbook, sheet):
    workbook.create_sheet("Notes", 0).append(["Made by the ministry"])
    workbook.create_sheet("Pivot").append(["Sum", 7100])


def hidden_sheet(workbook, sheet):
    workbook.create_sheet("Old").append(HEADINGS)
    workbook["Old"].sheet_state = "hidden"


def hidden_row(workbook, sheet):
    sheet.row_dimensions[3].hidden = True


def blank_edges(workbook, sheet):
    sheet.insert_rows(1, 3)
    sheet["G9"].number_format = "0"
    sheet["J1"].number_format = "0"


def days_of_1904(workbook, sheet):
    workbook.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904


DAYS = (
    "2021-06-12 00:00:00",
    "2021-06-12T00:00:00",
    "2021-06-12T00:00:00Z",
    "2021/06/12",
    "2021.06.12",
    "20210612",
    "2021-6-12",
    "12-Jun-21",
    "12-Jun-2021",
    "12 juin 2021",
    "12-juin-21",
    "12 JUIN 2021",
    "June 12, 2021",
    "Jun. 12, 2021",
    "12 June 2021",
    "12th June 2021",
    "Saturday, June 12, 2021",
    "samedi 12 juin 2021",
    "le 12 juin 2021",
    " 2021-06-12 ",
    "2021-06-12 0:00",
)
NUMBERS = (
    "7100",
    "7,100",
    "7 100",
    "7’100",
    "7'100",
    "7\u00a0100",
    "7\u202f100",
    "7\u2009100",
    "7100.0",
    "7100.00",
    "7,100.00",
    "7 100,00",
    "7.100,00",
    " 7100 ",
    "7100,0",
)
COUNTRIES = (
    "kr",
    " KR ",
    "Kr",
    "KOR",
    "South Korea",
    "south korea",
    "Corée du Sud",
    "COREE DU SUD",
    "Korea, Republic of",
    "Republic of Korea",
    "South Korea (KR)",
    "KR - Corée du Sud",
    '="KR"',
    "\u00a0KR\u00a0",
)
CATEGORIES = (
    "Working Holiday",
    "WORKING HOLIDAY",
    "working_holiday",
    "Vacances-travail",
    "vacances travail",
    "wh",
    "WH",
    "PVT",
)
STATES = (
    ("Limited", "Unlimited"),
    ("LIMITED", "unlimited"),
    ("Limité", "Illimité"),
    ("limite", "ILLIMITE"),
)

# Files with the two rows, whatever they look like.
READ = {
    **{f"the day {day}": with_cells(as_of=day) for day in DAYS},
    **{f"the number {number!r}": with_cells(places=(number, "")) for number in NUMBERS},
    **{f"the country {name!r}": with_cells(country=(name, "jp")) for name in COUNTRIES},
    **{
        f"the category {name!r}": with_cells(category=(name, "Jeunes professionnels"))
        for name in CATEGORIES
    },
    **{f"the state {first}": with_cells(state=(first, second)) for first, second in STATES},
    **{
        f"separated by {name}": text_file(separator=mark)
        for name, mark in {"semicolons": ";", "tabs": "\t", "bars": "|"}.items()
    },
    **{
        f"in {name}": text_file(encoding=name)
        for name in ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")
    },
    "a mark of a big end": b"\xfe\xff" + text_file(encoding="utf-16-be"),
    "tabs in UTF-16": text_file(separator="\t", encoding="utf-16"),
    "Windows-1252": text_file(
        headings=["saison", "pays", "catégorie", "état", "places", "en date du", "source"],
        encoding="cp1252",
    ),
    "sep=;": text_file(separator=";", above="sep=;\r\n"),
    "sep=, in quotes": text_file(above='"sep=,"\n'),
    "SEP=tab in UTF-16": text_file(separator="\t", above="SEP=\t\r\n", encoding="utf-16"),
    "ends of lines of a Mac": text_file(end="\r"),
    "all in quotes": text_file(quoting=csv.QUOTE_ALL),
    "a title": text_file(above="Quotas of the 2021 season,,,,,,\r\n"),
    "a title with commas and a blank row": text_file(
        separator=";", above="Quotas, all of them, 2021\n\n"
    ),
    "empty rows at the end": text_file(after=",,,,,,\r\n" * 30 + "\r\n"),
    "empty rows between": text_file(rows=[KOREA, [""] * 7, [], JAPAN]),
    "empty columns at the end": text_file(
        headings=[*HEADINGS, "", ""], rows=[[*KOREA, "", ""], [*JAPAN, "", ""]]
    ),
    "an empty column in front": text_file(
        headings=["", *HEADINGS], rows=[["", *KOREA], ["", *JAPAN]]
    ),
    "another order": text_file(headings=HEADINGS[::-1], rows=[KOREA[::-1], JAPAN[::-1]]),
    "headings in capitals": named(*(name.upper() for name in HEADINGS)),
    "headings in words": named(
        "Season", "Country or territory", "Category", "State", "Places", "As of", "Source"
    ),
    "headings in French": named(
        "Saison", "Pays ou territoire", "Catégorie", "État", "Places", "En date du", "Source"
    ),
    "headings without accents": named(
        "saison", "pays", "categorie", "etat", "places", "en_date_du", "source"
    ),
    "headings with blanks": named(*(f"  {name} " for name in HEADINGS)),
    "headings of others": named(
        "Year", "Country code", "Stream", "State", "Quota", "Date", "Source"
    ),
    "other headings of others": named(
        "Année", "Pays/territoire", "Volet", "Statut", "Nombre de places", "À la date du", "Source"
    ),
    "columns of others": with_columns(("Region", "Asia", "Asia"), ("Remarks", "x", "")),
    "a column without a heading": text_file(
        headings=[*HEADINGS[:2], "", *HEADINGS[2:]],
        rows=[[*KOREA[:2], "x", *KOREA[2:]], [*JAPAN[:2], "", *JAPAN[2:]]],
    ),
    "names beside codes": with_columns(("country_name", "South Korea", "Japan")),
    "names in French beside codes": with_columns(
        ("nom_du_pays", "Corée du Sud", "Japon"),
        ("nom_de_la_categorie", "Vacances-travail", "Jeunes professionnels"),
    ),
    "names that nobody knows beside codes": with_columns(
        ("country name", "Land of the morning calm", "Japan")
    ),
    "codes beside names": with_columns(("Code", "KR", "JP"))
    .replace(b",KR,working", b",South Korea,working")
    .replace(b",JP,young", b",Japon,young"),
    "no column of states": text_file(
        headings=[*HEADINGS[:3], *HEADINGS[4:]],
        rows=[[*KOREA[:3], *KOREA[4:]], [*JAPAN[:3], "Unlimited", *JAPAN[5:]]],
    ),
    "the state in place of the number too": with_cells(places=("7100", "Illimité")),
    "the season in words": with_cells(season=("2021 season", "Saison 2021")),
    "dates with a time of midnight and a blank": with_cells(
        as_of=("2021-06-12 00:00", "12 Jun 2021")
    ),
    # workbooks
    "a workbook": book(),
    "typed cells": typed(DAY),
    "days and times": typed(datetime.datetime(2021, 6, 12)),
    "the number of a day": typed(44_359),
    "the number of a day with a fraction of nought": typed(44_359.0, 7100.0),
    "days since 1904": book(
        HEADINGS,
        [2021, *KOREA[1:4], 7100, DAY, SOURCE],
        [2021, *JAPAN[1:4], None, DAY, SOURCE],
        change=days_of_1904,
    ),
    "days as texts": typed("June 12, 2021", "7,100"),
    "a result of a formula": computed(typed(DAY)),
    "a merged title": book(change=merged_title),
    "other sheets": book(change=other_sheets),
    "a hidden sheet": book(change=hidden_sheet),
    "a hidden row": book(change=hidden_row),
    "blank rows and formats around": book(change=blank_edges),
    "a workbook under another name": book(),
}
