"""Weeks of pools to explain."""

import datetime

from quotas.figures.standing import Calendar, Standing

from ..factories import make_category, make_country, make_figures, make_season

FRIDAY = datetime.date(2023, 2, 17)
DAY = datetime.timedelta(days=1)
WEEK = datetime.timedelta(weeks=1)
FRANCE = "/en/pools/2023/fr/working-holiday/"


def standing(season, *, on=FRIDAY, status="open", closed=None, newest=FRIDAY):
    """The standing of a season whose status, closing day and newest figures are known."""
    season.corrected_status = status
    calendar = Calendar(
        {}, {season.year: closed} if closed else {}, {season.year: (newest, newest)}
    )
    return Standing(season, calendar, on)


def make_weeks(spots, *, last=FRIDAY, every=WEEK, invitations=None):
    """The weeks of a pool, the last on a day; None where a week has no spots.

    Ten invitations go out each week if none are given.
    """
    pool = {
        "season": make_season(year=2023),
        "country": make_country(),
        "category": make_category(),
    }
    issued = invitations or [10 * n for n in range(len(spots))]
    return [
        make_figures(
            **pool, as_of=last - every * (len(spots) - 1 - n), spots=number, invitations=issued[n]
        )
        for n, number in enumerate(spots)
    ]
