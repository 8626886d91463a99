"""Doubts about one copy of the feed: figures that contradict each other, a stamp, a new season.

The limits here and in `moves` were set on 39 copies of 2026 and two of 2023: none of them goes
beyond one, beside any other copy of its season. Each function yields sentences.
"""

from django.utils.translation import gettext, ngettext

from ..i18n.formats import grouped, long_date
from ..models.weekly_figures import Word
from .copies import Copy, HeldCopies
from .feed import NAMES
from .moves import (
    FEW_ROWS,
    distance,
    find_exchanges,
    find_moves,
    find_shifts,
    list_names,
    say_far,
)
from .seasons import is_told_of
from .spelling import Amount, Day

# The mean distance of a column between two seasons, in doublings.
FARTHEST_BETWEEN_SEASONS = {"quota": 1.3, "candidates": 2.2}  # seen: 0.64 and 1.5
MOST_ZERO_QUOTAS = 3  # seen: 0
MOST_ROWS_ABOVE = 2  # with more spots than places: seen: 1
SPOTS_PER_PLACE = 1.25  # seen: 1.19
PLACES_PER_USE = 3  # a quota beside its invitations and spots together: seen: 2.4
MOST_CANDIDATES_PER_PLACE = 3  # over all pools: seen: 1.3
MOST_INVITATIONS_PER_PLACE = 3  # over all pools: seen: 1.6


def find_doubts(feed, pools, season, known):
    """Find what is doubtful about the rows of a feed that are of one season.

    Nothing is where all of them are held as of the same day.
    """
    copy, whole = Copy.of(feed.as_of, pools), Copy.of(feed.as_of, feed.pools)
    held = HeldCopies(season, feed.as_of)
    name = known.name
    if held.same:
        repeated = list(find_repeated_stamp(copy, held.same, name))
        yield from repeated
        if not repeated and set(copy.rows) == set(held.same.rows):
            return
    yield from find_wrong_season(feed.as_of, season.year)
    yield from find_contradictions(copy, name)
    for beside in held.beside:
        first, second = sorted((beside, copy), key=lambda each: each.day)
        yield from find_moves(first, second, beside, name)
        yield from find_gone_pools(beside, whole, name)
    if held.is_first:
        yield from find_new_season(copy, whole, held, known.arranged, name)


def find_contradictions(copy, name):
    """Find figures of one copy that contradict each other."""
    yield from _find_empty_columns(copy)
    yield from _find_wrong_spots(copy, name)
    yield from _find_wrong_crowds(copy)
    yield from _find_wrong_invitations(copy, name)


def _find_empty_columns(copy):
    quotas = [pool.quota for pool in copy.rows.values() if pool.code]
    if quotas and not any(each.number or each.word == Word.UNLIMITED for each in quotas):
        yield gettext("No pool has a place in its quota.")
    zeros = sum(each.number == 0 for each in quotas)
    if zeros > MOST_ZERO_QUOTAS:
        yield gettext("Quotas of 0: %(count)s.") % {"count": grouped(zeros)}
    for column in ("candidates", "spots"):
        numbers = copy.numbers(column).values()
        if len(numbers) >= FEW_ROWS and not any(numbers):
            yield gettext("Every row gives 0 for %(figure)s.") % {"figure": NAMES[column]}
    waiting = [pool.candidates.word for pool in copy.rows.values() if pool.code]
    unsaid = waiting.count(Word.TO_BE_ANNOUNCED)
    if unsaid:
        yield ngettext(
            "%(count)s row says “To be announced” for the number of candidates.",
            "%(count)s rows say “To be announced” for the number of candidates.",
            unsaid,
        ) % {"count": grouped(unsaid)}


