import json

import pytest
from django.test import Client
from jsonschema import Draft202012Validator

from quotas.models import Category, Country, Eligibility, Quota, WeeklyFigures

from ..factories import make_figures, make_quota, make_season
from ..pages import parse, text

pytestmark = pytest.mark.once

ADDRESS = {"en": "/en/find/", "fr": "/fr/trouver/"}


def headings(response):
    """Return the headings of the categories, in their order."""
    return [text(heading) for heading in parse(response).xpath("//article/h3")]


def verdicts(client, query):
    """The verdicts of the API by citizenship and category."""
    said = client.get(f"/api/v1/find?{query}").json()
    return {
        (citizenship["citizenship"], answer["category"]): answer["verdict"]
        for citizenship in said["citizenships"]
        for answer in citizenship["categories"]
    }


def test_an_answer_says_the_terms(client, shipped):
    article = parse(client.get("/en/find/?citizenship=kr&age=27")).xpath("//article")[0]

    assert "Working Holiday: yes" in text(article)
    assert "18 to 35 years; up to 24 months; 2 participations." in text(article)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("citizenship=jp&age=31", "It is for people aged 18 to 30."),
        ("citizenship=jp&age=17", "You must be at least 18 years old."),
        ("citizenship=jp&age=20", "Japan: the arrangement does not have this category."),
        (
            "citizenship=jp&age=20",
            "Japan: you must be a resident when you apply.",
        ),
        ("citizenship=fr&age=20&job_offer=no", "You need a signed job offer before you apply."),
        ("citizenship=de&age=20&student=no", "It is for students who are registered"),
        ("citizenship=ca&age=20", "Citizens of Canada need no work permit."),
        ("citizenship=us&age=20", "United States is not in our list of arrangements"),
        ("citizenship=us&age=20", "Recognized organizations may help"),
        ("citizenship=ua", "Ukraine is not in our list of arrangements"),
        ("citizenship=fr&age=40", "Recognized organizations may help"),
        ("citizenship=gb&age=35", "On the day of the invitation."),
    ],
)
def test_a_reason_is_given(client, shipped, query, sentence):
    assert sentence in text(parse(client.get(f"/en/find/?{query}")))


def test_two_citizenships_are_told_apart_and_the_best_of_both_is_said(client, shipped):
    page = parse(client.get("/en/find/?citizenship=jp&citizenship=ie&age=32"))

    best = [text(item) for item in page.xpath("//section[@class='best']//li")]
    assert best == [
        "Working Holiday: yes (Ireland)",
        "Young Professionals: it depends (Ireland)",
        "International Co-op: it depends (Ireland)",
    ]
    assert [text(h) for h in page.xpath("//section[@class='citizenship']/h2")] == [
        "Citizenship: Japan, aged 32",
        "Citizenship: Ireland, aged 32",
    ]


def test_the_same_citizenship_twice_counts_once(client, shipped):
    page = parse(client.get("/en/find/?citizenship=jp&citizenship=JP&citizenship=&age=20"))

    assert len(page.xpath("//section[@class='citizenship']")) == 1
    assert not page.xpath("//section[@class='best']")


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("citizenship=zz&age=20", "citizenship"),
        ("citizenship=japan&age=20", "citizenship"),
        ("citizenship=%00", "citizenship"),
        ("citizenship=jp&age=thirty", "age"),
        ("citizenship=jp&age=35.5", "age"),
        ("citizenship=jp&age=-1", "age"),
        ("citizenship=jp&age=121", "age"),
        ("citizenship=jp&age=1990-01-31", "age"),
        ("citizenship=jp&age=1e3", "age"),
        ("citizenship=jp&age=2_7", "age"),
        ("citizenship=jp&age=%F0%9F%8E%82", "age"),
        ("citizenship=jp&age=99999999999999999999999", "age"),
        ("citizenship=jp&student=perhaps", "student"),
        ("citizenship=jp&job_offer=2", "job_offer"),
        ("citizenship=%3Cscript%3Ealert(1)%3C/script%3E", "citizenship"),
    ],
)
def test_what_is_wrong_gets_a_sentence_and_the_rest_an_answer(
    client, shipped, language, query, name
):
    response = client.get(f"{ADDRESS[language]}?{query}")
    page = parse(response)

    assert response.status_code == 200
    assert len(page.xpath(f"//form[@id='answer']//*[@id='error-{name}']/p")) == 1
    assert bool(page.xpath("//article")) == (name != "citizenship")
    assert b"<script>alert" not in response.content


