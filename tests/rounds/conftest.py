"""Fixtures of several modules about the official feed."""

import threading

import pytest

from ..feeds import import_as


@pytest.fixture
def no_thread_is_left():
    """Wait for the threads that fetch, after the test has closed their servers."""
    yield
    for thread in threading.enumerate():
        if thread.name == "fetching the feed":
            thread.join(5)
            assert not thread.is_alive()


@pytest.fixture
def run(tmp_path):
    """Return a function that imports a feed and returns the output of the command."""

    def run(feed, **options):
        return import_as(tmp_path / "selections.xml", feed, **options)[0]

    return run
