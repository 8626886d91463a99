"""The shipped data, loaded once for all tests and copied back from tables beside its own.

To copy it takes a hundredth of the time that loading it takes.
"""

import fcntl
import os
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from django.test import TransactionTestCase

from quotas.history.revision import public_models
from quotas.models import Revision, Season

PROCESS = os.environ.get("PYTEST_XDIST_WORKER", "alone")
BESIDE = "shipped_{}"
# What migrations bring besides tables.
OF_MIGRATIONS = ("django_content_type", "auth_permission", "auth_group", "auth_group_permissions")


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


def fill():
    """Make a database with the shipped data, as `make run` loads it, and return its name."""
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    call_command("load_shipped_data", verbosity=0)
    for table in (*OF_MIGRATIONS, *tables()):
        execute(f"CREATE TABLE {BESIDE.format(table)} AS SELECT * FROM {table}")
    execute("ANALYZE")  # as a database does by itself once it is filled
    connection.close()
    return name


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment, django_db_modify_db_settings, django_db_blocker, shared
):
    """Give each process a copy of one database that holds the shipped data from the start.

    The first process fills it, and the last one to end takes it away.
    """
    settings, creation = connection.settings_dict, connection.creation
    deployed = settings["NAME"]
    filled, ours = shared / "filled", shared / f"copied by {PROCESS}"

    with django_db_blocker.unblock(), in_turn(shared):
        if not filled.exists():
            filled.write_text(fill())
        settings["NAME"] = filled.read_text()
        creation.clone_test_db(PROCESS, verbosity=0)
        settings.update(creation.get_test_db_clone_settings(PROCESS))
        ours.touch()

    yield

    with django_db_blocker.unblock(), in_turn(shared):
        creation.destroy_test_db(verbosity=0)
        ours.unlink()
        if not list(shared.glob("copied by *")):
            settings["NAME"] = filled.read_text()
            creation.destroy_test_db(verbosity=0)
            filled.unlink()
        settings["NAME"] = deployed


@pytest.fixture(scope="session", autouse=True)
def rows_deleted_instead_of_flushed():
    """After a test with transactions of its own, only delete rows and copy some back.

    Django would empty every table, and make permissions, groups and triggers anew.
    """

    def delete_rows(case):
        names = connection.introspection.django_table_names(only_existing=True)
        stay = {"django_migrations", Revision._meta.db_table}
        with transaction.atomic():
            execute(*(f"DELETE FROM {table}" for table in sorted(set(names) - stay)))
            copy_back(OF_MIGRATIONS)
        ContentType.objects.clear_cache()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", delete_rows)
        yield


@pytest.fixture
def load_shipped():
    """Fills the database with the shipped data, if a test before has left it empty."""

    def load():
        if Season.objects.exists():
            return
        with transaction.atomic():
            copy_back(tables())
            # PostgreSQL gives the next rows numbers that these do not have.
            models = apps.get_app_config("quotas").get_models(include_auto_created=True)
            execute(*connection.ops.sequence_reset_sql(no_style(), list(models)))

    return load


@pytest.fixture(autouse=True)
def nothing_shipped(request):
    """A test that does not ask for the shipped data starts with an empty database."""
    asks = request.fixturenames
    if "load_shipped" not in asks and (
        "db" in asks or request.node.get_closest_marker("django_db")
    ):
        request.getfixturevalue("db")
        empty()
