"""Rows of the official feed: what is kept of them, left out and refused."""

import pytest

from quotas.rounds.log import LeftOut
from quotas.rounds.spelling import Amount, Day

from .documents import (
    NOTHING,
    STAMP,
    TODAY,
    document,
    read,
    read_row,
    refusal,
    row,
)


def test_what_the_feed_does_not_say_is_not_known():
    pool, left_out = read_row("")

    assert pool.quota == pool.invitations == pool.candidates == pool.spots == NOTHING
    assert pool.first_round == pool.final_round == Day()
    assert pool.rating is None
    assert pool.is_open is None
    assert left_out == ()


@pytest.mark.parametrize(
    ("candidates", "is_open"),
    [("0", None), ("1,342", None), ("Not accepting applicants", False), ("Not applicable", None)],
)
def test_a_pool_is_closed_if_the_feed_says_so_and_otherwise_not_said_to_be_open(
    candidates, is_open
):
    assert read_row(f"<candidates>{candidates}</candidates>")[0].is_open is is_open


@pytest.mark.parametrize("category", ["wh", "WH", " Wh "])
def test_a_category_is_known_in_any_case(category):
    assert read_row(category=category)[0].category == "working-holiday"


@pytest.mark.parametrize(
    ("inner", "what", "why"),
    [
        ("<colour>blue</colour>", "France, wh: <colour>", "an element that is not known"),
        ("<country/>", "France, wh: <country>", "an element that is not known"),
        (
            '<spots note="a">25</spots>',
            "France, wh: <spots>: note=“a”",
            "an attribute that is not known",
        ),
        (
            "<quota>many</quota>",
            "France, wh: the quota, “many”",
            "neither a number nor a word that it can be",
        ),
        (
            "<invitations>Unlimited</invitations>",
            "France, wh: the number of invitations, “Unlimited”",
            "neither a number nor a word that it can be",
        ),
        (
            "<quota>Not accepting applicants</quota>",
            "France, wh: the quota, “Not accepting applicants”",
            "neither a number nor a word that it can be",
        ),
        ("<chances>good</chances>", "France, wh: the rating, “good”", "not a number from 0 to 5"),
        ("<first>soon</first>", "France, wh: the first round, “soon”", "a day that cannot be read"),
        (
            "<second>Week of 9 January</second>",
            "France, wh: the final round, “Week of 9 January”",
            "a day that cannot be read",
        ),
        (
            "<second>February 30, 2023</second>",
            "France, wh: the final round, “February 30, 2023”",
            "a day that cannot be read",
        ),
        (
            "<second>January 9, 9999</second>",
            "France, wh: the final round, “January 9, 9999”",
            "a day that cannot be read",
        ),
        (
            "<second>Brumaire 9, 2023</second>",
            "France, wh: the final round, “Brumaire 9, 2023”",
            "a day that cannot be read",
        ),
        (
            "<quota>1<b>4</b>75</quota>",
            "France, wh: <quota>",
            "it contains other elements, so it cannot be read",
        ),
        ("<spots>5</spots><spots>5</spots>", "France, wh: <spots>", "said twice, the same"),
        ("<quota/>25", "France, wh: “25”", "text outside of the elements"),
        ("<sub><quota>5</quota></sub>", "France, wh, a pool inside the pool", "it has no name"),
        ('<sub txt="&#160;"/>', "France, wh, a pool inside the pool", "it has no name"),
        (
            f'<sub txt="{"V" * 101}"/>',
            f"France, wh, {'V' * 60}",
            "its name is longer than 100 characters",
        ),
        (
            '<sub txt="VIE" size="5"/>',
            "France, wh, VIE: size=“5”",
            "an attribute that is not known",
        ),
        (
            '<sub txt="VIE"><sub txt="VIP"/></sub>',
            "France, wh, VIE: <sub>",
            "an element that is not known",
        ),
        (
            '<sub txt="VIE"><quota>5</quota></sub><sub txt="VIE"><quota>5</quota></sub>',
            "France, wh, VIE",
            "said twice, with the same figures",
        ),
    ],
)
def test_what_a_row_says_and_we_cannot_use_is_left_out_with_the_reason(inner, what, why):
    feed = read(document(row(inner)))

    assert feed.left_out == (LeftOut(what, why),)
    assert feed.pools[0].quota == NOTHING


