"""The shipped data, loaded once for all tests and copied back from tables beside its own.

To copy it takes a hundredth of the time that loading it takes.
"""

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from django.test import TransactionTestCase

from quotas.history.revision import public_models
from quotas.models import Revision, Season

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
def django_db_modify_db_settings(django_db_modify_db_settings, tmp_path_factory):
    """A file on SQLite, as when deployed: in memory, a server’s threads share a transaction."""
    if connection.vendor == "sqlite":
        settings = connection.settings_dict
        settings["TEST"]["NAME"] = tmp_path_factory.mktemp("db") / "test.sqlite3"
        # Nothing in it has to outlive the machine.
        settings["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The tests' database holds the shipped data from the start, as `make run` loads it."""
    with django_db_blocker.unblock():
        call_command("load_shipped_data", verbosity=0)
        for table in (*OF_MIGRATIONS, *tables()):
            execute(f"CREATE TABLE {BESIDE.format(table)} AS SELECT * FROM {table}")
        execute("ANALYZE")  # as a database does by itself once it is filled


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
