"""The weeks on the page of a pool."""

import datetime
from itertools import groupby

import pytest
from django.utils import timezone

from quotas.i18n.formats import long_date
from quotas.models import Quota, Season, WeeklyFigures

from ..browser.pages import PAGES
from ..expected import grouped, read
from ..figures.courses import DAY, FRANCE
from ..pages import SPACES, rows, text

pytestmark = pytest.mark.once

BRITAIN = "/en/pools/2026/gb/working-holiday/"


def sentences(page):
    return [text(item) for item in page.xpath("//ul[@class='explained-figures']/li")]


# The same, on pages


BEYOND = (
    "there may be more invitations than places, because some people decline, withdraw or are "
    "refused."
)


def test_the_page_of_a_season_that_is_over_explains_in_the_past(pool):
    page = pool(FRANCE)

    assert text(page.get_element_by_id("weeks")) == "The last figures, explained"
    assert sentences(page) == [
        "By February 17, 2023, 14,588 invitations had been issued in the 2023 season. The quota "
        f"was 7,000: {BEYOND}",
        "On February 17, 2023, no spot was available: as many letters of introduction had been "
        "issued as the quota allowed.",
        "On February 17, 2023, 4,255 candidates were waiting, without a spot.",
        "3,125 of the 5,257 candidates of February 10, 2023 were invited by February 17, 2023: "
        "59%.",
        "On February 17, 2023, the chance rating was “fair”: a chance of 40 to 59% of an "
        "invitation in the round that followed. It said nothing about the season as a whole.",
    ]


def test_the_page_of_a_closed_pool_without_figures_says_that_it_was_closed(pool):
    assert sentences(pool("/en/pools/2023/mx/working-holiday/")) == [
        "On February 17, 2023, the pool was not accepting candidates."
    ]


@pytest.mark.parametrize(
    ("days", "heading", "begins"),
    [
        (0, "The latest figures, explained", "14,559 invitations have been issued this season."),
        (14, "The latest figures, explained", "14,559 invitations have been issued this season."),
        (15, "The last figures, explained", "By October 9, 2026, 14,559 invitations"),
    ],
)
def test_the_page_of_an_open_season_explains_the_newest_week_in_the_present(
    pool, monkeypatch, days, heading, begins
):
    Season.objects.filter(year=2026).update(corrected_status="open")
    day = datetime.date(2026, 10, 9) + days * DAY
    monkeypatch.setattr(timezone, "localdate", lambda *_args: day)

    page = pool(BRITAIN)

    assert text(page.get_element_by_id("weeks")) == heading
    assert sentences(page)[0].startswith(begins)


def test_the_explained_figures_say_how_old_they_are(pool, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_args: datetime.date(2026, 10, 19))

    said = text(pool(BRITAIN).xpath("//section[@aria-labelledby='weeks']/p")[0])

    assert said == "As of October 9, 2026, 10 days ago."


def test_an_interface_in_french_explains_in_french(pool):
    told = sentences(pool("/fr/bassins/2023/fr/vacances-travail/"))

    assert told[2] == "Le 17 février 2023, 4 255 candidats attendaient, sans place disponible."


# The weeks


HELD = groupby(
    sorted(
        (row for row in read("rounds") if row["country_code"] and not row["subpool"]),
        key=lambda row: (row["season"], row["country_code"], row["category"], row["as_of_date"]),
    ),
    key=lambda row: (row["season"], row["country_code"], row["category"]),
)


HELD = {pool: list(weeks) for pool, weeks in HELD}
RATINGS = {
    "excellent": "Excellent",
    "very_good": "Very good",
    "fair": "Fair",
    "low": "Low",
    "very_low": "Very low",
    "not_applicable": "Not applicable",
    "": "Not given",
}


WORDS = {
    "unlimited": "Unlimited",
    "to_be_announced": "To be announced",
    "not_applicable": "Not applicable",
}


def published(figure):
    """A number or a word of rounds.csv as English pages say it."""
    return WORDS.get(figure) or grouped(figure)


SERIES = (
    ("spots_available", "Spots available"),
    ("candidates_in_pool", "Candidates"),
    ("invitations_issued", "Invitations issued"),
)


@pytest.mark.parametrize(
    "key",
    [
        ("2023", "FR", "working-holiday"),
        ("2023", "AU", "international-coop"),
        ("2023", "IT", "working-holiday"),
        ("2026", "GB", "working-holiday"),
        ("2026", "AT", "working-holiday"),
    ],
)
def test_the_table_of_weeks_says_what_was_published_the_newest_first(client, shipped, key):
    season, code, category = key
    weeks = HELD[key][::-1]

    table = rows(client.get(f"/en/pools/{season}/{code.lower()}/{category}/"), "weeks")

    assert [row[0] for row in table] == [
        long_date(datetime.date.fromisoformat(week["as_of_date"])) for week in weeks
    ]
    for row, week in zip(table, weeks, strict=True):
        spots, candidates, invitations, rating = row[1:5]
        for cell, name in (
            (spots, "spots_available"),
            (candidates, "candidates_in_pool"),
        ):
            assert cell == published(week[name])
        assert invitations.startswith(published(week["invitations_issued"]))
        assert rating == RATINGS[week["chance_rating"]]


