import pytest
from django.utils.translation import override

from quotas.figures.season_sentences import (
    describe_gaps,
    describe_left_out,
    describe_moved,
    describe_open,
    describe_ran_out,
    describe_scope,
    describe_total,
    open_by_category,
)
from quotas.figures.season_weeks import SeasonWeeks
from quotas.models import QuotaValue

from ..factories import make_category, make_country, make_quota, make_season, make_source
from .courses import standing
from .season_pools import day, make_pool

pytestmark = pytest.mark.once

OPEN = [(40, 0, 9), (40, 40, 9), (40, 80, 9)]


@pytest.fixture
def season(db):
    return make_season(year=2026)


def test_the_counts_are_of_all_pools_and_days(season):
    make_pool(season, OPEN)
    weeks = SeasonWeeks(season)

    over = describe_scope(weeks, standing(season, status="over"))
    still_open = describe_scope(weeks, standing(season, status="open"))

    assert over == "Pools: 1. Days of figures: 3, from January 2, 2026 to January 16, 2026."
    assert still_open == f"{over} The season is not over: all counts are those so far."


def test_the_invitations_of_the_season_are_the_last_totals(season):
    make_pool(season, OPEN)
    make_pool(season, [(40, 0, 9), (40, 5, 9)])

    assert describe_total(SeasonWeeks(season)) == (
        "Invitations issued by January 16, 2026, all pools together: 85."  # 80 + 5
    )


def test_a_total_that_fell_last_makes_the_sum_a_least_one(season):
    make_pool(season, OPEN)
    make_pool(season, [(40, 3, 9), (40, 20, 9), (40, 10, 9)])

    assert describe_total(SeasonWeeks(season)) == (
        "Invitations issued by January 16, 2026, all pools together: at least 83. The last total "
        "of 1 pool is not certain."  # 80 + 3
    )


def test_pools_open_to_all_are_counted_and_named_by_category(season):
    one, two = make_category(name_en="One"), make_category(name_en="Two")
    make_pool(season, OPEN, category=two, country=make_country(name_en="Chad"))
    make_pool(season, OPEN, category=one, country=make_country(name_en="Benin"))
    make_pool(season, OPEN, category=one, country=make_country(name_en="Angola"))
    make_pool(season, [(40, 0, 9), (40, 1, 9)], category=one)
    weeks = SeasonWeeks(season)

    assert describe_open(weeks).startswith("3 of 4 pools had spots on every day of figures")
    assert open_by_category(weeks) == [
        ("One", [("Angola", 2), ("Benin", 2)]),
        ("Two", [("Chad", 2)]),
    ]


def test_pools_that_ran_out_are_counted_by_the_month_of_the_first_day(season):
    make_pool(season, [(40, 0, 0), (40, 0, 0)])
    make_pool(season, [(40, 0, 9), (40, 0, 0), (40, 0, 1)])
    make_pool(season, [(40, 0, 9)] * 5 + [(40, 0, 0)])  # of February 6
    make_pool(season, OPEN)

    assert describe_ran_out(SeasonWeeks(season)) == (
        "3 pools ran out of spots (first days with 0: 2 in January, 1 in February). 1 had "
        "spots again on a later day: some were added."
    )


def test_a_season_in_which_no_pool_ran_out_says_so_and_one_without_more_spots_too(season):
    make_pool(season, OPEN)
    none = describe_ran_out(SeasonWeeks(season))
    make_pool(season, [(40, 0, 9), (40, 9, 0)])

    assert none == "No pool ran out of spots on a day of figures."
    assert describe_ran_out(SeasonWeeks(season)).endswith("None had spots again on a later day.")


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "en",
            "2 of 4 quotas changed in number: 1 up, 1 down. 1 more quota went from a word, such as "
            "Unlimited, to a number, or the reverse.",
        ),
        (
            "fr",
            "Le nombre de places a changé dans 2 quotas sur 4\u00a0: 1 en hausse, 1 en baisse. "
            "1 autre quota est passé d’un mot, comme Illimité, à un nombre, ou l’inverse.",
        ),
    ],
)
def test_quotas_that_moved_are_counted_apart_from_those_that_had_a_word(season, language, sentence):
    source = make_source()
    for first, last in ((10, 12), (10, 8), (None, 5), (10, 10)):
        country, category = make_pool(season, OPEN)
        pool = {"season": season, "country": country, "category": category}
        make_quota(**pool, as_of=day(0), **state_of(first))
        if first != last:
            QuotaValue.objects.create(**pool, as_of=day(1), source=source, **state_of(last))

    with override(language):
        assert describe_moved(SeasonWeeks(season)) == sentence


def state_of(places):
    return {"state": "unlimited" if places is None else "limited", "places": places}


def test_a_season_in_which_no_quota_moved_says_so(season):
    make_pool(season, OPEN)

    assert describe_moved(SeasonWeeks(season)) == "No quota changed in number."


def test_weeks_that_are_in_no_sum_are_counted_and_gaps_named(season):
    make_pool(season, [(40, 0, 9), (40, 40, 9), None, (40, 1040, 9)])
    weeks = SeasonWeeks(season)

    assert describe_left_out(weeks).startswith("The sums leave out 1 of 2 weeks of single pools")
    assert describe_gaps(weeks) == [
        "We have no week between January 9, 2026 and January 23, 2026: the sums leave out 1,000 "
        "invitations that were issued in this time."
    ]


def test_a_season_with_every_week_says_so(season):
    make_pool(season, OPEN)
    weeks = SeasonWeeks(season)

    assert describe_left_out(weeks) == "The sums include every week of every pool."
    assert describe_gaps(weeks) == []