def _find_wrong_spots(copy, name):
    """Find spots above the quota, and quotas far above what is invited and left."""
    quotas, spots, invited = map(copy.numbers, ("quota", "spots", "invitations"))
    unlike = [
        key
        for key, pool in copy.rows.items()
        if pool.code
        and Word.TO_BE_ANNOUNCED in (pool.quota.word, pool.spots.word)
        and (key in quotas or key in spots)
    ]
    if len(unlike) > MOST_ROWS_ABOVE:
        yield gettext(
            "A number of places beside spots to be announced, or the reverse: %(names)s."
        ) % {"names": list_names(unlike, name)}
    above = [key for key in spots if key in quotas and spots[key] > quotas[key]]
    far = [key for key in above if spots[key] > SPOTS_PER_PLACE * quotas[key] + 2]
    if far or len(above) > MOST_ROWS_ABOVE:
        yield gettext("More spots than places: %(names)s.") % {"names": list_names(above, name)}
    unused = [
        key
        for key, quota in quotas.items()
        if key in spots
        and quota >= 20
        and quota > PLACES_PER_USE * (spots[key] + invited.get(key, 0))
    ]
    if unused:
        yield gettext("Quotas far above their invitations and spots together: %(names)s.") % {
            "names": list_names(unused, name)
        }


def _find_wrong_crowds(copy):
    """Find more candidates than there ever were for the places of their pools."""
    quotas, waiting = copy.numbers("quota"), copy.numbers("candidates")
    candidates = sum(waiting.get(key, 0) for key in quotas)
    if candidates > MOST_CANDIDATES_PER_PLACE * sum(quotas.values()) > 0:
        yield gettext(
            "%(candidates)s candidates for %(places)s places are more than there ever were."
        ) % {"candidates": grouped(candidates), "places": grouped(sum(quotas.values()))}


def _find_wrong_invitations(copy, name):
    invitations, places = copy.total("invitations"), copy.total("quota")
    if invitations > MOST_INVITATIONS_PER_PLACE * places > 0:
        yield gettext(
            "%(invitations)s invitations for %(places)s places are more than there ever were."
        ) % {"invitations": grouped(invitations), "places": grouped(places)}
    early = [
        key
        for key, pool in copy.rows.items()
        if pool.invitations.number and pool.first_round.on and pool.first_round.on > copy.day
    ]
    if early:
        yield gettext("Invitations before the first round: %(names)s.") % {
            "names": list_names(early, name)
        }


def find_repeated_stamp(copy, same, name):
    """Find figures of a day that are held otherwise as of the same day."""
    differing = [
        key for key, pool in copy.rows.items() if key in same.rows and _differ(pool, same.rows[key])
    ]
    if differing:
        yield gettext("It is dated %(day)s, of which we have other figures: %(names)s.") % {
            "day": long_date(copy.day),
            "names": list_names(differing, name),
        }


def _differ(pool, held):
    """Tell if two rows say something else where both say something."""
    pairs = ((getattr(pool, figure), getattr(held, figure)) for figure in NAMES)
    nothing = (None, Amount(), Day())
    return any(one != other for one, other in pairs if not {one, other} & set(nothing))


def find_wrong_season(day, year):
    """Find a stamp that is not of the months in which a season is told of."""
    if not is_told_of(year, day):
        yield gettext("It is dated %(day)s, but its rounds are those of the %(year)s season.") % {
            "day": long_date(day),
            "year": year,
        }


def find_gone_pools(held, whole, name):
    """Find pools of a copy that is held which the feed has nowhere."""
    gone = sorted(set(held.rows) - set(whole.rows), key=str)
    if gone:
        yield gettext("It lacks pools that we have as of %(day)s: %(names)s.") % {
            "day": long_date(held.day),
            "names": list_names(gone, name),
        }


def find_new_season(copy, whole, held, arranged, name):
    """Find what the first copy of a season has unlike other seasons."""
    numbers = {"quota": held.quotas}
    if held.of_last_season:
        numbers["candidates"] = held.of_last_season.numbers("candidates")
        yield from find_exchanges(held.of_last_season, copy, ("quota", "candidates", "spots"))
        expected = {
            key
            for key, pool in held.of_last_season.rows.items()
            if pool.code is None
            or (key[:2] in arranged if arranged else pool.candidates.word != Word.NOT_ACCEPTING)
        }
        gone = sorted(expected - set(whole.rows), key=str)
        if gone:
            yield gettext("It lacks pools of the season before: %(names)s.") % {
                "names": list_names(gone, name)
            }
    for column, before in numbers.items():
        far = distance(before, copy.numbers(column))
        if far is not None and far > FARTHEST_BETWEEN_SEASONS[column]:
            yield say_far(NAMES[column], far, gettext("those of the season before"))
        yield from find_shifts(column, before, copy)
