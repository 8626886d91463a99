"""The texts of a page as its readers meet them, and the slips of typography in them."""

import re

# Elements within a line; at all others a text ends.
INLINE = {
    *("a", "abbr", "b", "bdi", "cite", "data", "dfn", "em", "i", "mark", "q", "s", "small"),
    *("span", "strong", "sub", "sup", "time", "u", "var", "wbr"),
}
UNREAD = {"code", "kbd", "pre", "script", "style", "template", "textarea"}
READ_ATTRIBUTES = ("alt", "aria-label", "label", "placeholder", "title")
READ_META = ("description", "og:title", "og:description", "og:image:alt", "og:site_name")
BLANKS = re.compile(r"[ \t\n\r\f]+")
CODE = "\N{OBJECT REPLACEMENT CHARACTER}"  # in the place of what is not read

# What is never there, by its name. French: no-break blanks as “Clés de la rédaction” has them.
SLIPS = {
    "fr": {
        "a blank that can break before a colon, », % or $": r"\S [:»%$](?!\w)",
        "a blank that can break after «": r"« ",
        "a blank that can break between thousands": r"(?<!\d)\d{1,3} \d{3}(?!\d)",
        "no blank before a colon, », % or $": r"[^\W\d]:(?=\s|$)|[^\s\xa0]»|\d[%$]",
        "no blank after «": r"«(?=[^\s\xa0])",
        "a blank before ; ? or !": r"\S\s[;?!](?=\s|$)",
        "an English thousand": r"(?<!\d)\d{1,3},\d{3}(?!\d)",
        "a straight apostrophe or quotation mark": r"\w'\w|\"",
    },
    "en": {
        "a blank before a punctuation mark or %": r"\w\s[:;?!%](?=\s|$)",
        "a blank between thousands": r"(?<!\d)\d{1,3}\s\d{3}(?!\d)",
        "a blank that can break between CAD and a sum": r"CAD \d",
        "a French quotation mark": r"[«»]",
        "a straight apostrophe or quotation mark": r"\w'\w|\"",
    },
}
SLIPS = {
    language: {name: re.compile(pattern) for name, pattern in kinds.items()}
    for language, kinds in SLIPS.items()
}


def slips_in(page):
    """Return each slip of typography in a page, with its name and what is around it."""
    return [slip for language, text in texts(page) for slip in slips_in_text(text, language)]


def slips_in_text(text, language):
    return [
        f"{name}: {text[max(0, found.start() - 25) : found.end() + 25]}"
        for name, pattern in SLIPS.get(language, {}).items()
        for found in pattern.finditer(text)
    ]


def texts(page):
    """Return the texts of a page, each with its language: its blocks and its attributes."""
    reading = _Reading()
    reading.read(page, page.get("lang", "en"))
    reading.end_text()
    return reading.texts


class _Reading:
    """One way through a page, gathering what stands in one line."""

    def __init__(self):
        self.texts, self.line, self.language = [], [], None

    def end_text(self):
        if text := BLANKS.sub(" ", "".join(self.line)).strip(" "):
            self.texts.append((self.language, text))
        self.line = []

    def read(self, element, outer):
        """Read an element in the language of the `outer` one, or in its own."""
        language = element.get("lang", outer)[:2]
        self.texts += [(language, said) for said in attributes_of(element)]
        if element.tag in UNREAD:
            self.line.append(CODE)
            return
        is_inline = element.tag in INLINE and language == outer
        if not is_inline:
            self.end_text()
        self.language = language
        self.line.append(element.text or "")
        for child in element:
            if isinstance(child.tag, str):
                self.read(child, language)
            self.language = language
            self.line.append(child.tail or "")
        if not is_inline:
            self.end_text()


def attributes_of(element):
    """Return what the attributes of an element say to readers."""
    said = [element.get(name) for name in READ_ATTRIBUTES if element.get(name)]
    if element.tag == "meta" and (element.get("name") or element.get("property")) in READ_META:
        said.append(element.get("content"))
    return said