def test_what_is_sent_leads_straight_to_its_answer(client, shipped):
    page = parse(client.get("/en/find/?citizenship=jp&age=30"))

    assert page.xpath("//form[@class='questions']/@action") == ["/en/find/#answer"]
    assert len(page.xpath("//*[@id='answer']//article")) == len(page.xpath("//article")) > 0


def test_without_an_age_the_answer_depends_on_it(client, shipped):
    said = verdicts(client, "citizenship=ie")

    assert said["IE", "working-holiday"] == "depends"
    page = text(parse(client.get("/en/find/?citizenship=ie")))
    assert "It is for people aged 18 to 35." in page


@pytest.mark.parametrize("yes", ["yes", "true", "1"])
@pytest.mark.parametrize("no", ["no", "false", "0"])
def test_yes_and_no_can_be_said_in_several_ways(client, shipped, yes, no):
    said = verdicts(client, f"citizenship=fi&age=20&student={yes}&job_offer={yes}")
    denied = verdicts(client, f"citizenship=fi&age=20&student={no}&job_offer={no}")

    assert said["FI", "international-coop"] == "yes"
    assert denied["FI", "international-coop"] == denied["FI", "young-professionals"] == "no"


def test_every_country_of_the_world_can_be_chosen_in_both_languages(client, shipped):
    for language, name in (("en", "Brazil"), ("fr", "Brésil")):
        page = parse(client.get(ADDRESS[language]))
        first = page.xpath("(//select)[1]")[0]
        names = [text(option) for option in first.xpath(".//option")]
        ours = [text(option) for option in first.xpath("optgroup[1]/option")]
        assert name in names
        assert len(ours) == Country.objects.count()
        assert len(names) == len(set(names))
        assert len(names) > 240


def test_choices_stay_as_they_were_made(client, shipped):
    page = parse(
        client.get("/en/find/?citizenship=IE&citizenship=br&age=27&student=yes&job_offer=no")
    )

    assert page.xpath("//option[@selected]/@value") == ["ie", "br"]
    assert page.xpath("//input[@name='age']/@value") == ["27"]
    assert page.xpath("//input[@type='radio'][@checked]/@value") == ["yes", "no"]


def test_the_newest_quota_stands_in_the_answer_with_its_season(client, shipped):
    article = parse(client.get("/en/find/?citizenship=gb&age=20")).xpath("//article")[0]

    assert "9,363 2026 season" in text(article)
    assert "Chance rating" in text(article)


def test_spots_of_a_season_before_that_of_the_quota_do_not_stand_as_if_they_were_of_now(
    client, shipped
):
    for model in (Quota, WeeklyFigures):
        model.objects.filter(season__year=2026).delete()

    article = parse(client.get("/en/find/?citizenship=fr&age=20")).xpath("//article")[1]

    assert "2,080 2025 season" in text(article)
    assert "Spots available Not known to us" in text(article)


def test_every_figure_in_an_answer_has_its_day_and_source(client, shipped):
    article = parse(client.get("/en/find/?citizenship=gb&age=20")).xpath("//article")[0]

    for figure in article.xpath(".//dd"):
        assert "As of October 9, 2026, IRCC’s feed, copy on GitHub (official)" in text(figure)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(("code", "choice"), [("jp", "jp-wh"), ("ch", "ch-yp")])
def test_an_answer_leads_to_the_official_page_of_the_country(
    client, shipped, language, code, choice
):
    page = parse(client.get(f"{ADDRESS[language]}?citizenship={code}&age=20"))

    links = page.xpath("//ul[@class='ways-on']//a[contains(@href, 'canada.ca')]/@href")
    assert [link.partition("?")[2] for link in links] == [f"selection={choice}"]


@pytest.mark.parametrize("query", ["age=27", "citizenship=&age=", "student=yes"])
def test_without_a_citizenship_the_page_asks_for_one(client, shipped, query):
    page = parse(client.get(f"/en/find/?{query}"))

    assert text(page.xpath("//*[@id='error-citizenship']")[0]).startswith("Choose a citizenship")
    assert page.xpath("//select[@id='citizenship-1']/@aria-invalid") == ["true"]


