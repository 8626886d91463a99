"""Reading of XML from outside: only a whole, small and harmless document is let in."""

import codecs
import re
from xml.etree.ElementTree import ParseError, TreeBuilder
from xml.parsers.expat import errors

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser
from django.utils.translation import gettext, gettext_lazy as _

from ..i18n.formats import grouped

MAX_BYTES = 5_000_000  # the real one has 30,000
MAX_ROWS = 1_000  # the real one has 93
MAX_PARTS = 20_000  # elements, attributes and comments: a thousand rows have 12,000
MAX_DEPTH = 10  # the real one has 4
ENCODINGS = ("utf-8", "us-ascii", "iso-8859-1", "windows-1252")

DECLARED = re.compile(rb"<\?xml[^>]{0,200}?\sencoding\s{0,9}=\s{0,9}[\"']([^\"'>]{0,80})")
STRAY = "\N{REPLACEMENT CHARACTER}"  # of bytes that are no letter
MOST_STRAY = 20
WEB_PAGE = re.compile(r"<(?:!doctype\s{1,9})?html\b", re.IGNORECASE)
BREAKS_OFF = {
    errors.codes[error]
    for error in (
        errors.XML_ERROR_NO_ELEMENTS,
        errors.XML_ERROR_UNCLOSED_TOKEN,
        errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
        errors.XML_ERROR_PARTIAL_CHAR,
    )
}
IS_A_WEB_PAGE = _("It is a web page, not the feed: the address is wrong, or the feed has moved.")


class BadFeed(Exception):  # noqa: N818, it names the feed, not our error
    """The reason why a feed is refused: a sentence for staff, into which `facts` go."""

    def __init__(self, sentence, **facts):
        super().__init__(sentence % facts if facts else sentence)


def read_document(content):
    """Return the root of the feed's XML; BadFeed if `content` is something else."""
    return _tree(_text(content))


def excerpt(value, longest=60):
    """Return the first characters of `value` for a message, controls replaced."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in value[:longest])


def refuse_if_too_large(size):
    if size > MAX_BYTES:
        raise BadFeed(
            gettext("It is too large: more than %(max_bytes)s bytes."), max_bytes=grouped(MAX_BYTES)
        )


def _text(content):
    refuse_if_too_large(len(content))
    content = content.strip().removeprefix(codecs.BOM_UTF8).lstrip()
    if not content:
        raise BadFeed(gettext("It is empty."))
    declared = DECLARED.match(content)
    encoding = declared[1].decode("latin-1").lower() if declared else "utf-8"
    if encoding not in ENCODINGS:
        raise BadFeed(
            gettext("It says that it is written in “%(encoding)s”, which we cannot read."),
            encoding=excerpt(encoding),
        )
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        text = content.decode(encoding, errors="replace")
    if _stands_between_elements(text):
        return text  # with stray bytes between the elements, where text is left out with a doubt
    raise BadFeed(
        gettext("Its letters are not written in %(encoding)s, as they should be."),
        encoding=encoding,
    )


def _stands_between_elements(text):
    """Tell if the few stray bytes of `text` follow elements, and are in none of them."""
    places = [match.start() for match in re.finditer(STRAY, text)]
    if len(places) > MOST_STRAY:
        return False
    for place in places:
        tag = text.rfind("<", 0, place)
        if not text.startswith("</", tag) or text.rfind(">", 0, place) < tag:
            return False
    return True


def _tree(text):
    parser = DefusedXMLParser(target=_BoundedTree(), forbid_dtd=True)
    try:
        parser.feed(text)
        root = parser.close()
    except (DefusedXmlException, ParseError) as error:
        raise BadFeed(_why_unread(text, error)) from None
    if root.tag.lower() == "html":
        raise BadFeed(IS_A_WEB_PAGE)
    if root.tag != "temp":
        raise BadFeed(
            gettext("It is another XML document, “%(tag)s”, not the feed."), tag=excerpt(root.tag)
        )
    return root


def _why_unread(text, error):
    if WEB_PAGE.search(text, 0, 2_000):
        return IS_A_WEB_PAGE
    if isinstance(error, DefusedXmlException):
        return gettext("It has a DTD, which the feed never has, and which can do harm.")
    if not text.startswith("<"):
        return gettext("It is not XML: it begins with “%(text)s”.") % {"text": excerpt(text)}
    if error.code in BREAKS_OFF:
        return gettext("It breaks off before its end.")
    if error.code == errors.codes[errors.XML_ERROR_UNDEFINED_ENTITY]:
        sentence = gettext("It uses an entity that XML does not know, on line %(line)s.")
    else:
        sentence = gettext("It is not XML that can be read: line %(line)s is wrong.")
    return sentence % {"line": grouped(error.position[0])}


class _BoundedTree(TreeBuilder):
    """A builder of a document's tree that stops where no feed would go on."""

    def __init__(self):
        super().__init__()
        self.depth = self.rows = self.parts = 0

    def start(self, tag, attributes):
        self.depth += 1
        self.rows += tag in ("country", "sub")
        if self.depth > MAX_DEPTH:
            raise BadFeed(
                gettext("Its elements are nested more than %(max_depth)s deep."),
                max_depth=MAX_DEPTH,
            )
        if self.rows > MAX_ROWS:
            raise BadFeed(
                gettext("It has more than %(max_rows)s rows."), max_rows=grouped(MAX_ROWS)
            )
        self.count(1 + len(attributes))
        return super().start(tag, attributes)

    def end(self, tag):
        self.depth -= 1
        return super().end(tag)

    def comment(self, text):
        self.count(1)

    def pi(self, target, data=None):
        self.count(1)

    def count(self, parts):
        self.parts += parts
        if self.parts > MAX_PARTS:
            raise BadFeed(
                gettext("It has more than %(max_parts)s elements, attributes and comments."),
                max_parts=grouped(MAX_PARTS),
            )
