"""The meaning of an address: its path, its language, and those parameters that its view reads.

Whatever else stands in a query string is left out before anything is asked of the database, so no
junk makes another page, another entity tag or another entry in a cache.
"""

import dataclasses
import functools
from urllib.parse import parse_qsl, urlencode

from django import forms
from django.urls import Resolver404, resolve
from django.utils.translation import override

from ..i18n.languages import LANGUAGES

PREFIXES = ("/en/", "/fr/", "/embed/", "/api/", "/oembed", "/sitemap.xml")
PROGRAMS = "/api/"  # refuses unknown parameters, so it reads the query as it was sent
AS_SENT = None  # the parameters of a view that answers any query with a redirect
MOST_VALUES = 100
LONGEST_VALUE = 2_000


@dataclasses.dataclass(frozen=True)
class Canonical:
    """An address of ours in one spelling, whatever the order of its query and its additions."""

    path: str
    query: str

    def __str__(self):
        # The length stands first, because a path may hold a question mark.
        return f"{len(self.path)} {self.path} {self.query}"


def is_public(path):
    """Tell if a path leads to a page that is the same for everybody."""
    return path.startswith(PREFIXES)


def language_of(path):
    """Return the language of the page at a path; English where the path does not say."""
    parts = path.removeprefix("/embed").removeprefix("/preview").split("/", 2)
    return parts[1] if len(parts) > 1 and parts[1] in LANGUAGES else LANGUAGES[0]


def canonical(environ):
    """Return the address of a request in its one spelling."""
    path, query = environ["PATH_INFO"], environ.get("QUERY_STRING", "")
    if query and not path.startswith(PROGRAMS):
        parameters = parameters_at(path)
        query = query if parameters is AS_SENT else query_in_order(query, parameters)
    return Canonical(path, query)


def query_in_order(query, parameters):
    """Return `query` with the `parameters` alone, in their order, each as often as it is read.

    `parameters` holds for each name if several of its values are read. If not, the last value
    counts, as in Django's forms.
    """
    values = {name: [] for name in parameters}
    sent = query.encode("latin-1", "replace").decode("utf-8", "replace")
    for name, value in parse_qsl(sent, keep_blank_values=True):
        if name in values:
            values[name].append(value[:LONGEST_VALUE])
    pairs = []
    for name, found in values.items():
        if parameters[name]:
            found = list(dict.fromkeys(value for value in found if value)) or found[:1]
        else:
            found = found[-1:]
        pairs += [(name, value) for value in found]
    return urlencode(pairs[:MOST_VALUES], errors="replace")


@functools.lru_cache(maxsize=2048)
def parameters_at(path):
    """Return the parameters of the view at a path; none if there is no view."""
    with override(language_of(path)):
        try:
            view = resolve(path).func
        except Resolver404:
            return {}
    return getattr(getattr(view, "view_class", view), "parameters", {})


def parameters_of(form, *order):
    """Return the parameters of a form or a set of filters: by name, if it reads several values.

    They are in the `order` given, which has to name them all, or else in that of the form.
    """
    fields = getattr(form, "base_filters", None) or form.base_fields
    names = sorted(fields, key=order.index) if order else fields
    return {
        name: issubclass(field_class(fields[name]), forms.MultipleChoiceField) for name in names
    }


def field_class(field):
    """Return the class of a form’s field, or of the field that a filter makes."""
    return getattr(field, "field_class", type(field))
