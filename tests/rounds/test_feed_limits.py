"""The limits of what the feed may say, at the last thing allowed and the first one refused."""

from datetime import date

import pytest

from quotas.rounds.spelling import Amount, Day

from .documents import NOTHING, document, read, read_row, refusal, row


def subpool(name):
    return f'<quota>25</quota><sub txt="{name}"><quota>7</quota></sub>'


def test_a_text_of_200_characters_is_read_and_a_longer_one_refused():
    pool, left_out = read_row(f"<quota>{'x' * 200}</quota>")

    assert pool.quota == NOTHING
    assert len(left_out) == 1
    assert "longer than 200 characters" in refusal(document(row(f"<quota>{'x' * 201}</quota>")))


def test_the_name_of_a_pool_inside_has_at_most_100_characters():
    kept, lost = read(document(row(subpool("n" * 100)))), read(document(row(subpool("n" * 101))))

    assert [pool.subpool for pool in kept.pools] == ["", "n" * 100]
    assert [pool.subpool for pool in lost.pools] == [""]
    assert "longer than 100 characters" in lost.losses[0].why


def test_the_name_of_a_country_has_at_most_100_characters():
    assert read(document(row(location="n" * 100))).pools[0].location == "n" * 100
    assert "longer than 100" in refusal(document(row(location="n" * 101)))


@pytest.mark.parametrize("before", ["<novelty>1</novelty>", "<spots><b>1</b></spots>"])
def test_what_stands_after_an_element_that_is_left_out_is_read(before):
    pool, _left_out = read_row(f"{before}<quota>25</quota><candidates>7</candidates>")

    assert (pool.quota, pool.candidates) == (Amount(25), Amount(7))


def test_pools_inside_the_pool_hide_no_figure_that_follows_them():
    pool, _left_out = read_row('<sub txt="VIE"><quota>7</quota></sub><quota>25</quota>')

    assert pool.quota == Amount(25)


def test_no_feed_is_older_than_the_feed():
    first = document(stamp="<chancesdate>January 1, 2010</chancesdate>")
    before = document(stamp="<chancesdate>December 31, 2009</chancesdate>")

    assert read(first).as_of == date(2010, 1, 1)
    assert "before there was a feed" in refusal(before)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("January 4, 2010", Day(date(2010, 1, 4), "day")),
        ("December 28, 2009", Day()),
        ("December 31, 2028", Day(date(2028, 12, 31), "day")),
        ("January 1, 2029", Day()),
    ],
)
def test_a_round_is_of_no_year_before_the_feed_nor_far_ahead(text, day):
    pool, left_out = read_row(f"<quota>25</quota><first>{text}</first>")

    assert pool.first_round == day
    assert bool(left_out) is (day == Day())
