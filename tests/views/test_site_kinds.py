"""A page of every kind, made by the database of this run."""

import os
import re
from pathlib import Path

import pytest
from django.utils.timezone import localdate

from ..browser.pages import PAGES

# The moment at which a run loaded the data, and the version of the data that is made of it.
LOADED = re.compile(rb"\d{4}-\d\d-\d\dT[\d:.+Z]+|\d{4}\.\d\d?\.\d\d?\.\d{6}")


@pytest.fixture
def others():
    """A folder in which the runs of `.ci/run` leave the pages of a day for each other, or None."""
    folder = os.environ.get("PAGES_ALIKE")
    return folder and Path(folder) / f"{localdate()}"


@pytest.mark.parametrize("language", PAGES)
def test_a_page_of_every_kind_is_made_and_is_the_same_on_every_database(
    client, shipped, others, language
):
    statuses, different = {}, []
    for name, address in PAGES[language].items():
        response = client.get(address)
        statuses[name] = response.status_code
        if others:
            others.mkdir(exist_ok=True)
            content, kept = LOADED.sub(b"", response.content), others / f"{language} {name}.html"
            different += [name] if kept.exists() and kept.read_bytes() != content else []
            kept.write_bytes(content)

    assert statuses == {name: 404 if name == "not found" else 200 for name in statuses}
    assert different == []
