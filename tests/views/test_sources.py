"""The page of all sources."""

import pytest

from quotas.models import Season, Source

from ..factories import make_figures, make_season, make_source
from ..pages import parse, text

pytestmark = pytest.mark.once


def listed(client, address="/en/sources/"):
    return {
        item.get("id").removeprefix("source-"): text(item)
        for item in parse(client.get(address)).xpath("//main//li[@id]")
    }


def test_every_source_is_listed_with_its_address(client, shipped):
    page = parse(client.get("/en/sources/"))

    assert set(listed(client)) == set(Source.objects.values_list("slug", flat=True))
    links = {link.get("href") for link in page.xpath("//main//li[@id]/a")}
    assert links == set(Source.objects.exclude(url_en="").values_list("url_en", flat=True))


def test_a_source_says_if_it_is_official_and_its_day(client, shipped):
    assert listed(client)["moving2canada-2026-01-16"] == (
        "The IEC quotas of 2026 published so far (reported), January 16, 2026"
    )
    assert listed(client, "/fr/sources/")["ircc-feed-2026-10-09"].startswith(
        "Flux de données d’IRCC du 9 octobre 2026, copie sur GitHub (source officielle)"
    )


def test_a_source_that_is_gone_says_since_when(client, db):
    make_source(slug="old", gone_on="2026-05-01")

    assert listed(client)["old"].endswith("the address has not worked since May 1, 2026")


@pytest.mark.parametrize("is_published", [True, False])
def test_the_source_of_an_unpublished_season_is_not_listed(client, db, is_published):
    season = make_season(year=2027, is_published=is_published)
    make_figures(season=season, source=make_source(slug="secret"))

    assert ("secret" in listed(client)) == is_published


def test_a_source_of_two_seasons_is_listed_if_one_is_published(client, db):
    source = make_source(slug="both")
    for year, is_published in ((2026, True), (2027, False)):
        make_figures(
            season=make_season(year=year, is_published=is_published),
            source=source,
        )

    assert "both" in listed(client)
    assert Season.objects.count() == 2


def test_without_a_source_the_page_says_so(client, db):
    Source.objects.all().delete()

    assert "We have no source yet." in text(parse(client.get("/en/sources/")).xpath("//main")[0])
