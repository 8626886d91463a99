"""The pages of countries side by side."""

import csv
import io

import pytest
from django.http import QueryDict

from quotas.models import Eligibility, Quota, Season
from quotas.views.compare import CompareForm

from ..expected import CATEGORIES
from ..pages import SPACES, parse, text

pytestmark = pytest.mark.once

ADDRESS = {"en": "/en/compare/", "fr": "/fr/comparer/"}


def rows(page, number=0):
    """The rows of one of the tables: a heading and a text for each country."""
    return {
        head(row): [text(cell) for cell in row.findall("td")]
        for row in page.xpath("//table")[number].xpath(".//tbody/tr")
    }


def head(row):
    """The heading of a row, without the day and the source of all of it."""
    return " ".join("".join(row.xpath("./th/text()|./th/a/text()")).split())


def origin(page, name):
    """The day and the source of a whole row of the first table; empty if they differ."""
    found = [row for row in page.xpath("(//table)[1]//tbody/tr") if head(row) == name]
    return " ".join(text(each) for each in found[0].xpath("./th/span"))


def test_two_countries_stand_side_by_side_in_the_order_asked_for(client, shipped):
    page = parse(client.get("/en/compare/?country=ie&country=gb"))

    assert [text(h) for h in page.xpath("(//table)[1]//thead/tr/th")] == [
        "Ireland",
        "United Kingdom",
    ]
    working_holiday = rows(page)
    assert working_holiday["Quota, 2026"][1] == "9,363"
    assert origin(page, "Quota, 2026").startswith("As of October 9, 2026, IRCC")
    assert working_holiday["Age"] == ["18 to 35 years", "18 to 35 years"]
    assert working_holiday["Longest stay"] == ["24 months", "24 months"]
    assert working_holiday["Spots available"][1] == "122"
    assert origin(page, "Spots available") == "on October 9, 2026"


def test_a_category_that_an_arrangement_lacks_says_so(client, shipped):
    page = parse(client.get("/en/compare/?country=jp&country=fr"))

    assert rows(page, 1)["Age"][0] == "Not in the arrangement"


@pytest.mark.parametrize("code", ["ie", "fr"])
def test_a_day_and_a_source_that_differ_stand_beside_each_number(client, shipped, code):
    page = parse(client.get(f"/en/compare/?country=gb&country={code}&season=2025"))

    assert origin(page, "Quota, 2025") == ""
    assert [cell.split(" As of ")[1][:16] for cell in rows(page)["Quota, 2025"]] == (
        ["February 1, 2025"] * 2
    )


def test_other_conditions_are_folded_below_each_table_with_every_country(client, shipped):
    page = parse(client.get("/fr/comparer/?country=jp&country=fr&country=gb"))

    folds = page.xpath("//section/details[not(@open)][summary[.='Autres conditions']]")
    assert len(folds) == len(page.xpath("//table")) == 3
    for fold in folds:
        assert [text(name) for name in fold.iter("dt")] == ["Japon", "France", "Royaume-Uni"]
    for slug, fold in zip(CATEGORIES, folds, strict=True):
        held = Eligibility.objects.filter(category__slug=slug)
        for code, words in zip(("JP", "FR", "GB"), fold.iter("dd"), strict=True):
            eligibility = held.filter(country__code=code).first()
            if eligibility is None:
                assert text(words) == "Non prévue par l’entente"
            else:
                said = " ".join((eligibility.conditions_fr or "–").translate(SPACES).split())
                assert text(words).startswith(said)


def test_seasons_can_be_chosen(client, shipped):
    page = parse(client.get("/en/compare/?country=jp&country=fr&season=2021"))

    assert [name for name in rows(page) if name.startswith("Quota")] == ["Quota, 2021"]