def test_a_form_that_was_not_sent_has_no_error(client, shipped):
    assert not parse(client.get("/en/find/?utm_source=elsewhere")).xpath("//*[@aria-invalid]")


def test_seasons_that_are_not_published_say_nothing(client, shipped):
    japan = Country.objects.get(code="JP")
    category = Category.objects.get(slug="working-holiday")
    hidden = make_season(year=2027, is_published=False)
    make_quota(season=hidden, country=japan, category=category, places=77777)
    make_figures(season=hidden, country=japan, category=category, spots=88888)

    content = client.get("/en/find/?citizenship=jp&age=20").content

    assert b"77,777" not in content
    assert b"88,888" not in content


def test_a_changed_condition_changes_the_next_answer(shipped):
    client = Client()
    before = verdicts(client, "citizenship=ie&age=35")
    Eligibility.objects.filter(country__code="IE").update(oldest=34)

    assert before["IE", "working-holiday"] == "yes"
    assert verdicts(client, "citizenship=ie&age=35")["IE", "working-holiday"] == "no"
    assert "Working Holiday: no" in headings(client.get("/en/find/?citizenship=ie&age=35"))


def test_nothing_is_kept_and_the_page_says_so(client, shipped):
    response = Client().get("/en/find/?citizenship=jp&age=20")

    assert not response.cookies
    assert "We keep nothing that you enter." in text(parse(response))


@pytest.mark.parametrize("count", [1, 36])
def test_an_answer_costs_the_same_queries_for_any_number_of_citizenships(
    client, shipped, django_assert_max_num_queries, count
):
    codes = list(Country.objects.values_list("code", flat=True))[:count]
    query = "&".join(f"citizenship={code}" for code in codes)

    with django_assert_max_num_queries(15):
        client.get(f"/en/find/?{query}&age=20")


def test_french_says_the_same(client, shipped):
    page = client.get("/fr/trouver/?citizenship=jp&citizenship=us&age=20")

    assert headings(page) == [
        "Vacances-travail : cela dépend",
        "Jeunes professionnels : non",
        "Stage coop international : non",
    ]
    assert "États-Unis : ce pays ou territoire ne figure pas dans notre liste" in text(parse(page))


def test_the_api_says_what_is_wrong(client, shipped):
    for query in ("", "age=20", "citizenship=zz", "citizenship=jp&age=x", "citizenship=jp&sex=f"):
        response = client.get(f"/api/v1/find?{query}")
        assert response.status_code == 422, query
        assert json.loads(response.content)["errors"]


def test_the_answer_of_the_api_is_what_its_description_says(client, shipped):
    described = client.get("/api/v1/openapi.json").json()
    content = described["paths"]["/find"]["get"]["responses"]["200"]["content"]
    checker = Draft202012Validator(
        {"components": described["components"], **content["application/json"]["schema"]}
    )

    for query in ("citizenship=jp", "citizenship=us&citizenship=gb&age=30&lang=fr"):
        said = client.get(f"/api/v1/find?{query}").json()
        checker.validate(said)
        path = "/" + said["page"].partition("//")[2].partition("/")[2]
        assert client.get(path).status_code == 200


def test_the_rows_in_an_answer_are_those_of_the_lists(client, shipped):
    said = client.get("/api/v1/find?citizenship=gb&age=20").json()

    answer = said["citizenships"][0]["categories"][0]
    quotas = client.get("/api/v1/quotas?country=gb&category=working-holiday").json()["rows"]
    assert answer["quota"] == quotas[0]
    assert answer["eligibility"] in client.get("/api/v1/eligibility?country=gb").json()["rows"]
    assert Quota.objects.filter(country__code="GB", places=answer["quota"]["places"]).exists()


def test_an_answer_can_be_shared_in_the_other_language(client, shipped):
    page = parse(client.get("/en/find/?citizenship=jp&age=20"))

    link = page.xpath("//*[@id='language-switch']//a/@href | //a[@hreflang='fr']/@href")[0]
    assert link == "/fr/trouver/?citizenship=jp&age=20"
