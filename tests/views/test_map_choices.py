"""The season and the category that the map is asked for, right or wrong."""

import csv
import io

import pytest

from quotas.models import Season

from ..pages import parse, text
from .test_map import ADDRESS, listed

pytestmark = pytest.mark.once


def chosen(page):
    """The season and the category that the form shows."""
    return [
        option.get("value") or text(option)
        for option in page.xpath("//form[@class='map-form']//option[@selected]")
    ]


def test_the_current_season_and_the_first_category_come_first(client, shipped):
    assert chosen(parse(client.get("/en/map/"))) == ["2026", "working-holiday"]


def test_the_newest_season_comes_first_while_none_is_current(client, shipped):
    Season.objects.update(is_current=False)

    assert chosen(parse(client.get("/en/map/")))[0] == "2026"


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    ("query", "name", "shown"),
    [
        ("season=1850&category=young-professionals", "season", ["2026", "young-professionals"]),
        ("season=next", "season", ["2026", "working-holiday"]),
        ("season=2022", "season", ["2026", "working-holiday"]),
        ("season=%00&season=2023", "season", ["2023", "working-holiday"]),
        ("season=2023&category=x", "category", ["2023", "working-holiday"]),
        ("season=2023&season=2025", "season", ["2023", "working-holiday"]),
        (
            "category=young-professionals&category=working-holiday",
            "category",
            ["2026", "young-professionals"],
        ),
    ],
)
def test_what_is_wrong_gets_a_sentence_and_the_rest_is_shown(
    client, shipped, language, query, name, shown
):
    page = parse(client.get(f"{ADDRESS[language]}?{query}"))

    assert len(page.xpath("//div[@class='field-error']/p")) == 1
    assert len(page.xpath(f"//*[@id='error-{name}']/p")) == 1
    assert page.xpath(f"//*[@aria-describedby='error-{name}']/@aria-invalid") == ["true"]
    assert chosen(page) == shown


@pytest.mark.parametrize("query", ["", "?season=&category=", "?season=2023&other=1"])
def test_what_is_not_asked_for_is_not_wrong(client, shipped, query):
    page = parse(client.get(f"/en/map/{query}"))

    assert not page.xpath("//div[@class='field-error']/p")


def test_a_season_that_is_not_published_stays_out(client, shipped):
    Season.objects.filter(year=2026).update(is_current=False, is_published=False)

    page = parse(client.get("/en/map/?season=2026"))

    assert chosen(page)[0] == "2025"
    assert "2026" not in page.xpath("//select[@id='season']/option/text()")


def test_the_map_stands_up_in_an_empty_database(client, db):
    response = client.get("/en/map/?season=2021&category=x")

    assert response.status_code == 200
    assert "There is no season to show yet." in text(parse(response))


def test_files_have_the_same_in_the_same_order(client, shipped):
    page = parse(client.get("/en/map/?season=2023&category=young-professionals"))

    address = page.xpath("//p[@class='files']/a/@href")[0]
    content = client.get(address).content.decode("utf-8-sig")

    held = [row["country_name"] for row in csv.DictReader(io.StringIO(content))]
    assert held == [name for name, _, state, _ in listed(page) if state != "absent"]
    assert len(held) > 30
