"""Pools of a season, made of rows of numbers."""

import datetime

from ..factories import make_category, make_country, make_figures

FIRST = datetime.date(2026, 1, 2)


def day(week):
    return FIRST + datetime.timedelta(7 * week)


def make_pool(season, weeks, *, start=0, subpool="", **names):
    """Make the weeks of a pool: the candidates, the total of invitations and the spots of each.

    None stands for a week that is not held. Return the country and the category.
    """
    country = names.get("country") or make_country()
    category = names.get("category") or make_category()
    for number, week in enumerate(weeks, start):
        if week is None:
            continue
        candidates, invitations, spots = week
        make_figures(
            season=season,
            country=country,
            category=category,
            subpool=subpool,
            as_of=day(number),
            candidates=candidates,
            invitations=invitations,
            spots=spots,
        )
    return country, category
