"""The quota table's filters and order, against a calculation of our own."""

import string
import unicodedata
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings, strategies as st

from quotas.models import Eligibility, Quota

from .pages import countries, parse, rows, text

CATEGORIES = ("working-holiday", "young-professionals", "international-coop")


STATES = ("limited", "unlimited", "not_offered", "to_be_announced")


PARTIAL = (2025,)
SEASON = "/en/seasons/2021/"


@pytest.fixture
def get(client, shipped):
    def get_table(path=SEASON, **parameters):
        return client.get(path, parameters)

    return get_table


def plain(name):
    decomposed = unicodedata.normalize("NFD", name.lower())
    return "".join(c for c in decomposed if unicodedata.category(c) != "Mn")


class Calculation:
    """The shipped table of a season as plain values, filtered and sorted without a database."""

    def __init__(self, year=2021):
        self.table = {}
        if year in PARTIAL:  # their tables list every country that has an arrangement
            for pool in Eligibility.objects.select_related("country"):
                self.table.setdefault(pool.country, dict.fromkeys(CATEGORIES, ("absent", None)))
        quotas = Quota.objects.filter(season__year=year)
        for quota in quotas.select_related("country", "category"):
            row = self.table.setdefault(quota.country, {})
            row[quota.category.slug] = (quota.state, quota.places)

    def kept(self, q="", country=(), category=(), availability=(), min_places=None, **_):
        shown = [c for c in CATEGORIES if c in category] or CATEGORIES
        for who, row in self.table.items():
            cells = [row[slug] for slug in shown]
            named = plain(q) in plain(who.name_en) or plain(q) in plain(who.name_fr)
            chosen = not country or who.code in [code.upper() for code in country]
            in_state = not availability or any(state in availability for state, _ in cells)
            big = min_places is None or any(
                state == "unlimited" or (state == "limited" and places >= min_places)
                for state, places in cells
            )
            if named and chosen and in_state and big:
                yield who, row

    def names(self, language="en", sort="country", **wanted):
        def name(item):
            return plain(getattr(item[0], f"name_{language}")).replace(" ", "").replace("-", "")

        kept = sorted(self.kept(**wanted), key=name)
        descending, column = sort.startswith("-"), sort.removeprefix("-")
        if column == "country":
            kept = kept[::-1] if descending else kept
        else:

            def size(item):
                state, places = item[1][column]
                if state == "limited":
                    return (1, -places) if descending else (0, places)
                if state == "unlimited":
                    return (0, 0) if descending else (1, 0)
                return ({"to_be_announced": 2, "not_offered": 3, "absent": 4}[state], 0)

            kept = sorted(kept, key=size)
        return [getattr(who, f"name_{language}") for who, _ in kept]


CASES = [
    {},
    {"q": "korea"},
    {"q": "CORÉE"},
    {"q": "a"},
    {"q": "zzz"},
    {"country": ["jp"]},
    {"country": ["JP", "fr", "Tw"]},
    {"category": ["working-holiday"]},
    {"category": ["young-professionals", "international-coop"]},
    {"availability": ["unlimited"]},
    {"availability": ["to_be_announced", "unlimited"]},
    {"availability": ["not_offered"], "category": ["working-holiday"]},
    {"availability": ["limited"], "category": ["young-professionals"]},
    {"min_places": 0},
    {"min_places": 1000},
    {"min_places": 5000, "category": ["working-holiday"]},
    {"min_places": 200, "category": ["young-professionals"], "availability": ["limited"]},
    {"min_places": 1_000_000},
    {"q": "an", "min_places": 100, "availability": ["limited"], "sort": "-working-holiday"},
    *({"sort": sign + column} for column in ("country", *CATEGORIES) for sign in ("", "-")),
]


@pytest.mark.parametrize("wanted", CASES, ids=str)
@pytest.mark.parametrize(
    ("path", "language", "year"),
    [
        ("/en/seasons/2021/", "en", 2021),
        ("/fr/saisons/2021/", "fr", 2021),
        ("/en/seasons/2023/", "en", 2023),
        ("/fr/saisons/2025/", "fr", 2025),
        ("/en/seasons/2026/", "en", 2026),
    ],
)
def test_the_table_holds_what_was_asked_for_in_the_order_asked_for(
    get, path, language, year, wanted
):
    response = get(path, **wanted)

    assert countries(response) == Calculation(year).names(language, **wanted)


