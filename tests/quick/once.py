"""The tests that are the same on every database, so that one of two runs may leave them out.

`make test` runs all. `.ci/run` runs all on SQLite, and on PostgreSQL all but these. A file whose
rules only read rows, wherever these are kept, says so itself: `pytestmark = pytest.mark.once`.
"""

import pytest

DATABASE = "_django_db_helper"  # the fixture of pytest-django without which no query is let through
SAYS_SO = pytest.StashKey[bool]()
READ_ONCE = "answer_at"  # pages and files that one run makes once, for whoever reads them


def sees_no_database(item):
    return DATABASE not in item.fixturenames and not item.get_closest_marker("django_db")


def only_looks(item):
    """Tell if a test looks at pages in a browser, and not at what was saved there."""
    return "browser" in item.path.parts and not item.get_closest_marker("saves")


def reads_only(item):
    """Tell if a test reaches the database only for what is made once in a run.

    That every kind of page is made on every database is seen by other tests.
    """
    fixtures = item._fixtureinfo.name2fixturedefs
    waiting, seen = [*item._fixtureinfo.initialnames], set()
    while waiting:
        name = waiting.pop()
        if name not in seen and name != READ_ONCE:
            waiting += [each for held in fixtures.get(name, ()) for each in held.argnames]
        seen.add(name)
    return READ_ONCE in seen and DATABASE not in seen


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark these tests, before `-m` chooses among the marks."""
    for item in items:
        item.stash[SAYS_SO] = item.get_closest_marker("once") is not None
        if only_looks(item) or sees_no_database(item) or reads_only(item):
            item.add_marker(pytest.mark.once)


def pytest_fixture_setup(fixturedef, request):
    """Refuse a database to a test that is marked, and asks for one by `getfixturevalue`."""
    item = request.node
    if fixturedef.argname == DATABASE and item.get_closest_marker("once"):
        assert only_looks(item) or reads_only(item) or item.stash[SAYS_SO], (
            "Name `db` among the arguments of this test."
        )
