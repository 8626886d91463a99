"""Every page that links lead to, in both languages."""

import re
from urllib.parse import urlsplit

import pytest
from lxml import etree

from ..typography import slips_in
from .test_site import ENGLISH, FRENCH

# Pages that in French are those of English once more; there the current season has to do.
PAST_POOLS = re.compile(r"/fr/bassins/(?!2021/)")


@pytest.mark.parametrize(("language", "pages"), [("en", ENGLISH), ("fr", FRENCH)])
def test_every_link_leads_somewhere_and_every_page_is_set_as_its_language_is(
    answer_at, page_at, language, pages
):
    waiting, seen, slips = [f"/{language}/"], set(), []
    while waiting:
        address = waiting.pop()
        path = urlsplit(address).path
        if address in seen or (urlsplit(address).query and path in seen):
            continue
        seen |= {address, path}
        if not path.endswith("/"):
            assert "html" not in answer_at(address).headers["Content-Type"], address
            continue
        page = page_at(address)
        places = set(page.xpath("//@id"))
        slips += [(address, slip) for slip in slips_in(page)]
        for link in page.xpath("//a[@href]"):
            target, _, fragment = link.get("href").partition("#")
            if fragment and not target:
                assert fragment in places, f"{address}: #{fragment}"
            if urlsplit(target).path.endswith((".json", ".xlsx")):
                continue  # they are where their CSV is
            if link.get("hreflang", language) != language or PAST_POOLS.match(target):
                continue  # the other language has its own turn
            if target.startswith("/"):
                waiting.append(target)
            elif target.startswith("?"):
                waiting.append(path + target)
    sitemap = etree.fromstring(answer_at("/sitemap.xml").content)
    places = [urlsplit(place).path for place in sitemap.xpath("//*[local-name()='loc']/text()")]
    ours = {*pages, *(place for place in places if place.startswith(f"/{language}/"))}
    assert {place for place in ours - seen if not PAST_POOLS.match(place)} == set()
    assert slips == []
