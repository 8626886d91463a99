"""The weeks on the page of a pool."""

import datetime
from itertools import groupby

import pytest
from django.utils import translation

from quotas.figures.explanations import explanations
from quotas.figures.weeks import Course
from quotas.i18n.formats import long_date
from quotas.models import Quota, WeeklyFigures

from ..browser.pages import PAGES
from ..expected import grouped, read
from ..figures.courses import DAY, FRANCE, pace
from ..pages import rows, text

BRITAIN = "/en/pools/2026/gb/working-holiday/"


def sentences(page):
    return [text(item) for item in page.xpath("//ul[@class='explained-figures']/li")]


# The same, on pages


def test_the_page_explains_why_invitations_exceed_places(pool):
    assert sentences(pool(FRANCE)) == [
        "14,588 invitations have been issued for 7,000 places. There may be more invitations than "
        "places, because some people decline, withdraw or are refused.",
        "No spot is available: as many letters of introduction have been issued as the quota "
        "allows. Spots may return when people decline or withdraw.",
        "4,255 candidates are waiting, without a spot.",
        "The chance rating is “fair”: a chance of 40 to 59 % of an invitation in the next round. "
        "It says nothing of the season as a whole, and changes from week to week.",
    ]


def test_the_page_explains_an_unlimited_pool(pool):
    assert sentences(pool("/en/pools/2023/au/working-holiday/")) == [
        "2,690 invitations have been issued this season. The quota is unlimited.",
        "Spots are unlimited: letters of introduction are issued without a cap.",
        "The chance rating is “excellent”: a chance of 80 to 99 % of an invitation in the next "
        "round. It says nothing of the season as a whole, and changes from week to week.",
    ]


def test_the_page_of_a_closed_pool_without_figures_says_that_it_is_closed(pool):
    assert sentences(pool("/en/pools/2023/mx/working-holiday/")) == [
        "The pool is not accepting candidates."
    ]


def test_the_page_tells_the_pace_of_the_last_28_days(pool):
    weeks = [
        row for row in read("rounds") if (row["season"], row["country_code"]) == ("2026", "GB")
    ]
    last = datetime.date.fromisoformat(weeks[-1]["as_of_date"])
    late = [
        (datetime.date.fromisoformat(row["as_of_date"]), int(row["spots_available"]))
        for row in weeks
        if last - datetime.date.fromisoformat(row["as_of_date"]) <= 28 * DAY
    ]
    gone = late[0][1] - late[-1][1]
    left = late[-1][1] / (gone / (last - late[0][0]).days)

    told = sentences(pool(BRITAIN))

    assert len(late) == 5
    assert pace(told)[0].startswith(
        f"Spots went down by {gone / 4:.1f} a week, by the 5 weekly figures from "
        f"{long_date(late[0][0])} to {long_date(last)}."
    )
    assert pace(told)[0].endswith(
        f"run out around {long_date(last + round(left) * DAY)}, when the season is over."
    )


def test_the_explained_figures_say_how_old_they_are(pool):
    standing = text(pool(BRITAIN).xpath("//section[@aria-labelledby='weeks']/p")[0])

    assert standing.startswith("As of August 21, 2026, ")


def test_an_interface_in_french_explains_in_french(shipped):
    figures = WeeklyFigures.objects.filter(
        country__code="FR", category__slug="working-holiday", season__year=2023
    )

    with translation.override("fr"):
        told = explanations(Course("", list(figures.order_by("as_of"))))

    assert len(told) == 4
    assert not any(word in " ".join(told) for word in ("invitations have", "spot is", "waiting"))


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
        quota, spots, candidates, invitations, rating, is_open = row[1:7]
        for cell, name in (
            (quota, "quota"),
            (spots, "spots_available"),
            (candidates, "candidates_in_pool"),
        ):
            assert cell == ("Unlimited" if week[name] == "unlimited" else grouped(week[name]))
        assert invitations.split(" ")[0] == grouped(week["invitations_issued"])
        assert rating == RATINGS[week["chance_rating"]]
        says_so = "iec-watcher" in week["source_url"]  # which keeps the words of the official page
        assert is_open == ("open" if says_so else "Not given")


def test_each_week_says_how_many_invitations_came_since_the_one_before(client, shipped):
    newest, oldest = rows(client.get(FRANCE), "weeks")

    assert newest[4] == "14,588 +3,125 since February 10, 2023"
    assert oldest[4] == "11,463"


def test_the_words_of_the_source_stand_in_the_table(client, shipped):
    table = rows(client.get("/en/pools/2023/mx/working-holiday/"), "weeks")

    assert [row[1:7] for row in table] == 2 * [
        [
            "To be announced",
            "To be announced",
            "Not accepting applicants",
            "To be announced",
            "Not applicable",
            "closed",
        ]
    ]


@pytest.mark.parametrize(
    ("key", "gap"),
    [
        (("2023", "FR", "working-holiday"), ""),
        (
            ("2026", "GB", "working-holiday"),
            " There are no figures from January 24, 2026 to July 16, 2026.",
        ),
    ],
)
def test_the_chart_says_in_words_what_the_table_says(pool, key, gap):
    season, code, category = key

    page = pool(f"/en/pools/{season}/{code.lower()}/{category}/")

    (chart,) = page.xpath("//figure[@class='chart-of-weeks']/*[local-name()='svg']")
    assert chart.get("role") == "img"
    ids = chart.get("aria-labelledby").split()
    assert [text(page.get_element_by_id(name)) for name in ids] == [
        "Spots, candidates and invitations by week",
        " ".join(
            "{}: {}.".format(
                name,
                "; ".join(
                    f"{grouped(week[column])} on "
                    f"{long_date(datetime.date.fromisoformat(week['as_of_date']))}"
                    for week in HELD[key]
                ),
            )
            for column, name in SERIES
        )
        + gap,
    ]


def test_a_pool_without_numbers_has_no_chart(pool):
    assert not pool("/en/pools/2023/mx/working-holiday/").xpath("//figure")


# The pools that browsers look at


@pytest.mark.parametrize("name", [name for name in PAGES["en"] if name.startswith("pool")])
def test_a_pool_for_walks_in_a_browser_is_of_the_kind_that_its_name_says(shipped, name):
    _, _, _, year, code, slug, _ = PAGES["en"][name].split("/")
    pool = {"season__year": year, "country__code": code.upper(), "category__slug": slug}

    states = list(Quota.objects.filter(**pool).values_list("state", flat=True))
    weeks = WeeklyFigures.objects.filter(**pool, subpool="").count()
    inner = WeeklyFigures.objects.filter(**pool).exclude(subpool="").count()

    kinds = {
        "pool": states == ["limited"] and weeks > 5,
        "pool of one week": states == ["limited"] and weeks == 1,
        "pool without a figure": not states and not weeks,
        "pool not offered": states == ["not_offered"],
        "pool with a pool inside": inner > 0,
    }
    assert kinds[name]
