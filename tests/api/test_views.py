import json

import pytest

from quotas.api.endpoints import LISTS

from ..pages import parse, text


@pytest.mark.parametrize("address", ["/en/data/api/", "/fr/donnees/api/"])
def test_the_page_about_it_has_examples_that_work(client, shipped, address):
    page = parse(client.get(address))

    examples = page.xpath("//section[@class='dictionary']/p/a/@href")
    assert len(examples) == len(LISTS) + 1
    for example in examples:
        path = "/" + example.partition("//")[2].partition("/")[2]
        said = json.loads(client.get(path).content)
        assert said.get("rows") or said["citizenships"], example
    for each in LISTS:
        told = page.xpath(f"//section[@id='{each.table.name}']//tbody/tr/th/code/text()")
        assert told == list(each.query({}).fields)
    assert "404" not in text(page)
    regions = page.xpath("//*[@role='region']/@aria-label")
    assert len(regions) == len(set(regions)) > len(LISTS)


def test_the_page_still_lists_the_values_of_today(client, shipped):
    page = parse(client.get("/en/data/api/"))

    listed = page.xpath("//section[@id='quotas']//span[@class='codes']/code/text()")
    assert {"2021", "2026", "JP", "working-holiday", "unlimited"} <= set(listed)


@pytest.mark.parametrize(
    ("address", "promises"),
    [
        ("/en/data/", ["for good", "forever", "permanent"]),
        ("/fr/donnees/", ["pour toujours", "pour de bon", "permanent"]),
        ("/en/data/api/", ["for good", "forever", "permanent"]),
        ("/fr/donnees/api/", ["pour toujours", "pour de bon", "permanent"]),
    ],
)
def test_no_page_promises_that_the_id_of_a_change_stays(client, shipped, address, promises):
    said = text(parse(client.get(address)))

    assert not [promise for promise in promises if promise in said]
