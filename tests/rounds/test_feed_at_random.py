"""Feeds made at random: each is read, or refused in one sentence."""

import re

from hypothesis import example, given, settings, strategies as st

from quotas.rounds.document import BadFeed
from quotas.rounds.feed import ELEMENTS
from quotas.rounds.spelling import WORDS, WORDS_FOR

from .documents import (
    REAL,
    document,
    read,
    row,
)


def reads_or_refuses(content):
    """Read `content`, and check that its pools are whole, or the refusal is one sentence."""
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
    tag=st.sampled_from((*ELEMENTS, "sub", "x")),
    text=st.one_of(
        st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")),
        st.integers().map(str),
        st.sampled_from((*WORDS, "Week of May 1, 2023", "&nbsp;", "1&#44;475")),
    ),
)
def test_any_text_in_a_row_is_read_or_refused(tag, text):
    text = text.replace("]]>", "")

    reads_or_refuses(document(row(f"<{tag}><![CDATA[{text}]]></{tag}>")))