wanted_values = st.fixed_dictionaries(
    {},
    optional={
        "q": st.text(string.ascii_letters + "éÉç -", max_size=3).map(str.strip),
        "country": st.lists(st.sampled_from(["jp", "FR", "tw", "SM", "au", "LU"]), max_size=4),
        "category": st.lists(st.sampled_from(CATEGORIES), max_size=3),
        "availability": st.lists(st.sampled_from(STATES), max_size=4),
        "min_places": st.integers(0, 12_000),
        "sort": st.sampled_from([s + c for c in ("country", *CATEGORIES) for s in ("", "-")]),
    },
)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(wanted=wanted_values)
def test_any_combination_of_filters_agrees_with_the_calculation(get, wanted):
    assert countries(get(**wanted)) == Calculation().names(**wanted)


NAMES = ("q", "country", "category", "availability", "min_places", "sort", "page", "per_page")


anything = st.lists(
    st.tuples(
        st.one_of(st.sampled_from([*NAMES, "min_places[]", "_export"]), st.text(max_size=5)),
        st.one_of(
            st.text(max_size=30),
            st.integers().map(str),
            st.sampled_from(["\0", "-", "--country", "9" * 5000, "1e308", "NaN", "٣", "a,b"]),
        ),
    ),
    max_size=8,
)


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(query=anything)
def test_no_query_string_breaks_the_page(client, shipped, query):
    encoded = urlencode(query, errors="replace")

    assert client.get(f"{SEASON}?{encoded}").status_code == 200


@pytest.mark.parametrize(
    ("query", "field", "sentence"),
    [
        ("min_places=-3", "min_places", "Places must be 0 or more, so this was left out."),
        ("min_places=many", "min_places", "Places must be a whole number, such as 500"),
        ("min_places=1.5", "min_places", "Places must be a whole number, such as 500"),
        ("min_places=99999999999999999999", "min_places", "Places can be at most 1,000,000"),
        ("country=zz", "country", "“ZZ” is not a country or territory here"),
        ("country=%00", "country", "“�” is not a country or territory here"),
        ("category=visitor", "category", "“visitor” is not a category"),
        ("category=<script>", "category", "“<script>” is not a category"),
        ("availability=full", "availability", "“full” is not a state that a quota can have"),
        ("availability='; DROP TABLE quotas_quota; --", "availability", "is not a state"),
        ("sort=price", "sort", "The table cannot be sorted like that"),
        ("sort=--country", "sort", "The table cannot be sorted like that"),
        ("q=" + "x" * 101, "q", "A name can have at most 100 letters"),
        ("q=a%00b", "q", "A name cannot have null characters"),
    ],
)
def test_a_wrong_value_gets_a_sentence_beside_its_field_and_the_table_is_still_there(
    client, shipped, query, field, sentence
):
    response = client.get(f"{SEASON}?{query}")

    assert response.status_code == 200
    assert len(rows(response)) == 23
    assert sentence in text(parse(response).get_element_by_id(f"error-{field}"))


def test_a_wrong_value_is_told_in_french_too(client, shipped):
    response = client.get("/fr/?country=zz&min_places=-1")

    page = parse(response)
    assert "n’est pas" in text(page.get_element_by_id("error-country"))
    assert text(page.get_element_by_id("error-min_places"))


def test_a_parameter_left_empty_asks_for_nothing(client, shipped):
    response = client.get(f"{SEASON}?q=&country=&category=&availability=&min_places=&sort=")

    page = parse(response)
    assert len(rows(response)) == 23
    assert not page.xpath("//*[@class='field-error']/p")
    assert not page.xpath("//*[contains(@class, 'active-filters')]")


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/en/seasons/2021/", "New Zealand: no figure in this table."),
        ("/fr/saisons/2021/", "Nouvelle-Zélande : aucun chiffre dans ce tableau."),
    ],
)
def test_a_country_that_the_table_lacks_is_no_reason_to_show_all_others(
    client, shipped, path, sentence
):
    alone = client.get(f"{path}?country=nz")
    beside = client.get(f"{path}?country=nz&country=jp")

    assert rows(alone) == []
    assert len(rows(beside)) == 1
    for response in (alone, beside):
        assert sentence in text(parse(response).get_element_by_id("error-country"))
    assert client.get("/en/seasons/2021/quotas.json?country=nz").json()["rows"] == []
    assert client.get("/api/v1/quotas?season=2021&country=nz").json()["rows"] == []


def test_good_values_count_even_beside_a_wrong_one(get):
    response = get(country=["zz", "jp", "narnia"])

    assert countries(response) == ["Japan"]


def test_what_was_asked_for_is_ticked_again_however_it_was_spelled(get):
    page = parse(get(country=["jp", "FR", "zz"], availability=["limited"]))

    assert page.xpath("//input[@checked]/@value") == ["limited", "FR", "JP"]


