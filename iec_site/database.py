"""The address of the database, and its checks."""

from urllib.parse import unquote, urlsplit

import dj_database_url
import psycopg
from environs import ValidationError
from psycopg.conninfo import make_conninfo

from quotas.management.database_file import missing_file

SQLITE = "django.db.backends.sqlite3"
POSTGRESQL = "django.db.backends.postgresql"
IN_MEMORY = "sqlite://:memory:"

EXPECTED = "must be like sqlite:////srv/iec/db.sqlite3 or postgres://user:password@host/name"
OF_DJANGO = {"assume_role", "isolation_level", "server_side_binding"}
# A server that is gone without notice must not keep a thread waiting for minutes.
PATIENCE = {
    "connect_timeout": 2,
    "keepalives_idle": 15,
    "keepalives_interval": 5,
    "keepalives_count": 2,
    "tcp_user_timeout": 20_000,
}


def check_database(folder):
    """Return a check of addresses; a short path of SQLite begins in `folder`."""

    def check(url):
        try:
            parsed = dj_database_url.parse(url)
        except ValueError:
            raise ValidationError(EXPECTED) from None
        if parsed["ENGINE"] == POSTGRESQL:
            check_postgresql(parsed)
        elif parsed["ENGINE"] != SQLITE or not url.startswith(("sqlite:///", IN_MEMORY)):
            raise ValidationError(EXPECTED)
        elif url != IN_MEMORY:
            check_file(sqlite_file(url, folder))

    return check


def check_postgresql(parsed):
    options = parsed.get("OPTIONS", {})
    if not parsed["NAME"] and "service" not in options:
        raise ValidationError(f"lacks the name of the database: it {EXPECTED}")
    try:
        make_conninfo(**{name: value for name, value in options.items() if name not in OF_DJANGO})
    except psycopg.Error:
        names = ", ".join(options)
        raise ValidationError(f"has an option that PostgreSQL does not know: {names}") from None


def check_file(file):
    """Refuse a file that cannot come to be."""
    if file.is_dir():
        raise ValidationError(f"leads to a folder, and must lead to a file: {file}")
    if not file.parent.is_dir():
        raise ValidationError(f"leads to a folder that does not exist: {file.parent}")


def sqlite_file(url, folder):
    """Return the file at an address of SQLite; a short path begins in `folder`."""
    return folder / unquote(urlsplit(url).path[1:])


def failure(database, error):
    """Describe in one line why a `database` cannot answer."""
    file = missing_file(database)
    reason = f"there is no file {file}; manage.py migrate makes one" if file else error
    return f"The database (DATABASE_URL) cannot answer: {' '.join(str(reason).split())}"
