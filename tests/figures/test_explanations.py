"""The sentences about a week."""

import pytest

from quotas.figures.explanations import explanations
from quotas.figures.weeks import Course

from ..factories import make_figures
from .courses import FRIDAY

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
        (1055, 100, "1,055 candidates for 100 spots: 11 for each."),
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


@pytest.mark.django_db
def test_the_smallest_odds_are_not_told_as_none():
    assert "1 candidate for 1,000 spots: 0.0010 for each." in explained(candidates=1, spots=1000)
