"""Doubts about what moved between two copies of a season, the feed's and one that is held."""

import datetime
import math
from itertools import combinations

from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext

from ..i18n.formats import grouped, long_date
from ..models.weekly_figures import Word
from .feed import NAMES
from .spelling import AMOUNTS, Day

FEW_ROWS = 8  # of which no average tells anything
SMALL = 10  # added to two numbers before they are divided, so that 1 is not far from 4
SOON = datetime.timedelta(weeks=5)
# The mean distance of a column, in doublings, at most: within five weeks, and in a season.
FARTHEST = {
    "quota": (0.3, 0.3),  # seen: 0.03 and 0.10; of quotas in a wrong row 3, of tenfold ones 2.4
    "invitations": (1.4, 2.4),  # seen: 0.70 and 1.61
    "candidates": (2.0, 2.0),  # seen: 1.00 and 1.38
    "spots": (1.4, 3.2),  # seen: 0.68 and 2.24
}
MOST_MOVED, MOST_MOVED_A_WEEK, MOST_MOVED_EVER = 16, 3, 45  # quotas: seen: 12, and 32 in a season
LARGEST_SHARE_MOVED = 0.1  # of all places: seen: 0.01 at once, 0.05 in a season
MOST_FALLS, DEEPEST_FALL = 3, 5  # of invitations: seen: 2 rows, by 3
MOST_TIMES_AS_MANY = 3  # candidates in all pools: seen: 2
MOST_CLOSED_AT_ONCE = 10  # pools that take no more candidates: seen: 0
MOST_RATINGS_MOVED = 25  # seen: 15 in five weeks
MOST_RATINGS_LOST = 3  # seen: 0
MOST_FIRST_ROUNDS_MOVED = 2  # seen: 0
LARGEST_SHARE_THAT_STAYS = 0.8  # rows of a later day with the same figures: seen: 0.45
NEARER = 0.6  # of the distance, from which on two columns or rows seem to be exchanged
FAR = 0.6
ROWS_NAMED = 5


def find_moves(before, after, held, name):
    """Find what moved between two copies as it never does; one of them is `held`."""
    as_of = gettext("those that we have as of %(day)s") % {"day": long_date(held.day)}
    is_soon = after.day - before.day <= SOON
    for column in AMOUNTS:
        far = distance(before.numbers(column), after.numbers(column))
        if far is not None and far > FARTHEST[column][not is_soon]:
            yield say_far(NAMES[column], far, as_of)
    copy = before if held is after else after
    yield from find_exchanges(held, copy)
    for column in AMOUNTS:
        yield from find_shifts(column, held.numbers(column), copy)
    yield from _find_quota_moves(before, after, as_of)
    yield from _find_lost_numbers(before, after, as_of, name)
    yield from _find_falls(before, after, as_of, name)
    yield from _find_new_invitations(before, after, as_of, is_soon)
    yield from _find_moved_crowd(before, after, as_of)
    yield from _find_moved_ratings(before, after, as_of, is_soon)
    yield from _find_moved_rounds(before, after, as_of, name)
    yield from _find_same_rows(before, after, as_of)


def list_names(keys, name):
    """Return the names of the first pools, and the number of the others."""
    keys = list(keys)
    named = "; ".join(name(*key) for key in keys[:ROWS_NAMED])
    more = len(keys) - ROWS_NAMED
    if more <= 0:
        return named
    others = ngettext("and %(more)s more", "and %(more)s more", more) % {"more": grouped(more)}
    return f"{named}; {others}"


def distance(before, after, keys=None):
    """Return the mean distance of two columns in doublings, None if too few rows have both."""
    pairs = [(key, key) for key in before if key in after] if keys is None else keys
    if len(pairs) < FEW_ROWS:
        return None
    ratios = ((after[there] + SMALL) / (before[here] + SMALL) for here, there in pairs)
    return sum(abs(math.log2(ratio)) for ratio in ratios) / len(pairs)


def say_far(figure, doublings, than):
    """Say that a column is far from that of another copy."""
    return gettext("%(figure)s: on average %(times)s times as high or as low as %(than)s.") % {
        "figure": capfirst(str(figure)),
        "times": grouped(round(2**doublings, 1)),
        "than": than,
    }


def find_exchanges(held, copy, columns=AMOUNTS):
    """Find two columns of `copy` that agree better with each other’s of the one held."""
    for one, other in combinations(columns, 2):
        held_one, held_other = held.numbers(one), held.numbers(other)
        said_one, said_other = copy.numbers(one), copy.numbers(other)
        keys = set(held_one) & set(held_other) & set(said_one) & set(said_other)
        pairs = [(key, key) for key in keys]
        straight, across = (
            _sum(distance(held_one, first, pairs), distance(held_other, second, pairs))
            for first, second in ((said_one, said_other), (said_other, said_one))
        )
        if straight is not None and straight > FAR and across < NEARER * straight:
            yield gettext("%(one)s and %(other)s seem to be exchanged.") % {
                "one": capfirst(str(NAMES[one])),
                "other": NAMES[other],
            }


def _sum(one, other):
    return None if one is None else one + other


def find_shifts(column, held, copy):
    """Find a column of `copy` whose figures agree better with the rows beside them."""
    said = copy.numbers(column)
    keys = list(copy.rows)
    straight = distance(held, said)
    for step in (-1, 1):
        pairs = [
            (keys[here], key)
            for place, key in enumerate(keys)
            if 0 <= (here := place + step) < len(keys) and keys[here] in held and key in said
        ]
        shifted = distance(held, said, pairs)
        if None not in (straight, shifted) and straight > FAR and shifted < NEARER * straight:
            yield gettext("%(figure)s: each seems to stand in the row beside its own.") % {
                "figure": capfirst(str(NAMES[column]))
            }


