"""A check that no word of the interface lacks its French: part of `make check`."""

import contextlib
import os
import sys

import django
from babel.messages.pofile import read_po
from django.core.management import call_command

from quotas.i18n.typography import in_french

from . import PROJECT

WORDS = PROJECT / "quotas/locale/fr/LC_MESSAGES/django.po"


@contextlib.contextmanager
def words_in_the_code():
    """The messages that the code asks for now; the file is put back as it was."""
    kept = WORDS.read_bytes()
    try:
        call_command("makemessages", locale=["fr"], no_obsolete=True, verbosity=0)
        yield read(WORDS)
    finally:
        WORDS.write_bytes(kept)


def read(path):
    with path.open("rb") as file:
        return read_po(file, locale="fr")


def identity(message):
    return message.context, message.id


def complaints():
    translated = read(WORDS)
    with words_in_the_code() as wanted:
        known = {identity(m) for m in translated if m.id}
        asked = {identity(m) for m in wanted if m.id}
    yield from (f"not in the French words: {message}" for _, message in asked - known)
    yield from (f"no longer used: {message}" for _, message in known - asked)
    for message in translated:
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id and (message.fuzzy or not all(strings)):
            yield f"not translated: {message.id}"
        if message.id and any(string != in_french(string) for string in strings):
            yield f"not set as French is: {message.id}"
        for error in message.check():
            yield f"{error}: {message.id}"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "iec_site.settings")
    django.setup()
    found = list(complaints())
    sys.exit("\n".join(found) if found else 0)
