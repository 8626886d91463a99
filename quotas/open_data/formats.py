"""A table as a file: CSV, JSON or XLSX."""

import dataclasses
import datetime
import json

from django.utils.timezone import localtime
from django.utils.translation import gettext

from ..files.formulas import escape
from ..files.writing import Worksheet, csv_text, workbook
from ..models import Revision
from .columns.shared import json_value
from .licence import LICENCE

BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"  # without it Excel takes UTF-8 for something else


@dataclasses.dataclass(frozen=True)
class TableFile:
    """Some rows of a table, and the facts that stand in a file of them.

    `rows` are dicts by the names of columns. `address` is the page that shows the same.
    """

    table: object
    rows: list
    title: str
    address: str
    left_out: tuple[str, ...] = ()


def csv_value(value):
    """`value` as a cell of CSV: a text that is no formula, a number, or None."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return escape(value) if isinstance(value, str) else json_value(value)


def as_csv(file):
    """Return RFC 4180 in UTF-8, as Excel opens it too; formulas get an apostrophe in front."""
    rows = [[column.header for column in file.table.columns]]
    rows += [[csv_value(value) for value in row.values()] for row in file.rows]
    return (BYTE_ORDER_MARK + csv_text(rows)).encode()


def as_json(file):
    """Return the rows as objects with the names of the API, and the facts about them.

    There is one list in it, unless a filter was left out, so that pandas.read_json takes it.
    """
    said = {
        "title": file.title,
        "page": file.address,
        "licence": LICENCE.address,
        "changed_at": json_value(changed_at()),
        **({"left_out": list(file.left_out)} if file.left_out else {}),
        "rows": [{name: json_value(value) for name, value in row.items()} for row in file.rows],
    }
    return json.dumps(said, ensure_ascii=False, indent=1).encode()


def as_xlsx(file):
    """A workbook with typed cells; a second sheet says where they come from."""
    data = Worksheet(
        gettext("Data"),
        [
            [escape(value) if isinstance(value, str) else value for value in row.values()]
            for row in file.rows
        ],
        headings=[column.header for column in file.table.columns],
    )
    # The same bytes for the same data: not the time of making it, but that of the data.
    return workbook(
        [data, Worksheet(gettext("About"), facts(file), first_width=20)],
        title=file.title,
        author=gettext("IEC Quotas"),
        created=changed_at(),
    )


def facts(file):
    """Return the lines of the second sheet: a name and a value each."""
    said = [
        (gettext("Title"), file.title),
        (gettext("Page"), file.address),
        (gettext("Licence"), f"{LICENCE.title}, {LICENCE.address}"),
        (gettext("Changed"), json_value(changed_at())),
    ]
    return said + [(gettext("Filter left out"), sentence) for sentence in file.left_out]


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
