"""Addresses of what stands beside a page: the page in the other language, its table as a file."""

from django.urls import reverse, translate_url
from django.utils.translation import override

from .names import LANGUAGES, language

ENDINGS = ("csv", "json", "xlsx")


def addresses_by_language(path, page=None):
    """The address of a page in each language, by language code.

    `page` is the object that the page shows, if it has an address of its own.
    """
    addresses = {}
    for code in LANGUAGES:
        if page:
            with override(code):
                addresses[code] = page.get_absolute_url()
        else:
            addresses[code] = translate_url(path, code)
    return addresses


def mended(path):
    """The right address for a path in the words of the other language, or None.

    ``/fr/countries/jp/`` becomes ``/fr/pays/jp/``.
    """
    here = language()
    other = "en" if here == "fr" else "fr"
    spelled = path.replace(f"/{here}/", f"/{other}/", 1)
    with override(other):
        address = translate_url(spelled, here)
    return None if address in (path, spelled) else address


def files_at(name, *args, query=""):
    """A pair of an ending and an address for each format that a table comes in."""
    query = f"?{query}" if query else ""
    return [(ending, reverse(name, args=(*args, ending)) + query) for ending in ENDINGS]
