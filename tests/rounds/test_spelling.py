"""Numbers, words and days as the feed spells them, and their refusal."""

from datetime import date

import pytest

from quotas.rounds.spelling import Amount, Day

from .documents import (
    NOTHING,
    TO_BE_ANNOUNCED,
    WEEK_OF_JANUARY_9,
    document,
    read_row,
    refusal,
    row,
)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("0", Amount(0)),
        ("1475", Amount(1_475)),
        ("1,475", Amount(1_475)),
        ("1 475", Amount(1_475)),
        ("1\N{NO-BREAK SPACE}475", Amount(1_475)),
        ("1\N{NARROW NO-BREAK SPACE}475", Amount(1_475)),
        ("<![CDATA[1&nbsp;475]]>", Amount(1_475)),
        ("<![CDATA[ 25&nbsp;]]>", Amount(25)),
        ("\n  25\n  ", Amount(25)),
        ("1,000,000", Amount(1_000_000)),
        ("UNLIMITED", Amount(word="unlimited")),
        ("unlimited", Amount(word="unlimited")),
        ("To Be Announced", Amount(word="to_be_announced")),
        ("<![CDATA[To&nbsp;be  announced]]>", Amount(word="to_be_announced")),
        ("Not applicable", Amount(word="not_applicable")),
        ("", NOTHING),
        ("  ", NOTHING),
        ("<![CDATA[]]>", NOTHING),
        ("<![CDATA[&nbsp;]]>", NOTHING),
    ],
)
def test_a_quota_is_a_number_or_a_word_or_not_said(text, amount):
    pool, left_out = read_row(f"<quota>{text}</quota>")

    assert pool.quota == amount
    assert left_out == ()


@pytest.mark.parametrize("text", ["25\n150", "25\t150", "<![CDATA[25&#10;150]]>"])
def test_two_numbers_on_two_lines_are_not_one(text):
    assert "“25 / 150”" in refusal(document(row(f"<quota>{text}</quota>")))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Week of January 9, 2023", WEEK_OF_JANUARY_9),
        ("week of  JANUARY 9 2023", WEEK_OF_JANUARY_9),
        ("<![CDATA[Week&nbsp;of&nbsp;January&nbsp;9,&nbsp;2023]]>", WEEK_OF_JANUARY_9),
        ("December 27, 2018", Day(date(2018, 12, 27), "day")),
        ("To be announced", TO_BE_ANNOUNCED),
        ("Not applicable", Day(word="not_applicable")),
        ("", Day()),
    ],
)
def test_a_first_round_is_a_week_or_a_day_or_a_word_or_not_said(text, day):
    pool, left_out = read_row(f"<first>{text}</first>")

    assert pool.first_round == day
    assert left_out == ()


@pytest.mark.parametrize(("text", "rating"), [*((str(n), n) for n in range(6)), ("", None)])
def test_a_rating_is_a_number_from_0_to_5_or_not_said(text, rating):
    pool, left_out = read_row(f"<chances>{text}</chances>")

    assert pool.rating == rating
    assert left_out == ()


@pytest.mark.parametrize("tag", ["quota", "invitations", "candidates", "spots"])
@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("-5", "is below zero: “-5”"),
        ("\N{MINUS SIGN}5", "is below zero"),
        ("1,000,001", "is above 1,000,000"),
        ("1000001", "is above 1,000,000"),
        ("9" * 200, "is above 1,000,000"),
        ("9" * 201, "is longer than 200 characters"),
        ("12abc", "is neither a number nor a word that it can be: “12abc”"),
        ("1,23", "is neither a number"),
        ("1,4755", "is neither a number"),
        ("0,475", "is neither a number"),
        ("1,475 000", "is neither a number"),
        ("3.5", "is neither a number"),
        ("1e308", "is neither a number"),
        ("+5", "is neither a number"),
        ("0x10", "is neither a number"),
        ("٣", "is neither a number"),
        ("½", "is neither a number"),
        ("25 to be announced", "is neither a number"),
        ("<![CDATA[<b>25</b>]]>", "is neither a number"),
    ],
)
def test_a_spoilt_number_is_refused(tag, text, why):
    message = refusal(document(row(f"<{tag}>{text}</{tag}>")))

    assert message.startswith("France, wh: the ")
    assert why in message


@pytest.mark.parametrize("text", ["6", "-1", "05", "1.0", "10", "٣", "1 excellent"])
def test_a_rating_beyond_the_known_ones_is_refused(text):
    message = refusal(document(row(f"<chances>{text}</chances>")))

    assert message == f"France, wh: the rating is not a number from 0 to 5: “{text}”."
