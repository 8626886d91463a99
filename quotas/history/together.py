"""Many records saved at once with their versions, in as many queries as for one.

The database takes all rows out of one JSON text, which is made before anybody has to wait.
"""

import json

from django.db import connection
from django.utils import timezone

from .versions import ADDED, CHANGED

INSERT = """
INSERT INTO {table} ({columns}) SELECT {values} FROM {rows} RETURNING {pk}
"""
UPDATE = """
UPDATE {table} SET {assignments} FROM {rows} WHERE {table}.{pk} = {pk_value}
"""
# The versions are copies of the rows that were just written.
KEEP = """
INSERT INTO {history}
    ({columns}, history_date, history_change_reason, history_type, history_user_id)
SELECT {columns}, %s, %s, %s, %s FROM {table} WHERE {pk} IN (SELECT {number} FROM {numbers})
"""
DIALECTS = {
    "sqlite": {
        "rows": "json_each(%s) AS new",
        "value": "json_extract(new.value, '$.{name}')",
        "number": "value",
        "numbers": "json_each(%s)",
    },
    "postgresql": {
        "rows": "json_populate_recordset(NULL::{table}, %s::json) AS new",
        "value": "new.{column}",
        "number": "value::bigint",
        "numbers": "json_array_elements_text(%s::json)",
    },
}


class SavedTogether:
    """New and changed records of a model, ready to be written. Check them first."""

    def __init__(self, model, new, changed):
        self.model = model
        self.pk = model._meta.pk
        self.new = self.rows_of(new, [field for field in self.fields if field is not self.pk])
        self.changed = self.rows_of(changed, self.fields)
        self.changed_numbers = [record.pk for record in changed]
        self.user = next(map(self.user_of, [*new, *changed]), None)

    @property
    def fields(self):
        return self.model._meta.concrete_fields

    def user_of(self, record):
        user = self.model.history.model.get_default_history_user(record)
        return user and user.pk

    def rows_of(self, records, fields):
        """Return the rows of `records` as JSON, each an object of values by column."""
        rows = [
            {
                field.column: field.get_db_prep_save(
                    field.pre_save(record, add=record.pk is None), connection
                )
                for field in fields
            }
            for record in records
        ]
        return json.dumps(rows, default=str) if rows else ""

    def write(self, reason):
        """Write all rows and their versions. Call it while nobody else can write."""
        with connection.cursor() as cursor:
            if self.new:
                cursor.execute(self.sql(INSERT), [self.new])
                self.keep(cursor, ADDED, [number for (number,) in cursor.fetchall()], reason)
            if self.changed:
                cursor.execute(self.sql(UPDATE), [self.changed])
                self.keep(cursor, CHANGED, self.changed_numbers, reason)

    def keep(self, cursor, kind, numbers, reason):
        date = connection.ops.adapt_datetimefield_value(timezone.now())
        cursor.execute(
            self.sql(KEEP, with_pk=True), [date, reason, kind, self.user, json.dumps(numbers)]
        )

    def sql(self, statement, *, with_pk=False):
        """Return a statement in the dialect of the database, about all columns."""
        quote, words = connection.ops.quote_name, DIALECTS[connection.vendor]
        table = quote(self.model._meta.db_table)
        value = {
            field: words["value"].format(name=field.column, column=quote(field.column))
            for field in self.fields
        }
        fields = [field for field in self.fields if with_pk or field is not self.pk]
        columns = [quote(field.column) for field in fields]
        values = [value[field] for field in fields]
        return statement.format(
            table=table,
            history=quote(self.model.history.model._meta.db_table),
            columns=", ".join(columns),
            values=", ".join(values),
            assignments=", ".join(map("{} = {}".format, columns, values)),
            rows=words["rows"].format(table=table),
            pk=quote(self.pk.column),
            pk_value=value[self.pk],
            number=words["number"],
            numbers=words["numbers"],
        )
