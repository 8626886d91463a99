"""The ratings of the shipped seasons, worked out again from the researched figures."""

import datetime
import json
from collections import defaultdict
from fractions import Fraction
from math import ceil

import pytest

from ..expected import CATEGORIES, read

SPANS = {  # in per cent: the chance said, and where a share is no longer within it
    "excellent": (80, 99, 1000),
    "very_good": (60, 79, 80),
    "fair": (40, 59, 60),
    "low": (20, 39, 40),
    "very_low": (1, 19, 20),
}
REASONS = ("not_begun", "not_given", "fell", "repeated", "gap", "nobody", "few")


def pools():
    """The rows of each main pool by season and category, in the order of their days."""
    found = defaultdict(list)
    for row in sorted(read("rounds"), key=lambda row: row["as_of_date"]):
        if row["country_code"] and not row["subpool"]:
            found[int(row["season"]), row["category"], row["country_code"]].append(row)
    return found


def number(text):
    return int(text) if text.isdecimal() else None


def totals_of(rows):
    """The invitations since the season began of each row; 0 before there is a first number."""
    totals, has_begun = [], False
    for row in rows:
        total = number(row["invitations_issued"])
        has_begun = has_begun or total is not None
        is_word = row["invitations_issued"] in ("tba", "to_be_announced", "not_applicable")
        totals.append(0 if total is None and is_word and not has_begun else total)
    return totals


def faults_of(rows, totals):
    """The reason for which the total of a row is not relied on, by its number."""
    faults, trusted = {}, []
    for n, row in enumerate(rows):
        shrank = n > 0 and all(
            None not in (number(rows[n - 1][name]), number(row[name]))
            and number(row[name]) < number(rows[n - 1][name])
            for name in ("candidates_in_pool", "spots_available")
        )
        if totals[n] is None:
            faults[n] = "not_given"
        elif trusted and totals[n] < totals[trusted[-1]]:
            faults[n] = faults[trusted.pop()] = "fell"
        elif shrank and totals[n] == totals[n - 1]:
            faults[n] = "repeated"
        else:
            trusted.append(n)
    return faults


def weeks_of(rows):
    """Yield the rating, the reason or "", the candidates, the invited and the days of each week."""
    totals = totals_of(rows)
    faults = faults_of(rows, totals)
    for n, (row, after) in enumerate(zip(rows, rows[1:], strict=False)):
        candidates = number(row["candidates_in_pool"])
        day, until = (datetime.date.fromisoformat(each["as_of_date"]) for each in (row, after))
        if number(row["invitations_issued"]) is None and totals[n + 1] == 0:
            reason = "not_begun"
        elif candidates is None:
            reason = "not_given"
        elif n in faults or n + 1 in faults:
            reason = faults.get(n) or faults[n + 1]
        elif (until - day).days > 10:
            reason = "gap"
        elif candidates < 20:
            reason = "few" if candidates else "nobody"
        else:
            reason = ""
        invited = min(candidates, totals[n + 1] - totals[n]) if not reason else 0
        yield row["chance_rating"], reason, candidates, invited, day, until


def rounded(share):
    return round(float(share), 4)


def row_of(rating, weeks):
    """The numbers of the row of a rating, from the weeks that had it."""
    lowest, highest, end = SPANS[rating]
    counted = [week for week in weeks if not week[1]]
    shares = sorted(Fraction(invited, candidates) for _, _, candidates, invited, _, _ in counted)
    candidates, invited = sum(week[2] for week in counted), sum(week[3] for week in counted)

    def tenths(count):
        return rounded(shares[ceil(Fraction(count * len(shares), 10)) - 1]) if shares else None

    return {
        "predicted_from": lowest / 100,
        "predicted_to": highest / 100,
        "first_day": min((week[4].isoformat() for week in counted), default=None),
        "last_day": max((week[5].isoformat() for week in counted), default=None),
        "weeks": len(counted),
        "candidates": candidates,
        "invited": invited,
        "share_invited": rounded(Fraction(invited, candidates)) if counted else None,
        "share_lowest_tenth": tenths(1),
        "share_median": tenths(5),
        "share_highest_tenth": tenths(9),
        "weeks_without_invitation": shares.count(0),
        "weeks_below": sum(share < Fraction(lowest, 100) for share in shares),
        "weeks_within": sum(
            Fraction(lowest, 100) <= share < Fraction(end, 100) for share in shares
        ),
        "weeks_above": sum(share >= Fraction(end, 100) for share in shares),
        "left_out": len(weeks) - len(counted),
    } | {f"left_out_{reason}": sum(week[1] == reason for week in weeks) for reason in REASONS}


@pytest.fixture(scope="module")
def expected():
    """The numbers of every row of the table, by season, category (None for all) and rating."""
    weeks = defaultdict(list)
    for (season, category, _country), rows in pools().items():
        for week in weeks_of(rows):
            weeks[season, category, week[0]].append(week)
            weeks[season, None, week[0]].append(week)
    return {
        (season, category, rating): row_of(rating, weeks[season, category, rating])
        for season in (2026, 2023)
        for category in (None, *CATEGORIES)
        for rating in SPANS
    }


@pytest.mark.parametrize("address", ["/en/data/ratings.json", "/fr/donnees/cotes.json"])
def test_every_number_of_the_file_is_that_of_the_researched_figures(
    client, shipped, expected, address
):
    rows = json.loads(client.get(address).content)["rows"]

    found = {(row["season"], row["category"], row["rating"]): row for row in rows}
    assert list(found) == list(expected)
    for key, numbers in expected.items():
        assert {name: found[key][name] for name in numbers} == numbers, key


def test_the_researched_figures_say_what_the_ratings_of_2026_meant(expected):
    shares = [expected[2026, None, rating]["share_invited"] for rating in SPANS]

    assert shares == [0.9948, 0.6055, 0.3526, 0.2244, 0.0090]
    assert expected[2026, None, "very_low"]["weeks"] == 525
    assert expected[2026, None, "very_low"]["weeks_without_invitation"] == 118
