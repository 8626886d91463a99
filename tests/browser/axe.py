"""The findings of axe on a page, and the looks of a page in which it runs."""

import pytest
from axe_playwright_python.sync_playwright import Axe

LOOKS = {
    "light and wide": {"color_scheme": "light", "viewport": {"width": 1280, "height": 900}},
    "dark and narrow": {"color_scheme": "dark", "viewport": {"width": 320, "height": 640}},
}

# Each language in one look and each look in one language: what axe finds in a look, it finds in
# either language, and the longer words are French.
in_both_looks = pytest.mark.parametrize(
    ("language", "look"),
    [("en", LOOKS["light and wide"]), ("fr", LOOKS["dark and narrow"])],
    ids=["English, light and wide", "French, dark and narrow"],
)

# All that axe checks by default, and the size of targets, which WCAG 2.2 AA asks for. Style sheets
# are not fetched once more: only rules that are off by default read them.
OPTIONS = {
    "resultTypes": ["violations"],
    "rules": {"target-size": {"enabled": True}},
    "preload": False,
}

# Leaves two of the rows of a list or table that are drawn alike: with the same elements, names of
# attributes, classes and states, and words in the same places.
LEAVE_TWO_ALIKE = """
() => {
    const look = node => node.nodeType === Node.TEXT_NODE
        ? (node.data.trim() ? "words" : "")
        : `<${node.nodeName} ${node.getAttributeNames?.()}`
            + ` ${node.className} ${node.dataset?.state}>`
            + [...node.childNodes].map(look).join("") + "</>";
    const seen = new Map();
    for (const row of document.querySelectorAll("tr, li")) {
        if (!seen.has(row.parentNode)) seen.set(row.parentNode, {});
        const counts = seen.get(row.parentNode);
        counts[look(row)] = (counts[look(row)] ?? 0) + 1;
        if (counts[look(row)] > 2) row.remove();
    }
}
"""

axe = Axe()


def show(page, look):
    """Give the open page another look, without asking for it again."""
    if look:
        page.emulate_media(color_scheme=look["color_scheme"])
        page.set_viewport_size(look["viewport"])


def findings(page, look=None):
    """List what axe finds on what is left of the page, each with the element it is about."""
    page.wait_for_load_state()
    page.evaluate(axe.axe_script)
    page.evaluate(LEAVE_TWO_ALIKE)
    show(page, look)
    violations = page.evaluate(
        "options => axe.run(options).then(found => found.violations)", OPTIONS
    )
    return [
        f"{violation['id']}: {violation['help']}: {node['html'][:160]}"
        for violation in violations
        for node in violation["nodes"]
    ]
