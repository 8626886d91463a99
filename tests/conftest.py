import gc

import pytest
from django.contrib.auth.models import Group
from django.core.cache import caches
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection
from django.utils import translation

from quotas.revision import public_models


def pytest_collection_finish():
    """What is imported by now stays, so the garbage collector need not look at it for each test."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, tmp_path_factory):
    """A file on SQLite, as when deployed: in memory, a server’s threads share a transaction."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = tmp_path_factory.mktemp("db") / "test.sqlite3"


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


def count_on_from_there(models):
    """Let PostgreSQL give the next rows of `models` numbers that their copies do not have."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


@pytest.fixture(scope="session")
def shipped_rows():
    """The shipped data by model, once it is known."""
    return []


@pytest.fixture
def load_shipped(shipped_rows):
    """Fills an empty database with the shipped data: by its command once, then by copying."""

    def load():
        if shipped_rows:
            for model, rows in shipped_rows:
                model.objects.all().delete()  # what the database made of the rows before
                model.objects.bulk_create(rows)
            count_on_from_there([model for model, _rows in shipped_rows])
            return
        call_command("load_shipped_data", verbosity=0)
        shipped_rows.extend((model, list(model.objects.all())) for model in public_models())

    return load


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
