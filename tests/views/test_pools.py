"""The page of one pool: its figure, its weeks explained, and what surrounds them."""

import datetime
from itertools import groupby

import pytest
from django.utils import translation

from quotas.figures.explanations import explanations
from quotas.figures.weeks import Course
from quotas.i18n.formats import long_date
from quotas.models import Quota, QuotaValue, Season, WeeklyFigures

from ..expected import grouped, read
from ..factories import make_category, make_country, make_figures, make_quota, make_season
from ..pages import days, parse, rows, section, text

FRIDAY = datetime.date(2023, 2, 17)
WEEK = datetime.timedelta(weeks=1)
DAY = datetime.timedelta(days=1)
FRANCE = "/en/pools/2023/fr/working-holiday/"
BRITAIN = "/en/pools/2026/gb/working-holiday/"


@pytest.fixture
def pool(client, shipped):
    def get_page(address):
        response = client.get(address)
        assert response.status_code == 200
        return parse(response)

    return get_page


def sentences(page):
    return [text(item) for item in page.xpath("//ul[@class='explained-figures']/li")]


# The figure


@pytest.mark.parametrize(
    ("address", "figure", "words"),
    [
        (
            FRANCE,
            "7,000",
            "At most 7,000 permits for the season. As of February 17, 2023, IRCC (official)",
        ),
        (
            "/en/pools/2021/jp/young-professionals/",
            "Not offered",
            "The category is not part of this country’s arrangement. "
            "As of March 1, 2021, Blank Slate Partners (reported)",
        ),
        (
            "/en/pools/2021/au/working-holiday/",
            "Unlimited",
            "No cap on the number of permits. As of March 1, 2021, Blank Slate Partners (reported)",
        ),
        (
            "/en/pools/2023/mx/working-holiday/",
            "To be announced",
            "Offered, but the number is not published yet. "
            "As of February 17, 2023, IRCC (official)",
        ),
    ],
)
def test_the_figure_stands_with_its_meaning_its_day_and_its_source(pool, address, figure, words):
    quota = section(pool(address), "quota")

    assert text(quota.xpath("./p[@class='figure']")[0]) == figure
    assert text(quota.xpath("./p[not(@class)]")[0]) == words
    assert len(quota.xpath(".//a[starts-with(@href, 'https://')]")) == 1


@pytest.mark.parametrize(
    ("address", "year", "day"),
    [
        ("/en/pools/2026/cl/working-holiday/", "2025", "2025-02-01"),
        ("/en/pools/2026/cz/international-coop/", "2023", "2023-02-17"),
        # 2026 is held, too, and no earlier season
        ("/en/pools/2025/cz/working-holiday/", "2023", "2023-02-17"),
    ],
)
def test_a_pool_without_a_figure_shows_the_latest_earlier_one_marked_as_such(
    pool, address, year, day
):
    code, category = address.split("/")[4:6]
    (row,) = (
        row
        for row in read("quotas")
        if (row["season"], row["country_code"].lower(), row["category"]) == (year, code, category)
    )

    quota = section(pool(address), "quota")

    assert text(quota.xpath("./p[@class='figure']")[0]) == "No figure held"
    assert quota.xpath("./p[@class='figure']/@data-state") == ["absent"]
    (earlier,) = quota.xpath("./p[not(@class)]")
    assert text(earlier).startswith(
        f"The latest figure held is of the {year} season: {grouped(row['places'])} As of "
    )
    assert days(earlier) == [day]
    assert earlier.xpath("./a/@href") == [f"/en/pools/{year}/{code}/{category}/"]


def test_a_pool_of_which_no_season_is_held_says_so_and_no_more(pool):
    page = pool("/en/pools/2026/is/working-holiday/")

    assert text(section(page, "quota")) == "Quota No figure held"
    assert "18 to 30 years" in text(section(page, "who"))


# The sentences


