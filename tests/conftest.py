import gc

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.cache import caches
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from django.template.base import Template
from django.utils import translation
from whitenoise import WhiteNoise

from quotas.history.revision import public_models
from quotas.models import Revision, Season

from .pages import parse


def pytest_collection_finish():
    """What is imported by now stays, so the garbage collector need not look at it for each test."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, tmp_path_factory):
    """A file on SQLite, as when deployed: in memory, a server’s threads share a transaction."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = tmp_path_factory.mktemp("db") / "test.sqlite3"


@pytest.fixture(scope="session", autouse=True)
def static_files_looked_at_once():
    """Each test's client starts the middleware anew, and WhiteNoise would look at every file."""
    look, known = WhiteNoise.update_files_dictionary, {}

    def look_once(server, root, prefix):
        if (root, prefix) not in known:
            look(server, root, prefix)
            known[root, prefix] = dict(server.files)
        server.files |= known[root, prefix]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoise, "update_files_dictionary", look_once)
        yield


@pytest.fixture(scope="session", autouse=True)
def templates_as_deployed(django_test_environment):
    """No test asks which templates a page was made of, so no copy of every context is kept."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "_render", lambda self, context: self.nodelist.render(context))
        yield


@pytest.fixture(autouse=True)
def nothing_held():
    """Every test starts with no page and no part of a page held."""
    for cache in caches.all():
        cache.clear()


@pytest.fixture(autouse=True)
def english():
    """Every test starts in English, whatever language the last page was in."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """Not what is tested here, and slow on purpose."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


# The shipped data, kept in tables beside those of the site: to copy it takes a hundredth of the
# time that loading it takes.
BESIDE = "shipped_{}"


def public_tables():
    """The tables that the shipped data fills, each after those it refers to; then the history."""
    public = list(public_models())
    kept = [model for model in apps.get_app_config("quotas").get_models() if model not in public]
    return [model._meta.db_table for model in (*public, *kept) if model is not Revision]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The tests' database holds the shipped data from the start, as `make run` loads it."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        call_command("load_shipped_data", verbosity=0)
        for table in public_tables():
            cursor.execute(f"CREATE TABLE {BESIDE.format(table)} AS SELECT * FROM {table}")
        cursor.execute("ANALYZE")  # as a database does by itself once it is filled


def empty():
    """Take every row of ours out of the database."""
    with connection.cursor() as cursor:
        for table in reversed(public_tables()):
            cursor.execute(f"DELETE FROM {table}")


@pytest.fixture
def load_shipped():
    """Fills the database with the shipped data, if a test before has left it empty."""

    def load():
        if Season.objects.exists():
            return
        with transaction.atomic(), connection.cursor() as cursor:
            for table in public_tables():
                cursor.execute(f"DELETE FROM {table}")  # what the database made of the rows before
                cursor.execute(f"INSERT INTO {table} SELECT * FROM {BESIDE.format(table)}")
            # PostgreSQL gives the next rows numbers that these do not have.
            models = apps.get_app_config("quotas").get_models(include_auto_created=True)
            for statement in connection.ops.sequence_reset_sql(no_style(), list(models)):
                cursor.execute(statement)

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


@pytest.fixture
def shipped(db, load_shipped):
    """The data that the site ships with, loaded as `make run` loads it."""
    load_shipped()


@pytest.fixture
def editor(db, django_user_model):
    """A member of staff in the group Editors; the password is `maple-syrup`."""
    user = django_user_model.objects.create_user("edith", password="maple-syrup", is_staff=True)
    user.groups.add(Group.objects.get(name="Editors"))
    return user


@pytest.fixture
def publisher(db, django_user_model):
    """A member of staff in the group Publishers; the password is `maple-syrup`."""
    user = django_user_model.objects.create_user("publius", password="maple-syrup", is_staff=True)
    user.groups.add(Group.objects.get(name="Publishers"))
    return user


@pytest.fixture
def administrator(db, django_user_model):
    """A member of staff in the group Administrators; the password is `maple-syrup`."""
    user = django_user_model.objects.create_user("ada", password="maple-syrup", is_staff=True)
    user.groups.add(Group.objects.get(name="Administrators"))
    return user


@pytest.fixture(scope="session")
def pages_read():
    """The public pages of the shipped data that were read, by address: they stay the same."""
    return {}


@pytest.fixture
def document(client, shipped, pages_read, address):
    """The public page at the address that a test is about."""
    if address not in pages_read:
        response = client.get(address)
        assert response.status_code == 200
        pages_read[address] = parse(response)
    return pages_read[address]
