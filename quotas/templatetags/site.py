"""Tags and filters of the public templates."""

import json
from html import unescape
from typing import NamedTuple

from django import template
from django.template.base import NodeList
from django.template.loader_tags import BlockNode
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext

from ..charts.picture import NARROW, WIDE, Picture
from ..figures.pools import Pool
from ..i18n.addresses import addresses_by_language, drawings_at, embedding_at, files_at
from ..i18n.formats import age, dollars, grouped, long_date, month_and_day
from ..markdown.render import render_markdown
from ..open_data.schema_org import breadcrumbs, trail
from ..search.pages import TITLES

# So that no text can end the element that the JSON stands in.
JSON_IN_HTML = {ord(character): f"\\u{ord(character):04X}" for character in "<>&"}

LONGEST_TITLE = 65  # characters with the site’s name, of which search engines show about so many

# The pages in the menu that have others below them, by the names of their addresses.
SECTIONS = ("find", "countries", "categories", "seasons", "changes", "map", "questions", "data")

register = template.Library()

register.filter("markdown", render_markdown)
register.filter("day", long_date)
register.filter("month_and_day", month_and_day)
register.filter("age", age)
register.filter("dollars", dollars)
register.filter("grouped", grouped)


@register.filter
def at(items, index):
    """Return the item of a list at `index`."""
    return items[index]


@register.simple_tag(takes_context=True)
def addresses(context):
    """Return the address of this page in each language, by language code."""
    return addresses_by_language(context["request"].path, context.get("object"))


class Section(NamedTuple):
    """A page in the menu; `current` is its aria-current: the page that is shown, or one above."""

    address: str
    current: str = "true"


@register.simple_tag(takes_context=True)
def section(context):
    """Return the Section that this page belongs to; a pool belongs to the countries."""
    path = context["request"].path
    if isinstance(context.get("pool"), Pool):
        return Section(reverse("countries"))
    for address in map(reverse, SECTIONS):
        if path.startswith(address):
            return Section(address, "page" if path == address else "true")
    return Section("")


@register.simple_tag(takes_context=True)
def again(context, name):
    """Return the content of the block `name` again, for a second place."""
    return BlockNode(name, NodeList()).render(context)


@register.filter
def as_json(value):
    """Return `value` as JSON for an element of HTML."""
    content = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(content.translate(JSON_IN_HTML))  # noqa: S308


def way_to(context, page):
    """Return the way from home down to the page, as pairs of a name and an address.

    `page` is the record that the page shows. One without a record is called as the search calls
    it, or else by its title.
    """
    request, page = context["request"], page or context.get("object")
    known = page or TITLES.get(request.resolver_match.url_name)
    title = str(known) if known else unescape(again(context, "title")).strip()
    return trail(request.path, title, getattr(page, "parent", None) or context.get("parent"))


@register.inclusion_tag("components/linked_data.html", takes_context=True)
def linked_data(context, page=None):
    """Return the data of the page for programs: its place in the site, and what its view adds."""
    where = [breadcrumbs(way)] if len(way := way_to(context, page)) > 1 else []
    return {"graph": where + context.get("linked_data", [])}


@register.inclusion_tag("components/breadcrumbs.html", takes_context=True, name="breadcrumbs")
def visible_breadcrumbs(context, page=None):
    """Return the way from home down to the page; home itself has none."""
    *above, here = way_to(context, page)
    return {"above": above, "here": here[0]}


@register.simple_tag
def fitting_title(name, subject=""):
    """Return the title of a page about `name`, with its subject if both fit; long names are cut."""
    room = LONGEST_TITLE - len(f" – {gettext('IEC Quotas')}")
    title = f"{name} – {subject}" if subject else name
    if len(title) <= room:
        return title
    return name if len(name) <= room else f"{name[:room].rpartition(' ')[0].rstrip(',.;:')}…"


@register.simple_tag
def term(slug, words):
    """Return `words` with a link to the term `slug` in the glossary."""
    return format_html('<a class="term" href="{}#{}">{}</a>', reverse("glossary"), slug, words)


@register.inclusion_tag("components/files.html")
def files(name, *args, query=""):
    """Return the links to a table as a file, at the address called `name`."""
    return {"files": files_at(name, *args, query=query)}


@register.inclusion_tag("components/picture.html")
def picture(chart, name, *args, csv="", first=False):
    """Return a chart as a figure of the drawings called `name`.

    `csv` is the address of the same as a table. The `first` picture of a page is fetched at once.
    """
    addresses = drawings_at(name, *args)
    return {
        "narrow": Picture(chart, NARROW),
        "wide": Picture(chart, WIDE),
        "addresses": addresses,
        "csv": csv,
        "first": first,
        "embed": embedding_at(addresses["wide"]),
    }
