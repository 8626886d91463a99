"""The file of SQLite behind the settings, and whether it is there."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

EXISTING_ONLY = "?mode=rw"  # https://www.sqlite.org/uri.html


def existing_only(file):
    """The name under which SQLite opens `file`, and never makes it."""
    return f"{file.as_uri()}{EXISTING_ONLY}"


def missing_file(database):
    """The file of SQLite that the settings of a `database` lead to and that is not there, if so."""
    name = str(database["NAME"])
    if not (name.startswith("file:") and name.endswith(EXISTING_ONLY)):
        return None
    file = Path(unquote(urlsplit(name).path))
    return None if file.exists() else file
