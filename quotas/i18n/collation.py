"""Folding and sorting of names without case or accents."""

import unicodedata


def fold(text):
    """Return `text` in small letters, without accents, with single spaces.

    >>> fold("  Nouvelle-ZÉLANDE ")
    'nouvelle-zelande'
    """
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("œ", "oe"))
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


def sort_key(name):
    """Return the folded letters and digits of `name`, which every database sorts alike.

    >>> sort_key("Saint-Marin")
    'saintmarin'
    """
    return "".join(c for c in fold(name) if c.isalnum())
