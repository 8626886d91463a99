"""Stylesheets as they are collected."""

import re

import pytest
from django.conf import settings

pytestmark = pytest.mark.once


def collected(name):
    """Return a collected stylesheet by the name of its file."""
    [path] = (settings.STATIC_ROOT / "css").glob(f"{name}.????????????.css")
    return path.read_text()


def test_the_stylesheet_of_every_page_holds_what_it_imports():
    site = collected("site")

    assert "@import" not in site
    for name in ("tokens", "base", "layout", "components"):
        assert collected(name) in site
    assert f"@media print{{{collected('print')}}}" in site


def test_collected_stylesheets_have_no_comments():
    assert not re.search(r"/\*", collected("site"))
