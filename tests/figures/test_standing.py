"""The status of seasons, worked out from their days, their figures and the date."""

import datetime

import pytest
from django.utils import translation

from quotas.figures.standing import standing_of, standings
from quotas.models import Season, SeasonDay

from ..factories import make_figures, make_season, make_source

pytestmark = pytest.mark.django_db


def on(day):
    return datetime.date.fromisoformat(day)


def say(season, event, day):
    SeasonDay.objects.create(
        slug=f"{event}-{day}", season=season, event=event, on=day, source=make_source()
    )


def statuses(season, *days):
    return [standing_of(season, on(day)).status.value for day in days]


def test_a_season_is_announced_open_closing_and_over_by_its_days(db):
    season = make_season(year=2026)
    say(season, SeasonDay.Event.OPENED, "2025-12-19")
    say(season, SeasonDay.Event.CLOSED, "2026-10-20")

    assert statuses(season, "2025-12-18", "2025-12-19", "2026-10-05") == [
        "announced",
        "open",
        "open",
    ]
    assert statuses(season, "2026-10-06", "2026-10-20", "2026-10-21") == [
        "closing",
        "closing",
        "over",
    ]


def test_without_a_closing_day_the_seasons_before_tell_when_it_is_likely_to_close(db):
    for year, day in ((2021, "2021-11-12"), (2023, "2023-10-23"), (2024, "2024-10-21")):
        say(make_season(year=year), SeasonDay.Event.CLOSED, day)
    say(make_season(year=2025), SeasonDay.Event.CLOSED, "2025-10-20")
    season = make_season(year=2026)
    make_figures(season=season, as_of=on("2026-01-12"))

    found = statuses(season, "2026-10-19", "2026-10-20", "2026-11-12", "2026-11-13")

    assert found == ["open", "closing", "closing", "over"]


def test_a_season_is_over_when_its_year_is_or_when_the_next_one_has_begun(db):
    season = make_season(year=2026)
    make_figures(season=season, as_of=on("2026-01-12"))

    assert statuses(season, "2026-12-31", "2027-01-01") == ["closing", "over"]
    say(make_season(year=2027), SeasonDay.Event.OPENED, "2026-12-14")
    assert statuses(season, "2026-12-13", "2026-12-14") == ["open", "over"]


def test_the_first_week_of_figures_opens_a_season_whose_opening_day_is_not_known(db):
    season = make_season(year=2026)
    make_figures(season=season, as_of=on("2026-01-12"))

    assert statuses(season, "2026-01-11", "2026-01-12") == ["announced", "open"]


def test_sources_that_disagree_open_a_season_early_and_close_it_late(db):
    season = make_season(year=2026)
    for day in ("2025-12-22", "2025-12-19"):
        say(season, SeasonDay.Event.OPENED, day)
    for day in ("2026-10-20", "2026-10-13"):
        say(season, SeasonDay.Event.CLOSED, day)

    standing = standing_of(season, on("2026-03-01"))

    assert (standing.opened_on, standing.closed_on) == (on("2025-12-19"), on("2026-10-20"))


def test_a_season_that_closed_on_the_last_of_a_long_february_tells_of_the_others(db):
    for year, day in ((2024, "2024-02-29"), (2025, "2025-03-02"), (2026, "2027-01-05")):
        say(make_season(year=year), SeasonDay.Event.CLOSED, day)
    season = make_season(year=2027)
    make_figures(season=season, as_of=on("2027-01-06"))

    found = statuses(season, "2027-02-27", "2027-02-28", "2027-12-31")

    assert found == ["open", "closing", "closing"]


def test_an_editor_corrects_the_status(db):
    season = make_season(year=2026, corrected_status="closing")
    make_figures(season=season, as_of=on("2026-01-12"))

    standing = standing_of(season, on("2026-02-01"))

    assert (standing.status, standing.worked_out) == ("closing", "open")


def test_nothing_of_an_unpublished_season_ends_the_one_before(db):
    season = make_season(year=2026)
    make_figures(season=season, as_of=on("2026-01-12"))
    make_figures(season=make_season(year=2027, is_published=False), as_of=on("2026-02-01"))

    assert statuses(season, "2026-03-01") == ["open"]


@pytest.mark.parametrize(
    ("day", "today", "is_of_now"),
    [
        ("2026-02-13", "2026-02-15", True),
        ("2026-02-13", "2026-02-27", True),
        ("2026-02-13", "2026-02-28", False),  # too old, although the season is open
        ("2026-02-06", "2026-02-15", False),  # not of the newest week
        ("2026-02-13", "2027-01-10", False),
    ],
)
def test_figures_are_of_now_in_the_newest_week_of_an_open_season(db, day, today, is_of_now):
    season = make_season(year=2026)
    make_figures(season=season, as_of=on("2026-02-13"))

    assert standing_of(season, on(today)).is_of_now(on(day)) is is_of_now


@pytest.mark.parametrize(
    ("today", "status", "sentence", "following"),
    [
        ("2026-02-15", "open", "The 2026 season has been open since December 19, 2025.", ""),
        (
            "2026-11-26",
            "over",
            "The 2026 season is over; we do not know its closing day.",
            "2027: not announced, as far as we know; the last three opened between December 11 and "
            "December 19.",
        ),
        (
            "2027-12-31",
            "over",
            "The 2026 season is over; we do not know its closing day.",
            "2027: not announced, as far as we know; the last three opened between December 11 and "
            "December 19.",
        ),
    ],
)
def test_the_shipped_season_says_how_it_stands(shipped, today, status, sentence, following):
    standing = standing_of(Season.objects.get(year=2026), on(today))

    assert (standing.status, standing.sentence) == (status, sentence)
    assert standing.next_sentence == following
    with translation.override("fr"):
        assert "saison 2026" in standing.sentence
        assert bool(standing.next_sentence) is bool(following)


def test_a_season_that_follows_is_named_until_it_is_over_too(shipped):
    older = Season.objects.get(year=2025)
    season = Season.objects.get(year=2026)
    make_figures(season=make_season(year=2027), as_of=on("2027-01-15"))

    standing = standing_of(season, on("2027-01-20"))

    assert (standing.status, standing.next_sentence) == ("over", "The 2027 season is open.")
    assert standing_of(older, on("2027-01-20")).next_sentence == ""


def test_standings_of_all_seasons_take_as_many_queries_as_of_one(
    shipped, django_assert_num_queries
):
    seasons = list(Season.objects.all())

    with django_assert_num_queries(2):
        for standing in standings(seasons, on("2026-11-26")).values():
            assert standing.status
            assert standing.sentence
