"""The revision: the number of changes to public data, and the triggers that count them.

The database counts, because every change passes through it: those of the admin, of a command, of
a shell, of ``QuerySet.update`` and of plain SQL. Triggers are dropped before migrations and put
back after them, because SQLite migrates a table by making it anew.
"""

import functools

from django.apps import apps
from django.db import connection, connections, models, transaction
from django.db.models import F
from django.utils import timezone

DUE = "due"
STATE = """
SELECT number, changed_at,
    (SELECT COUNT(*) FROM quotas_draft WHERE publish_at <= %s AND problem = '')
FROM quotas_revision
"""

OPERATIONS = ("INSERT", "UPDATE", "DELETE")

SQLITE_TRIGGER = """
CREATE TRIGGER {name} AFTER {operation} ON {table} BEGIN
    UPDATE quotas_revision
    SET number = number + 1, changed_at = strftime('%Y-%m-%d %H:%M:%f', 'now');
END
"""

POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION quotas_move_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE quotas_revision SET number = number + 1, changed_at = clock_timestamp();
    RETURN NULL;
END $$
"""

# Before the statement, so that every writer locks the revision's row first. The others wait there
# without a lock, and no two of them can wait for each other.
POSTGRESQL_TRIGGER = """
CREATE TRIGGER {name} BEFORE {operation} ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION quotas_move_revision()
"""


class PublicModel(models.Model):
    """A model whose rows readers see. Each change of one moves the revision."""

    class Meta:
        abstract = True


def state_of_data():
    """Return a text that changes whenever a page may change.

    The day is part of it, because notices come and go by date, and so is the number of drafts that
    are due to be published. Every request asks, so it is one short query without the ORM.
    """
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(STATE, [now])
        number, changed_at, due = cursor.fetchone()
    return f"{number} {changed_at} {timezone.localdate()}" + (f" {due} {DUE}" if due else "")


def queue_to_write():
    """Wait until no other writer of public data is at work, make the next ones wait.

    Call it inside a transaction that reads before it writes. SQLite queues its writers by itself.
    Return the revision, which nobody else can move until the transaction ends.
    """
    return apps.get_model("quotas", "Revision").objects.select_for_update().get(pk=1).number


def revision():
    """Return the number of changes to public data until now."""
    return apps.get_model("quotas", "Revision").objects.get(pk=1).number


def in_turn(view):
    """Make `view` answer a POST while every other writer waits, and all else without waiting.

    On SQLite every transaction is a writer's, so a view that only reads must not begin one.
    """

    @functools.wraps(view)
    def view_in_turn(request, *args, **kwargs):
        if request.method != "POST":
            return view(request, *args, **kwargs)
        with transaction.atomic():
            queue_to_write()
            return view(request, *args, **kwargs)

    return view_in_turn


def public_models():
    """Return the models whose rows readers see, each after those that it refers to.

    The tables of their many-to-many fields are among them.
    """
    ordered = []

    def add(model):
        if model in ordered or not issubclass(model, PublicModel):
            return
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many):
            if field.is_relation:
                add(field.related_model)
        ordered.append(model)
        ordered.extend(field.remote_field.through for field in model._meta.local_many_to_many)

    for model in apps.get_app_config("quotas").get_models():
        add(model)
    return ordered


def stop_counting(using):
    """Drop the triggers that are there."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for table, name, _ in _triggers(connection, cursor):
            on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on_table}")


def start_counting(using):
    """Put a trigger on every public table that exists, and a first row into an empty count.

    It counts one change itself, because a migration may have changed data without triggers.
    """
    stop_counting(using)
    connection = connections[using]
    Revision = apps.get_model("quotas", "Revision")
    with connection.cursor() as cursor:
        if Revision._meta.db_table in connection.introspection.table_names(cursor):
            Revision.objects.using(using).get_or_create(pk=1)
            Revision.objects.using(using).update(number=F("number") + 1)
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRESQL_FUNCTION)
        statement = POSTGRESQL_TRIGGER if connection.vendor == "postgresql" else SQLITE_TRIGGER
        for table, name, operation in _triggers(connection, cursor):
            cursor.execute(statement.format(table=table, name=name, operation=operation))


def _triggers(connection, cursor):
    """Return the quoted table, quoted name and operation of each trigger whose table exists."""
    existing = set(connection.introspection.table_names(cursor))
    operations = OPERATIONS + (("TRUNCATE",) if connection.vendor == "postgresql" else ())
    for table in (model._meta.db_table for model in public_models()):
        if table not in existing:
            continue
        for operation in operations:
            name = f"{table}_{operation.lower()}_moves_revision"
            yield (
                connection.ops.quote_name(table),
                connection.ops.quote_name(name),
                operation,
            )
