"""Reading the official feed: a real copy of it, and all that may come in its place."""

import re
import time
from datetime import date

import pytest
from hypothesis import example, given, settings, strategies as st

from quotas.rounds.countries import NAMES_IN_FEED
from quotas.rounds.document import MAX_BYTES, MAX_PARTS, MAX_ROWS, BadFeed
from quotas.rounds.feed import FIGURES, Feed, PoolFigures, read_feed
from quotas.rounds.log import LeftOut
from quotas.rounds.spelling import WORDS, WORDS_FOR, Amount, Day

from .. import PROJECT

TODAY = date(2026, 11, 22)
REAL = (PROJECT / "tests/expected/selections-2023-02-10.xml").read_bytes()
STAMP = "<chancesdate>February&#160;10, 2023</chancesdate>"
NOTHING = Amount()
WEEK_OF_JANUARY_9 = Day(date(2023, 1, 9), "week")
TO_BE_ANNOUNCED = Day(word="to_be_announced")


def row(inner="<quota>25</quota>", location="France", category="wh", code="fr"):
    attributes = f'location="{location}" category="{category}" code="{code}"'
    return f"<country {attributes}>{inner}</country>"


def document(*rows, stamp=STAMP):
    return f"<temp>{stamp}{''.join(rows or (row(),))}</temp>".encode()


def read(content, today=TODAY):
    return read_feed(content, today=today)


def read_row(*arguments, **facts):
    """The one pool of a feed with one row, and what is left out."""
    feed = read(document(row(*arguments, **facts)))
    return feed.pools[0], feed.left_out


def refusal(content, today=TODAY):
    with pytest.raises(BadFeed) as refused:
        read(content, today)
    return str(refused.value)


def real_pool(code, category, subpool=""):
    (pool,) = (p for p in read(REAL).pools if p.key == (code, category, subpool))
    return pool


# The real copy


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


def told_by_regex():
    """The real copy by regular expressions alone: each figure as text, a pool after another."""
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
    told = told_by_regex()

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

    for pool, text in zip(read(REAL).pools, told_by_regex(), strict=True):
        parent = parent if text["subpool"] else text
        assert pool.location == parent["location"]
        assert pool.code == ours.get(parent["code"], parent["code"].upper())
        assert pool.category == slugs.get(parent["category"])
        assert pool.subpool == (text["subpool"] or "")


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


def test_the_names_that_are_not_ours_are_listed_with_their_codes():
    named = {pool.code: pool.location for pool in read(REAL).pools}

    assert all(named[code] in NAMES_IN_FEED[code] for code in ("KR", "LV", "HK"))
    assert real_pool("KR", "working-holiday").quota == Amount(4_000)


def test_the_real_copy_reads_the_same_with_other_line_ends():
    assert read(REAL.replace(b"\r\n", b"\n")) == read(REAL.replace(b"\r\n", b"")) == read(REAL)


# What the feed may say


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


@pytest.mark.parametrize("category", ["wh", "WH", " Wh "])
def test_a_category_is_known_in_any_case(category):
    assert read_row(category=category)[0].category == "working-holiday"


@pytest.mark.parametrize(
    "before", [b"", b"\r\n\r\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\r\n", b"<!-- a comment -->"]
)
def test_the_feed_may_come_after_blank_lines_or_a_mark_or_a_comment(before):
    assert len(read(before + document()).pools) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252", "ISO-8859-1"])
def test_the_feed_is_read_in_the_encoding_that_it_declares(encoding):
    text = f'<?xml version="1.0" encoding="{encoding}"?>' + document(row(location="Corée")).decode()

    assert read(text.encode(encoding)).pools[0].location == "Corée"


# The season


@pytest.mark.parametrize(
    ("rounds", "stamp", "season"),
    [
        (["January 9, 2023"], "February 10, 2023", 2023),
        (["December 27, 2018"], "January 4, 2019", 2019),
        (["Week of November 30, 2015"], "December 2, 2015", 2016),
        (["October 31, 2023"], "November 3, 2023", 2023),
        (["January 9, 2023", "January 8, 2024", "January 15, 2024"], "May 3, 2024", 2024),
        (["January 9, 2023"], "December 1, 2023", 2023),
        (["To be announced"], "October 31, 2023", 2023),
        ([], "November 1, 2023", None),
        ([], "December 31, 2023", None),
    ],
)
def test_the_season_is_told_from_the_first_rounds(rounds, stamp, season):
    codes = ("fr", "it", "jp")
    rows = [
        row(f"<first>{day}</first>", code=code) for code, day in zip(codes, rounds, strict=False)
    ]

    feed = read(document(*rows, stamp=f"<chancesdate>{stamp}</chancesdate>"))

    assert feed.season == season


# What is left out, with the reason


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
            "it holds other elements, so that it cannot be read",
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


