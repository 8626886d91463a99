"""Codes of countries in the feed that are not those of ISO 3166."""

import pytest

from quotas.rounds.countries import NAMES_IN_FEED
from quotas.rounds.feed import PoolFigures
from quotas.rounds.spelling import Amount

from .documents import (
    REAL,
    TO_BE_ANNOUNCED,
    WEEK_OF_JANUARY_9,
    read,
    read_row,
    real_pool,
)


def test_andorra_is_not_taken_for_the_country_of_its_code():
    assert real_pool("AD", "working-holiday") == PoolFigures(
        code="AD",
        location="Andorra",
        category="working-holiday",
        subpool="",
        quota=Amount(25),
        invitations=Amount(4),
        candidates=Amount(2),
        spots=Amount(23),
        first_round=WEEK_OF_JANUARY_9,
        final_round=TO_BE_ANNOUNCED,
        rating=1,
    )


def test_luxembourg_is_not_taken_for_lebanon():
    pool = real_pool("LU", "working-holiday")

    assert pool.location == "Luxembourg"
    assert (pool.quota, pool.invitations, pool.spots) == (Amount(80), Amount(14), Amount(71))
    assert not [pool for pool in read(REAL).pools if pool.code in ("LB", "AN", "NA", "NO_")]


def test_the_names_that_are_not_ours_are_listed_with_their_codes():
    named = {pool.code: pool.location for pool in read(REAL).pools}

    assert all(named[code] in NAMES_IN_FEED[code] for code in ("KR", "LV", "HK"))
    assert real_pool("KR", "working-holiday").quota == Amount(4_000)


@pytest.mark.parametrize(
    ("location", "code", "ours"),
    [
        ("Andorra", "an", "AD"),
        ("ANDORRA", "AN", "AD"),
        ("Netherlands Antilles", "an", "AN"),
        ("Luxembourg", "lb", "LU"),
        ("Lebanon", "lb", "LB"),
        ("Namibia", "na", "NA"),
        ("France", "Fr", "FR"),
        ("Atlantis", "zz", "ZZ"),
    ],
)
def test_a_code_is_put_right_only_if_the_name_agrees(location, code, ours):
    assert read_row(location=location, code=code)[0].code == ours
