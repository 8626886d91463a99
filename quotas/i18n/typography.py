"""French texts with the blanks and marks that Canadian French sets, however they were typed.

The rules are those of “Clés de la rédaction”, of the Government of Canada’s Translation Bureau.
"""

import re

NO_BREAK = "\u00a0"

# Addresses, the targets of links and code stay as they are.
UNTOUCHED = re.compile(r"(\S*://\S*|\]\([^)]*\)|`[^`]*`)")
RULES = [
    (re.compile(pattern), by)
    for pattern, by in (
        (r"« ?(?=\S)", f"«{NO_BREAK}"),
        (r"(?<!\s) ?»", f"{NO_BREAK}»"),
        (r"(?<=[^\W\d_])'(?=[^\W\d_])", "’"),
        (r"(?<=\S)[ \u00a0]+([;?!])(?=\s|$)", r"\1"),
        # A colon between words; not 12:30, nor the `:---` of a table in Markdown.
        (r"(?<!\s) :(?![-\w])", f"{NO_BREAK}:"),
        (r"(?<=[^\s:|-]):(?=\s|$)", f"{NO_BREAK}:"),
        (r"(?<!\d)(?<!\d )\d{1,3}(?: \d{3})+(?!\d)", lambda found: found[0].replace(" ", NO_BREAK)),
        (r"(?<=\d) ?%", f"{NO_BREAK}%"),
        (r"(?<=\d) ?\$", f"{NO_BREAK}$"),
    )
]


def in_french(text):
    """Return `text` with the blanks and marks of French; the same again changes nothing."""
    parts = UNTOUCHED.split(text)
    parts[::2] = map(_in_french, parts[::2])
    return "".join(parts)


def _in_french(text):
    """Apply the rules until they change nothing: marks that follow each other share blanks."""
    before = None
    while text != before:
        before = text
        for pattern, by in RULES:
            text = pattern.sub(by, text)
    return text