def test_only_the_categories_asked_for_have_a_column(get):
    response = get(category=["international-coop", "working-holiday"])

    heads = [text(head) for head in parse(response).xpath("//table/thead//th")]
    assert heads == ["Country or territory", "Working Holiday", "International Co-op"]


def test_a_table_can_be_sorted_by_a_category_that_is_not_shown(get):
    wanted = {"sort": "-young-professionals", "category": ["working-holiday"]}

    assert countries(get(**wanted)) == Calculation().names(**wanted)


@pytest.mark.parametrize(
    ("sort", "column", "direction"),
    [
        ("country", 0, "ascending"),
        ("-country", 0, "descending"),
        ("working-holiday", 1, "ascending"),
        ("-working-holiday", 1, "descending"),
    ],
)
def test_the_sorted_column_says_so(get, sort, column, direction):
    heads = parse(get(sort=sort)).xpath("//table/thead//th")

    assert [head.get("aria-sort") for head in heads] == [
        direction if n == column else None for n in range(4)
    ]


def test_a_heading_first_sorts_from_the_largest_and_then_from_the_smallest(get):
    def link(response):
        (href,) = parse(response).xpath("//*[@id='sort-working-holiday']/@href")
        return QueryDict(href.removeprefix("?"))["sort"]

    assert link(get()) == "-working-holiday"
    assert link(get(sort="-working-holiday")) == "working-holiday"
    assert link(get(sort="working-holiday")) == "-working-holiday"


def test_a_sorting_link_keeps_the_filters(get):
    (href,) = parse(get(q="an", min_places=5)).xpath("//*[@id='sort-country']/@href")

    assert "q=an" in href
    assert "min_places=5" in href


@pytest.mark.parametrize(
    ("path", "wanted", "summary"),
    [
        (SEASON, {}, "23 countries and territories"),
        (SEASON, {"q": "an"}, "7 of 23 countries and territories"),
        (SEASON, {"q": "japan"}, "1 of 23 countries and territories"),
        ("/fr/saisons/2021/", {"q": "japan"}, "1 pays ou territoire sur 23"),
        (SEASON, {"sort": "-country"}, "23 countries and territories"),
    ],
)
def test_what_is_shown_is_said_in_words(get, path, wanted, summary):
    assert text(parse(get(path, **wanted)).get_element_by_id("summary")) == summary


def test_each_filter_can_be_taken_off_by_one_link(get):
    response = get(
        q="a", country=["jp", "au"], availability=["limited"], min_places=5, sort="-country"
    )

    links = parse(response).xpath("//ul[contains(@class, 'active-filters')]//a")
    taken_off = {
        text(link).replace(" (remove this filter)", ""): QueryDict(link.get("href")[1:]).dict()
        for link in links
    }
    everything = {
        "q": "a",
        "country": "au",
        "availability": "limited",
        "min_places": "5",
        "sort": "-country",
    }
    assert taken_off == {
        "name contains “a”": {k: v for k, v in everything.items() if k != "q"},
        "Limited": {k: v for k, v in everything.items() if k != "availability"},
        "at least 5 places": {k: v for k, v in everything.items() if k != "min_places"},
        "Japan": everything,
        "Australia": everything | {"country": "jp"},
        "Remove all": {"sort": "-country"},
    }


def test_nothing_matching_says_which_filter_to_loosen_and_what_that_would_show(get):
    response = get(q="japan", min_places=100_000)

    page = parse(response)
    offers = {text(link): link.get("href") for link in page.xpath("//*[@class='nothing']//a")}
    assert offers == {
        "without name contains “japan”: 1 country or territory": "?min_places=100000",
        "without at least 100,000 places: 1 country or territory": "?q=japan",
    }


def test_nothing_matching_whatever_is_left_out_offers_to_take_all_off(get):
    response = get(q="zzz", availability=["to_be_announced"], category=["working-holiday"])

    assert "Remove all filters" in text(parse(response).xpath("//*[@class='nothing']")[0])


def test_the_foot_adds_up_what_is_shown(get):
    def foot(response):
        return [text(cell) for cell in parse(response).xpath("//table/tfoot//th|//table/tfoot//td")]

    limited = {
        slug: sum(row[slug][1] for row in Calculation().table.values() if row[slug][0] == "limited")
        for slug in CATEGORIES
    }
    assert foot(get()) == ["Total", *(f"{n:,} + 1 unlimited" for n in limited.values())]
    assert foot(get(country=["jp", "be"])) == ["Total of these", "7,250", "0", "0"]


def test_a_country_without_a_figure_in_a_category_says_so(get):
    quotas = Quota.objects.filter(season__year=2021, country__code="JP")
    quotas.get(category__slug="international-coop").delete()

    assert rows(get(q="japan")) == [["Japan", "6,500", "Not offered", "Not known to us"]]
