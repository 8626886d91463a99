"""The season that a feed is about, and which of its rows belong to it."""

from collections import Counter
from datetime import date

from django.utils.translation import gettext

from ..models import Season
from ..models.weekly_figures import Word
from .document import BadFeed
from .log import SEASON

FIRST_MONTH = 11  # of the year before, in which a season may hold its first rounds
FIRST_MONTH_OF_FEED = 9  # of the year before, in which the feed may name its pools


def year_of_season(pools, as_of):
    """Return the year of the season that most first rounds are of, or None if it cannot be told.

    A season may hold its first rounds in the last weeks of the year before, as that of 2019
    did on December 27, 2018. Without a first round those weeks belong to either season.
    """
    days = [pool.first_round.on for pool in pools if pool.first_round.on]
    years = Counter(map(_year_of_first_round, days))
    if years:
        return max(years, key=lambda year: (years[year], year))
    return as_of.year if as_of.month < FIRST_MONTH else None


def choose_year(feed, chosen):
    """Return the year of the season, the `chosen` one first; BadFeed if it cannot be right."""
    year = chosen or feed.season
    if year is None:
        raise BadFeed(gettext("The feed does not say its season. Give it (--season)."))
    if abs(year - feed.as_of.year) > 1:
        raise BadFeed(
            gettext("Figures as of %(as_of)s are not those of the %(year)s season."),
            as_of=feed.as_of.isoformat(),
            year=year,
        )
    return year


def prepare_season(year, log, reason):
    """Return the season of `year`, made if it is new, and given a table if it had none."""
    season = Season.objects.filter(year=year).first()
    if season is not None and season.has_table:
        return season
    log.change(year, SEASON, True, before=None if season is None else False)
    season = season or Season(year=year)
    season.has_table = True
    season._change_reason = reason
    season.save()
    return season


def is_told_of(year, day):
    """Tell if `day` is of the months in which the feed tells of the season of `year`.

    From September on it may tell of the next season too.
    """
    return date(year - 1, FIRST_MONTH_OF_FEED, 1) <= day <= date(year, 12, 31)


def split_by_season(feed, year, *, is_chosen):
    """Return the pools of the feed by the year of their season, most of which are of `year`.

    A row without a day of its own is of the older season if it counts invitations.
    """
    years = {year}
    if not is_chosen:
        told = {_year_of_row(pool) for pool in feed.pools} - {None}
        years |= {each for each in told if is_told_of(each, feed.as_of)}
    by_year = {each: [] for each in sorted(years)}
    for pool in feed.pools:
        of_row = _year_of_row(pool)
        if of_row is None and len(years) > 1 and pool.code and not _is_closed(pool):
            of_row = min(years) if pool.invitations.number is not None else max(years)
        by_year[of_row if of_row in years else year].append(pool)
    return {each: pools for each, pools in by_year.items() if pools}


def keep_of_season(pools, year, known, log):
    """Return `pools` without the rows that are of another season, which are lost."""
    others = {pool.key for pool in pools if not _is_of_season(pool, year)}
    kept = []
    for pool in pools:
        if pool.key in others or (pool.code, pool.category, "") in others:
            log.lose(
                known.name(*pool.key),
                gettext("its rounds are not those of the %(year)s season") % {"year": year},
            )
        else:
            kept.append(pool)
    if not kept:
        raise BadFeed(gettext("It has no row of the %(year)s season."), year=year)
    return kept


def _year_of_row(pool):
    first, final = pool.first_round.on, pool.final_round.on
    if first:
        return _year_of_first_round(first)
    return final.year if final else None


def _is_closed(pool):
    return pool.candidates.word == Word.NOT_ACCEPTING


def _year_of_first_round(day):
    return day.year + (day.month >= FIRST_MONTH)


def _is_of_season(pool, year):
    """Tell if the rounds of `pool` may be those of a season.

    It may hold its first rounds in the last weeks of the year before, and its final ones until the
    end of its year, as that of 2021 did on November 12.
    """
    first, final = pool.first_round.on, pool.final_round.on
    return (first is None or _year_of_first_round(first) == year) and (
        final is None or date(year - 1, FIRST_MONTH, 1) <= final <= date(year, 12, 31)
    )
