"""The verdicts against the conditions as somebody else reads them, and the words of each."""

import dataclasses
import itertools
import random

import pytest
from django.utils.translation import override

from quotas.figures.eligibility import Person, best_of, find
from quotas.i18n.territories import STATES, STATES_OF_SOME, state_of, territories
from quotas.models import Country, Eligibility

from ..factories import make_eligibility
from ..pages import parse, text
from .read_conditions import NOT_STUDENTS_ALONE, ROWS, expected, unasked, words_of

pytestmark = pytest.mark.once

ADDRESS = {"en": "/en/find/", "fr": "/fr/trouver/"}
ANSWERS = (None, True, False)
LABELS = {
    "en": {"yes": "yes", "depends": "it depends", "no": "no"},
    "fr": {"yes": "oui", "depends": "cela dépend", "no": "non"},
}
SCHOOL_THERE = ("AU", "CL", "CR", "HR", "EE", "IE", "LT", "PL", "SI", "CH", "TW")
YES_TOO_SOON = {
    ("AT", "young-professionals"),
    *itertools.product(SCHOOL_THERE, ("international-coop",)),
}


def test_the_reading_finds_the_conditions_that_a_reader_counts():
    named = [name for pool in ROWS for name in unasked(*pool)]

    assert {name: named.count(name) for name in named} == {
        "school there": 16,
        "residence": 28,
        "field": 1,
        "employer": 1,
        "pay": 1,
    }
    assert NOT_STUDENTS_ALONE["AT"] in words_of("AT", "international-coop")


def test_the_conditions_of_every_pool_are_held_as_they_are_read(shipped):
    names = {
        "must_study_there": "school there",
        "must_live_there": "residence",
        "must_match_field": "field",
        "needs_certain_employer": "employer",
        "must_be_paid": "pay",
    }

    for row in Eligibility.objects.with_names():
        pool = (row.country.code, row.category.slug)
        held = {words for name, words in names.items() if getattr(row, name)}
        assert held == unasked(*pool), pool
        assert row.takes_non_students == (
            pool[1] == "international-coop" and pool[0] in NOT_STUDENTS_ALONE
        )


def test_every_citizenship_age_and_answer_agrees_with_the_reading(shipped):
    codes = [*Country.objects.values_list("code", flat=True), "BR", "US"]
    found = [answer for each in find(codes, Person()) for answer in each.answers]
    people = itertools.product((None, *range(17, 38)), ANSWERS, ANSWERS)

    for (age, is_student, has_offer), answer in itertools.product(people, found):
        verdict = dataclasses.replace(answer, person=Person(age, is_student, has_offer)).verdict
        pool = (answer.country.code, answer.category.slug)
        facts = {"age": age, "is_student": is_student, "has_offer": has_offer}
        assert verdict == expected(*pool, **facts), (pool, facts)

    assert {(each.country.code, each.category.slug) for each in found} > ROWS.keys()


def test_the_twelve_that_said_yes_too_soon_depend_and_name_the_condition(shipped):
    codes = sorted({code for code, _category in YES_TOO_SOON})
    sentences = {
        "international-coop": "your school must be there",
        "young-professionals": "only some employers count",
    }

    for citizenship in find(codes, Person(24, is_student=True, has_job_offer=True)):
        for answer in citizenship.answers:
            pool = (citizenship.code, answer.category.slug)
            if pool in YES_TOO_SOON:
                assert answer.verdict == "depends"
                assert sentences[pool[1]] in " ".join(answer.reasons)
                assert answer.country.name in " ".join(answer.conditions)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    ("asked", "facts"),
    [
        (
            "age=24&student=yes&job_offer=yes",
            {"age": 24, "is_student": True, "has_offer": True},
        ),
        ("age=31&student=no&job_offer=yes", {"age": 31, "is_student": False, "has_offer": True}),
        ("job_offer=no", {"has_offer": False}),
    ],
)
def test_the_page_and_the_api_say_what_the_texts_say(client, shipped, language, asked, facts):
    codes = sorted({code for code, _category in ROWS})
    query = "&".join(f"citizenship={code}" for code in codes) + f"&{asked}"

    page = parse(client.get(f"{ADDRESS[language]}?{query}"))
    said = client.get(f"/api/v1/find?{query}&lang={language}").json()["citizenships"]

    for citizenship in said:
        code = citizenship["citizenship"]
        articles = page.xpath(f"//section[@aria-labelledby='as-{code.lower()}']//article")
        for article, answer in zip(articles, citizenship["categories"], strict=True):
            verdict = expected(code, answer["category"], **facts)
            assert answer["verdict"] == article.get("data-verdict") == verdict, code
            assert text(article.xpath("h3/strong")[0]) == LABELS[language][verdict]
            paragraphs = [text(each) for each in article.xpath("p")]
            reasons = [" ".join(reason.split()) for reason in answer["reasons"]]
            assert paragraphs[: len(reasons)] == reasons


def test_every_territory_has_the_answers_of_its_state_or_it_depends(shipped):
    person = Person(24, is_student=True, has_job_offer=True)

    for code in [*STATES, *STATES_OF_SOME]:
        of_territory, of_state = (find([each], person)[0] for each in (code, state_of(code)))
        verdicts = [answer.verdict for answer in of_territory.answers]
        if code in STATES_OF_SOME:
            assert verdicts == ["depends"] * 3
            assert territories("en")[code] in of_territory.answers[0].conditions[-1]
        else:
            assert verdicts == [answer.verdict for answer in of_state.answers]


