"""The tables are those of the code, and have every sentence that it makes about figures."""

import re

import pytest
from babel.messages.extract import extract_from_file

from . import PROJECT
from .sentences.contents import MESSAGES, MODULES, path_of, write
from .typography import slips_in_text

KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
TAG = re.compile(r"<[^>]*>")
# Sentences for staff about a figure that they type, with cases of their own.
OF_STAFF = {"plausibility.py"}


@pytest.fixture(scope="module")
def written():
    return write()


@pytest.mark.parametrize("name", [*MODULES, MESSAGES])
def test_the_table_is_that_of_the_code(written, name):
    texts, _asked = written

    assert path_of(name).read_text() == texts[name], (
        "Sentences changed: `make sentences` writes them anew. Read what changed in both languages."
    )


def test_every_message_of_the_figures_is_in_a_table(written):
    _texts, asked = written
    made = {
        (path.name, texts if isinstance(texts, str) else texts[0])
        for path in PROJECT.glob("quotas/figures/*.py")
        if path.name not in OF_STAFF
        for _line, texts, _comments, _context in extract_from_file(
            "python", path, keywords=KEYWORDS
        )
    }

    with_values = {(name, message) for name, message in made if "%(" in message}
    assert len(with_values) > 100
    assert {(name, message) for name, message in with_values if message not in asked} == set()


@pytest.mark.parametrize("name", [*MODULES, MESSAGES])
def test_no_sentence_has_a_slip_of_typography(name):
    lines = path_of(name).read_text().splitlines()
    said = [(line[2:4], line[6:]) for line in lines if line.startswith(("  en  ", "  fr  "))]

    slips = [slip for language, text in said for slip in slips_in_text(TAG.sub("", text), language)]
    assert len(said) > 50
    assert slips == []
