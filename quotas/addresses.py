"""The same page in the other language."""

from django.urls import translate_url
from django.utils.translation import override

from .names import LANGUAGES, language


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
