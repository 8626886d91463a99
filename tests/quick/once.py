"""The tests that are the same on every database, so that one of two runs may leave them out.

`make test` runs all. `.ci/run` runs all on SQLite, and on PostgreSQL all but these.
"""

import pytest

DATABASE = "_django_db_helper"  # the fixture of pytest-django without which no query is let through


def sees_no_database(item):
    return DATABASE not in item.fixturenames and not item.get_closest_marker("django_db")


def only_looks(item):
    """Tell if a test looks at pages in a browser, and not at what was saved there."""
    return "browser" in item.path.parts and not item.get_closest_marker("saves")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark these tests, before `-m` chooses among the marks."""
    for item in items:
        if only_looks(item) or sees_no_database(item):
            item.add_marker(pytest.mark.once)


def pytest_fixture_setup(fixturedef, request):
    """Refuse a database to a test that is marked, and asks for one by `getfixturevalue`."""
    if fixturedef.argname == DATABASE and request.node.get_closest_marker("once"):
        assert only_looks(request.node), "Name `db` among the arguments of this test."
