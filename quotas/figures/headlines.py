"""The sentence above a picture of a pool: its finding, made from the rows."""

from operator import itemgetter

from django.utils.translation import gettext, ngettext

from ..i18n.formats import grouped, long_date
from .amounts import percent


def unit_of(figures, unit):
    """Return the `unit` of a picture after the pool of its `figures`."""
    names = (figures.country.name, figures.category.name, str(figures.season.year))
    return f"{', '.join(names)} · {unit}"


def of_weeks(figures):
    """Return the spots left and the candidates on the last day of weekly `figures` with either.

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
    facts = {"spots": grouped(week.spots), "day": long_date(week.as_of)}
    if week.spots == 0:
        return gettext("No spots were left on %(day)s") % facts
    if week.quota is None or week.quota < week.spots:
        return (
            ngettext(
                "%(spots)s spot was left on %(day)s",
                "%(spots)s spots were left on %(day)s",
                week.spots,
            )
            % facts
        )
    return ngettext(
        "%(spots)s of %(quota)s spots was left on %(day)s",
        "%(spots)s of %(quota)s spots were left on %(day)s",
        week.spots,
    ) % (facts | {"quota": grouped(week.quota)})


def _candidates(week):
    if week.candidates == 0:
        return gettext("nobody was in the pool")
    return ngettext(
        "%(candidates)s candidate was in the pool",
        "%(candidates)s candidates were in the pool",
        week.candidates,
    ) % {"candidates": grouped(week.candidates)}


def _candidates_on_a_day(week):
    facts = {"candidates": grouped(week.candidates), "day": long_date(week.as_of)}
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
    ) % {"invitations": grouped(week.invitations), "day": long_date(week.as_of)}


def of_chances(weeks, first, last):
    """Return the chances within so many `weeks` on two days, each a pair of a day and a share."""
    (first_day, first_share), (last_day, last_share) = first, last
    return ngettext(
        "Somebody in the pool on %(first)s had a chance of %(share)s to be invited within "
        "%(weeks)s week; on %(last)s, of %(other)s.",
        "Somebody in the pool on %(first)s had a chance of %(share)s to be invited within "
        "%(weeks)s weeks; on %(last)s, of %(other)s.",
        weeks,
    ) % {
        "weeks": weeks,
        "first": long_date(first_day),
        "share": percent(first_share),
        "last": long_date(last_day),
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
    ) % {"total": grouped(total), "day": long_date(day), "most": grouped(most)}
