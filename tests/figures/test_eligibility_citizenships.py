"""The answers for people of territories, of two citizenships, and of Canada."""

import itertools

import pytest

from quotas.figures.eligibility import Person, best_of, find
from quotas.i18n.territories import STATES, STATES_OF_SOME, UNINHABITED, territories
from quotas.models import Country, Eligibility, Quota

from ..factories import make_category, make_country, make_eligibility, make_quota
from ..pages import parse, text

pytestmark = pytest.mark.once

ADDRESS = {"en": "/en/find/", "fr": "/fr/trouver/"}
NONE = {"en": "none of the three categories is open", "fr": "aucune des trois catégories"}


def asked(client, query):
    return client.get(f"/api/v1/find?{query}").json()


def test_people_of_27_territories_have_the_passport_of_a_state_with_an_arrangement(client, shipped):
    codes = [code for code, state in STATES.items() if state != "US"]

    found = asked(client, "&".join(f"citizenship={code}" for code in codes) + "&age=24")

    assert len(codes) == 27
    assert {each["citizenship"]: each["territories"] for each in found["citizenships"]} == {
        state: [code for code in codes if STATES[code] == state]
        for state in dict.fromkeys(STATES[code] for code in codes)
    }
    assert all(each["has_arrangement"] for each in found["citizenships"])


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("code", ["RE", "CW", "GL", "JE", "AX", "NU", "NF", "SJ"])
def test_a_territory_is_told_what_the_passport_of_its_state_offers(client, shipped, language, code):
    page = parse(client.get(f"{ADDRESS[language]}?citizenship={code}&age=24"))

    (section,) = page.xpath("//section[@class='citizenship']")
    assert section.get("aria-labelledby") == f"as-{STATES[code].lower()}"
    assert text(section.xpath("p")[0]).startswith(territories(language)[code])
    assert NONE[language] not in text(section)
    assert len(section.xpath("article")) == 3
    assert page.xpath("//option[@selected]/@value")[0] == code.lower()


def test_american_territories_get_the_answer_for_the_united_states(client, shipped):
    page = text(parse(client.get("/en/find/?citizenship=pr&age=24")))

    assert "Puerto Rico: people from there have the passport of this country." in page
    assert "United States is not in our list of arrangements" in page


@pytest.mark.parametrize("code", ["IM", "GI", "BM"])
def test_for_people_of_british_places_outside_the_arrangement_it_depends(client, shipped, code):
    found = asked(client, f"citizenship={code}&age=24&student=yes&job_offer=yes")
    (citizenship,) = found["citizenships"]

    assert (citizenship["citizenship"], citizenship["territories"]) == ("GB", [code])
    assert {answer["verdict"] for answer in citizenship["categories"]} == {"depends"}
    assert "British citizens from the United Kingdom, Jersey or Guernsey only." in text(
        parse(client.get(f"/en/find/?citizenship={code}&age=24"))
    )


@pytest.mark.parametrize("code", ["hk", "tw"])
def test_a_territory_with_an_arrangement_of_its_own_has_its_own_answer(client, shipped, code):
    (citizenship,) = asked(client, f"citizenship={code}&age=24")["citizenships"]

    assert (citizenship["citizenship"], citizenship["territories"]) == (code.upper(), [])


def test_macao_has_a_passport_of_its_own_and_no_arrangement(client, shipped):
    (citizenship,) = asked(client, "citizenship=mo&age=24")["citizenships"]

    assert (citizenship["citizenship"], citizenship["has_arrangement"]) == ("MO", False)


def test_a_territory_keeps_its_answer_once_it_has_an_arrangement(client, shipped):
    greenland = make_country(code="GL", name_en="Greenland", name_fr="Groenland")
    assert asked(client, "citizenship=gl")["citizenships"][0]["citizenship"] == "DK"

    make_eligibility(country=greenland)

    assert asked(client, "citizenship=gl")["citizenships"][0]["citizenship"] == "GL"


def test_a_territory_and_its_state_are_one_citizenship(client, shipped):
    page = parse(client.get("/en/find/?citizenship=re&citizenship=fr&citizenship=gp&age=24"))

    assert len(page.xpath("//section[@class='citizenship']")) == 1
    assert not page.xpath("//section[@class='best']")
    assert "Réunion: people" in text(page)
    assert "Guadeloupe: people" in text(page)


def test_nobody_is_asked_about_places_where_nobody_lives(client, shipped):
    for language, address in ADDRESS.items():
        values = set(parse(client.get(address)).xpath("//option/@value"))

        assert not values & {code.lower() for code in UNINHABITED}
        assert UNINHABITED.isdisjoint(territories(language))