# What is refused


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "It is empty."),
        (b" \r\n\t ", "It is empty."),
        (b"\xef\xbb\xbf", "It is empty."),
        (b"Service unavailable", "It is not XML: it begins with “Service unavailable”."),
        (b'{"pools": []}', 'It is not XML: it begins with “{"pools": []}”.'),
        (b"\x00\x01\x02", "It is not XML: it begins with “\ufffd\ufffd\ufffd”."),
        (b"%PDF-1.7\n%\xc7\xec\x8f\xa2", "not written in utf-8"),
        (b"<temp><country></temp>", "line 1 is wrong"),
        (REAL[:20_000], "It breaks off before its end."),
        (REAL[:-10], "It breaks off before its end."),
        (REAL + REAL, "is wrong"),
        (b"<!doctype html><html><p>Not found", "It is a web page, not the feed"),
        (b"<!-- a --><HTML><head></head></HTML>", "It is a web page, not the feed"),
        (b"<html><body/></html>", "It is a web page, not the feed"),
        (b'<?xml version="1.0"?><html xmlns="x"><br></html>', "It is a web page, not the feed"),
        (b"<rss><channel/></rss>", "It is another XML document, “rss”, not the feed."),
        (b'<temp xmlns="urn:x"/>', "It is another XML document, “{urn:x}temp”"),
        (b"<temp/>", "It has no countries"),
        (f"<temp>{STAMP}</temp>".encode(), "It has no countries"),
        (document(row(category="xx")), "It has no pool that we can read."),
        (b"<temp>&nbsp;</temp>", "It uses an entity that XML does not know, on line 1."),
        ("<temp>é</temp>".encode("latin-1"), "Its letters are not written in utf-8"),
        ("<temp/>".encode("utf-16"), "Its letters are not written in utf-8"),
        (
            b'<?xml version="1.0" encoding="us-ascii"?><temp>\xc3\xa9</temp>',
            "Its letters are not written in us-ascii",
        ),
        (
            b'<?xml version="1.0" encoding="klingon"?><temp/>',
            "It says that it is written in “klingon”, which we do not read.",
        ),
        (b'<?xml version="1.0" encoding="utf-7"?><temp/>', "“utf-7”, which we do not read"),
    ],
)
def test_what_is_not_the_feed_is_refused_in_a_sentence(content, why):
    assert why in refusal(content)


TENFOLD = "".join(f"<!ENTITY a{n + 1} '{f'&a{n};' * 10}'>" for n in range(9))
BOMB = f"<!DOCTYPE temp [<!ENTITY a0 'ha'>{TENFOLD}]>"


@pytest.mark.parametrize(
    "start",
    [
        "<!DOCTYPE temp>",
        BOMB,
        "<!DOCTYPE temp [<!ENTITY a0 SYSTEM 'file:///etc/passwd'>]>",
        "<!DOCTYPE temp SYSTEM 'http://127.0.0.1:9/evil.dtd'>",
        "<!DOCTYPE temp [<!ENTITY % a SYSTEM 'http://127.0.0.1:9/evil.dtd'> %a;]>",
    ],
)
def test_a_dtd_is_refused_before_anything_is_made_of_it(start):
    content = start.encode() + document(row("<quota>&a0;</quota>" if "a0" in start else ""))

    assert refusal(content) == "It has a DTD, which the feed never has, and which can do harm."


