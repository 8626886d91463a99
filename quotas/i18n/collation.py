"""Folding and sorting of names without case or accents."""

import unicodedata


def fold(text):
    """`text` in small letters without accents, its runs of white space made one space.

    >>> fold("  Nouvelle-ZÉLANDE ")
    'nouvelle-zelande'
    """
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("œ", "oe"))
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


def sort_key(name):
    """The folded letters and digits of `name`: one order under every database's collation.

    >>> sort_key("Saint-Marin")
    'saintmarin'
    """
    return "".join(c for c in fold(name) if c.isalnum())