def explained(*, today=FRIDAY, **facts):
    return explanations(Course("", [make_figures(**facts)]), today=today)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, []),
        (
            {"quota_word": "unlimited", "invitations": 2690},
            ["2,690 invitations have been issued this season. The quota is unlimited."],
        ),
        (
            {"quota_word": "unlimited", "invitations": 1},
            ["1 invitation has been issued this season. The quota is unlimited."],
        ),
        (
            {"quota_word": "to_be_announced", "invitations": 30},
            ["30 invitations have been issued this season."],
        ),
        ({"invitations": 1}, ["1 invitation has been issued this season."]),
        (
            {"quota": 4250, "invitations": 1975},
            ["1,975 invitations have been issued this season, for a quota of 4,250."],
        ),
        (
            {"quota": 25, "invitations": 25},
            ["25 invitations have been issued this season, for a quota of 25."],
        ),
        (
            {"quota": 25, "invitations": 1},
            ["1 invitation has been issued this season, for a quota of 25."],
        ),
        (
            {"quota": 25, "invitations": 0},
            ["0 invitations have been issued this season, for a quota of 25."],
        ),
        (
            {"quota": 1750, "invitations": 1751},
            [
                "1,751 invitations have been issued for 1,750 places. There may be more "
                "invitations than places, because some people decline, withdraw or are refused."
            ],
        ),
        (
            {"quota": 0, "invitations": 1},
            [
                "1 invitation has been issued for 0 places. There may be more invitations than "
                "places, because some people decline, withdraw or are refused."
            ],
        ),
        (
            {"spots_word": "unlimited"},
            ["Spots are unlimited: letters of introduction are issued without a cap."],
        ),
        ({"spots_word": "to_be_announced"}, []),
        ({"spots_word": "not_applicable"}, []),
        (
            {"spots": 0},
            [
                "No spot is available: as many letters of introduction have been issued as the "
                "quota allows. Spots may return when people decline or withdraw."
            ],
        ),
        (
            {"spots": 1},
            [
                "1 spot is available: that many letters of introduction can still be issued before "
                "the quota is met. It is not the quota minus the invitations."
            ],
        ),
        (
            {"spots": 1137, "quota": 1750},
            [
                "1,137 spots are available: that many letters of introduction can still be issued "
                "before the quota is met. It is not the quota minus the invitations."
            ],
        ),
        (
            {"spots": 1184, "quota": 1000},
            [
                "1,184 spots are available: that many letters of introduction can still be issued "
                "before the quota is met. It is not the quota minus the invitations. There are "
                "more spots than the quota says: the source had not brought the two into line yet."
            ],
        ),
        ({"candidates": 70}, []),
        ({"candidates_word": "not_accepting"}, []),
        (
            {"rating": 3},
            [
                "The chance rating is “fair”: a chance of 40 to 59 % of an invitation in the next "
                "round. It says nothing of the season as a whole, and changes from week to week."
            ],
        ),
        ({"rating": 0}, []),
        ({"is_open": False}, ["The pool is not accepting candidates."]),
        ({"is_open": True}, []),
    ],
    ids=str,
)
def test_a_week_is_explained_in_sentences_made_from_its_row(facts, expected):
    assert explained(**facts) == expected


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("candidates", "spots", "odds"),
    [
        (0, 12, "Nobody is waiting in the pool."),
        (0, 0, "Nobody is waiting in the pool."),
        (4255, 0, "4,255 candidates are waiting, without a spot."),
        (1, 0, "1 candidate is waiting, without a spot."),
        (4208, 108, "4,208 candidates for 108 spots: 39 for each."),
        (1000, 100, "1,000 candidates for 100 spots: 10 for each."),
        (999, 100, "999 candidates for 100 spots: 10 for each."),
        (2071, 1000, "2,071 candidates for 1,000 spots: 2.1 for each."),
        (2000, 1000, "2,000 candidates for 1,000 spots: 2 for each."),
        (34, 1137, "34 candidates for 1,137 spots: 0.03 for each."),
        (1, 23, "1 candidate for 23 spots: 0.04 for each."),
        (5, 1, "5 candidates for 1 spot: 5 for each."),
        (1, 1, "1 candidate for 1 spot: 1 for each."),
    ],
)
def test_the_odds_are_candidates_for_each_spot(candidates, spots, odds):
    assert odds in explained(candidates=candidates, spots=spots)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rating", "words", "lowest", "highest"),
    [
        (1, "excellent", 80, 99),
        (2, "very good", 60, 79),
        (3, "fair", 40, 59),
        (4, "low", 20, 39),
        (5, "very low", 1, 19),
    ],
)
def test_each_rating_says_its_chance_in_the_next_round(rating, words, lowest, highest):
    (sentence,) = explained(rating=rating)

    assert sentence.startswith(
        f"The chance rating is “{words}”: a chance of {lowest} to {highest} % of an invitation in "
        "the next round."
    )


