"""The search by what people type."""

import pytest
from django.utils.translation import override

from quotas.history.revision import state_of_data
from quotas.search.entries import Kind
from quotas.search.index import MOST_SHOWN, index_of

pytestmark = pytest.mark.once


@pytest.fixture
def find(shipped):
    """A function that searches the shipped data in a language."""

    def search(text, language="en"):
        with override(language):
            return index_of(state_of_data(), language).find(text)

    return search


@pytest.fixture
def first(find):
    """A function that returns the kind and the name of the first result."""

    def search(text, language="en"):
        kind, entries = find(text, language).groups[0]
        return kind, entries[0].name

    return search


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("france", "en", "France"),
        ("FRANCE", "fr", "France"),
        ("Japon", "en", "Japan"),
        ("japan", "fr", "Japon"),
        ("coree du sud", "en", "South Korea"),
        ("zealand", "en", "New Zealand"),
        ("jp", "en", "Japan"),
        ("GBR", "en", "United Kingdom"),
        ("uk", "fr", "Royaume-Uni"),
        ("england", "en", "United Kingdom"),
        ("hollande", "en", "Netherlands"),
        ("guadeloupe", "en", "Guadeloupe"),
        ("jersey", "fr", "Jersey"),
        ("brésil", "en", "Brazil"),
        ("quota france", "en", "France"),
        ("les quotas de la france", "fr", "France"),
    ],
)
def test_a_country_or_territory_is_found_by_its_names_and_codes(first, text, language, name):
    assert first(text, language) == (Kind.COUNTRY, name)


def test_a_territory_without_a_page_leads_to_who_can_take_part(find):
    ((_kind, (entry,)),) = find("guadeloupe").groups

    assert entry.address == "/en/find/?citizenship=gp"


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("france working holiday", "en", "France, Working Holiday, 2026"),
        ("pvt france", "en", "France, Working Holiday, 2026"),
        ("france w", "en", "France, Working Holiday, 2026"),
        ("wh japan", "en", "Japan, Working Holiday, 2026"),
        ("uk yp 2023", "en", "United Kingdom, Young Professionals, 2023"),
        ("jeunes pro belgique", "fr", "Belgique, Jeunes professionnels, 2026"),
        ("stage coop france 2025", "fr", "France, Stage coop international, 2025"),
        ("iec visa canada australia whv", "en", "Australia, Working Holiday, 2026"),
        ("2021 ireland", "en", "Ireland, Working Holiday, 2021"),
    ],
)
def test_a_pool_is_found_by_two_of_its_country_category_and_year(first, text, language, name):
    assert first(text, language) == (Kind.POOL, name)


def test_a_pool_says_its_quota_and_the_status_of_its_season(find):
    ((_kind, entries),) = find("france working holiday 2026").groups

    assert entries[0].figure == "5,861 places, season over"
    assert entries[0].address == "/en/pools/2026/fr/working-holiday/"


def test_a_country_brings_its_pools_of_the_current_season_and_says_what_it_offers(find):
    groups = dict(find("japan").groups)

    assert [entry.figure for entry in groups[Kind.COUNTRY]] == ["2026: Working Holiday 6,433"]
    assert [entry.name for entry in groups[Kind.POOL]] == [
        "Japan, Working Holiday, 2026",
        "Japan, Young Professionals, 2026",
        "Japan, International Co-op, 2026",
    ]


def test_a_country_that_the_table_lacks_says_so(find):
    ((_kind, (entry,)),) = find("ukraine").groups

    assert entry.figure.startswith("not in the table of the 2026 season.")


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("WHV", Kind.CATEGORY, "Working Holiday"),
        ("pvt", Kind.CATEGORY, "Working Holiday"),
        ("YP", Kind.CATEGORY, "Young Professionals"),
        ("jeunes pro", Kind.CATEGORY, "Young Professionals"),
        ("stage", Kind.CATEGORY, "International Co-op"),
        ("co-op", Kind.CATEGORY, "International Co-op"),
        ("iec", Kind.TERM, "International Experience Canada"),
        ("EIC", Kind.TERM, "International Experience Canada"),
        ("lmia", Kind.TERM, "Labour market impact assessment"),
        ("EIMT", Kind.TERM, "Labour market impact assessment"),
        ("job offer", Kind.QUESTION, "Do I need a job offer?"),
        ("offre d’emploi", Kind.QUESTION, "Do I need a job offer?"),
        ("2021", Kind.SEASON, "2021 season, as the article published it"),
        ("2019", Kind.SEASON, "2019 season"),
        ("2026 week by week", Kind.SEASON, "The 2026 season, week by week"),
        ("map", Kind.PAGE, "Map of the quotas"),
        ("carte", Kind.PAGE, "Map of the quotas"),
        ("download", Kind.PAGE, "Data"),
        ("what changed", Kind.PAGE, "What changed"),
        ("find", Kind.PAGE, "Which categories can I use?"),
        ("cookies", Kind.PAGE, "Privacy"),
    ],
)
def test_everything_else_is_found_by_its_name_and_everyday_words(first, text, kind, name):
    assert first(text) == (kind, name)


@pytest.mark.parametrize(
    ("text", "meant", "name"),
    [
        ("Frnace", "France", "France"),
        ("united kingdon", "United Kingdom", "United Kingdom"),
        ("nouvele zelande", "New Zealand", "New Zealand"),
        ("frnace working holiday", "France Working Holiday", "France, Working Holiday, 2026"),
        ("biometrix", "Biometrics", "Biometrics"),
    ],
)
def test_a_small_error_is_forgiven_and_told(find, first, text, meant, name):
    assert find(text).meant == meant
    assert first(text)[1] == name


@pytest.mark.parametrize("text", ["xqzzy", "zz", "+++", "日本", "<script>", "'; DROP TABLE", "🍁"])
def test_nothing_is_found_for_what_nothing_is_like(find, text):
    found = find(text)

    assert (found.groups, found.count, found.meant) == ([], 0, "")


def test_the_first_twenty_are_shown_and_all_are_counted(find):
    found = find("working holiday 2023")

    assert sum(len(entries) for _kind, entries in found.groups) == MOST_SHOWN == found.shown
    assert found.count > 30


def test_a_name_that_begins_with_it_comes_before_one_that_has_it_inside(find):
    ((_kind, entries),) = find("ire").groups[:1]

    assert entries[0].name == "Ireland"
    assert entries[0].address == "/en/countries/ie/"
