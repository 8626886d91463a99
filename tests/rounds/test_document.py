"""Documents that are not the feed, too much of it, or harmful."""

import time

import pytest

from quotas.rounds.document import MAX_BYTES, MAX_PARTS, MAX_ROWS, BadFeed
from quotas.rounds.feed import Feed

from .documents import (
    REAL,
    STAMP,
    document,
    read,
    refusal,
    row,
)


@pytest.mark.parametrize(
    "before", [b"", b"\r\n\r\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\r\n", b"<!-- a comment -->"]
)
def test_the_feed_may_come_after_blank_lines_or_a_mark_or_a_comment(before):
    assert len(read(before + document()).pools) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252", "ISO-8859-1"])
def test_the_feed_is_read_in_the_encoding_that_it_declares(encoding):
    text = f'<?xml version="1.0" encoding="{encoding}"?>' + document(row(location="Corée")).decode()

    assert read(text.encode(encoding)).pools[0].location == "Corée"


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
            "It says that it is written in “klingon”, which we cannot read.",
        ),
        (b'<?xml version="1.0" encoding="utf-7"?><temp/>', "“utf-7”, which we cannot read"),
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


def test_a_quoted_value_is_cut_to_sixty_characters_that_can_be_printed():
    message = refusal(document(row(code="\N{RIGHT-TO-LEFT OVERRIDE}" + "x" * 100)))

    assert message == f"France, wh: “\N{REPLACEMENT CHARACTER}{'x' * 59}” is not a country code."


@pytest.mark.parametrize("count", [MAX_ROWS, MAX_ROWS + 1])
def test_a_feed_may_have_a_thousand_rows(count):
    content = document(row(f"{'<sub/>' * (count - 1)}"))

    if count > MAX_ROWS:
        assert refusal(content) == "It has more than 1,000 rows."
    else:
        assert len(read(content).pools) == 1


def test_a_feed_that_nests_deeply_is_refused():
    assert "nested more than" in refusal(document("<a>" * 5_000 + "</a>" * 5_000))


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
        answer = read(content)
    except BadFeed as refused:
        answer = refused

    assert isinstance(answer, Feed) or len(str(answer)) < 300

    assert time.process_time() - began < 2


def test_a_row_with_hundreds_of_thousands_of_attributes_takes_little_time():
    attributes = b" ".join(b"a%x=''" % n for n in range(500_000))
    began = time.process_time()

    message = refusal(BEFORE + b"<country " + attributes + b"/></temp>")

    assert message == f"It has more than {MAX_PARTS:,} elements, attributes and comments."
    assert time.process_time() - began < 3


@pytest.mark.parametrize("stray", [b"\xa0", b"\x92 \xff"])
def test_stray_bytes_between_the_elements_are_left_out(stray):
    content = document(row(), row(code="it", location="Italy")).replace(
        b"</temp>", stray + b"</temp>"
    )

    (left_out,) = read(content).left_out

    assert left_out.why == "text outside of the elements"
    assert len(read(content).pools) == 2


@pytest.mark.parametrize("place", [b"<quota>", b'location="', b"<temp>"])
def test_stray_bytes_in_an_element_are_refused(place):
    content = document().replace(place, place + b"\xa0", 1)

    assert "Its letters are not written in utf-8" in refusal(content)
