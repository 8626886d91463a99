"""The page of the copies of the feed, and their bytes."""

import pytest

from quotas.models import KeptFeed
from quotas.models.kept_feed import Outcome
from quotas.rounds.importing import Choices
from quotas.rounds.receiving import receive
from quotas.views.kept_feeds import FEEDS_ON_A_PAGE

from ..pages import parse, text
from ..rounds.mutated_feeds import MUTATIONS, copy_of

pytestmark = pytest.mark.django_db
FEED = copy_of("2026-10-09").encode()


def keep(number, **facts):
    day = f"20{number // 12:02}-{number % 12 + 1:02}-01"
    known = {"address": "x", "as_of": day, "outcome": Outcome.IMPORTED, "imported_at": f"{day}T12Z"}
    return KeptFeed.objects.keep(b"<temp>%d</temp>" % number, **known | facts)


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("/en/data/feeds/", "The official feed as it came"),
        ("/fr/donnees/flux/", "Le flux officiel tel qu’il est arrivé"),
    ],
)
def test_it_lists_what_was_imported_and_nothing_else(client, shipped, address, title):
    imported = receive(FEED, Choices(), address="x").kept
    held = receive(
        MUTATIONS["all zero"](copy_of("2026-10-09")).encode(), Choices(), address="x"
    ).kept

    page = parse(client.get(address))

    assert page.xpath("//h1")[0].text == title
    assert imported.sha256 in text(page)
    assert held.sha256 not in text(page)
    (link,) = page.xpath("//tbody//a/@href")
    answer = client.get(link)
    assert answer.content == FEED
    assert answer["Content-Type"] == "application/xml"
    assert answer["Content-Disposition"].startswith('attachment; filename="iec-feed-2026-10-09-')
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_the_bytes_of_a_copy_that_was_not_imported_are_not_public(client, shipped):
    held = receive(
        MUTATIONS["all zero"](copy_of("2026-10-09")).encode(), Choices(), address="x"
    ).kept

    assert client.get(held.get_absolute_url()).status_code == 404
    assert client.get("/en/data/feeds/0.xml").status_code == 404


def test_a_copy_is_on_the_page_as_soon_as_it_is_imported(client, shipped):
    assert "No copy is kept yet" in text(parse(client.get("/en/data/feeds/")))

    receive(FEED, Choices(), address="x")

    assert "October 9, 2026" in text(parse(client.get("/en/data/feeds/")))


def test_it_costs_the_same_queries_however_many_copies_are_kept(
    client, django_assert_max_num_queries
):
    for number in range(2 * FEEDS_ON_A_PAGE):
        keep(number)

    with django_assert_max_num_queries(8):
        page = parse(client.get("/en/data/feeds/"))

    assert len(page.xpath("//tbody/tr")) == FEEDS_ON_A_PAGE
    older = page.xpath("//nav[@class='pages']/a[@rel='next']/@href")[0]
    assert len(parse(client.get(f"/en/data/feeds/{older}")).xpath("//tbody/tr")) == FEEDS_ON_A_PAGE


def test_the_data_page_leads_to_it(client, shipped):
    for address, there in (("/en/data/", "/en/data/feeds/"), ("/fr/donnees/", "/fr/donnees/flux/")):
        assert parse(client.get(address)).xpath(f"//main//a[@href='{there}']")