@pytest.mark.parametrize(
    ("extra", "what", "why"),
    [
        ("<news>No</news>", "The feed: <news>", "an element that is not known"),
        ("hello", "The feed: “hello”", "text outside of the elements"),
        (row(category="xx"), "France, xx", "a category that is not known"),
        (row(category=""), "France, no category", "a category that is not known"),
        (row(category="NA"), "France, NA", "a category that is not known"),
        (
            row(location="Others", code="none"),
            "Others, wh",
            "a category for something other than a country",
        ),
        (row(), "France, wh", "said twice, with the same figures"),
        (row(location="La France"), "La France, wh", "said twice, with the same figures"),
        (STAMP, "The feed’s date", "said twice, the same"),
        (
            row().replace("<country ", '<country region="EU" ', 1).replace('"fr"', '"it"'),
            "France, wh: region=“EU”",
            "an attribute that is not known",
        ),
    ],
)
def test_what_the_feed_says_beside_a_row_is_left_out_with_the_reason(extra, what, why):
    feed = read(document(row(), extra))

    assert feed.left_out == (LeftOut(what, why),)
    assert feed.pools[0].quota == Amount(25)


def test_the_recognized_organizations_have_no_pools_inside():
    organizations = row('<sub txt="VIE"/>', "Recognized Organizations", "na", "NONE")

    feed = read(document(organizations))

    assert [pool.key for pool in feed.pools] == [(None, None, "")]
    assert [left.why for left in feed.left_out] == [
        "the recognized organizations have no pools inside"
    ]


@pytest.mark.parametrize(
    ("stamp", "why"),
    [
        ("", "It does not say which day it is from."),
        ("<chancesdate/>", "Its date cannot be read: “”."),
        ("<chancesdate>yesterday</chancesdate>", "Its date cannot be read: “yesterday”."),
        ("<chancesdate>Week of May 1, 2023</chancesdate>", "Its date cannot be read"),
        ("<chancesdate>2023-02-10</chancesdate>", "Its date cannot be read"),
        ("<chancesdate>February 30, 2023</chancesdate>", "Its date cannot be read"),
        ("<chancesdate>May <b>1</b>, 2023</chancesdate>", "Its date cannot be read"),
        ("<chancesdate>May 1, 0000</chancesdate>", "Its date cannot be read"),
        ("<chancesdate>November 23, 2026</chancesdate>", "2026-11-23, which is still to come"),
        ("<chancesdate>December 31, 2009</chancesdate>", "2009-12-31, before there was a feed"),
        (
            f"{STAMP}<chancesdate>February 17, 2023</chancesdate>",
            "It has two dates, 2023-02-10 and 2023-02-17.",
        ),
    ],
)
def test_a_feed_without_one_day_of_the_past_is_refused(stamp, why):
    assert why in refusal(document(stamp=stamp))


def test_a_feed_of_today_is_read():
    stamp = "<chancesdate>November 22, 2026</chancesdate>"

    assert read(document(stamp=stamp)).as_of == TODAY


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (row(code=""), "France, wh: the row has no country code."),
        (row().replace('code="fr"', ""), "France, wh: the row has no country code."),
        (row(location=""), "A country without a name, wh: the row has no country name."),
        (row(location="F" * 101), "The name of a country is longer than 100 characters"),
        (row(code="fra"), "France, wh: “fra” is not a country code."),
        (row(code="f1"), "“f1” is not a country code"),
        (row(code="ß"), "“ß” is not a country code"),
        (row("<quota>5</quota><quota>6</quota>"), "France, wh: it gives the quota twice."),
        (
            row('<sub txt="VIE"><spots>1</spots></sub><sub txt="VIE"><spots>2</spots></sub>'),
            "It has France, wh, VIE twice, with different figures.",
        ),
        (row() + row("<quota>26</quota>"), "It has France, wh twice, with different figures."),
        (
            row(location="Andorra", code="an") + row("", location="Andorra", code="ad"),
            "It has Andorra, wh twice, with different figures.",
        ),
    ],
)
def test_a_row_that_contradicts_itself_or_another_is_refused(row, why):
    assert why in refusal(document(row))
