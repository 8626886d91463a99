"""Sentences about all quotas, weeks and ratings of a season."""

from functools import partial

from quotas.figures import questions, rating_words, season_sentences
from quotas.figures.chances import pool_weeks
from quotas.figures.changes import KINDS, counted
from quotas.figures.countries import Latest
from quotas.figures.ratings import RATINGS, RatedWeeks, SeasonRatings, Spread
from quotas.figures.season_weeks import SeasonWeeks
from quotas.figures.summaries import Summary
from quotas.models import Quota, Season, Source
from quotas.models.quota import QuotaState

from .of_weeks import pool_season, quota
from .rows import (
    FRANCE,
    FRIDAY,
    KOREA,
    SEASON,
    WEEK,
    WORKING_HOLIDAY,
    source,
    standing,
    week,
    weeks,
)

FEED = source(id=1)
PAGE = source(id=2, publisher="A newspaper", confidence=Source.Confidence.REPORTED)
COPY = source(id=3, copy_on="GitHub")


def quotas(*figures, season=SEASON, sources=(FEED,), days=(FRIDAY,)):
    """Quotas of two countries in turn; a figure is a number or a state."""
    made = [
        Quota(
            season=season,
            country=(FRANCE, KOREA)[n % 2],
            category=WORKING_HOLIDAY,
            state=QuotaState.LIMITED if isinstance(figure, int) else figure,
            places=figure if isinstance(figure, int) else None,
            source=sources[n % len(sources)],
            as_of=days[n % len(days)],
        )
        for n, figure in enumerate(figures)
    ]
    return Summary(season, made)


def latest(figure):
    """The newest quota of a category, a number or a state."""
    (made,) = quotas(figure).quotas
    return Latest(WORKING_HOLIDAY, made, None)


QUOTAS = {
    "none": quotas(),
    "1, of 1 place": quotas(1),
    "1, of 0 places": quotas(0),
    "2, of 1,000 places": quotas(400, 600),
    "1, not offered": quotas(QuotaState.NOT_OFFERED),
    "every state": quotas(1000, *(state for state in QuotaState if state != QuotaState.LIMITED)),
    "of a part of a season": quotas(1000, season=Season(year=2025, is_partial=True)),
    "of two sources": quotas(1000, 20, sources=(FEED, PAGE)),
    "of two days": quotas(1000, 20, sources=(FEED, PAGE), days=(FRIDAY, FRIDAY + WEEK)),
    "reported": quotas(1000, 20, sources=(PAGE,)),
    "of a copy": quotas(1000, 20, sources=(COPY,)),
}


def season(*pools):
    found = SeasonWeeks(SEASON)
    found.by_pool = dict(enumerate(pools))
    return found


def spots(*numbers, course=None):
    figures = [
        week(n, spots=left, candidates=100, invitations=100 * n) for n, left in enumerate(numbers)
    ]
    return pool_season(figures, course)


ONE = season(spots(5, 5, 5))
MANY = season(*[spots(9, 0, 0)] * 2, *[spots(9, 9, 0, 0, 0)] * 1000, *[spots(9, 0, 9)] * 1000)
CERTAIN = season(spots(9, 9), spots(9, 9))
ONE_UNCERTAIN = season(spots(9, 9), pool_season(weeks((9, 5), (9, 7), (9, 6))))
UNCERTAIN = season(*[pool_season(weeks((9, 5000), (9, 7000), (9, 6000)))] * 2)
MOVED = season(
    spots(9, 9, course=quota(1000, 2000)),
    spots(9, 9, course=quota(2000, 1000)),
    spots(9, 9, course=quota(None, 10)),
    spots(9, 9, course=quota(10, None)),
)
MOVED_ONCE = season(spots(9, 9, course=quota(1, 2)), spots(9, 9, course=quota(None, 2)))
EMPTY_GAP = season(pool_season([week(0, invitations=1000), week(3, invitations=1000)]))
GAP_OF_ONE = season(pool_season([week(0, invitations=0), week(3, invitations=1)]))
GAP = season(pool_season([week(0, invitations=0), week(3, invitations=1000)]))
WITHOUT_GAP = season(pool_season(weeks((9, 0), (9, 1))))
LEFT_OUT = season(pool_season(weeks((9, 5), (9, 7), (9, 6))))


def rated(*shares, candidates=1000, rating=RATINGS[-1], category=None):
    """The weeks with a rating, by the invitations that followed in each."""
    found = [
        pool_weeks(weeks((candidates, 0), (candidates, issued), rating=rating))[0]
        for issued in shares
    ]
    return RatedWeeks(SEASON, category, rating, found)


def ratings(*held, category=None):
    return SeasonRatings(SEASON, category, list(held), 0)


