"""The count of changes to public data, and the triggers that keep it.

It moves with every change, whoever makes it: the admin, a command, a shell, ``QuerySet.update``
and plain SQL all pass through the database, so that is where it is kept. Triggers are dropped
before migrations and put back after them, because SQLite migrates a table by making it anew.
"""

import functools

from django.apps import apps
from django.db import connection, connections, transaction
from django.db.models import F
from django.utils import timezone

DUE = "due"
STATE = """
SELECT number, changed_at,
    (SELECT COUNT(*) FROM quotas_draft WHERE publish_at <= %s AND problem = '')
FROM quotas_revision
"""

OPERATIONS = ("INSERT", "UPDATE", "DELETE")
PUBLIC = (
    "Source",
    "Season",
    "Country",
    "Category",
    "Quota",
    "QuotaValue",
    "WeeklyFigures",
    "Eligibility",
    "ArrangementChange",
    "SeasonDay",
    "Fee",
    "Notice",
    "Note",
    "Step",
    "Requirement",
    "Term",
    "Question",
)

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

# Before the statement: every writer takes the revision's row first and the others wait there,
# holding nothing, so that no two of them can come to wait for each other.
POSTGRESQL_TRIGGER = """
CREATE TRIGGER {name} BEFORE {operation} ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION quotas_move_revision()
"""


def state_of_data():
    """What stands for all public data as it is today; it changes when any page may.

    The day is part of it, because notices come and go by date, and so is how many drafts are due
    to be published. Every request asks, so it is one short query without the ORM.
    """
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(STATE, [now])
        number, changed_at, due = cursor.fetchone()
    return f"{number} {changed_at} {timezone.localdate()}" + (f" {due} {DUE}" if due else "")


def queue_to_write():
    """Wait until no other writer of public data is at work, and make the next ones wait.

    For whoever reads before writing, inside a transaction. SQLite queues its writers by itself.
    Return the revision, which stays as it is for everybody else.
    """
    return apps.get_model("quotas", "Revision").objects.select_for_update().get(pk=1).number


def revision():
    """The number of changes to public data until now."""
    return apps.get_model("quotas", "Revision").objects.get(pk=1).number


def in_turn(view):
    """A view that answers a POST with every other writer waiting, and all else without.

    On SQLite every transaction is a writer's, so whoever only looks must not begin one.
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
    """The models whose rows readers see, many-to-many tables too, each after those it refers to."""
    for model in (apps.get_model("quotas", name) for name in PUBLIC):
        yield model
        yield from (field.remote_field.through for field in model._meta.local_many_to_many)


def stop_counting(using):
    """Drop the triggers that are there."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for table, name, _ in _triggers(connection, cursor):
            on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on_table}")


def start_counting(using):
    """Put a trigger on every public table that exists, and a first row into an empty count.

    It counts one on its own account, for what a migration may have changed unseen.
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
    """The quoted table, quoted name and operation of each trigger whose table exists."""
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
