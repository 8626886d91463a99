"""Addresses: whole ones, those in the other language, those of files."""

from urllib.parse import urlencode

from django.conf import settings
from django.urls import Resolver404, resolve, reverse, translate_url
from django.urls.converters import IntConverter, StringConverter
from django.utils.translation import gettext_lazy as _, override

from .languages import LANGUAGES, language

ENDINGS = ("csv", "json", "xlsx")
ENDINGS_IN_FRENCH = ("xlsx", "csv", "json")  # where Excel expects other CSV than ours


class EndingConverter(StringConverter):
    """The ending of a file’s address."""

    regex = "|".join(ENDINGS)


class YearConverter(IntConverter):
    """A season’s year in one spelling: 2021, and not 02021."""

    regex = "[1-9][0-9]{3}"


class DrawingConverter(StringConverter):
    """The end of a drawing’s address: its layout in the words of the language, and its format."""

    regex = r"(?:-[a-z]+)?\.(?:svg|png)"
    spellings = {"wide": ".svg", "narrow": _("-narrow.svg"), "png": ".png"}

    def to_python(self, value):
        for drawing, spelling in self.spellings.items():
            if value == spelling:
                return drawing
        raise ValueError(value)

    def to_url(self, value):
        return str(self.spellings[value])


def absolute(path):
    """Return the whole address of a path of this site."""
    return f"{settings.SITE_URL}{path}"


def addresses_by_language(path, page=None):
    """Return the address of a page in each language, by language code.

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


def correct_address(path):
    """Return the right address for a path without a language or in another's words, or None.

    ``/pays/jp/`` and ``/fr/countries/jp/`` become ``/fr/pays/jp/``.
    """
    if not is_prefixed(path):
        addresses = ((f"/{code}{path}", code) for code in LANGUAGES)
        return next((each for each, code in addresses if leads_somewhere(each, code)), None)
    here = language()
    other = "en" if here == "fr" else "fr"
    spelled = path.replace(f"/{here}/", f"/{other}/", 1)
    with override(other):
        address = translate_url(spelled, here)
    return None if address in (path, spelled) else address


def is_prefixed(path):
    """Tell if `path` begins with a language."""
    return path.startswith(tuple(f"/{code}/" for code in LANGUAGES))


def leads_somewhere(path, code):
    """Tell if there is a view at `path`, spelled in the words of the language `code`."""
    with override(code):
        try:
            resolve(path)
        except Resolver404:
            return False
    return True


def files_at(name, *args, query=""):
    """Return a pair of an ending and an address for each format of a table, the handiest first."""
    query = f"?{query}" if query else ""
    endings = ENDINGS_IN_FRENCH if language() == "fr" else ENDINGS
    return [(ending, reverse(name, args=(*args, ending)) + query) for ending in endings]


def drawings_at(name, *args):
    """Return the address of each drawing of a chart: wide, narrow and png."""
    return {each: reverse(name, args=(*args, each)) for each in DrawingConverter.spellings}


def embedding_at(drawing):
    """Return the address of the page that makes a frame of the chart at the address `drawing`."""
    return f"{reverse('embed_page')}?{urlencode({'what': 'address', 'address': drawing})}"