def _find_quota_moves(before, after, as_of):
    first, second = before.numbers("quota"), after.numbers("quota")
    both = [key for key in first if key in second]
    moved = [key for key in both if first[key] != second[key]]
    weeks = (after.day - before.day).days // 7
    most = min(MOST_MOVED + MOST_MOVED_A_WEEK * max(weeks - 1, 0), MOST_MOVED_EVER)
    if len(moved) > most:
        yield gettext(
            "%(moved)s of %(both)s quotas differ from %(held)s, more than ever moved at once."
        ) % {"moved": grouped(len(moved)), "both": grouped(len(both)), "held": as_of}
    places = sum(first[key] for key in both)
    share = sum(abs(first[key] - second[key]) for key in moved) / places if places else 0
    if share > LARGEST_SHARE_MOVED and len(both) >= FEW_ROWS:
        yield gettext(
            "Beside %(held)s, the quotas moved by %(share)s%% of all places, "
            "farther than ever before."
        ) % {"share": grouped(round(100 * share)), "held": as_of}


def _find_lost_numbers(before, after, as_of, name):
    """Find numbers that became words."""
    for column in AMOUNTS:
        lost = [
            (key, getattr(pool, column).word)
            for key, number in before.numbers(column).items()
            if (pool := after.rows.get(key)) and getattr(pool, column).word
        ]
        closed = [key for key, word in lost if word == Word.NOT_ACCEPTING]
        keys = [key for key, word in lost if word != Word.NOT_ACCEPTING]
        keys += closed if len(closed) > MOST_CLOSED_AT_ONCE else []
        if keys:
            yield gettext("%(figure)s became a word, unlike %(held)s: %(names)s.") % {
                "figure": capfirst(str(NAMES[column])),
                "held": as_of,
                "names": list_names(keys, name),
            }


def _find_falls(before, after, as_of, name):
    """Find totals of invitations that fell: they are counted from the season’s beginning."""
    first, second = before.numbers("invitations"), after.numbers("invitations")
    falls = {
        key: first[key] - second[key] for key in first if first[key] > second.get(key, math.inf)
    }
    if len(falls) > MOST_FALLS or max(falls.values(), default=0) > DEEPEST_FALL:
        deepest_first = sorted(falls, key=lambda key: -falls[key])
        yield gettext(
            "Invitations are counted from the season’s beginning, but are fewer "
            "in the later copy, beside %(held)s: %(names)s."
        ) % {
            "held": as_of,
            "names": list_names(deepest_first, name),
        }


def _find_new_invitations(before, after, as_of, is_soon):
    """Find more invitations than there were people to invite."""
    first, second = before.numbers("invitations"), after.numbers("invitations")
    invited = sum(number - first.get(key, 0) for key, number in second.items())
    waiting = before.total("candidates") + after.total("candidates")
    if is_soon and invited > waiting > 0:
        yield gettext(
            "%(invited)s more invitations than %(held)s, which is more than people were waiting."
        ) % {"invited": grouped(invited), "held": as_of}


def _find_moved_crowd(before, after, as_of):
    """Find many times as many candidates, or as few."""
    fewer, more = sorted(copy.total("candidates") for copy in (before, after))
    if more > MOST_TIMES_AS_MANY * fewer > 0:
        yield gettext(
            "Beside %(held)s, the candidates of all pools differ too much: %(fewer)s and %(more)s."
        ) % {
            "more": grouped(more),
            "fewer": grouped(fewer),
            "held": as_of,
        }


def _find_moved_ratings(before, after, as_of, is_soon):
    rated = {key: pool.rating for key, pool in before.rows.items() if pool.rating}
    now = {key: after.rows[key].rating for key in rated if key in after.rows}
    moved = sum(rating is not None and rating != rated[key] for key, rating in now.items())
    lost = sum(rating == 0 for rating in now.values())
    if lost > MOST_RATINGS_LOST or (is_soon and moved > MOST_RATINGS_MOVED):
        yield gettext("%(moved)s ratings differ from %(held)s, more than ever moved at once.") % {
            "moved": grouped(moved),
            "held": as_of,
        }


def _find_moved_rounds(before, after, as_of, name):
    """Find first rounds that moved or are not dated any more."""
    moved = [
        key
        for key, pool in before.rows.items()
        if pool.first_round.on
        and key in after.rows
        and after.rows[key].first_round not in (Day(), pool.first_round)
    ]
    if len(moved) > MOST_FIRST_ROUNDS_MOVED:
        yield gettext("First rounds differ from %(held)s: %(names)s.") % {
            "held": as_of,
            "names": list_names(moved, name),
        }


def _find_same_rows(before, after, as_of):
    """Find figures of one day under the stamp of another."""
    columns = ("invitations", "candidates", "spots")
    waiting = [key for key in before.numbers("candidates") if key in after.rows]
    same = [
        key
        for key in waiting
        if all(
            getattr(before.rows[key], name) == getattr(after.rows[key], name) for name in columns
        )
    ]
    if len(waiting) >= FEW_ROWS and len(same) > LARGEST_SHARE_THAT_STAYS * len(waiting):
        yield gettext("Its figures are %(held)s, but under another date.") % {"held": as_of}