@pytest.mark.django_db
def test_the_sentences_come_in_the_order_of_what_people_ask():
    told = explained(
        quota=10, invitations=20, spots=2, candidates=4, rating=1, is_open=False, quota_word=""
    )

    assert [sentence.split()[0] for sentence in told] == ["20", "2", "4", "The", "The"]


# The pace


def course(spots, *, last=FRIDAY, every=WEEK):
    """The weeks of a pool, the last on a day; None where a week has no spots."""
    season, country, category = make_season(), make_country(), make_category()
    return Course(
        "",
        [
            make_figures(
                season=season,
                country=country,
                category=category,
                as_of=last - every * (len(spots) - 1 - n),
                spots=number,
            )
            for n, number in enumerate(spots)
        ],
    )


def pace(told):
    return [sentence for sentence in told if sentence.startswith("Spots ")]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("spots", "every"),
    [
        ([50], WEEK),
        ([60, 50], WEEK),
        ([70, None, 50], WEEK),
        ([70, 60, 50, None], WEEK),
        ([70, 60, 50], 15 * DAY),  # the first is 30 days old
        ([70, 60, 50], 29 * DAY),
    ],
)
def test_no_pace_is_told_without_three_weekly_figures_of_late(spots, every):
    weeks = course(spots, every=every)

    assert weeks.pace is None
    assert pace(explanations(weeks, today=FRIDAY)) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("spots", "every", "a_week", "weeks", "first", "days_left"),
    [
        # 20 in 14 days leave 50 for 35 more days
        ([70, 60, 50], WEEK, "10", 3, FRIDAY - 2 * WEEK, 35),
        # 28 days are the most that count: 40 in 28 days leave 60 for 42 days
        ([900, 100, 90, 80, 70, 60], WEEK, "10", 5, FRIDAY - 4 * WEEK, 42),
        # it rose in between: 6 in 14 days leave 3 for 7 days
        ([9, 12, 3], WEEK, "3", 3, FRIDAY - 2 * WEEK, 7),
        # 1 in 28 days leaves 4 for 112 days
        ([5, 5, 4], 2 * WEEK, "0.2", 3, FRIDAY - 4 * WEEK, 112),
        # 27 in 14 days leave 54 for 28 days: 13.5 a week, which is 14
        ([81, 80, 54], WEEK, "14", 3, FRIDAY - 2 * WEEK, 28),
        # 2,000 in 14 days leave 1,000 for 7 days
        ([3000, 2000, 1000], WEEK, "1,000", 3, FRIDAY - 2 * WEEK, 7),
    ],
)
def test_the_pace_tells_when_spots_run_out_and_by_which_weeks(
    spots, every, a_week, weeks, first, days_left
):
    told = explanations(course(spots, every=every), today=FRIDAY)

    assert pace(told) == [
        f"Spots went down by {a_week} a week, by the {weeks} weekly figures from "
        f"{long_date(first)} to February 17, 2023. If that goes on, they run out around "
        f"{long_date(FRIDAY + days_left * DAY)}."
    ]


@pytest.mark.django_db
def test_spots_that_ran_out_tell_no_pace():
    told = explanations(course([100, 50, 0]), today=FRIDAY)

    assert pace(told) == []
    assert any(sentence.startswith("No spot is available") for sentence in told)


@pytest.mark.django_db
def test_spots_that_outlast_the_season_say_so():
    told = explanations(course([70, 60, 50]), ends_on=FRIDAY + 34 * DAY, today=FRIDAY)

    assert pace(told) == [
        "Spots went down by 10 a week, by the 3 weekly figures from February 3, 2023 to "
        "February 17, 2023. At that pace they would run out around March 24, 2023, when the "
        "season is over."
    ]


@pytest.mark.django_db
def test_the_smallest_odds_are_not_told_as_none():
    assert "1 candidate for 1,000 spots: 0.0010 for each." in explained(candidates=1, spots=1000)


