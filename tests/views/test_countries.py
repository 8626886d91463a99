"""The pages of countries."""

import pytest

from quotas.figures.countries import CountryQuotas
from quotas.models import Category, Quota, WeeklyFigures

from ..factories import make_figures, make_quota, make_season
from ..pages import key_figure, parse, rows, text


def test_a_country_page_says_each_state_in_words_with_its_day_and_source(client, shipped):
    response = client.get("/en/countries/lu/")

    article = "As of March 1, 2021, Blank Slate Partners (reported)"
    copy = "IRCC’s feed, copy on GitHub (official)"
    newest, older = f"As of October 9, 2026, {copy}", f"As of February 17, 2023, {copy}"
    news = "As of February 1, 2025, CIC News (reported)"
    assert rows(response, "quota-list") == [
        [f"2026 {newest}", "42", "3", "3"],
        [f"2025 {news}", "80", "10", "10"],
        [f"2023 {older}", "80", "10", "10"],
        [f"2021 {article}", "80", "10", "To be announced"],
    ]


def test_a_country_page_leads_to_the_official_eligibility_page(client, shipped):
    english = parse(client.get("/en/countries/jp/")).xpath("//main//a/@href")
    french = parse(client.get("/fr/pays/jp/")).xpath("//main//a/@href")

    assert any(href.startswith("https://www.canada.ca/en/") for href in english)
    assert any(href.startswith("https://www.canada.ca/fr/") for href in french)


# What the page opens with


@pytest.mark.parametrize("code", ["fr", "ad", "au"])
def test_a_country_opens_with_its_newest_quotas_and_what_they_mean(client, shipped, code):
    page = parse(client.get(f"/en/countries/{code}/"))

    for category in Category.objects.all():
        quota = Quota.objects.get(season__year=2026, country__code=code.upper(), category=category)
        entry = key_figure(page, category.name)
        figure, meaning = entry.findall("dd")[:2]
        assert (text(figure), figure.get("data-state")) == (quota.label, quota.state)
        assert "2026 season" in text(meaning)


def test_a_country_opens_with_the_newest_spots_and_rating(client, shipped):
    figures = WeeklyFigures.objects.filter(
        country__code="FR", category__slug="working-holiday", subpool=""
    ).latest("as_of")

    said = text(key_figure(parse(client.get("/en/countries/fr/")), "Working Holiday"))

    assert f"spots available {figures.spots}, chance rating Very low" in said
    assert "October 9, 2026" in said


def test_figures_of_another_season_are_not_beside_a_quota(client, db):
    quota = make_quota(season=make_season(year=2027), places=9)
    make_figures(
        season=make_season(year=2026), country=quota.country, category=quota.category, spots=4
    )

    said = text(
        key_figure(parse(client.get(quota.country.get_absolute_url())), str(quota.category))
    )

    assert "spots available" not in said


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"places": 1}, "permit at most in the 2026 season"),
        ({"places": 0}, "permits at most in the 2026 season"),
        ({"state": "unlimited", "places": None}, "no cap on permits in the 2026 season"),
        ({"state": "not_offered", "places": None}, "not in the arrangement in the 2026 season"),
        ({"state": "to_be_announced", "places": None}, "no number was given for the 2026 season"),
    ],
)
def test_each_state_says_what_it_means_for_its_season(db, facts, words):
    quota = make_quota(season=make_season(year=2026), **facts)

    (latest,) = CountryQuotas(quota.country).latest

    assert latest.meaning == words
