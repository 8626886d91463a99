"""All tables in one ZIP: CSV files, described by a Frictionless data package.

https://datapackage.org/standard/data-package/
"""

import datetime
import io
import json
import zipfile
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext

from ..i18n.addresses import absolute
from ..i18n.languages import language
from .columns.shared import json_value
from .formats import TableFile, as_csv, changed_at
from .licence import LICENCE
from .tables import TABLES

TYPES = {
    int: "integer",
    str: "string",
    bool: "boolean",
    Decimal: "number",
    datetime.date: "date",
    datetime.datetime: "datetime",
}


def package():
    """Return the bytes of the ZIP, in the reader's language."""
    content = io.BytesIO()
    moment = changed_at()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:

        def put(name, text):
            member = zipfile.ZipInfo(name, moment.timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            archive.writestr(member, text)

        put("datapackage.json", json.dumps(description(), ensure_ascii=False, indent=2))
        put("README.md", readme())
        for table in TABLES:
            file = TableFile(table, table.rows(table.everything()), str(table.title), "")
            put(f"{table.file_name}.csv", as_csv(file))
    return content.getvalue()


def description():
    """Return the content of `datapackage.json`."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "iec-quotas",
        "title": gettext("Quotas of International Experience Canada"),
        "description": gettext(
            "Places by season, country and category, their history, weekly figures of the pools, "
            "who can apply, dates and fees. Each row names its source. An independent site: not "
            "run by the Government of Canada."
        ),
        "homepage": absolute(reverse("data")),
        "version": changed_at().strftime("%Y.%m.%d.%H%M%S"),
        "created": json_value(changed_at()),
        "licenses": [{"name": LICENCE.name, "title": str(LICENCE.title), "path": LICENCE.address}],
        "resources": [resource(table) for table in TABLES],
    }


def resource(table):
    return {
        "name": table.file_name,
        "title": str(table.title),
        "description": str(table.description),
        "path": f"{table.file_name}.csv",
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "header": True},
        "schema": schema(table),
    }


def schema(table):
    """Return the table schema: https://datapackage.org/standard/table-schema/."""
    headers = {column.name: column.header for column in table.columns}
    content = {
        "fields": [describe_column(column) for column in table.columns],
        "missingValues": [""],
    }
    if table.key:
        content["primaryKey"] = [headers[name] for name in table.key]
    return content


def describe_column(column):
    """Return a column as a field of a table schema."""
    constraints = {} if column.may_be_empty else {"required": True}
    if column.codes:
        constraints["enum"] = list(column.codes)
    field = {
        "name": column.header,
        "type": TYPES[column.kind],
        "description": str(column.description),
    }
    return field | ({"constraints": constraints} if constraints else {})


def readme():
    """Return the text beside the files, for the person who unpacks them."""
    lines = [
        f"# {gettext('Quotas of International Experience Canada')}",
        "",
        description()["description"],
        "",
        f"{gettext('Page')}: {absolute(reverse('data'))}",
        f"{gettext('Licence')}: {LICENCE.title}, {LICENCE.address}",
        f"{gettext('Changed')}: {json_value(changed_at())}",
        "",
        gettext("Please name the source that each row gives."),
    ]
    for table in TABLES:
        lines += ["", f"## {table.file_name}.csv", "", str(table.description), ""]
        lines += [f"- `{column.header}`: {column.description}" for column in table.columns]
    return "\n".join(lines) + "\n"


def file_name():
    return "eic-quotas.zip" if language() == "fr" else "iec-quotas.zip"