@pytest.mark.django_db
def test_a_week_without_spots_in_between_does_not_count_as_one():
    assert course([70, None, 60, 50]).pace.weeks == 3


@pytest.mark.django_db
def test_a_day_of_running_out_that_is_over_is_told_as_what_would_have_been():
    weeks = course([70, 60, 50])

    on_the_day = explanations(weeks, today=FRIDAY + 35 * DAY)
    a_day_later = explanations(weeks, today=FRIDAY + 36 * DAY)

    assert pace(on_the_day)[0].endswith("If that goes on, they run out around March 24, 2023.")
    assert pace(a_day_later) == [
        "Spots went down by 10 a week, by the 3 weekly figures from February 3, 2023 to "
        "February 17, 2023. Had that gone on, they would have run out around March 24, 2023."
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("spots", [[50, 60, 70], [50, 50, 50], [50, 20, 51]])
def test_spots_that_rise_or_stay_tell_no_day_on_which_they_would_run_out(spots):
    told = explanations(course(spots), today=FRIDAY)

    assert pace(told) == [
        "Spots did not go down over the 3 weekly figures from February 3, 2023 to "
        "February 17, 2023, so they tell no day on which they would run out."
    ]


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


@pytest.mark.django_db
def test_invitations_taken_back_have_a_minus_sign():
    pool = {"season": make_season(), "country": make_country(), "category": make_category()}
    figures = [
        make_figures(**pool, as_of=FRIDAY + n * WEEK, invitations=issued)
        for n, issued in enumerate([1500, 300, None, 310])
    ]

    changes = [week.new_invitations for week in Course("", figures).weeks]

    assert changes == [None, None, -1200, None]
    assert Course("", figures).weeks[2].change == "−1,200"


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


# Pools inside pools


@pytest.mark.parametrize(
    ("address", "name", "quotas", "spots", "own"),
    [
        (
            "/en/pools/2023/fr/young-professionals/",
            "Volontariat international en entreprise",
            ["550", "550"],
            ["437", "438"],
            "2,200",
        ),
        ("/en/pools/2023/es/young-professionals/", "ICEX", None, None, "150"),
    ],
)
def test_a_pool_inside_a_pool_is_shown_on_its_page_and_not_added(
    client, shipped, address, name, quotas, spots, own
):
    page = parse(client.get(address))

    inner = section(page, "inner-1")
    table = [[text(cell) for cell in row.xpath("./th|./td")] for row in inner.xpath(".//tbody/tr")]
    assert name in text(inner.xpath("./h2")[0])
    assert "not added" in text(inner)
    assert len(table) == 2
    if quotas:
        assert [row[1] for row in table] == quotas
        assert [row[2] for row in table] == spots
    assert text(page.xpath("//p[@class='figure']")[0]) == own
    (weeks, _inner) = page.xpath("//table[contains(@class, 'weeks')]")
    assert {text(cell) for cell in weeks.xpath("./tbody/tr/td[1]")} == {own}


def test_a_pool_inside_a_pool_is_not_added_to_the_total_of_its_season(client, shipped):
    expected = sum(
        int(row["places"])
        for row in read("quotas")
        if row["season"] == "2023"
        and row["category"] == "young-professionals"
        and row["status"] == "limited"
    )

    foot = parse(client.get("/en/seasons/2023/")).xpath("//table/tfoot//td[2]")[0]

    assert text(foot).startswith(f"{expected:,}")


def test_a_pool_with_a_pool_inside_but_no_weeks_of_its_own_shows_those(pool):
    page = pool("/en/pools/2026/fr/young-professionals/")

    assert not page.xpath("//section[@aria-labelledby='weeks']")
    assert "650" in text(section(page, "inner-1"))
    assert text(page.xpath("//p[@class='figure']")[0]) == "No figure held"


# What surrounds it


def test_the_page_says_who_can_apply(pool):
    who = section(pool(FRANCE), "who")

    facts = {
        text(fact.xpath("./dt")[0]): text(fact.xpath("./dd")[0]) for fact in who.xpath(".//dl/div")
    }
    assert facts == {
        "Age": "18 to 35 years",
        "Longest stay": "24 months",
        "Participations": "2",
    }
    assert days(who) == ["2025-12-24"]
    assert "(official)" in text(who)


def test_the_page_of_a_pool_that_no_arrangement_lists_says_so(pool):
    who = section(pool("/en/pools/2021/jp/young-professionals/"), "who")

    assert "do not list this pool" in text(who)


def test_the_page_leads_to_the_other_categories_of_its_country(pool):
    others = section(pool("/en/pools/2021/jp/working-holiday/"), "other-categories")

    assert {text(item): item.xpath("./a/@href")[0] for item in others.xpath("./ul/li")} == {
        "Young Professionals: Not offered": "/en/pools/2021/jp/young-professionals/",
        "International Co-op: Not offered": "/en/pools/2021/jp/international-coop/",
    }


def test_the_page_leads_to_other_seasons_the_newest_first(pool):
    others = section(pool("/en/pools/2023/kr/working-holiday/"), "other-seasons")

    years = [text(link) for link in others.xpath("./ul/li/a[1]")]
    held = [
        row["season"]
        for row in read("quotas")
        if row["country_code"] == "KR" and row["category"] == "working-holiday"
    ]
    assert years == sorted((year for year in held if year != "2023"), reverse=True)
    assert "4,000" in text(others)
    assert "As of December 2, 2022" in text(others)


def test_a_page_says_nothing_of_another_pool(pool):
    page = text(pool("/en/pools/2023/jp/working-holiday/"))

    assert "VIE" not in page
    assert "COVID" not in page


# Addresses


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("/en/pools/2023/FR/working-holiday/", FRANCE),
        ("/en/pools/2023/fr/vacances-travail/", FRANCE),
        ("/en/pools/2023/FR/vacances-travail/", FRANCE),
        ("/en/pools/2023/fr/working-holiday", FRANCE),
        ("/en/pools/02023/fr/working-holiday/", FRANCE),
        ("/en/bassins/2023/fr/vacances-travail/", FRANCE),
        ("/fr/bassins/2023/fr/working-holiday/", "/fr/bassins/2023/fr/vacances-travail/"),
        ("/fr/pools/2023/fr/working-holiday/", "/fr/bassins/2023/fr/vacances-travail/"),
    ],
)
def test_an_address_that_is_nearly_right_leads_to_the_pool(client, shipped, asked, found):
    response = client.get(asked, follow=True)

    assert {status for _, status in response.redirect_chain} == {301}
    assert response.redirect_chain[-1][0] == found
    assert response.status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/en/pools/1999/fr/working-holiday/",
        "/en/pools/2023/zz/working-holiday/",
        "/en/pools/2023/fr/visitor/",
        "/en/pools/2022/sm/international-coop/",
        "/en/pools/99999999999999999999/fr/working-holiday/",
        "/en/pools/2023/fr/",
    ],
)
def test_an_unknown_pool_is_not_found(client, shipped, address):
    assert client.get(address).status_code == 404


def test_the_page_of_a_withdrawn_quota_is_still_there(client, shipped):
    quota = Quota.objects.get(
        season__year=2021, country__code="JP", category__slug="young-professionals"
    )
    address = quota.get_absolute_url()
    quota.delete()

    response = client.get(address)

    page = parse(response)
    assert response.status_code == 200
    assert text(page.xpath("//p[@class='figure']")[0]) == "No figure held"
    (correction,) = page.xpath("//li[@class='correction']")
    assert "Not offered" in text(correction)
    assert text(correction.xpath(".//strong")[0]) == "No figure held"


@pytest.mark.django_db
def test_a_pool_of_the_history_alone_has_a_page(client):
    quota = make_quota(season=make_season(), places=7)
    address = quota.get_absolute_url()
    Quota.objects.all().delete()

    assert QuotaValue.objects.exists()
    assert client.get(address).status_code == 200


def test_a_season_without_a_table_has_pools_and_no_link_to_a_table(pool):
    page = pool("/en/pools/2022/kr/working-holiday/")

    links = page.xpath("//main//a/@href")
    assert not Season.objects.get(year=2022).has_table
    assert text(page.xpath("//p[@class='figure']")[0]) == "4,000"
    assert "/en/seasons/2022/" not in links
