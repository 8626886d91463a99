"""Pools with ratings, and what followed these."""

import datetime

from ..factories import make_country, make_figures, make_source

MONDAY = datetime.date(2026, 3, 2)
WEEK = datetime.timedelta(7)


def make_pool(*days, every=WEEK, **facts):
    """Figures of a pool, a week apart: of each day its rating, candidates and invitations."""
    pool = {"country": make_country(), "source": make_source()} | facts
    for n, (rating, candidates, invitations) in enumerate(days):
        make_figures(
            as_of=MONDAY + n * every,
            rating=rating,
            candidates=candidates,
            invitations=invitations,
            **pool,
        )