@pytest.mark.parametrize("query", ["country=gb&season=2021&season=2026", "country=gb"])
def test_two_seasons_of_one_country(client, shipped, query):
    page = parse(client.get(f"/en/compare/?{query}"))

    headings = [text(h) for h in page.xpath("//thead/tr/th")]
    assert headings[0] == "Category"
    assert headings[2] == "2026"
    if "2021" in query:
        assert rows(page)["Working Holiday"][2] == "+4,330"


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    ("query", "name", "columns"),
    [
        ("country=xx&country=jp&country=fr", "country", 2),
        ("country=jp&country=fr&country=ie&country=gb&country=it", "country", 4),
        ("country=jp&country=fr&season=1850", "season", 2),
        ("country=%00&country=jp&country=fr", "country", 2),
        ("country=jp&country=fr&season=next", "season", 2),
        ("country=gb&season=2021&season=2023&season=2026", "season", 4),
        ("country=&country=&season=", "country", 0),
        ("season=2026", "country", 0),
    ],
)
def test_what_is_wrong_gets_a_sentence_and_the_rest_is_shown(
    client, shipped, language, query, name, columns
):
    page = parse(client.get(f"{ADDRESS[language]}?{query}"))

    assert len(page.xpath(f"//form[@id='answer']//*[@id='error-{name}']/p")) == 1
    assert len(page.xpath("(//table)[1]//thead/tr/th")) == columns


def test_what_is_sent_leads_straight_to_its_answer(client, shipped):
    page = parse(client.get("/fr/comparer/?country=jp&country=fr"))

    assert page.xpath("//form[@class='questions']/@action") == ["/fr/comparer/#answer"]
    assert len(page.xpath("//*[@id='answer']//table")) == len(page.xpath("//table")) > 0


def test_to_choose_no_country_is_said_in_whole_words(client, shipped):
    page = parse(client.get("/fr/comparer/"))

    assert text(page.xpath("//select[@name='country']/option[1]")[0]) == "Aucun pays ni territoire"


def test_one_country_with_one_season_leads_on(client, shipped):
    page = parse(client.get("/en/compare/?country=gb&season=2026"))

    assert not page.xpath("//table")
    assert "Choose a second country, or other seasons." in text(page)


def test_a_season_that_is_not_published_stays_out(client, shipped):
    Season.objects.filter(year=2026).update(is_current=False, is_published=False)

    page = parse(client.get("/en/compare/?country=gb&country=ie"))

    assert "Quota, 2026" not in rows(page)
    assert "2026" not in " ".join(rows(page)["Spots available"])


def test_its_file_has_the_quotas_that_it_shows(client, shipped):
    page = parse(client.get("/en/compare/?country=ie&country=gb&season=2025&season=2026"))
    shown = sum(
        cell.get("data-state") not in (None, "absent") for cell in page.xpath("//tbody//td")
    )

    address = page.xpath("//p[@class='files']/a/@href")[0]
    content = client.get(address).content.decode("utf-8-sig")
    held = list(csv.DictReader(io.StringIO(content)))

    assert address == ("/en/compare/quotas.csv?country=ie&country=gb&season=2026&season=2025")
    assert len(held) == shown > 4
    assert {row["country"] for row in held} == {"IE", "GB"}


@pytest.mark.parametrize(
    "query", ["", "country=gb", "country=gb&season=2021&season=2026", "country=xx"]
)
def test_files_are_there_whatever_is_asked_for(client, shipped, query):
    assert client.get(f"/en/compare/quotas.json?{query}").status_code == 200


def test_four_countries_cost_what_two_do(client, shipped, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        client.get("/en/compare/?country=gb&country=ie&country=jp&country=fr")


def test_a_changed_figure_shows_at_the_next_request(client, shipped):
    address = "/en/compare/?country=gb&country=ie"
    client.get(address)
    quota = Quota.objects.get(
        season__year=2026, country__code="GB", category__slug="working-holiday"
    )
    quota.places = 4321
    quota.save()

    assert "4,321" in text(parse(client.get(address)))


@pytest.mark.parametrize(
    ("codes", "is_refused"), [("gb ie jp hk", False), ("gb ie jp hk it", True)]
)
def test_four_countries_fit_and_a_fifth_is_said_to_be_left_out(client, shipped, codes, is_refused):
    form = CompareForm(QueryDict("&".join(f"country={code}" for code in codes.split())))

    assert ("country" in form.errors) is is_refused
    assert [country.code for country in form.countries] == ["GB", "IE", "JP", "HK"]


@pytest.mark.parametrize(
    ("years", "is_refused"), [((2025, 2026), False), ((2023, 2025, 2026), True)]
)
def test_two_seasons_of_a_country_fit_and_a_third_is_said_to_be_left_out(
    client, shipped, years, is_refused
):
    form = CompareForm(QueryDict("country=gb&" + "&".join(f"season={year}" for year in years)))

    assert ("season" in form.errors) is is_refused