@pytest.mark.parametrize(
    ("stamp", "why"),
    [
        ("", "It does not say of which day it is."),
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


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (row(code=""), "France, wh: the row has no country code."),
        (row().replace('code="fr"', ""), "France, wh: the row has no country code."),
        (row(location=""), "A country without a name, wh: the row has no country name."),
        (row(location="F" * 101), "The name of a country is longer than 100 characters"),
        (row(code="fra"), "France, wh: “fra” is no country code."),
        (row(code="f1"), "“f1” is no country code"),
        (row(code="ß"), "“ß” is no country code"),
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


def test_a_quoted_value_is_cut_to_sixty_characters_that_can_be_printed():
    message = refusal(document(row(code="\N{RIGHT-TO-LEFT OVERRIDE}" + "x" * 100)))

    assert message == f"France, wh: “\N{REPLACEMENT CHARACTER}{'x' * 59}” is no country code."


# What is too much


@pytest.mark.parametrize("count", [MAX_ROWS, MAX_ROWS + 1])
def test_a_feed_may_have_a_thousand_rows(count):
    content = document(row(f"{'<sub/>' * (count - 1)}"))

    if count > MAX_ROWS:
        assert refusal(content) == "It has more than 1,000 rows."
    else:
        assert len(read(content).pools) == 1


def test_a_feed_that_nests_deeply_is_refused():
    assert "deep in each other" in refusal(document("<a>" * 5_000 + "</a>" * 5_000))


def test_a_feed_of_more_than_five_megabytes_is_refused():
    assert len(read(document().ljust(MAX_BYTES)).pools) == 1
    assert refusal(document().ljust(MAX_BYTES + 1)) == "It is too large: more than 5,000,000 bytes."


BEFORE = f"<temp>{STAMP}".encode()
IN_A_QUOTA = BEFORE + b'<country location="France" category="wh" code="fr"><quota>'
AFTER_A_QUOTA = b"</quota></country></temp>"


@pytest.mark.parametrize(
    ("before", "repeated", "after"),
    [
        (BEFORE, b"<a/>", b"</temp>"),
        (BEFORE, b"<a>", b""),
        (BEFORE, b"<!---->", b"</temp>"),
        (BEFORE, b"<?a?>", b"</temp>"),
        (BEFORE, b"x&amp;<!---->", b"</temp>"),
        (BEFORE + b"<country ", b"a", b"=''/></temp>"),
        (BEFORE + b"<country a='", b"&lt;", b"'/></temp>"),
        (BEFORE + b"<chancesdate>", b"January ", b"</chancesdate></temp>"),
        (IN_A_QUOTA, b"1", AFTER_A_QUOTA),
        (IN_A_QUOTA, b",000", AFTER_A_QUOTA),
        (IN_A_QUOTA, b" ", AFTER_A_QUOTA),
        (IN_A_QUOTA, b"\n", AFTER_A_QUOTA),
        (IN_A_QUOTA, b"&amp;", AFTER_A_QUOTA),
        (IN_A_QUOTA, b"<![CDATA[1]]>", AFTER_A_QUOTA),
        (b"<?xml", b" ", b""),
        (b"<?xml", b" encoding= ", b""),
        (b"", b"<!doctype ", b""),
        (b"", b"<", b""),
        (b"", b"\0", b""),
    ],
)
def test_the_largest_hostile_feed_takes_no_time(before, repeated, after):
    times = (MAX_BYTES - len(before) - len(after)) // len(repeated)
    content = before + repeated * times + after
    began = time.process_time()

    try:
        assert isinstance(read(content), Feed)
    except BadFeed as refused:
        assert len(str(refused)) < 300

    assert time.process_time() - began < 2


def test_a_row_with_hundreds_of_thousands_of_attributes_takes_little_time():
    attributes = b" ".join(b"a%x=''" % n for n in range(500_000))
    began = time.process_time()

    message = refusal(BEFORE + b"<country " + attributes + b"/></temp>")

    assert message == f"It has more than {MAX_PARTS:,} elements, attributes and comments."
    assert time.process_time() - began < 3


# Whatever comes


def reads_or_refuses(content):
    """Reads `content`, and checks that what comes of it is whole, or said in one sentence."""
    try:
        feed = read(content)
    except BadFeed as refused:
        message = str(refused)
        assert message.endswith(".")
        assert message.isprintable()
        assert len(message) < 400
        return
    assert feed.pools
    for pool in feed.pools:
        assert pool.code is None or re.fullmatch("[A-Z]{2}", pool.code)
        assert (pool.code is None) == (pool.category is None)
        assert len(pool.subpool) <= 100
        for name, words in WORDS_FOR.items():
            amount = getattr(pool, name)
            assert amount.number is None or 0 <= amount.number <= 1_000_000
            assert amount.word in ("", *words)
            assert amount.number is None or amount.word == ""
        for day in (pool.first_round, pool.final_round):
            assert (day.on is not None) == (day.word in ("week", "day"))


@settings(max_examples=150, deadline=None)
@given(st.binary())
@example(b"<")
@example(b"<temp/>" * 2)
@example(b"\xef\xbb\xbf<?xml version='1.0' encoding=''?>")
def test_any_bytes_are_read_or_refused(content):
    reads_or_refuses(content)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, len(REAL)),
            st.integers(0, 40),
            st.one_of(
                st.binary(max_size=8),
                st.sampled_from((b"<quota>", b"</country>", b"]]>", b"&nbsp;", b"-1", b'"', b"9")),
            ),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_any_change_to_the_real_copy_is_read_or_refused(changes):
    content = REAL
    for place, length, new in changes:
        content = content[:place] + new + content[place + length :]

    reads_or_refuses(content)


@settings(max_examples=150, deadline=None)
@given(
    tag=st.sampled_from((*FIGURES, "sub", "x")),
    text=st.one_of(
        st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")),
        st.integers().map(str),
        st.sampled_from((*WORDS, "Week of May 1, 2023", "&nbsp;", "1&#44;475")),
    ),
)
def test_any_text_in_a_row_is_read_or_refused(tag, text):
    text = text.replace("]]>", "")

    reads_or_refuses(document(row(f"<{tag}><![CDATA[{text}]]></{tag}>")))