@pytest.fixture
def lasting_facts(pool):
    def read(address):
        return [text(item) for item in pool(address).xpath("//ul[@class='lasting-facts']/li")]

    return read


def test_what_seldom_changes_stands_in_lines(lasting_facts):
    assert lasting_facts(BRITAIN) == [
        "Quota: To be announced; 9,330 since January 16, 2026; 9,285 since July 10, 2026; 9,213 "
        "since September 4, 2026; 9,263 since October 1, 2026; 9,363 since October 9, 2026",
        "Pool: Not given",
        "First round: To be announced; Week of January 19, 2026 since January 16, 2026",
        "Final round: To be announced",
        "Source: IRCC’s feed, copy on GitHub (official)",
    ]


def test_each_week_says_how_many_invitations_came_since_the_one_before(client, shipped):
    newest, oldest = rows(client.get(FRANCE), "weeks")

    assert newest[3] == "14,588 +3,125"
    assert oldest[3] == "11,463"


def test_the_words_of_the_source_stand_in_the_table(client, shipped, lasting_facts):
    address = "/en/pools/2023/mx/working-holiday/"
    table = rows(client.get(address), "weeks")

    assert [row[1:] for row in table] == 2 * [
        ["To be announced", "Not accepting applicants", "To be announced", "Not applicable"]
    ]
    assert lasting_facts(address)[:2] == ["Quota: To be announced", "Pool: closed"]


@pytest.mark.parametrize(
    "key", [("2023", "FR", "working-holiday"), ("2023", "IT", "working-holiday")]
)
def test_the_chart_says_in_words_what_the_table_says(pool, key):
    season, code, category = key

    page = pool(f"/en/pools/{season}/{code.lower()}/{category}/")

    (alt,) = page.xpath("//img[contains(@src, '/weeks-narrow.svg')]/@alt")
    values = {
        name: "{}: {}.".format(
            name,
            "; ".join(
                f"{'no figure' if week[column] in WORDS else grouped(week[column])} on "
                f"{long_date(datetime.date.fromisoformat(week['as_of_date']))}"
                for week in HELD[key]
            ),
        )
        for column, name in SERIES
    }
    assert [part for part in values.values() if part not in alt.translate(SPACES)] == []
    quotas = {
        week["quota"]: long_date(datetime.date.fromisoformat(week["as_of_date"]))
        for week in reversed(HELD[key])
    }
    steps = [f"{grouped(quota)} on {day}" for quota, day in reversed(quotas.items())]
    assert alt.endswith(f"Quota: {'; '.join(steps)}.")


def test_the_chart_of_many_weeks_names_a_few_values_in_words(pool):
    (alt,) = pool(BRITAIN).xpath("//img[contains(@src, '/weeks-narrow.svg')]/@alt")

    assert alt.translate(SPACES).startswith(
        "122 spots were available on October 9, 2026; 5,846 candidates were in the pool. "
        "Candidates: "
    )
    assert (
        "Spots available: 9,330 on January 16, 2026; 9 on September 4, 2026; 122 on "
        "October 9, 2026. Invitations issued: "
    ) in alt


def test_a_pool_without_numbers_has_no_chart(pool):
    assert not pool("/en/pools/2023/mx/working-holiday/").xpath("//figure")


# The pools that browsers look at


@pytest.mark.parametrize(
    "name", [name for name, address in PAGES["en"].items() if address.startswith("/en/pools/")]
)
def test_a_pool_for_walks_in_a_browser_is_of_the_kind_that_its_name_says(shipped, name):
    _, _, _, year, code, slug, _ = PAGES["en"][name].split("/")
    pool = {"season__year": year, "country__code": code.upper(), "category__slug": slug}

    states = list(Quota.objects.filter(**pool).values_list("state", flat=True))
    weeks = WeeklyFigures.objects.filter(**pool, subpool="").count()
    inner = WeeklyFigures.objects.filter(**pool).exclude(subpool="").count()

    kinds = {
        "pool": states == ["limited"] and weeks > 5,
        "pool of two weeks": states == ["limited"] and weeks == 2,
        "pool without a figure": not states and not weeks,
        "pool not offered": states == ["not_offered"],
        "pool with a pool inside": inner > 0,
    }
    assert kinds[name]
