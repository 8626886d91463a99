"""The page of what the chance ratings meant: its words, its drawing, its tables and its files."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quotas.models import Question, Season, WeeklyFigures

from ..caching.test_pages import weight
from ..factories import make_category, make_country, make_figures, make_question, make_season
from ..figures.rated_pools import make_pool
from ..pages import SPACES, parse, text

pytestmark = pytest.mark.once

ADDRESS = {"en": "/en/ratings/", "fr": "/fr/cotes/"}
FILE = {"en": "/en/ratings/ratings.json", "fr": "/fr/cotes/cotes.json"}
CATEGORIES = ["working-holiday", "young-professionals", "international-coop"]
ALL = "&".join(f"category={slug}" for slug in CATEGORIES)


def outcomes(page):
    """The rows of each table of ratings, as the texts of their cells."""
    return [
        [[text(cell) for cell in row.xpath("./th|./td")] for row in table.xpath("./tbody/tr")]
        for table in page.xpath("//main//table[contains(@class, 'facts')][thead//th[5]]")
        if not table.xpath("ancestor::details")
    ]


def numbers(words):
    """The whole numbers in `words`, their thousands apart or not."""
    return [int(re.sub(r"\D", "", found)) for found in re.findall(r"\d+(?:[,  ]\d{3})*", words)]


def chosen(page):
    """The season shown, and the categories that are ticked."""
    [season] = page.xpath("//nav[contains(@class, 'season-switch')]//a[@aria-current]/text()")
    return season, page.xpath("//input[@name='category'][@checked]/@value")


# What is shown


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("query", ["", "season=2023", f"season=2026&{ALL}", f"season=2023&{ALL}"])
def test_the_tables_of_the_page_say_what_its_file_says(client, shipped, language, query):
    page = parse(client.get(f"{ADDRESS[language]}?{query}"))
    file = client.get(f"{FILE[language]}?{query}").json()["rows"]

    shown = [row for table in outcomes(page) for row in table]
    rows = file if "category" in query else [row for row in file if row["category"] is None]
    assert len(shown) == len(rows) == (15 if "category" in query else 5)
    for cells, row in zip(shown, rows, strict=True):
        if not row["weeks"]:
            assert len(cells) == 2
            continue
        _rating, invited, weeks, _spread, against = cells
        assert numbers(invited)[-2:] == [row["invited"], row["candidates"]]
        left_out = [row["left_out"]] if row["left_out"] else []
        without = [row["weeks_without_invitation"]] if row["weeks_without_invitation"] else []
        assert numbers(weeks) == [row["weeks"], *without, *left_out]
        above = [row["weeks_above"]] if row["rating"] != "excellent" else []
        assert numbers(against) == [row["weeks_below"], row["weeks_within"], *above]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_drawing_says_what_its_table_says(page_at, language):
    page = page_at(f"{ADDRESS[language]}?{ALL}")

    told = [alt.translate(SPACES) for alt in page.xpath("//figure[@class='picture']//img/@alt")]
    tables = outcomes(page)
    assert len(told) == len(tables) == 3
    for words, table in zip(told, tables, strict=True):
        for cells in table:
            if len(cells) == 5:
                share = re.match(r"[\d.,]+\s?%", cells[1])[0]
                assert f"{share} invit" in words
                assert all(part in words for part in re.findall(r"[\d.,]+\s?%", cells[3]))


def test_the_small_table_has_the_share_of_every_rating_and_category(page_at):
    page = page_at("/en/ratings/")

    [table] = page.xpath("//table[@class='quota-table']")
    rows = [[text(cell) for cell in row.xpath("./th|./td")] for row in table.xpath(".//tbody/tr")]
    assert rows == [
        ["Excellent", "99% 166 weeks", "99% 46 weeks", "100% 27 weeks"],
        ["Very good", "60% 20 weeks", "78% 6 weeks", "–"],
        ["Fair", "34% 39 weeks", "65% 5 weeks", "–"],
        ["Low", "22% 29 weeks", "30% 4 weeks", "–"],
        ["Very low", "0.90% 431 weeks", "0.84% 94 weeks", "–"],
    ]
    assert table.xpath(".//thead//a/@href") == [
        f"?season=2026&category={slug}" for slug in CATEGORIES
    ]


def test_the_first_sentence_says_what_the_ratings_meant_and_when(page_at):
    page = page_at("/en/ratings/")

    assert text(page.xpath("//h1/following::p[1]")[0]).startswith(
        "From January 30 to October 9, 2026, 0.90% of the candidates in pools rated “very low” (a "
        "chance of 1 to 19%) were invited within a week; 22% in those rated “low” (20 to 39%); "
    )


def test_the_weeks_left_out_are_told_by_reason(page_at):
    page = page_at("/en/ratings/")

    [folded] = page.xpath("//main//section/details")
    rows = [[text(cell) for cell in row.xpath("./th|./td")] for row in folded.xpath(".//tbody/tr")]
    assert text(folded.find("summary")) == "2,258 weeks left out, by reason"
    assert "Another 295 weeks of a pool had no rating." in text(folded)
    assert rows[-1] == [
        "Fewer than 20 candidates were waiting",
        *["946", "14", "13", "19", "43", "1,035"],
    ]
    assert sum(numbers(row[-1])[0] for row in rows) == 2258


def test_a_category_has_its_own_sentence_drawing_and_table(page_at):
    page = page_at("/en/ratings/?season=2023&category=working-holiday")

    assert text(page.xpath("//section/h2")[0]) == "Working Holiday"
    assert "In Working Holiday, from February 10 to February 17, 2023, 9.4%" in text(page)
    assert len(page.xpath("//figure")) == len(outcomes(page)) == 1
    assert not page.xpath("//table[@class='quota-table']")


def test_a_season_of_a_single_day_says_that_no_week_can_be_counted(client, db):
    make_figures(season=make_season(year=2026), category=make_category(), rating=3, candidates=50)

    page = parse(client.get("/en/ratings/"))

    assert "No week of the 2026 season can be counted." in text(page)
    assert [row[1] for row in outcomes(page)[0]] == ["No week of a pool had this rating."] * 5


def test_a_rating_of_which_no_week_is_counted_says_how_many_were_left_out(client, db):
    season, category = make_season(year=2026), make_category()
    make_pool((3, 5, 0), (3, 5, 2), season=season, category=category)

    [table] = outcomes(parse(client.get("/en/ratings/")))

    assert table[2] == ["Fair 40 to 59%", "No week can be counted. 1 left out"]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page_stands_up_in_an_empty_database(client, db, language):
    response = client.get(f"{ADDRESS[language]}?season=2021&category=x")

    said = {"en": "We have no season with chance", "fr": "Nous n’avons encore aucune saison"}
    assert response.status_code == 200
    assert said[language] in text(parse(response))
    assert client.get(f"{FILE[language]}?season=2021").json()["rows"] == []


# What is asked for


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    ("query", "name", "shown"),
    [
        ("season=1850", "season", ("2026", [])),
        ("season=2021", "season", ("2026", [])),
        ("season=%00&season=2023", "season", ("2023", [])),
        ("season=2023&season=2026", "season", ("2023", [])),
        ("season=2023&category=x", "category", ("2023", [])),
        (
            "category=x&category=young-professionals",
            "category",
            ("2026", ["young-professionals"]),
        ),
    ],
)
def test_what_is_wrong_gets_a_sentence_and_the_rest_is_shown(page_at, language, query, name, shown):
    page = page_at(f"{ADDRESS[language]}?{query}")

    assert len(page.xpath("//div[@class='field-error']/p")) == 1
    assert len(page.xpath(f"//*[@id='error-{name}']/p")) == 1
    assert chosen(page) == shown


def test_a_wrong_filter_is_told_in_the_file_too(client, shipped):
    said = client.get("/en/ratings/ratings.json?season=1850&category=x").json()

    assert said["left_out"] == [
        "“1850” is not a season with chance ratings, so the newest is shown.",
        "“x” is not a category, so it was left out.",
    ]
    assert {row["season"] for row in said["rows"]} == {2026}
    assert len(said["rows"]) == 20


def test_the_seasons_lead_to_each_other_with_the_same_categories(page_at):
    page = page_at("/en/ratings/?category=international-coop")

    assert page.xpath("//nav[contains(@class, 'season-switch')]//a/@href") == [
        "?season=2026&category=international-coop",
        "?season=2023&category=international-coop",
    ]


def test_a_season_that_is_not_published_stays_out(client, shipped):
    Season.objects.filter(year=2026).update(is_current=False, is_published=False)

    assert chosen(parse(client.get("/en/ratings/?season=2026")))[0] == "2023"
    assert {row["season"] for row in client.get("/en/data/ratings.json").json()["rows"]} == {2023}


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/en/ratings/ratings.csv", "iec-ratings-2026.csv"),
        ("/fr/cotes/cotes.xlsx?season=2023", "eic-cotes-2023.xlsx"),
        (
            "/fr/cotes/cotes.csv?season=2023&category=working-holiday",
            "eic-cotes-2023-vacances-travail.csv",
        ),
    ],
)
def test_a_file_is_named_for_what_is_in_it(client, shipped, address, name):
    assert f'filename="{name}"' in client.get(address).headers["Content-Disposition"]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("query", ["season=2023", "season=2026&category=working-holiday"])
def test_the_api_has_the_rows_of_the_file(client, shipped, language, query):
    rows = client.get(f"{FILE[language]}?{query}").json()["rows"]

    said = client.get(f"/api/v1/ratings?lang={language}&{query}").json()

    assert said["rows"] == rows
    assert said["count"] == len(rows) > 0


def test_the_api_has_every_season_and_refuses_what_is_wrong(client, shipped):
    assert client.get("/api/v1/ratings").json()["count"] == 2 * 4 * 5
    assert client.get("/api/v1/ratings?season=2021").json()["rows"] == []
    assert client.get("/api/v1/ratings?season=1850").status_code == 422
    assert client.get("/api/v1/ratings?country=jp").status_code == 422


def test_a_changed_figure_shows_at_the_next_request(client, shipped):
    client.get("/en/ratings/?season=2023")
    WeeklyFigures.objects.filter(season__year=2023, rating=2).update(rating=4)

    page = parse(client.get("/en/ratings/?season=2023"))

    assert outcomes(page)[0][1] == ["Very good 60 to 79%", "No week of a pool had this rating."]


# Ways


def test_the_page_leads_to_a_pool_the_question_the_season_and_the_glossary(page_at):
    page = page_at("/en/ratings/")

    links = set(page.xpath("//main//a/@href"))
    assert {
        "/en/pools/2026/fr/working-holiday/",
        Question.objects.get(live="chances").get_absolute_url(),
        "/en/seasons/2026/",
        "/en/glossary/#chance-rating",
    } <= links


def test_other_pages_lead_to_the_ratings(page_at):
    pages = ("/en/seasons/", "/en/questions/", "/en/glossary/", "/en/questions/my-chances/")
    found = {
        page: page_at(page).xpath("//main//a[contains(@href, '/ratings/')]/@href") for page in pages
    }

    assert found == dict.fromkeys(pages, ["/en/ratings/"]) | {
        "/en/questions/my-chances/": ["/en/ratings/?season=2026"]
    }


# How it is made


def queries_of(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("name", ["ratings", "question"])
def test_the_page_costs_the_same_queries_however_many_weeks_and_seasons_are_held(client, db, name):
    category = make_category()
    question = make_question(live="chances")
    address = {"ratings": "/en/ratings/", "question": question.get_absolute_url()}[name]
    days = [(5, 100, 10 * n) for n in range(3)]
    make_pool(*days, season=make_season(year=2026), category=category)
    few = queries_of(client, f"{address}?n=1")

    for year in (2024, 2025):
        make_pool(*days, season=make_season(year=year), category=category)
    for _number in range(5):
        make_pool(*days, season=Season.objects.get(year=2026), category=category)

    assert queries_of(client, f"{address}?n=2") == few <= 10


@pytest.mark.parametrize("query", ["", f"?{ALL}", "?season=1850&category=x"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page_weighs_little_with_its_stylesheets(client, shipped, language, query):
    assert weight(client, ADDRESS[language] + query) <= 14 * 1024


def test_the_page_has_no_style_or_script_of_its_own(page_at):
    page = page_at(f"/en/ratings/?{ALL}")

    assert not page.xpath("//main//@style | //main//style | //main//script")
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_names_are_escaped(client, db):
    season, category = make_season(year=2026), make_category(slug="a", name_en="<b>")
    days = (5, 100, 0), (5, 100, 10)
    make_pool(*days, season=season, category=category, country=make_country(name_en="<i>"))

    content = client.get("/en/ratings/?category=a").content.decode()

    assert "<b>" not in content
    assert "<i>" not in content
