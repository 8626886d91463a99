"""The sentence above a picture of a pool: its finding, made from the rows."""

from operator import itemgetter

from django.utils.translation import gettext, ngettext

from ..i18n.formats import grouped, long_date
from .amounts import percent


def unit_of(figures, unit):
    """Return the `unit` of a picture after the pool of its `figures`."""
    names = (figures.country.name, figures.category.name, str(figures.season.year))
    return f"{', '.join(names)} · {unit}"


def _day(day):
    """Return `day` in words that stay on one line."""
    return long_date(day).replace(" ", "\u00a0")


def of_weeks(figures):
    """Return the spots and the candidates on the last day of weekly `figures` with either.

    The invitations issued by the last day that has them, if no day has spots or candidates.
    """
    told = [week for week in figures if (week.spots, week.candidates) != (None, None)]
    if not told:
        return _invitations([week for week in figures if week.invitations is not None][-1])
    week = told[-1]
    if week.spots is None:
        return _candidates_on_a_day(week)
    if week.candidates is None:
        return f"{_spots(week)}."
    return f"{_spots(week)}; {_candidates(week)}."


def _spots(week):
    facts = {"spots": grouped(week.spots), "day": _day(week.as_of)}
    if week.spots == 0:
        return gettext("No spots were available on %(day)s") % facts
    return (
        ngettext(
            "%(spots)s spot was available on %(day)s",
            "%(spots)s spots were available on %(day)s",
            week.spots,
        )
        % facts
    )


def _candidates(week):
    if week.candidates == 0:
        return gettext("nobody was in the pool")
    return ngettext(
        "%(candidates)s candidate was in the pool",
        "%(candidates)s candidates were in the pool",
        week.candidates,
    ) % {"candidates": grouped(week.candidates)}


def _candidates_on_a_day(week):
    facts = {"candidates": grouped(week.candidates), "day": _day(week.as_of)}
    if week.candidates == 0:
        return gettext("Nobody was in the pool on %(day)s.") % facts
    return (
        ngettext(
            "%(candidates)s candidate was in the pool on %(day)s.",
            "%(candidates)s candidates were in the pool on %(day)s.",
            week.candidates,
        )
        % facts
    )


def _invitations(week):
    return ngettext(
        "%(invitations)s invitation had been issued by %(day)s.",
        "%(invitations)s invitations had been issued by %(day)s.",
        week.invitations,
    ) % {"invitations": grouped(week.invitations), "day": _day(week.as_of)}


def of_chances(weeks, first, last):
    """Return the chances within so many `weeks` on two days, each a pair of a day and a share."""
    (first_day, first_share), (last_day, last_share) = first, last
    return ngettext(
        "On %(first)s, the chance of an invitation within %(weeks)s week was %(share)s; "
        "on %(last)s, %(other)s.",
        "On %(first)s, the chance of an invitation within %(weeks)s weeks was %(share)s; "
        "on %(last)s, %(other)s.",
        weeks,
    ) % {
        "weeks": weeks,
        "first": _day(first_day),
        "share": percent(first_share),
        "last": _day(last_day),
        "other": percent(last_share),
    }


def of_issued(by_week):
    """Return the invitations of all weeks and those of the week with most, by its last day."""
    day, most = max(by_week.items(), key=itemgetter(1))
    total = sum(by_week.values())
    return ngettext(
        "%(total)s invitation was counted; the week to %(day)s had most: %(most)s.",
        "%(total)s invitations were counted; the week to %(day)s had most: %(most)s.",
        total,
    ) % {"total": grouped(total), "day": _day(day), "most": grouped(most)}


def unit_of_issued(year):
    return gettext("Invitations by week, all pools together, %(year)s season") % {"year": year}
