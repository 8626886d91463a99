"""Sentences about the chance ratings and what followed them."""

import pytest
from django.utils.translation import override

from quotas.figures.rating_words import spread_in_words
from quotas.figures.ratings import Spread, ratings_of

from ..factories import make_category, make_season
from .rated_pools import MONDAY, WEEK, make_pool

pytestmark = pytest.mark.once

# 3 of 300 candidates in two weeks, in one of which nobody was invited; 60 of 200 in one.
VERY_LOW = (5, 100, 0), (5, 200, 3), (None, 200, 3)
LOW = (4, 200, 0), (None, 200, 60)


@pytest.fixture
def together(db):
    season, category = make_season(year=2026), make_category()
    make_pool(*VERY_LOW, season=season, category=category)
    make_pool(*LOW, season=season, category=category)
    return ratings_of([season])[0]


def test_the_sentence_begins_with_the_lowest_rating_and_names_the_days(together):
    assert together.sentence == (
        "From March 2 to March 16, 2026, 1% of the candidates in pools rated “very low” (a "
        "chance of 1 to 19%) were invited within a week; 30% in those rated “low” (20 to 39%). "
        "In 1 of the 2 weeks of a pool rated “very low”, nobody was invited."
    )


def test_the_sentence_says_the_same_in_french(together):
    with override("fr"):
        sentence = together.sentence.replace("\xa0", " ")

    assert sentence == (
        "Du 2 mars au 16 mars 2026, dans les bassins aux chances « très faibles » (de 1 à 19 %), "
        "1 % des candidats ont été invités en une semaine; 30 % dans les bassins aux chances "
        "« faibles » (de 20 à 39 %). Dans 1 des 2 semaines de bassins aux chances "
        "« très faibles », personne n’a été invité."
    )


@pytest.mark.django_db
def test_the_sentence_about_a_category_names_it():
    season, category = make_season(year=2026), make_category(name_en="Working Holiday")
    make_pool(*LOW, season=season, category=category)

    _together, of_category = ratings_of([season], [category])

    assert of_category.sentence == (
        "In Working Holiday, from March 2 to March 9, 2026, 30% of the candidates in pools rated "
        "“low” (a chance of 20 to 39%) were invited within a week."
    )


@pytest.mark.django_db
def test_a_season_that_goes_on_in_the_next_year_has_both_years_in_its_sentence():
    season = make_season(year=2026)
    make_pool(*LOW, season=season, category=make_category())
    season.weekly_figures.filter(as_of=MONDAY).update(as_of="2025-12-29")
    season.weekly_figures.filter(as_of=MONDAY + WEEK).update(as_of="2026-01-05")

    [together] = ratings_of([season])

    assert together.sentence.startswith("From December 29, 2025 to January 5, 2026, 30% of")


@pytest.mark.django_db
def test_a_season_without_a_week_that_counts_says_so():
    [together] = ratings_of([make_season(year=2026)])

    assert together.sentence == "No week of the 2026 season can be counted."


@pytest.mark.parametrize(
    ("spread", "weeks", "parts"),
    [
        ((0.3, 0.3, 0.3), 1, []),
        ((0.3, 0.3, 0.4), 2, ["lowest week: 30%", "highest week: 40%"]),
        ((0.3, 0.35, 0.4), 3, ["lowest week: 30%", "middle week: 35%", "highest week: 40%"]),
        ((1, 1, 1), 9, ["every week: 100%"]),
        ((1, 1, 1), 10, ["eight weeks in ten or more: 100%"]),
        (
            (0, 0.0083, 0.0870),
            525,
            [
                "one week in ten: 0%",
                "half of the weeks: 0.83% or less",
                "one week in ten: 8.7% or more",
            ],
        ),
        (
            (0.62, 1, 1),
            26,
            ["one week in ten: 62% or less", "half of the weeks: 100%", "one week in ten: 100%"],
        ),
    ],
)
def test_a_spread_is_told_in_words_that_fit_its_weeks(spread, weeks, parts):
    assert spread_in_words(Spread(*spread), weeks) == parts


def test_the_drawing_describes_every_rating_with_the_words_of_the_table(together):
    assert together.chart.unit == "Chance ratings and what followed them, 2026 season"
    assert together.chart.description == (
        "Excellent: 80 to 99% predicted, no week counted. "
        "Very good: 60 to 79% predicted, no week counted. "
        "Fair: 40 to 59% predicted, no week counted. "
        "Low: 20 to 39% predicted, 30% invited. "
        "Very low: 1 to 19% predicted, 1% invited; lowest week: 0%; highest week: 3%."
    )
