"""A table as a file: CSV, JSON or XLSX."""

import dataclasses
import datetime
import json

from django.utils.timezone import localtime
from django.utils.translation import gettext

from ..files.formulas import escape
from ..files.writing import Worksheet, csv_text, workbook
from ..models import Revision
from .columns.shared import plain
from .licence import LICENCE

BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"  # without it Excel takes UTF-8 for something else


@dataclasses.dataclass(frozen=True)
class Sheet:
    """Some rows of a table, and the facts that stand in a file of them.

    `rows` are dicts by the names of columns. `address` is the page that shows the same.
    """

    table: object
    rows: list
    title: str
    address: str
    left_out: tuple[str, ...] = ()


def spelled(value):
    """`value` as a cell of CSV: a text that is no formula, a number, or None."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return escape(value) if isinstance(value, str) else plain(value)


def as_csv(sheet):
    """Return RFC 4180 in UTF-8, as Excel opens it too; formulas get an apostrophe in front."""
    rows = [[column.header for column in sheet.table.columns]]
    rows += [[spelled(value) for value in row.values()] for row in sheet.rows]
    return (BYTE_ORDER_MARK + csv_text(rows)).encode()


def as_json(sheet):
    """Return the rows as objects with the names of the API, and the facts about them.

    There is one list in it, unless a filter was left out, so that pandas.read_json takes it.
    """
    said = {
        "title": sheet.title,
        "page": sheet.address,
        "licence": LICENCE.address,
        "changed_at": plain(changed_at()),
        **({"left_out": list(sheet.left_out)} if sheet.left_out else {}),
        "rows": [{name: plain(value) for name, value in row.items()} for row in sheet.rows],
    }
    return json.dumps(said, ensure_ascii=False, indent=1).encode()


def as_xlsx(sheet):
    """A workbook with typed cells; a second sheet says where they come from."""
    data = Worksheet(
        gettext("Data"),
        [
            [escape(value) if isinstance(value, str) else value for value in row.values()]
            for row in sheet.rows
        ],
        headings=[column.header for column in sheet.table.columns],
    )
    # The same bytes for the same data: not the time of making it, but that of the data.
    return workbook(
        [data, Worksheet(gettext("About"), facts(sheet), first_width=20)],
        title=sheet.title,
        author=gettext("IEC Quotas"),
        created=changed_at(),
    )


def facts(sheet):
    """Return the lines of the second sheet: a name and a value each."""
    said = [
        (gettext("Title"), sheet.title),
        (gettext("Page"), sheet.address),
        (gettext("Licence"), f"{LICENCE.title}, {LICENCE.address}"),
        (gettext("Changed"), plain(changed_at())),
    ]
    return said + [(gettext("Filter left out"), sentence) for sentence in sheet.left_out]


def changed_at():
    """Return the time of the last change of the data."""
    return localtime(Revision.objects.get().changed_at, datetime.UTC)


FORMATS = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "json": (as_json, "application/json"),
    "xlsx": (
        as_xlsx,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
}
