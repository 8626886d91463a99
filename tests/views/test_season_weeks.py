"""The page of a season week by week, against the researched rounds."""

from collections import Counter, defaultdict
from operator import itemgetter

import pytest

from quotas.models import Country

from ..caching.test_pages import weight
from ..expected import CATEGORIES, chances, read
from ..factories import make_figures, make_quota, make_season
from ..pages import parse, section, text

pytestmark = pytest.mark.once

ADDRESS = {"en": "/en/seasons/2026/weeks/", "fr": "/fr/saisons/2026/semaines/"}
ALL = "?" + "&".join(f"category={slug}" for slug in CATEGORIES)
WEEKS = {
    pool[1:3]: (rows, list(chances.weeks_of(rows)))
    for pool, rows in chances.pools().items()
    if pool[0] == 2026 and not pool[3]
}


@pytest.fixture
def season_page(page_at):
    return lambda language="en", query="": page_at(ADDRESS[language] + query)


def told(page):
    """Return the sentences at the top of the page."""
    return [text(item) for item in page.xpath("//ul[@class='told']/li")]


@pytest.fixture
def told_rows(season_page):
    """The rows of all pools."""
    return rows_by_pool(season_page())


def rows_by_pool(page):
    """Return the rows of the table by the code of the country and the category."""
    rows = page.xpath("//table[@class='strips']/tbody/tr[td]")
    links = {row: row.xpath("th/a/@href")[0].strip("/").split("/") for row in rows}
    return {(link[3].upper(), link[4]): row for row, link in links.items()}


def spots(row):
    return chances.number(row["spots_available"])


def test_every_pool_says_when_it_ran_out_and_when_spots_came_back(season_page, told_rows):
    rows = told_rows

    ran_out = {}
    for pool, (researched, _weeks) in WEEKS.items():
        without = [chances.day_of(row) for row in researched if spots(row) == 0]
        facts = text(rows[pool].xpath("td[2]")[0])
        assert ("No spots from" in facts) == bool(without)
        if without:
            assert f"No spots from {without[0]:%B} {without[0].day}" in facts
            later = [row for row in researched if chances.day_of(row) > without[0]]
            again = next((chances.day_of(row) for row in later if spots(row)), None)
            ran_out[pool] = (without[0], again)
            words = again and f"some again on {again:%B} {again.day}."
            assert words in facts if again else "some again" not in facts
    months = Counter(f"{first:%B}" for first, _again in sorted(ran_out.values(), key=itemgetter(0)))
    by_month = ", ".join(f"{count} in {month}" for month, count in months.items())
    assert told(season_page())[3] == (
        f"{len(ran_out)} pools ran out of spots (first days with 0: {by_month}). "
        f"{sum(again is not None for _first, again in ran_out.values())} had spots again "
        "on a later day: some were added."
    )
    assert len(ran_out) == 27


def test_the_pools_open_to_all_are_those_that_the_research_has(season_page):
    found = {}
    for pool, (researched, weeks) in WEEKS.items():
        levels = [level for level in chances.levels_of(weeks) if level is not None]
        if levels and set(levels) == {5} and 0 not in map(spots, researched):
            found[pool] = len(levels)

    sentence = told(season_page())[1]

    assert sentence.startswith(f"{len(found)} of 90 pools had spots on every day of figures")
    assert len(found) == 16
    names = dict(Country.objects.values_list("code", "name_en"))
    for (code, _category), weeks in found.items():
        assert f"{names[code]} ({weeks})" in sentence
    assert sentence.count(" (") == len(found) + 1  # and the share that is meant


