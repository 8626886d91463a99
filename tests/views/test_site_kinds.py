"""A page of every kind, made by the database of this run."""

import pytest

from ..browser.pages import PAGES


@pytest.mark.parametrize("language", PAGES)
def test_a_page_of_every_kind_is_made(client, shipped, language):
    statuses = {name: client.get(page).status_code for name, page in PAGES[language].items()}

    assert statuses == {name: 404 if name == "not found" else 200 for name in statuses}
