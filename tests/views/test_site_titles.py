"""Titles of pages: short enough for search engines, with the name of the site."""

import re

import pytest
from django.utils import translation

from quotas.figures.pools import Pool
from quotas.models import Country, Quota
from quotas.templatetags.site import fitting_title

from ..browser.pages import PAGES
from ..pages import parse, text

pytestmark = pytest.mark.once

LONGEST = 65
SITE = {"en": " – IEC Quotas", "fr": " – Quotas EIC"}
OF_A_POOL = re.compile(r"/(pools|bassins)/")


def title_of(page):
    return text(page.xpath("//title")[0])


@pytest.mark.parametrize("language", PAGES)
def test_the_title_of_every_kind_of_page_fits(client, shipped, language):
    for address in PAGES[language].values():
        if address.startswith("/embed/"):
            continue

        title = title_of(parse(client.get(address)))

        assert title.endswith(SITE[language]), address
        assert len(title) <= LONGEST, title


def test_the_title_of_every_page_of_the_sitemap_fits(page_at, client, shipped):
    places = re.findall(
        r"<loc>https?://[^/]+([^<]+)</loc>", client.get("/sitemap.xml").content.decode()
    )
    others = [place for place in places if not OF_A_POOL.search(place)]

    titles = {place: title_of(page_at(place)) for place in others}

    assert len(titles) > 150
    assert {place: title for place, title in titles.items() if len(title) > LONGEST} == {}


@pytest.mark.parametrize("language", SITE)
def test_the_title_of_every_pool_fits(page_at, shipped, language):
    quotas = list(Quota.objects.public().with_names())
    with translation.override(language):
        pools = [Pool(quota.season, quota.country, quota.category) for quota in quotas]
        titles = [f"{pool.name} {pool.season.year}{SITE[language]}" for pool in pools]
        shown = title_of(page_at(pools[0].get_absolute_url()))

    assert shown == titles[0]
    assert [title for title in titles if len(title) > LONGEST] == []


@pytest.mark.parametrize(
    ("name", "subject", "title"),
    [
        ("France, 27", "Which can I use?", "France, 27 – Which can I use?"),
        ("United Kingdom, Ireland, Japan, Hong Kong", "Side by side", None),
        ("May I, who never was there, still come, and stay for two years or more?", "", None),
        ("a" * 30 + " " + "b" * 40, "", "a" * 30 + "…"),
    ],
)
def test_a_title_leaves_out_its_subject_or_its_last_words_if_they_do_not_fit(name, subject, title):
    made = fitting_title(name, subject)

    assert len(made) + len(SITE["en"]) <= LONGEST
    assert made == title or name.startswith(made.rstrip("…"))
    assert made.endswith("…") == (len(name) + len(SITE["en"]) > LONGEST)


def test_the_pages_of_two_countries_are_told_apart_by_their_titles(page_at, shipped):
    titles = [title_of(page_at(country.get_absolute_url())) for country in Country.objects.all()]

    assert len(set(titles)) == len(titles)
