"""Fixtures of several modules about the official feed."""

import threading

import pytest

from ..feeds import import_as


@pytest.fixture
def no_thread_is_left():
    """Every test waits for the threads that fetch, whose servers are gone by then."""
    yield
    for thread in threading.enumerate():
        if thread.name == "fetching the feed":
            thread.join(5)
            assert not thread.is_alive()


@pytest.fixture
def run(tmp_path):
    """Imports a feed, given as text, and returns what the command prints."""

    def run(feed, **options):
        return import_as(tmp_path / "selections.xml", feed, **options)[0]

    return run
