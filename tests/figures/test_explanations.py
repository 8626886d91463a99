"""The sentences about a week."""

import pytest

from quotas.figures.explanations import explanations
from quotas.figures.weeks import Course

from ..factories import make_figures, make_season
from .courses import standing

pytestmark = pytest.mark.once

BEYOND = (
    "there may be more invitations than places, because some people decline, withdraw or are "
    "refused."
)


def explained(*, status="open", **facts):
    figures = make_figures(season=make_season(year=2023), **facts)
    return explanations(Course("", [figures]), standing(figures.season, status=status))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("facts", "now", "later"),
    [
        ({}, [], []),
        (
            {"quota_word": "unlimited", "invitations": 2690},
            ["2,690 invitations have been issued this season. The quota is unlimited."],
            [
                "By February 17, 2023, 2,690 invitations had been issued in the 2023 season. The "
                "quota was unlimited."
            ],
        ),
        (
            {"quota_word": "to_be_announced", "invitations": 30},
            ["30 invitations have been issued this season."],
            ["By February 17, 2023, 30 invitations had been issued in the 2023 season."],
        ),
        (
            {"invitations": 1},
            ["1 invitation has been issued this season."],
            ["By February 17, 2023, 1 invitation had been issued in the 2023 season."],
        ),
        (
            {"quota": 25, "invitations": 25},
            ["25 invitations have been issued this season. The quota is 25."],
            [
                "By February 17, 2023, 25 invitations had been issued in the 2023 season. The "
                "quota was 25."
            ],
        ),
        (
            {"quota": 4250, "invitations": 0},
            ["No invitation has been issued this season. The quota is 4,250."],
            [
                "By February 17, 2023, no invitation had been issued in the 2023 season. The "
                "quota was 4,250."
            ],
        ),
        (
            {"quota": 1750, "invitations": 1751},
            [f"1,751 invitations have been issued this season. The quota is 1,750: {BEYOND}"],
            [
                "By February 17, 2023, 1,751 invitations had been issued in the 2023 season. The "
                f"quota was 1,750: {BEYOND}"
            ],
        ),
        (
            {"quota": 0, "invitations": 1},
            [f"1 invitation has been issued this season. The quota is 0: {BEYOND}"],
            [
                "By February 17, 2023, 1 invitation had been issued in the 2023 season. The "
                f"quota was 0: {BEYOND}"
            ],
        ),
        (
            {"spots_word": "unlimited"},
            ["Spots are unlimited: letters of introduction are issued without a cap."],
            [
                "On February 17, 2023, spots were unlimited: letters of introduction were issued "
                "without a cap."
            ],
        ),
        ({"spots_word": "to_be_announced"}, [], []),
        ({"spots_word": "not_applicable"}, [], []),
        (
            {"spots": 0},
            [
                "No spot is available: as many letters of introduction have been issued as the "
                "quota allows. Spots may return when people decline or withdraw."
            ],
            [
                "On February 17, 2023, no spot was available: as many letters of introduction had "
                "been issued as the quota allowed."
            ],
        ),
        (
            {"spots": 1, "quota": 1},
            [
                "1 spot is available: that many letters of introduction can still be issued before "
                "the quota is met. It is not the quota minus the invitations."
            ],
            [
                "On February 17, 2023, 1 spot was available: that many letters of introduction "
                "could be issued before the quota was met. It was not the quota minus the "
                "invitations."
            ],
        ),
        (
            {"spots": 1184, "quota": 1000},
            [
                "1,184 spots are available: that many letters of introduction can still be issued "
                "before the quota is met. It is not the quota minus the invitations. There are "
                "more spots than the quota allows: the source has not made the two agree yet."
            ],
            [
                "On February 17, 2023, 1,184 spots were available: that many letters of "
                "introduction could be issued before the quota was met. It was not the quota minus "
                "the invitations. There were more spots than the quota allowed: the source had "
                "not made the two agree."
            ],
        ),
        ({"candidates": 70}, [], []),
        ({"candidates_word": "not_accepting"}, [], []),
        (
            {"rating": 3},
            [
                "The chance rating is “fair”: a chance of 40 to 59% of an invitation in the next "
                "round. It says nothing about the season as a whole, and changes from week to week."
            ],
            [
                "On February 17, 2023, the chance rating was “fair”: a chance of 40 to 59% of an "
                "invitation in the round that followed. It said nothing about the season as a "
                "whole."
            ],
        ),
        ({"rating": 0}, [], []),
        (
            {"is_open": False},
            ["The pool is not accepting candidates."],
            ["On February 17, 2023, the pool was not accepting candidates."],
        ),
        ({"is_open": True}, [], []),
    ],
    ids=str,
)
@pytest.mark.parametrize("status", ["open", "over"])
def test_a_week_is_explained_in_sentences_made_from_its_row(facts, now, later, status):
    assert explained(status=status, **facts) == (now if status == "open" else later)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("candidates", "spots", "now", "later"),
    [
        (0, 12, "Nobody is waiting in the pool.", "nobody was waiting in the pool."),
        (0, 0, "Nobody is waiting in the pool.", "nobody was waiting in the pool."),
        (
            4255,
            0,
            "4,255 candidates are waiting, without a spot.",
            "4,255 candidates were waiting, without a spot.",
        ),
        (
            1,
            0,
            "1 candidate is waiting, without a spot.",
            "1 candidate was waiting, without a spot.",
        ),
        (
            4208,
            108,
            "4,208 candidates are waiting for 108 spots: 39 people per spot.",
            "4,208 candidates were waiting for 108 spots: 39 people per spot.",
        ),
        (
            1,
            23,
            "1 candidate is waiting for 23 spots: 23 spots for every candidate.",
            "1 candidate was waiting for 23 spots: 23 spots for every candidate.",
        ),
    ],
)
@pytest.mark.parametrize("status", ["open", "over"])
def test_the_odds_are_the_candidates_for_the_spots(candidates, spots, now, later, status):
    _spots, odds = explained(status=status, candidates=candidates, spots=spots)

    assert odds == (now if status == "open" else f"On February 17, 2023, {later}")


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
        f"The chance rating is “{words}”: a chance of {lowest} to {highest}% of an invitation in "
        "the next round."
    )


@pytest.mark.django_db
def test_the_sentences_come_in_the_order_of_what_people_ask():
    told = explained(
        quota=10, invitations=20, spots=2, candidates=4, rating=1, is_open=False, quota_word=""
    )

    assert [sentence.split()[0] for sentence in told] == ["20", "2", "4", "The", "The"]
