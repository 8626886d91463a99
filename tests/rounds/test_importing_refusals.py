"""Feeds that the import refuses, so that nothing changes."""

import re

import pytest
from django.core.management import CommandError

from quotas.management.commands.import_rounds import HELD, LOST
from quotas.models import (
    Country,
    Season,
)

from ..feeds import REAL, of, with_figure
from .records import everything


@pytest.mark.parametrize(
    ("feed", "sentence"),
    [
        (b"", "empty"),
        (b"PK\x03\x04", "not XML"),
        (REAL[: len(REAL) // 2].encode(), "breaks off"),
        (b"<!doctype html><html><body>Sorry</body></html>", "web page"),
        (
            b'<!DOCTYPE t [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><temp>&b;</temp>',
            "has a DTD",
        ),
        (
            b'<!DOCTYPE t [<!ENTITY x SYSTEM "file:///etc/passwd">]><temp>&x;</temp>',
            "has a DTD",
        ),
        (b"<temp>" + b"x" * 6_000_000, "too large"),
        (REAL.replace("Italy", "Itália").encode("latin-1"), "letters"),
        (with_figure(REAL, "Italy", "wh", "spots", "-5").encode(), "below zero"),
        (with_figure(REAL, "Italy", "wh", "spots", "99999999").encode(), "above 1,000,000"),
        (of("February", 10, 2199).encode(), "still to come"),
        (REAL.replace('code="it"', 'code="zq"').encode(), "not known here: ZQ (Italy)"),
        (REAL.replace('location="Italy"', 'location="Japan"').encode(), "whose code is JP"),
    ],
)
def test_a_feed_that_cannot_be_trusted_is_refused_in_a_sentence(shipped, run, feed, sentence):
    before = everything()

    with pytest.raises(CommandError, match="^Refused, and nothing was changed") as refusal:
        run(feed)

    assert sentence in str(refusal.value) or sentence == "not known here: ZQ (Italy)"
    assert str(refusal.value).count("\n") == 0
    assert everything() == before


def test_an_unknown_code_can_be_accepted(shipped, run):
    feed = of("February", 24).replace(
        '<country location="Mexico" category="wh" code="mx">',
        '<country location="Freedonia" category="wh" code="fd">',
    )
    with pytest.raises(CommandError, match=r"FD \(Freedonia\).*--allow-new-countries"):
        run(feed)

    printed = run(feed, allow_new_countries=True, status=LOST)  # Mexico's pool made room

    assert Country.objects.get(code="FD").name_fr == "Freedonia"
    assert "the French name of Freedonia" in printed


def test_a_feed_that_lost_half_of_its_pools_needs_force(shipped, run):
    rows = re.findall(r"<country .*?</country>", of("February", 24), re.DOTALL)
    feed = of("February", 24)
    for row in rows[::2] + rows[1::4]:
        feed = feed.replace(row, "")
    before = everything()

    run(feed, force=False, status=HELD)
    assert everything() == before
    assert "lacks this pool" in run(feed, status=LOST)


@pytest.mark.parametrize("season", [1999, 2030])
def test_figures_of_another_time_are_not_those_of_a_season(shipped, run, season):
    with pytest.raises(CommandError, match=f"not those of the {season} season"):
        run(REAL, season=season)


def test_a_feed_that_does_not_tell_its_season_asks_for_it(shipped, run):
    feed = re.sub(r"<first>.*?</first>", "", of("November", 20, 2026))

    with pytest.raises(CommandError, match="Give it .--season"):
        run(feed)
    run(feed, season=2027, status=LOST)

    assert Season.objects.filter(year=2027).exists()


def test_a_database_without_categories_says_so(db, run):
    with pytest.raises(CommandError, match="not in the database yet: international-coop, "):
        run(REAL, allow_new_countries=True)
