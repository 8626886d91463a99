"""The file of SQLite behind the settings."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

EXISTING_ONLY = "?mode=rw"  # https://www.sqlite.org/uri.html


def existing_only(file):
    """Return the name under which SQLite opens `file` without making it."""
    return f"{file.as_uri()}{EXISTING_ONLY}"


def missing_file(database):
    """Return the file of SQLite in the settings of a `database` if it does not exist."""
    name = str(database["NAME"])
    if not (name.startswith("file:") and name.endswith(EXISTING_ONLY)):
        return None
    file = Path(unquote(urlsplit(name).path))
    return None if file.exists() else file