def test_the_quotas_that_moved_are_those_of_the_researched_history(season_page, told_rows):
    values = defaultdict(list)
    for row in sorted(read("quotas_2026_history"), key=itemgetter("source_date")):
        if row["status"] == "limited":
            values[row["country_code"], row["category"]].append(int(row["places"]))
    moved = {pool: of_pool for pool, of_pool in values.items() if len(set(of_pool)) > 1}

    for pool, row in told_rows.items():
        facts = text(row.xpath("td[2]")[0])
        if pool in moved:
            assert f"→ {moved[pool][-1]:,} (last changed on " in facts
        else:
            assert "Quota: " not in facts or "Quota: Unlimited →" in facts
    higher = sum(of_pool[-1] > of_pool[0] for of_pool in moved.values())
    lower = sum(of_pool[-1] < of_pool[0] for of_pool in moved.values())
    assert told(season_page())[4].startswith(
        f"32 of 90 quotas changed in number: {higher} up, {lower} down."
    )
    assert len(moved) == 32


def test_the_invitations_of_each_week_are_the_sums_of_the_research(season_page):
    sums, left_out, gap = Counter(), 0, 0
    for _researched, weeks in WEEKS.values():
        for week in weeks:
            is_week = (week["until"] - week["as_of"]).days <= 10
            least, most = week["invitations"]
            if is_week and least == most:
                sums[week["until"]] += least
            else:
                left_out += 1
                gap += least if least == most else 0
    page = section(season_page(), "invitations")

    listed = [text(item) for item in page.xpath(".//ol[@class='issued']/li")]
    days = sorted({week["until"] for _rows, weeks in WEEKS.values() for week in weeks})
    assert listed == [
        f"{day:%B} {day.day}: {sums[day]:,}" if day in sums else f"{day:%B} {day.day}: not known"
        for day in days
    ]
    assert f"The sums leave out {left_out} of {90 * 38:,} weeks of single pools" in text(page)
    assert "between June 12, 2026 and June 26, 2026: the sums leave out" in text(page)
    assert f"{gap:,} invitations that were issued in this time" in text(page)
    (description,) = page.xpath(".//img/@alt")
    assert f"{sum(sums.values()):,} invitations were counted" in description
    assert f"{max(sums.values()):,} on January 23, 2026" in description
    assert f"{sums[days[-1]]:,} on October 9, 2026" in description


def test_every_pool_says_its_newest_candidates_and_its_invitations(told_rows):
    for pool, (researched, _weeks) in WEEKS.items():
        relied, _reasons = chances.totals(researched)
        least, most = chances.bounds(relied, len(relied) - 1)
        issued = f"{least:,}" if least == most else f"at least {least:,}"
        candidates = f"{int(researched[-1]['candidates_in_pool']):,}"
        facts = text(told_rows[pool].xpath("td[2]")[0])
        assert facts.endswith(f"Invitations: {issued}; candidates: {candidates}.")


def test_both_languages_have_the_same_pools_and_as_many_sentences(season_page):
    english, french = (season_page(language) for language in ADDRESS)

    assert len(rows_by_pool(english)) == len(rows_by_pool(french)) == 90
    assert len(told(english)) == len(told(french)) == 5
    assert "a changé dans 32 quotas sur 90" in told(french)[4]
    assert "12 618" in text(section(french, "invitations"))


def test_all_pools_are_shown_at_first_and_each_in_words(season_page):
    page = season_page()

    switch = page.xpath("//nav[@aria-label='Categories']//a")
    assert [text(link) for link in switch] == [
        "Working Holiday (35)",
        "Young Professionals (28)",
        "International Co-op (27)",
        "All (90)",
    ]
    assert switch[-1].get("aria-current")
    assert len(rows_by_pool(page)) == 90
    assert text(page.get_element_by_id("summary")) == "90 of 90 pools"
    assert len(rows_by_pool(season_page(query=switch[0].get("href")))) == 35


@pytest.mark.parametrize(
    ("query", "pools"),
    [
        (
            "?country=jp&country=FR",
            {
                ("JP", "working-holiday"),
                ("FR", "working-holiday"),
                ("FR", "young-professionals"),
                ("FR", "international-coop"),
            },
        ),
        ("?q=irl&category=international-coop", {("IE", "international-coop")}),
        (
            "?min_places=9000&category=x&q=united",
            {("GB", category) for category in CATEGORIES},
        ),
    ],
)
def test_pools_are_filtered_as_the_table_is(season_page, query, pools):
    assert rows_by_pool(season_page(query=query)).keys() == pools


