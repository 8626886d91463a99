"""Texts of staff: made plain Markdown, and their links checked."""

import re
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _, override
from markdown_it import MarkdownIt
from markdownify import MarkdownConverter

from ..i18n.formats import grouped
from ..i18n.languages import LANGUAGES
from ..validators import find_invisible
from .render import render_markdown

# Six times the longest text there is. The parser needs a second for the worst text of this length.
MOST_CHARACTERS = 20_000
# The parser loses words at twenty levels, and recursion fails far above that.
DEEPEST = 15

# Any tag but the one that marks words of another language.
HTML = re.compile(r"<(?!/?i\b)[a-z!/][^>]*>", re.IGNORECASE)
PUBLIC_PREFIXES = tuple(f"/{language}/" for language in LANGUAGES)
BOLD = re.compile(r"<(/?)b\b[^>]*>", re.IGNORECASE)  # which the site writes as strong
TAG = re.compile(r"<(/?)(?!br\b)[a-z]")
HOST = re.compile(r"(?=.{4,253}$)([\w-]{1,63}\.)+[\w-]{2,63}(:\d{1,5})?")
PLAIN_ADDRESS = re.compile(r"(?:https?://|\bwww\.)[^\s<>\"”»]+", re.IGNORECASE)

_parser = MarkdownIt("commonmark", {"html": True})


class _Converter(MarkdownConverter):
    """A converter of HTML to Markdown that keeps the mark of words in another language."""

    def convert_i(self, el, text, parent_tags):
        language = el.get("lang")
        return f'<i lang="{language}">{text}</i>' if language else self.convert_em(el, text, [])


def clean_text(text):
    """Return `text` as plain Markdown; pasted HTML keeps its words, and the tags the site can show.

    A text that is too long or too deep is left as it is, to be refused.
    """
    text = "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").split("\n")).strip()
    if len(text) > MOST_CHARACTERS or not HTML.search(_without_code(text)):
        return text
    html = _html_of(text)
    if _depth(html) > DEEPEST:
        return text
    converter = _Converter(
        heading_style="atx", bullets="-", escape_asterisks=False, escape_underscores=False
    )
    return re.sub(r"\n{3,}", "\n\n", converter.convert(html)).strip()


def _html_of(text):
    """Return the clean HTML of `text`, with its bold words kept."""
    return render_markdown(BOLD.sub(r"<\1strong>", text))


def _depth(html):
    """Return the depth of the elements of clean HTML."""
    deepest = depth = 0
    for end in TAG.findall(html):
        depth += -1 if end else 1
        deepest = max(deepest, depth)
    return deepest


def _without_code(text):
    """Return `text` without code and addresses in angle brackets, which only look like HTML."""
    return re.sub(r"`[^`]*`|<(?:https?://|mailto:)[^>\s]+>", "", text)


def check_characters(text):
    """Refuse characters that feeds and workbooks cannot carry, or that turn words around."""
    if unseen := find_invisible(text):
        message = _("This text has an invisible character: %(character)s. Type it again.")
        raise ValidationError(message % {"character": unseen})


def untranslated(pairs, texts):
    """Return the names of the texts that are empty while the other of their pair is not."""
    return [
        english if texts.get(french) else french
        for english, french in pairs
        if bool(texts.get(english)) != bool(texts.get(french))
    ]


def check_text(text):
    """Refuse `text` with a sentence for each fault: its length, its depth, its links."""
    if len(text) > MOST_CHARACTERS:
        most = grouped(MOST_CHARACTERS)
        raise ValidationError(
            _("The text is too long: it may have at most %(most)s characters.") % {"most": most}
        )
    if _depth(_html_of(text)) > DEEPEST:
        raise ValidationError(
            _("The text has lists, quotations or marks more than %(deepest)s levels deep.")
            % {"deepest": DEEPEST}
        )
    faults = [fault for fault in map(describe_fault, links_of(text)) if fault]
    faults += [
        _("Make a link of the address %(address)s: [words](%(address)s).") % {"address": typed}
        for typed in plain_addresses_in(text)
    ]
    if faults:
        raise ValidationError([ValidationError(fault) for fault in dict.fromkeys(faults)])


def links_of(text):
    """Return the address of each link in `text`, also of links that the parser refuses."""
    inline = [token for token in _parser.parse(text) if token.type == "inline"]
    made = [
        child.attrs["href"]
        for token in inline
        for child in token.children
        if child.type == "link_open"
    ]
    refused = [
        address
        for token in inline
        for child in token.children
        if child.type == "text"
        for address in re.findall(r"\[[^\]]*\]\(([^)]*)\)", child.content)
    ]
    return made + refused


def plain_addresses_in(text):
    """Return the addresses in `text` that are not links, so that readers cannot follow them."""
    for token in _parser.parse(text):
        inside = 0
        for child in token.children or ():
            inside += child.nesting if child.type in ("link_open", "link_close") else 0
            if child.type == "text" and not inside:
                yield from (
                    found.rstrip(".,;:!?)") for found in PLAIN_ADDRESS.findall(child.content)
                )


def describe_fault(address):
    """Describe the fault of the address of a link; None if it has none."""
    words = {"address": address[:80]}
    try:
        parts = urlsplit(address)
    except ValueError:
        return _("The link %(address)s is not an address.") % words
    if parts.scheme in ("http", "https"):
        return (
            None if HOST.fullmatch(parts.netloc) else _("The link %(address)s has no host.") % words
        )
    if parts.scheme == "mailto":
        return (
            None
            if _is_email(parts.path)
            else _("The link %(address)s is not an e-mail address.") % words
        )
    if parts.scheme:
        return _("The link %(address)s must begin with https://, http:// or mailto:.") % words
    if address.startswith("//"):
        return _("The link %(address)s must begin with https://.") % words
    if address.startswith("/"):
        return (
            None
            if _is_page(parts.path)
            else _("There is no page %(address)s on this site.") % words
        )
    if address.startswith("#") and len(address) > 1:
        return None
    return _("The link %(address)s leads nowhere. Put https:// in front of it.") % words


def _is_email(address):
    try:
        validate_email(address)
    except ValidationError:
        return False
    return True


def _is_page(path):
    if not path.startswith(PUBLIC_PREFIXES):
        return False
    for language in LANGUAGES:
        with override(language):
            try:
                return bool(resolve(path))
            except Resolver404:
                continue
    return False
