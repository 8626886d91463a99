"""Sentences about the figures of a pool that are of now."""

import datetime

from django.utils.translation import gettext, ngettext

from ..i18n.formats import long_date
from ..models.weekly_figures import Rating, Word
from . import chances
from .amounts import number, ratio, spots as count_spots


def invitations(latest):
    issued = latest.invitations
    if issued is None:
        return None
    if issued == 0:
        sentence = gettext("No invitation has been issued this season.")
    else:
        sentence = ngettext(
            "%(issued)s invitation has been issued this season.",
            "%(issued)s invitations have been issued this season.",
            issued,
        ) % {"issued": number(issued)}
    if latest.quota_word == Word.UNLIMITED:
        return f"{sentence} " + gettext("The quota is unlimited.")
    if latest.quota is None:
        return sentence
    quota = {"quota": number(latest.quota)}
    if issued > latest.quota:
        return f"{sentence} " + (
            gettext(
                "The quota is %(quota)s: there may be more invitations than places, because some "
                "people decline, withdraw or are refused."
            )
            % quota
        )
    return f"{sentence} " + gettext("The quota is %(quota)s.") % quota


def spots(latest):
    if latest.spots_word == Word.UNLIMITED:
        return gettext("Spots are unlimited: letters of introduction are issued without a cap.")
    if latest.spots is None:
        return None
    if latest.spots == 0:
        return gettext(
            "No spot is available: as many letters of introduction have been issued as the quota "
            "allows. Spots may return when people decline or withdraw."
        )
    sentence = ngettext(
        "%(spots)s spot is available: that many letters of introduction can still be issued "
        "before the quota is met. It is not the quota minus the invitations.",
        "%(spots)s spots are available: that many letters of introduction can still be issued "
        "before the quota is met. It is not the quota minus the invitations.",
        latest.spots,
    ) % {"spots": number(latest.spots)}
    if latest.quota is not None and latest.spots > latest.quota:
        sentence += " " + gettext(
            "There are more spots than the quota allows: the source has not made the two agree yet."
        )
    return sentence


def odds(latest):
    """Return the candidates for the spots in a sentence, if both are numbers."""
    waiting, free = latest.candidates, latest.spots
    if waiting is None or free is None:
        return None
    if waiting == 0:
        return gettext("Nobody is waiting in the pool.")
    words = {"candidates": number(waiting)}
    if free == 0:
        return (
            ngettext(
                "%(candidates)s candidate is waiting, without a spot.",
                "%(candidates)s candidates are waiting, without a spot.",
                waiting,
            )
            % words
        )
    words |= {"spots": count_spots(free), "ratio": ratio(waiting, free)}
    return (
        ngettext(
            "%(candidates)s candidate is waiting for %(spots)s: %(ratio)s.",
            "%(candidates)s candidates are waiting for %(spots)s: %(ratio)s.",
            waiting,
        )
        % words
    )


def rating(latest):
    if latest.rating is None or latest.rating == Rating.NOT_APPLICABLE:
        return None
    rating = Rating(latest.rating)
    lowest, highest = rating.percentages
    return gettext(
        "The chance rating is “%(rating)s”: a chance of %(lowest)s to %(highest)s%% of an "
        "invitation in the next round. It says nothing about the season as a whole, and changes "
        "from week to week."
    ) % {"rating": rating.label.lower(), "lowest": lowest, "highest": highest}


def contradiction(latest):
    """Return that the rating and the spots contradict each other in a sentence, or None."""
    found = chances.contradiction(latest)
    if found is None:
        return None
    sentence = (
        gettext("Rating and spots contradict each other: “%(rating)s”, and no spot is available.")
        if found == chances.Contradiction.GOOD_WITHOUT_SPOTS
        else gettext(
            "Rating and spots contradict each other: “%(rating)s”, and there is a spot for every "
            "candidate."
        )
    )
    return sentence % {"rating": Rating(latest.rating).label.lower()}


def kept_places(latest):
    """Return the places that are neither spots nor invitations in a sentence, or None."""
    if not chances.kept_places(latest):
        return None
    if not latest.invitations:
        return gettext(
            "The quota minus the spots is %(gone)s, and no invitation has been issued: places have "
            "been taken back or kept. The source does not say why."
        ) % {"gone": number(latest.quota - latest.spots)}
    return ngettext(
        "The quota minus the spots is %(gone)s, more than the %(issued)s invitation issued: "
        "places have been taken back or kept. The source does not say why.",
        "The quota minus the spots is %(gone)s, more than the %(issued)s invitations issued: "
        "places have been taken back or kept. The source does not say why.",
        latest.invitations,
    ) % {
        "gone": number(latest.quota - latest.spots),
        "issued": number(latest.invitations),
    }


def pace(pace, standing):
    """Return the pace of spots, and between which days it would leave none, if it tells that."""
    if pace is None:
        return None
    words = {
        "weeks": pace.weeks,
        "first": long_date(pace.first_day),
        "last": long_date(pace.last_day),
        "a_week": number(pace.spots_a_week, 0 if pace.spots_a_week >= 10 else 1),
    }
    if pace.rose:
        return (
            gettext(
                "Spots rose at least once between %(first)s and %(last)s, so we cannot say when "
                "they run out."
            )
            % words
        )
    if pace.spots_a_week == 0:
        return (
            gettext(
                "Spots did not go down between %(first)s and %(last)s, so we cannot say when "
                "they run out."
            )
            % words
        )
    sentence = (
        gettext(
            "Spots went down by %(a_week)s a week, based on the figures of %(weeks)s weeks, from "
            "%(first)s to %(last)s."
        )
        % words
    )
    return f"{sentence} {_running_out(pace, standing)}"


def _running_out(pace, standing):
    if pace.invited is None:
        return gettext(
            "The invitations of these weeks are not all known, so we cannot say when spots run out."
        )
    if not pace.invited:
        return gettext(
            "No invitations were issued in the last of these weeks, so we cannot say when spots "
            "run out."
        )
    if pace.days_left is None:
        return gettext("They went down unevenly, so we cannot say when they run out.")
    fewest, most = pace.days_left
    until_closing = (standing.closing_day - pace.last_day).days
    if fewest > until_closing:
        return gettext("At that pace, some are left when the season closes.")
    earliest = pace.last_day + datetime.timedelta(days=fewest)
    if most > until_closing:
        return gettext(
            "At that pace, they run out on %(day)s at the earliest, or some are left when the "
            "season closes."
        ) % {"day": long_date(earliest)}
    latest = pace.last_day + datetime.timedelta(days=most)
    if earliest <= standing.on or earliest == latest:
        sentence = gettext("At that pace, they run out by %(day)s.")
    else:
        sentence = gettext("At that pace, they run out between %(earliest)s and %(day)s.")
    sentence %= {"earliest": long_date(earliest), "day": long_date(latest)}
    # Of the spans told of 2026, one in fourteen came true: manage.py check_chances.
    return f"{sentence} " + gettext(
        "Spots have seldom run out that soon: invitations slow down as a quota fills."
    )


def closed(latest):
    return gettext("The pool is not accepting candidates.") if latest.is_open is False else None