@pytest.mark.parametrize(
    "person",
    [Person(), Person(17), Person(24), Person(32, is_student=True, has_job_offer=True)],
)
def test_the_best_of_two_does_not_depend_on_their_order(db, shipped, person):
    every = find(Country.objects.values_list("code", flat=True), person)

    for first, second in itertools.combinations(every, 2):
        assert best_of([first, second]) == best_of([second, first])


def test_the_best_is_the_longest_stay_then_participations_then_places(client, db):
    category = make_category()
    facts = {
        "LONGER": {"longest_stay": 24},
        "OFTENER": {"participations": 3},
        "UNLIMITED": {},
        "MORE": {},
        "FEWER": {},
        "THERE": {"longest_stay": 24, "residence": "address"},
        "TOO_OLD": {"longest_stay": 24, "participations": 3, "oldest": 20},
    }
    codes = {name: "ABDEFGH"[n] + "X" for n, name in enumerate(facts)}
    for name, granted in facts.items():
        country = make_country(code=codes[name])
        make_eligibility(country=country, category=category, **granted)
    for name, quota in (
        ("UNLIMITED", {"state": "unlimited"}),
        ("MORE", {"places": 900}),
        ("FEWER", {"places": 800}),
    ):
        country = Country.objects.get(code=codes[name])
        season = Quota.objects.first().season if Quota.objects.exists() else None
        make_quota(
            country=country, category=category, **quota, **({"season": season} if season else {})
        )

    left, order = list(codes.values()), []
    while left:
        (best,) = best_of(find(left[::-1], Person(24)))
        order.append(best.country.code)
        left.remove(best.country.code)

    assert order == [codes[name] for name in facts]


@pytest.mark.parametrize(
    ("codes", "best"),
    [
        ("de fr", ["FR", "FR", "FR"]),
        ("ad fr", ["FR", "FR", "FR"]),
        ("jp ie", ["IE", "IE", "IE"]),
        ("us jp", ["JP", "JP", "JP"]),
    ],
)
def test_the_page_and_the_api_name_the_same_best_in_both_orders(client, shipped, codes, best):
    for pair in (codes.split(), codes.split()[::-1]):
        query = "&".join(f"citizenship={code}" for code in pair) + "&age=24"
        items = parse(client.get(f"/en/find/?{query}")).xpath("//section[@class='best']//li")

        names = [Country.objects.get(code=code).name_en for code in best]
        assert [each["citizenship"] for each in asked(client, query)["best"]] == best
        assert [text(item).rpartition("(")[2].rstrip(")") for item in items] == names


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("query", ["ca fr", "fr ca", "CA jp us", "re ca"])
def test_a_canadian_with_another_passport_is_told_that_no_permit_is_needed(
    client, shipped, language, query
):
    query = "&".join(f"citizenship={code}" for code in query.split()) + "&age=24"
    said = {
        "en": ("Canada: as its citizen you need no work permit", "cannot get a work permit"),
        "fr": ("Canada : avec cette citoyenneté, vous n’avez pas besoin", "ne peut pas obtenir"),
    }[language]

    page = parse(client.get(f"{ADDRESS[language]}?{query}"))

    assert not page.xpath("//article[@data-verdict]")
    assert said[0] in text(page.xpath("//section[@class='best']")[0])
    assert said[1] in text(page)
    assert not page.xpath("//section[@aria-labelledby='next']")


def test_the_api_tells_a_canadian_that_no_permit_is_needed(client, shipped):
    for query in ("citizenship=ca", "citizenship=ca&citizenship=fr&age=24"):
        found = asked(client, query)

        assert found["needs_no_permit"] is True
        assert found["best"] == []
        verdicts = {
            (answer["verdict"], *answer["reasons"])
            for citizenship in found["citizenships"]
            for answer in citizenship["categories"]
        }
        sentence = "A citizen of Canada cannot get a work permit with this passport."
        assert verdicts <= {("no", sentence)}
    assert asked(client, "citizenship=fr&age=24")["needs_no_permit"] is False


def test_no_citizenship_of_the_list_is_told_that_none_is_open(client, shipped):
    codes = Eligibility.objects.values_list("country__code", flat=True).distinct()
    query = "&".join(f"citizenship={code}" for code in {*codes, *STATES, *STATES_OF_SOME})

    found = asked(client, query)

    without = {each["citizenship"] for each in found["citizenships"] if not each["has_arrangement"]}
    assert without == {"US"}
