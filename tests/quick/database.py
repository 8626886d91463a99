"""The shipped data, loaded once for all tests and copied back.

To copy it takes a hundredth of the time that loading it takes: on SQLite from a file, elsewhere
from tables beside its own.
"""

import fcntl
import os
import shutil
import sqlite3
from contextlib import closing, contextmanager
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from django.test import TransactionTestCase
from django.utils import timezone

from quotas.history.revision import public_models
from quotas.models import Revision, Season

PROCESS = os.environ.get("PYTEST_XDIST_WORKER", "alone")
BESIDE = "shipped_{}"
# What migrations bring besides tables.
OF_MIGRATIONS = ("django_content_type", "auth_permission", "auth_group", "auth_group_permissions")

now = SimpleNamespace(holds="empty")  # which is known until a test commits something


def tables():
    """The tables that the shipped data fills, each after those it refers to; then the history."""
    public = list(public_models())
    kept = [model for model in apps.get_app_config("quotas").get_models() if model not in public]
    return [model._meta.db_table for model in (*public, *kept) if model is not Revision]


def execute(*statements):
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def empty():
    """Take every row of ours out of the database."""
    execute(*(f"DELETE FROM {table}" for table in reversed(tables())))


def copy_back(names):
    """Fill tables with what was kept beside them."""
    for table in names:
        execute(
            f"DELETE FROM {table}",  # also what the database made of the rows before
            f"INSERT INTO {table} SELECT * FROM {BESIDE.format(table)}",
        )


@pytest.fixture(scope="session")
def shared(tmp_path_factory):
    """The folder that all processes of one run share."""
    folder = tmp_path_factory.getbasetemp()
    folder = (folder if PROCESS == "alone" else folder.parent) / "shared"
    folder.mkdir(exist_ok=True)
    return folder


@contextmanager
def in_turn(folder):
    """Let one process after another do what is inside."""
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(shared):
    """A file on SQLite, as when deployed: in memory, a server’s threads share a transaction."""
    if connection.vendor == "sqlite":
        settings = connection.settings_dict
        settings["TEST"]["NAME"] = str(shared / "test.sqlite3")
        # Nothing in it has to outlive the machine.
        settings["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"


def fill(shared):
    """Make a database with the shipped data beside its empty tables, and return its name."""
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    call_command("load_shipped_data", verbosity=0)
    for table in (*OF_MIGRATIONS, *tables()):
        execute(f"CREATE TABLE {BESIDE.format(table)} AS SELECT * FROM {table}")
    execute("ANALYZE")  # as a database does by itself once it is filled
    keep(name, shared / "shipped")
    empty()
    keep(name, shared / "empty")
    return name


def keep(name, path):
    """Close the database, and copy the file of SQLite."""
    connection.close()
    if connection.vendor == "sqlite":
        shutil.copyfile(name, path)


def end_other_sessions():
    """Close what a thread of a server still holds: PostgreSQL drops no database in use."""
    if connection.vendor == "postgresql":
        execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment, django_db_modify_db_settings, django_db_blocker, shared
):
    """Give each process a copy of one database that holds the shipped data beside its tables.

    The first process fills it, and the last one to end takes it away.
    """
    settings, creation = connection.settings_dict, connection.creation
    deployed = settings["NAME"]
    filled, ours = shared / "filled", shared / f"copied by {PROCESS}"

    with django_db_blocker.unblock(), in_turn(shared):
        if not filled.exists():
            filled.write_text(fill(shared))
        settings["NAME"] = filled.read_text()
        creation.clone_test_db(PROCESS, verbosity=0)
        settings.update(creation.get_test_db_clone_settings(PROCESS))
        ours.touch()

    yield

    with django_db_blocker.unblock(), in_turn(shared):
        end_other_sessions()
        creation.destroy_test_db(verbosity=0)
        ours.unlink()
        if not list(shared.glob("copied by *")):
            settings["NAME"] = filled.read_text()
            creation.destroy_test_db(verbosity=0)
            filled.unlink()
        settings["NAME"] = deployed


@pytest.fixture(scope="session", autouse=True)
def rows_put_back_instead_of_flushed():
    """After a test with transactions of its own, leave it to the next to put back what it needs.

    Django would empty every table, and make permissions, groups and triggers anew.
    """

    def leave(_case):
        now.holds = None

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", leave)
        yield


def put_back(what, shared):
    """Let the database hold the shipped data or nothing, and what migrations bring."""
    if connection.vendor == "sqlite":
        copy_file(shared / what)
    else:
        names = connection.introspection.django_table_names(only_existing=True)
        stay = {"django_migrations", Revision._meta.db_table}
        with transaction.atomic():
            execute(*(f"DELETE FROM {table}" for table in sorted(set(names) - stay)))
            copy_back(OF_MIGRATIONS)
            if what == "shipped":
                copy_shipped()
    ContentType.objects.clear_cache()
    now.holds = what


def copy_file(path):
    """Make the database what a file of SQLite is, but for the revision, which goes on."""
    before = Revision.objects.get().number
    with closing(sqlite3.connect(path)) as kept:
        kept.backup(connection.connection)
    Revision.objects.update(number=before + 1, changed_at=timezone.now())


def copy_shipped():
    copy_back(tables())
    # PostgreSQL gives the next rows numbers that these do not have.
    models = apps.get_app_config("quotas").get_models(include_auto_created=True)
    execute(*connection.ops.sequence_reset_sql(no_style(), list(models)))


@pytest.fixture
def load_shipped():
    """Fills the database with the shipped data, if it was not known before that it is needed."""

    def load():
        if not Season.objects.exists():
            with transaction.atomic():
                copy_shipped()

    return load


def needs(item):
    return "shipped" if "load_shipped" in item.fixturenames else "empty"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Tests that start with an empty database come first: it is filled once for all others."""
    items.sort(key=needs)


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef, request):
    """Put back what a test needs, before its transaction begins."""
    if fixturedef.argname == "_django_db_helper" and now.holds != needs(request.node):
        with request.getfixturevalue("django_db_blocker").unblock():
            put_back(needs(request.node), request.getfixturevalue("shared"))
    return (yield)
