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

# Rules that need the longest, and that what a page says in its language cannot change.
OF_COLOURS = ("color-contrast", "link-in-text-block")

axe = Axe()


def findings(page, *, without=()):
    """List what axe finds wrong on the page once it is there, each with the element it is about.

    The rules `without` are left out.
    """
    page.wait_for_load_state()
    rules = OPTIONS["rules"] | {rule: {"enabled": False} for rule in without}
    violations = axe.run(page, options=OPTIONS | {"rules": rules}).response["violations"]
    return [
        f"{violation['id']}: {violation['help']}: {node['html'][:160]}"
        for violation in violations
        for node in violation["nodes"]
    ]