def test_three_citizenships_have_the_same_best_in_every_order(client, shipped):
    held = list(Country.objects.values_list("code", flat=True))
    choose = random.Random("three").sample  # noqa: S311
    person = Person(24, is_student=True, has_job_offer=True)

    for _n in range(40):
        found = find(choose(held, 3), person)
        orders = [best_of(order) for order in itertools.permutations(found)]
        assert all(order == orders[0] for order in orders)
    for codes in itertools.permutations(("it", "fr", "mx")):
        query = "&".join(f"citizenship={code}" for code in codes) + "&age=24"
        best = client.get(f"/api/v1/find?{query}").json()["best"]
        assert [each["citizenship"] for each in best] == ["FR"] * 3
        page = parse(client.get(f"/en/find/?{query}"))
        assert len(page.xpath("//section[@class='citizenship']")) == 3


@pytest.mark.parametrize("language", ["en", "fr"])
def test_two_citizenships_are_told_that_participations_count_for_each(client, shipped, language):
    said = {
        "en": "Participations are counted for each citizenship",
        "fr": "Les participations se comptent par citoyenneté",
    }[language]

    two = parse(client.get(f"{ADDRESS[language]}?citizenship=fr&citizenship=be&age=24"))
    one = parse(client.get(f"{ADDRESS[language]}?citizenship=fr&citizenship=us&age=24"))

    (best,) = two.xpath("//section[@class='best']")
    assert said in text(best)
    links = best.xpath(".//p[@class='source']//a/@href")
    assert ["pvtistes.net" in links[0], "experience-" in links[1]] == [True, True]
    assert said not in text(one)


@pytest.mark.parametrize(("code", "day"), [("mx", "17 février 2023"), ("ua", "17 février 2023")])
def test_a_country_that_took_part_is_told_when_and_what_the_feed_said(client, shipped, code, day):
    english = text(parse(client.get(f"/en/find/?citizenship={code}&age=24")))
    french = text(parse(client.get(f"/fr/trouver/?citizenship={code}&age=24")))
    said = client.get(f"/api/v1/find?citizenship={code}").json()["citizenships"][0]

    name = said["name"]
    past = (
        f"{name} once took part: it is in the figures of the 2023 season. "
        "On February 17, 2023, they said: “Not accepting applicants”."
    )
    assert past in english
    assert "As of December 24, 2025, IRCC (official)" in english
    assert "a déjà participé et figure dans les chiffres de la saison 2023" in french
    assert f"Le {day}, la source indiquait : « N’accepte pas de candidats »." in french
    assert [answer["reasons"][-1] for answer in said["categories"]] == [past] * 3


def test_a_pool_of_a_country_that_took_no_candidates_is_not_said_to_be_offered(client, shipped):
    for code, slug in itertools.product(("mx", "ua"), ("working-holiday", "young-professionals")):
        page = text(parse(client.get(f"/en/pools/2023/{code}/{slug}/")))

        assert "The source named the category without a number." in page
        assert "On February 17, 2023, the pool was not accepting candidates." in page
        assert "Offered" not in page


def test_residence_is_not_said_harder_than_the_instructions_do(client, shipped):
    page = text(parse(client.get("/en/find/?citizenship=jp&age=24")))
    italy = text(parse(client.get("/en/countries/it/")))
    free = text(parse(client.get("/en/find/?citizenship=fi&age=24")))

    assert "Japan: you must be a resident when you apply. For most people, a home" in page
    assert "You do not have to be there when you apply." in page
    assert "Residence is shown by a certificate of residence" in italy
    assert "You do not have to be there" not in free


@pytest.mark.parametrize(
    ("code", "category", "words"),
    [
        ("PT", 0, "1 participation."),
        ("FR", 0, "2 participations, only one of them in this category."),
        ("AU", 2, "2 participations, only one of them in this category."),
        ("FI", 1, "3 participations, only one of them in this category."),
        ("IT", 1, "2 participations."),
        ("KR", 0, "2 participations."),
        ("KR", 2, "2 participations, only one of them in this category."),
    ],
)
def test_participations_are_said_for_the_category(shipped, code, category, words):
    (citizenship,) = find([code], Person(24))

    assert citizenship.answers[category].terms.rpartition("; ")[2] == words


@pytest.mark.parametrize(
    ("participations", "here", "english", "french"),
    [
        (1, 1, "1 participation.", "1 participation."),
        (1, None, "1 participation.", "1 participation."),
        (2, 1, "2 participations, only one of them", "2 participations, dont une seule dans"),
        (3, 2, "3 participations, only 2 of them", "3 participations, dont 2 seulement dans"),
        (2, None, "2 participations in all categories", "2 participations, toutes catégories"),
        (4, 4, "4 participations.", "4 participations."),
    ],
)
def test_the_words_for_participations(db, participations, here, english, french):
    granted = make_eligibility(participations=participations, participations_here=here)
    (citizenship,) = find([granted.country.code], Person(24))

    for language, words in (("en", english), ("fr", french)):
        with override(language):
            said = citizenship.answers[0].terms.rpartition("; ")[2]
        assert said.startswith(words)