def test_countries_can_be_sorted_the_other_way_round(season_page):
    page = season_page()
    turned = season_page(query=page.xpath("//table//th[@aria-sort]/a/@href")[0])

    countries = [list(dict(rows_by_pool(each).keys())) for each in (page, turned)]
    assert countries[1] == countries[0][::-1]
    assert turned.xpath("//th/@aria-sort") == ["descending"]


def test_a_wrong_filter_gets_a_sentence_and_the_others_are_used(season_page):
    page = season_page(query="?availability=sometimes&category=x&q=japan")

    assert "“x” is not a category" in text(page.get_element_by_id("error-category"))
    assert "“sometimes” is not a state" in text(page.get_element_by_id("error-availability"))
    assert rows_by_pool(page).keys() == {("JP", "working-holiday")}


def test_filters_that_no_pool_passes_say_which_to_leave_out(season_page):
    page = season_page(query="?q=japan&availability=unlimited")

    assert not page.xpath("//table")
    assert page.xpath("//div[@class='nothing']//li")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/en/seasons/2021/weeks/", "We have no weekly figures of the 2021 season"),
        ("/fr/saisons/2021/semaines/", "pas de chiffres hebdomadaires de la saison 2021"),
    ],
)
def test_a_season_without_weeks_says_so_and_leads_to_those_that_have_some(page_at, address, words):
    page = page_at(address)

    assert words in text(page)
    links = page.xpath("//p[@class='ways-on']/a/@href")
    assert [link.strip("/").split("/")[2] for link in links[1:]] == ["2021", "2026", "2023"]


def test_a_season_of_two_days_has_sums_and_no_chart(page_at):
    page = page_at("/en/seasons/2023/weeks/")

    assert not section(page, "invitations").xpath(".//figure")
    assert text(page.xpath("//ol[@class='issued']/li")[0]) == "February 17: 7,773"
    assert len(rows_by_pool(page)) == 88


def test_a_pool_without_a_limit_has_no_day_without_spots(client, db):
    season = make_season(year=2026)
    figures = make_figures(season=season, spots_word="unlimited", candidates=40, invitations=0)
    pool = {"country": figures.country, "category": figures.category}
    make_quota(season=season, state="unlimited", **pool)

    page = parse(client.get("/en/seasons/2026/weeks/"))

    assert "No pool ran out of spots" in told(page)[3]
    assert len(rows_by_pool(page)) == 1


@pytest.mark.parametrize("address", ["/en/seasons/1999/weeks/", "/fr/saisons/2031/semaines/"])
def test_a_season_that_is_not_there_is_not_found(client, shipped, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "address", ["/en/seasons/2023/", "/en/", "/en/seasons/", "/fr/saisons/2026/"]
)
def test_the_pages_of_seasons_with_weeks_lead_here(page_at, address):
    links = page_at(address).xpath("//main//a/@href")

    assert [link for link in links if link.endswith(("/weeks/", "/semaines/"))]


def test_the_page_of_a_season_without_weeks_does_not(page_at):
    links = page_at("/en/seasons/2021/").xpath("//main//a/@href")

    assert not [link for link in links if link.endswith("/weeks/")]


@pytest.mark.parametrize("category", ["", *(f"?category={slug}" for slug in CATEGORIES)])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_category_weighs_at_most_14_kilobytes(client, shipped, language, category):
    assert weight(client, ADDRESS[language] + category) <= 14 * 1024


def test_the_words_of_all_pools_are_folded_and_those_of_a_choice_are_not(client, shipped):
    for query, is_open in (("", False), ("?category=working-holiday", True), ("?q=france", True)):
        (folded,) = parse(client.get(f"/en/seasons/2026/weeks/{query}")).xpath(
            "//details[table[@class='strips']]"
        )

        assert (folded.get("open") is not None) == is_open
