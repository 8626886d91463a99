import pytest
from django.contrib.auth.models import Group
from django.core.cache import caches
from django.utils import translation

pytest_plugins = ["tests.quick.database", "tests.quick.once", "tests.quick.process"]


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


@pytest.fixture
def shipped(db, load_shipped):
    """The data that the site ships with, loaded as `make run` loads it."""
    load_shipped()


def member_of(group, name, users):
    user = users.objects.create_user(name, password="maple-syrup", is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    return user


@pytest.fixture
def editor(db, django_user_model):
    """A member of staff in the group Editors; the password is `maple-syrup`."""
    return member_of("Editors", "edith", django_user_model)


@pytest.fixture
def publisher(db, django_user_model):
    """A member of staff in the group Publishers; the password is `maple-syrup`."""
    return member_of("Publishers", "publius", django_user_model)


@pytest.fixture
def administrator(db, django_user_model):
    """A member of staff in the group Administrators; the password is `maple-syrup`."""
    return member_of("Administrators", "ada", django_user_model)


@pytest.fixture
def document(page_at, pages_read, address):
    """The public page at the address that a test is about."""
    if address not in pages_read:
        pages_read[address] = page_at(address)
    return pages_read[address]
