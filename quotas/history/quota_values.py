"""The triggers that keep every value of a quota.

The database keeps them, because every change passes through it, as for the revision. A new value
on a new day stands beside the old one. A new value on the same day, or on an earlier one, is a
correction of a mistake of ours. The value of a deleted quota is withdrawn. A value that was still
true on a later day is kept once, with the first of its days; the quota itself has the last one.
"""

from django.apps import apps
from django.db import connections

COLUMNS = "season_id, country_id, category_id, state, places, as_of, source_id"
SAME_POOL = (
    "season_id = {row}.season_id AND country_id = {row}.country_id "
    "AND category_id = {row}.category_id"
)
SAME_QUOTA = (
    "NEW.season_id = OLD.season_id AND NEW.country_id = OLD.country_id "
    "AND NEW.category_id = OLD.category_id"
)
OF_NEW = SAME_POOL.format(row="NEW") + " AND as_of = NEW.as_of"
OF_OLD = SAME_POOL.format(row="OLD") + " AND as_of = OLD.as_of"
LAST_OF_DAY = f"(SELECT MAX(id) FROM quotas_quotavalue WHERE {OF_NEW})"
IN_FORCE = f"""(
    SELECT id FROM quotas_quotavalue
    WHERE {SAME_POOL.format(row="NEW")} AND as_of <= NEW.as_of ORDER BY as_of DESC, id DESC LIMIT 1
)"""

# Write the value of a quota, unless it is the one in force on that day.
KEEP = f"""
    INSERT INTO quotas_quotavalue ({COLUMNS}, recorded_at, is_correction)
    SELECT NEW.season_id, NEW.country_id, NEW.category_id, NEW.state, NEW.places, NEW.as_of,
        NEW.source_id, {{now}},
        {{not_later}} OR EXISTS (SELECT 1 FROM quotas_quotavalue WHERE {OF_NEW})
    WHERE NOT EXISTS (
        SELECT 1 FROM quotas_quotavalue
        WHERE id = {IN_FORCE} AND state = NEW.state AND {{same_places}}
    );
    UPDATE quotas_quotavalue SET source_id = NEW.source_id
    WHERE id = {LAST_OF_DAY} AND source_id <> NEW.source_id;
"""

# Correct a day that was too late on the value with that day; the new value follows.
REDATE = f"""
    UPDATE quotas_quotavalue
    SET is_correction = is_correction OR EXISTS (SELECT 1 FROM quotas_quotavalue WHERE {OF_NEW}),
        as_of = NEW.as_of
    WHERE {OF_OLD} AND NEW.as_of < OLD.as_of AND {SAME_QUOTA};
"""

# Withdraw only kept values: a database that is being emptied may have lost them first.
WITHDRAW = f"""
    INSERT INTO quotas_quotavalue ({COLUMNS}, recorded_at, is_correction)
    SELECT OLD.season_id, OLD.country_id, OLD.category_id, 'withdrawn', NULL, OLD.as_of,
        OLD.source_id, {{now}}, {{yes}}
    WHERE EXISTS (
        SELECT 1 FROM quotas_quotavalue WHERE {SAME_POOL.format(row="OLD")}
    ){{unless}};
"""

DIFFERS = " OR ".join(f"NEW.{name} {{differs}} OLD.{name}" for name in COLUMNS.split(", "))
NOT_LATER = f"(NEW.as_of <= OLD.as_of AND {SAME_QUOTA})"
TRIGGERS = {
    "INSERT": KEEP.replace("{not_later}", "{no}"),
    "UPDATE": WITHDRAW.replace("{unless}", f" AND NOT ({SAME_QUOTA})")
    + REDATE
    + KEEP.replace("{not_later}", NOT_LATER),
    "DELETE": WITHDRAW.replace("{unless}", ""),
}
DIALECTS = {
    "sqlite": {
        "now": "strftime('%Y-%m-%d %H:%M:%f', 'now')",
        "same_places": "places IS NEW.places",
        "differs": "IS NOT",
        "yes": "1",
        "no": "0",
    },
    "postgresql": {
        "now": "clock_timestamp()",
        "same_places": "places IS NOT DISTINCT FROM NEW.places",
        "differs": "IS DISTINCT FROM",
        "yes": "TRUE",
        "no": "FALSE",
    },
}


def stop_keeping(using):
    """Drop the triggers that are there."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if not _tables_exist(connection, cursor, "Quota"):
            return
        for operation in TRIGGERS:
            on_table = " ON quotas_quota" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {_name(operation)}{on_table}")


def start_keeping(using):
    """Put the triggers on the table of quotas, and each quota that has no history yet into it."""
    stop_keeping(using)
    connection = connections[using]
    with connection.cursor() as cursor:
        if not _tables_exist(connection, cursor, "Quota", "QuotaValue"):
            return
        words = DIALECTS[connection.vendor]
        for operation, body in TRIGGERS.items():
            body = body.format(**words)
            condition = f"WHEN ({DIFFERS.format(**words)})" if operation == "UPDATE" else ""
            if connection.vendor == "postgresql":
                cursor.execute(_postgresql_function(operation, body))
                action = f"EXECUTE FUNCTION {_name(operation)}()"
            else:
                action = f"BEGIN {body} END"
            cursor.execute(
                f"CREATE TRIGGER {_name(operation)} AFTER {operation} ON quotas_quota "
                f"FOR EACH ROW {condition} {action}"
            )
        cursor.execute(
            f"INSERT INTO quotas_quotavalue ({COLUMNS}, recorded_at, is_correction) "
            f"SELECT {COLUMNS}, {words['now']}, FALSE FROM quotas_quota AS quota WHERE NOT EXISTS "
            f"(SELECT 1 FROM quotas_quotavalue WHERE {SAME_POOL.format(row='quota')})"
        )


def _name(operation):
    return f"quotas_quota_{operation.lower()}_keeps_value"


def _postgresql_function(operation, body):
    return (
        f"CREATE OR REPLACE FUNCTION {_name(operation)}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {body} RETURN NULL; END $$"
    )


def _tables_exist(connection, cursor, *models):
    existing = connection.introspection.table_names(cursor)
    return all(apps.get_model("quotas", name)._meta.db_table in existing for name in models)
