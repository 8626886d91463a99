"""Markdown of staff, made into HTML that is safe to show."""

import functools

import nh3
from django.utils.safestring import mark_safe
from markdown_it import MarkdownIt

TAGS = {
    "a",
    "blockquote",
    "br",
    "code",
    "em",
    "h2",
    "h3",
    "h4",
    "i",
    "li",
    "ol",
    "p",
    "strong",
    "ul",
}
ATTRIBUTES = {"a": {"href", "hreflang"}, "i": {"lang"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}

_commonmark = MarkdownIt("commonmark", {"html": True})


@functools.lru_cache(maxsize=1024)
def render_markdown(text):
    """Return `text`, in CommonMark, as clean HTML: no script, no style, no odd addresses.

    Of HTML that was typed or pasted, only the tags above are left; ``<i lang="fr">`` marks words
    of another language.
    """
    html = _commonmark.render(text or "")
    clean = nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)
    return mark_safe(clean)  # noqa: S308 - nh3 has just cleaned it
