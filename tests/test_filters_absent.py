"""The answer to a search for countries that are not in the table."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quotas.models import Country, Season

from .factories import make_category, make_country, make_quota, make_season
from .pages import countries, parse, text


@pytest.fixture
def absent(client, shipped):
    """A function that returns what a page says of those that its table lacks, with the links."""

    def get(address):
        items = parse(client.get(address)).xpath("//ul[@class='not-in-table']/li")
        return {item.xpath("./a/@href")[0]: text(item) for item in items}

    return get


UKRAINE = (
    "Ukraine: not in the table of the 2026 season. Our last figures of it are from the 2023 season."
)


def test_a_country_of_an_earlier_season_leads_to_its_page(absent):
    assert absent("/en/?q=ukraine") == {"/en/countries/ua/": UKRAINE}
    assert absent("/fr/?q=UKRAINE") == {
        "/fr/pays/ua/": "Ukraine : absent du tableau de la saison 2026. "
        "Dernière saison dont nous avons des chiffres : 2023."
    }


@pytest.mark.parametrize("query", ["country=mx", "country=mx&country=jp", "q=mexique", "q=MEXICO"])
def test_it_is_found_by_its_code_and_by_its_name_in_either_language(absent, query):
    assert list(absent(f"/en/?{query}")) == ["/en/countries/mx/"]


def test_it_is_found_beside_the_rows_that_match(client, absent):
    address = "/en/seasons/2021/?q=land"

    assert countries(client.get(address)) == ["Ireland", "Switzerland"]
    found = absent(address)
    assert set(found) == {f"/en/countries/{code}/" for code in ("fi", "is", "nl", "nz", "pl")}
    assert found["/en/countries/nz/"] == (
        "New Zealand: not in the table of the 2021 season. "
        "Our last figures of it are from the 2026 season."
    )


def test_a_country_of_the_table_is_its_row_and_nothing_more(client, absent):
    assert absent("/en/?q=germany") == {}
    assert countries(client.get("/en/?q=germany")) == ["Germany"]
    assert absent("/en/") == {}
    assert absent("/en/?category=working-holiday") == {}


@pytest.mark.parametrize(
    ("address", "code", "name"),
    [
        ("/en/?q=brazil", "br", "Brazil"),
        ("/en/?q=United%20States", "us", "United States"),
        ("/en/?q=reunion", "re", "Réunion"),
        ("/fr/?q=etats-unis", "us", "États-Unis"),
        ("/en/?country=br", "br", "Brazil"),
    ],
)
def test_a_name_without_an_arrangement_leads_to_what_its_people_can_use(
    client, absent, address, code, name
):
    ((link, sentence),) = absent(address).items()

    assert link == f"/{address[1:3]}/{'find' if 'en' in address[:4] else 'trouver'}/" + (
        f"?citizenship={code}"
    )
    assert sentence.startswith(name)
    assert client.get(link).status_code == 200


def test_the_beginning_of_a_name_of_the_world_counts_only_where_none_of_ours_matches(absent):
    assert len(absent("/en/?q=ind")) == 2
    assert absent("/en/?q=united") == {}
    assert absent("/en/?q=us") == {}


def test_a_country_without_any_figure_says_so(absent):
    make_country(name_en="Atlantis", name_fr="Atlantide")

    (sentence,) = absent("/en/?q=atlantis").values()
    assert sentence == "Atlantis: we have no figure for it."


def test_figures_of_an_unpublished_season_are_not_spoken_of(absent):
    season = make_season(year=2030, is_published=False)
    make_quota(season=season, country=Country.objects.get(code="UA"))

    assert absent("/en/?q=ukraine") == {"/en/countries/ua/": UKRAINE}


def test_searching_asks_as_often_however_many_are_absent(client, shipped):
    def queries(address):
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    few = queries("/en/?q=land&n=1")
    season, category = Season.objects.get(year=2023), make_category()
    for name in ("Landia", "Landor", "Landonia"):
        make_quota(
            season=season, category=category, country=make_country(name_en=name, name_fr=name)
        )

    assert queries("/en/?q=land&n=2") == few
