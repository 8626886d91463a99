import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.utils import translation


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
def shipped(db):
    """The data that the site ships with, loaded as `make run` loads it."""
    call_command("load_shipped_data", verbosity=0)


@pytest.fixture
def editor(db, django_user_model):
    """A member of staff in the group Editors; the password is `maple-syrup`."""
    from django.contrib.auth.models import Group

    user = django_user_model.objects.create_user("edith", password="maple-syrup", is_staff=True)
    user.groups.add(Group.objects.get(name="Editors"))
    return user
