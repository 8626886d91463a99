"""A real copy of the official feed."""

import re
from datetime import date

import pytest

from quotas.rounds.spelling import Amount

from .documents import (
    REAL,
    TO_BE_ANNOUNCED,
    read,
    real_pool,
)


def test_the_real_copy_is_the_one_that_was_kept():
    assert len(REAL) == 30_646
    assert REAL.count(b"\r\n") == len(REAL.splitlines()) - 1 == 101


def test_the_real_copy_is_read_whole():
    feed = read(REAL)

    assert feed.as_of == date(2023, 2, 10)
    assert feed.season == 2023
    assert feed.left_out == ()
    assert len(feed.pools) == 91
    assert len({pool.key for pool in feed.pools}) == 91
    assert len({pool.code for pool in feed.pools} - {None}) == 36
    assert sum(bool(pool.subpool) for pool in feed.pools) == 2


def read_by_regex():
    """Return the figures of each pool of the real copy, read by regular expressions alone."""
    pattern = re.compile(
        r'<(?:country location="(?P<location>[^"]*)" category="(?P<category>[^"]*)"'
        r' code="(?P<code>[^"]*)"|sub txt="(?P<subpool>[^"]*)")>'
        r"<quota><!\[CDATA\[(?P<quota>.*?)]]></quota><first><!\[CDATA\[(?P<first>.*?)]]></first>"
        r"<second><!\[CDATA\[(?P<second>.*?)]]></second>"
        r"<invitations><!\[CDATA\[(?P<invitations>.*?)]]></invitations>"
        r"<candidates><!\[CDATA\[(?P<candidates>.*?)]]></candidates>"
        r"<spots><!\[CDATA\[(?P<spots>.*?)]]></spots><chances><!\[CDATA\[(?P<chances>\d)]]>"
    )
    return [found.groupdict() for found in pattern.finditer(REAL.decode())]


def as_the_feed_writes(amount):
    words = {
        "unlimited": "unlimited",
        "to_be_announced": "to be announced",
        "not_applicable": "not applicable",
        "not_accepting": "not accepting applicants",
    }
    return str(amount.number) if amount.word == "" else words[amount.word]


def test_every_figure_of_the_real_copy_is_as_its_text_has_it():
    told = read_by_regex()

    assert len(told) == 91
    for pool, text in zip(read(REAL).pools, told, strict=True):
        for name in ("quota", "invitations", "candidates", "spots"):
            written = text[name].lower().replace(",", "")
            assert as_the_feed_writes(getattr(pool, name)) == written
        assert str(pool.rating) == text["chances"]
        assert text["second"] == "To be announced"
        assert pool.final_round == TO_BE_ANNOUNCED
        if pool.first_round.on:
            day = pool.first_round.on
            assert f"Week of {day:%B} {day.day}, {day.year}" == text["first"]
            assert pool.first_round.word == "week"
        else:
            assert text["first"] == "To be announced"
            assert pool.first_round == TO_BE_ANNOUNCED


def test_every_pool_of_the_real_copy_has_its_country_and_category():
    slugs = {"wh": "working-holiday", "yp": "young-professionals", "coop": "international-coop"}
    ours = {"an": "AD", "lb": "LU", "none": None}
    parent = None

    for pool, text in zip(read(REAL).pools, read_by_regex(), strict=True):
        parent = parent if text["subpool"] else text
        assert pool.location == parent["location"]
        assert pool.code == ours.get(parent["code"], parent["code"].upper())
        assert pool.category == slugs.get(parent["category"])
        assert pool.subpool == (text["subpool"] or "")


def test_the_recognized_organizations_are_neither_country_nor_category():
    pool = real_pool(None, None)

    assert pool.location == "Recognized Organizations"
    assert pool.quota == pool.invitations == pool.spots == Amount(word="not_applicable")
    assert pool.candidates == Amount(1_407)
    assert pool.rating == 0


@pytest.mark.parametrize(
    ("code", "subpool", "figures"),
    [
        (
            "FR",
            "Volontariat international en entreprise (VIE)",
            (Amount(550), Amount(121), Amount(52), Amount(438)),
        ),
        (
            "ES",
            "ICEX Vives",
            (Amount(50), *[Amount(word="not_applicable")] * 2, Amount(50)),
        ),
    ],
)
def test_a_pool_inside_a_pool_comes_right_after_it(code, subpool, figures):
    pools = read(REAL).pools
    inside = real_pool(code, "young-professionals", subpool)
    before = pools[pools.index(inside) - 1]

    assert (inside.quota, inside.invitations, inside.candidates, inside.spots) == figures
    assert before.key == (code, "young-professionals", "")


@pytest.mark.parametrize("code", ["MX", "UA"])
def test_the_pools_of_mexico_and_ukraine_are_closed(code):
    for category in ("working-holiday", "young-professionals", "international-coop"):
        pool = real_pool(code, category)

        assert pool.is_open is False
        assert pool.candidates == Amount(word="not_accepting")
        assert pool.quota == pool.invitations == pool.spots == Amount(word="to_be_announced")
        assert pool.rating == 0


def test_unlimited_is_read_in_capitals_and_in_small_letters():
    assert b"<quota><![CDATA[Unlimited]]>" in REAL
    assert b"<spots><![CDATA[unlimited]]>" in REAL

    pool = real_pool("AU", "working-holiday")

    assert pool.quota == pool.spots == Amount(word="unlimited")
    assert pool.invitations == Amount(2_346)


def test_the_real_copy_reads_the_same_with_other_line_ends():
    assert read(REAL.replace(b"\r\n", b"\n")) == read(REAL.replace(b"\r\n", b"")) == read(REAL)
