"""The weeks of all pools worked out anew from the researched rounds, with fractions.

It shares no code with the site: each number is written down as the rule in words says it.
"""

import datetime
import math
from collections import defaultdict
from fractions import Fraction

from . import read

SUBPOOLS = {"": "", "vie": "Volontariat international en entreprise (VIE)", "icex": "ICEX Vives"}
WEEKS = (1, 4, 12)
FEW = 20


def pools():
    """Return the rows of each pool by day, by season, country, category and pool inside it."""
    found = defaultdict(list)
    for row in read("rounds"):
        if row["country_code"]:
            subpool = SUBPOOLS[row["subpool"].partition(" ")[0].partition("-")[0]]
            pool = (int(row["season"]), row["country_code"], row["category"], subpool)
            found[pool].append(row)
    return {pool: sorted(rows, key=day_of) for pool, rows in found.items()}


def day_of(row):
    return datetime.date.fromisoformat(row["as_of_date"])


def number(text):
    return int(text) if text.isdigit() else None


def is_word(row):
    """Tell if a word stood in place of the total; the research of 2023 left such cells empty."""
    words = ("to_be_announced", "not_applicable", *([""] if row["season"] == "2023" else []))
    return row["invitations_issued"] in words


def totals(rows):
    """Return for each day the total that is relied on or None, and the reasons for none."""
    known = [number(row["invitations_issued"]) for row in rows]
    first = next((n for n, total in enumerate(known) if total is not None), len(rows))
    for n in range(first):
        if is_word(rows[n]):
            known[n] = 0
    reasons = {n: "not_given" for n, total in enumerate(known) if total is None}
    for n in range(len(rows)):
        if n in reasons:
            continue
        good = [m for m in range(n) if m not in reasons]
        if good and known[n] < known[good[-1]]:
            reasons[n] = reasons[good[-1]] = "fell"
        elif n and known[n] == known[n - 1]:
            shrank = [
                None not in pair and pair[0] > pair[1]
                for name in ("candidates_in_pool", "spots_available")
                for pair in [(number(rows[n - 1][name]), number(rows[n][name]))]
            ]
            if all(shrank):
                reasons[n] = "repeated"
    return [None if n in reasons else known[n] for n in range(len(rows))], reasons


def bounds(relied, n):
    """Return the least and the most that the total of day `n` can be."""
    before = [total for total in relied[: n + 1] if total is not None]
    after = [total for total in relied[n:] if total is not None]
    return before[-1] if before else 0, after[0] if after else math.inf


def share(invitations, candidates):
    if not candidates:
        return None
    return tuple(
        Fraction(1) if each >= candidates else Fraction(each, candidates) for each in invitations
    )


def weeks_of(rows):
    """Yield the facts of each week of a pool, as its row in a file has them."""
    relied, reasons = totals(rows)
    days = [day_of(row) for row in rows]
    for n in range(len(rows) - 1):
        (least, most), (next_least, next_most) = bounds(relied, n), bounds(relied, n + 1)
        issued = (max(0, next_least - most), next_most - least)
        waiting = number(rows[n]["candidates_in_pool"])
        began = rows[n]["invitations_issued"].isdigit()
        if not began and next_most == 0:
            reason = "not_begun"
        elif waiting is None:
            reason = "not_given"
        elif n in reasons or n + 1 in reasons:
            reason = reasons.get(n) or reasons[n + 1]
        elif (days[n + 1] - days[n]).days > 10:
            reason = "gap"
        elif waiting < FEW:
            reason = "few" if waiting else "nobody"
        else:
            reason = None
        yield {
            "as_of": days[n],
            "until": days[n + 1],
            "candidates": waiting,
            "invitations": issued,
            "share": share(issued, waiting),
            "left_out": reason,
            "within": {
                count: chance(rows, relied, days, n, 7 * count)
                for count in WEEKS
                if waiting is not None and waiting >= FEW
            },
        }


def levels_of(weeks):
    """Return the level of each week, None where none is counted."""
    found, waiting = {}, []
    for n, week in enumerate(weeks):
        if week["left_out"] == "few":
            waiting.append(n)
        elif week["left_out"] is None:
            waiting = [n]
        else:
            continue
        candidates = sum(weeks[m]["candidates"] for m in waiting)
        if candidates < FEW:
            continue
        invited = sum(min(weeks[m]["invitations"][1], weeks[m]["candidates"]) for m in waiting)
        in_a_hundred = Fraction(100 * invited, candidates)
        steps = sum(in_a_hundred >= step for step in (1, 10, 50, 95))
        found |= dict.fromkeys(waiting, steps + 1 if invited else 0)
        waiting = []
    return [found.get(n) for n in range(len(weeks))]


def chance(rows, relied, days, start, length):
    """Return the bounds of the chance from day `start` on for so many days, or None."""
    staying, here = (Fraction(1), Fraction(1)), bounds(relied, start)
    waiting = number(rows[start]["candidates_in_pool"])
    reached = [(0, (Fraction(0), Fraction(0)))]
    for n in range(start + 1, len(days)):
        if relied[n] is None:
            continue
        total = relied[n]
        drawn = share((max(0, total - here[1]), total - here[0]), waiting) or (0, 1)
        staying = (staying[0] * (1 - drawn[1]), staying[1] * (1 - drawn[0]))
        reached.append(((days[n] - days[start]).days, (1 - staying[1], 1 - staying[0])))
        here, waiting = (total, total), number(rows[n]["candidates_in_pool"])
    near = [(abs(at - length), at, found) for at, found in reached[1:] if abs(at - length) <= 3]
    if near:
        return min(near)[2]
    past = [found for at, found in reached if at > length]
    before = [found for at, found in reached if at < length]
    if past:
        return before[-1][0], past[0][1]
    return before[-1] if before[-1][0] == 1 else None
