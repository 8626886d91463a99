"""Answers while the database is away, or locked by another writer."""

import logging

from django.db import (
    DatabaseError,
    Error,
    InterfaceError,
    InternalError,
    OperationalError,
    ProgrammingError,
    connection,
)
from django.shortcuts import render

log = logging.getLogger(__name__)

RETRY_AFTER = 10  # seconds
# PostgreSQL's codes for a missing table or column; SQLite raises OperationalError instead.
NOT_MIGRATED = ("42P01", "42703")

# The longest wait of a statement for a lock, in seconds. Readers soon get a kept page or an error
# to try again, while a change of staff is worth a longer wait.
PATIENCE_OF_READERS = 1
PATIENCE_OF_STAFF = 20
STAFF_PREFIXES = ("/admin/", "/preview/")


class DatabaseAway:
    """Answer 503 where a page cannot be made because the database does not answer."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        is_for_staff = request.path.startswith(STAFF_PREFIXES)
        wait_for_locks(PATIENCE_OF_STAFF if is_for_staff else PATIENCE_OF_READERS)
        return self.get_response(request)

    def process_exception(self, request, error):
        if not is_away(error):
            return None
        log.warning("The database does not answer: %s", one_line(error))
        return unavailable(request)


class WithoutTraceback(logging.Filter):
    """Shorten an error of a database that is away to one line of the log."""

    def filter(self, record):
        error = record.exc_info and record.exc_info[1]
        if is_away(error):
            record.exc_info = None
            record.msg, record.args = f"{record.getMessage()}: %s", (one_line(error),)
        return True


def one_line(error):
    return " ".join(str(error).split())


def is_away(error):
    """Tell if `error` means that the database is away or not ready, and no mistake of ours."""
    if isinstance(error, ProgrammingError):
        return getattr(error.__cause__, "sqlstate", None) in NOT_MIGRATED
    return isinstance(error, (OperationalError, InterfaceError, InternalError)) or (
        type(error) is DatabaseError
    )


def unavailable(request):
    """Return a page that this will pass, made without the data, the session or the user."""
    if hasattr(request, "session"):
        request.session.give_up()
    response = render(None, "503.html", status=503)
    response.headers["Retry-After"] = str(RETRY_AFTER)
    response.headers["Cache-Control"] = "no-store"
    return response


def wait_for_locks(seconds):
    """Limit the wait of this thread's statements for a lock, from now on."""
    connection.lock_wait = seconds
    if connection.connection is not None:
        try:
            apply_lock_wait(connection=connection)
        except Error:
            connection.close()  # it is broken, and the next query connects anew


def apply_lock_wait(connection, **kwargs):
    """Tell the database the longest wait, outside of Django's log of queries."""
    seconds = getattr(connection, "lock_wait", None)
    applied = (connection.connection, seconds)
    if seconds is None or getattr(connection, "lock_wait_of", None) == applied:
        return
    if connection.vendor == "sqlite":
        statement = f"PRAGMA busy_timeout = {seconds * 1000}"
    else:
        statement = f"SET lock_timeout = '{seconds}s'"
    with connection.wrap_database_errors:
        connection.connection.execute(statement)
    connection.lock_wait_of = applied