SPREADS = {
    "1 week": (Spread(0.1, 0.1, 0.1), 1),
    "2 weeks": (Spread(0.1, 0.1, 0.5), 2),
    "3 weeks": (Spread(0, 0.12, 1), 3),
    "3 weeks alike": (Spread(0.5, 0.5, 0.5), 3),
    "20 weeks alike": (Spread(1, 1, 1), 20),
    "20 weeks": (Spread(0, 0.12, 0.9), 20),
    "20 weeks, up to all": (Spread(0.1, 0.5, 1), 20),
}


TABLES = {
    "The quotas of a season": {
        f"{what}: {case}": partial(getattr, summary, what)
        for what in ("counts", "origins")
        for case, summary in QUOTAS.items()
    },
    "A season by week": {
        "over": lambda: season_sentences.describe_scope(ONE, standing(status="over")),
        "open": lambda: season_sentences.describe_scope(MANY, standing(status="open")),
        "invitations, all known": lambda: season_sentences.describe_total(CERTAIN),
        "invitations, 1 total not known": lambda: season_sentences.describe_total(ONE_UNCERTAIN),
        "invitations, 2 not known": lambda: season_sentences.describe_total(UNCERTAIN),
        "1 open all year": lambda: season_sentences.describe_open(ONE),
        "0 open all year": lambda: season_sentences.describe_open(MANY),
        "2 open all year": lambda: season_sentences.describe_open(CERTAIN),
        "0 ran out": lambda: season_sentences.describe_ran_out(ONE),
        "1 ran out": lambda: season_sentences.describe_ran_out(season(spots(5, 0))),
        "1 ran out, and had spots again": lambda: season_sentences.describe_ran_out(
            season(spots(5, 0, 5))
        ),
        "2,002 ran out": lambda: season_sentences.describe_ran_out(MANY),
        "0 moved": lambda: season_sentences.describe_moved(ONE),
        "1 moved": lambda: season_sentences.describe_moved(MOVED_ONCE),
        "2 moved": lambda: season_sentences.describe_moved(MOVED),
        "0 left out": lambda: season_sentences.describe_left_out(ONE),
        "1 left out": lambda: season_sentences.describe_left_out(GAP),
        "2 left out": lambda: season_sentences.describe_left_out(LEFT_OUT),
        "no gap": lambda: season_sentences.describe_gaps(WITHOUT_GAP),
        "a gap without invitations": lambda: season_sentences.describe_gaps(EMPTY_GAP),
        "a gap with 1 invitation": lambda: season_sentences.describe_gaps(GAP_OF_ONE),
        "a gap": lambda: season_sentences.describe_gaps(GAP),
    },
    "What ratings meant": {
        "no week": lambda: rating_words.describe(ratings()),
        "1 week, nobody": lambda: rating_words.describe(ratings(rated(0))),
        "2 ratings": lambda: rating_words.describe(
            ratings(rated(1000, rating=RATINGS[0]), rated(0, 5, 0))
        ),
        "of a category": lambda: rating_words.describe(
            ratings(rated(1, 2), category=WORKING_HOLIDAY)
        ),
        "title": lambda: rating_words.title_of_chart(ratings()),
        "title of a category": lambda: rating_words.title_of_chart(
            ratings(category=WORKING_HOLIDAY)
        ),
        "part of the drawing, no week": lambda: rating_words.describe_outcome(rated()),
        "part of the drawing, 1 week": lambda: rating_words.describe_outcome(rated(120)),
        "part of the drawing, 3 weeks": lambda: rating_words.describe_outcome(rated(0, 1, 999)),
        **{
            f"spread of {case}": partial(rating_words.spread_in_words, *facts)
            for case, facts in SPREADS.items()
        },
    },
    "Today, in a question": {
        "1 pool, spots left": lambda: questions.spots_left([week(spots=1)]),
        "2 pools, 1 without": lambda: questions.spots_left([week(spots=1), week(1, spots=0)]),
        "2 pools, 2 without": lambda: questions.spots_left([week(spots=0)] * 2),
        **{
            f"{number} invitations": lambda number=number: questions.invitations_in_all(
                [week(invitations=number)]
            )
            for number in (0, 1, 2, 1000)
        },
    },
    "The newest quota of a country": {
        **{
            f"{places} places": lambda places=places: latest(places).meaning
            for places in (0, 1, 2, 1000)
        },
        **{
            str(state.value): lambda state=state: latest(state).meaning
            for state in QuotaState
            if state != QuotaState.LIMITED
        },
    },
    "What the newest day changed": {
        f"{count} of {kind}": lambda kind=kind, count=count: f"{count} {counted(kind, count)}"
        for kind in KINDS
        for count in (1, 2)
    },
}
