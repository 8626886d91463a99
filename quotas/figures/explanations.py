"""Sentences that explain the figures of a pool."""

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext

from ..i18n.formats import long_date
from ..models.weekly_figures import Rating, Word


def number(value, decimals=0):
    """Return `value` with at most so many decimals, and none if they are zeros."""
    rounded = round(value, decimals)
    decimal_pos = 0 if rounded == int(rounded) else decimals
    return number_format(rounded, decimal_pos=decimal_pos, force_grouping=True)


def places(count):
    return ngettext("%(places)s place", "%(places)s places", count) % {"places": number(count)}


def spots(count):
    return ngettext("%(spots)s spot", "%(spots)s spots", count) % {"spots": number(count)}


def explanations(course, *, ends_on=None, today=None):
    """Return the sentences about the latest week of `course`, the most asked-for first.

    `ends_on` is the last day that its season can have.
    """
    latest = course.latest
    sentences = (
        _invitations(latest),
        _spots(latest),
        _odds(latest),
        _rating(latest),
        _pace(course.pace, ends_on, today or timezone.localdate()),
        _closed(latest),
    )
    return [sentence for sentence in sentences if sentence]


def _invitations(latest):
    issued = latest.invitations
    if issued is None:
        return None
    words = {"issued": number(issued)}
    if latest.quota_word == Word.UNLIMITED:
        return (
            ngettext(
                "%(issued)s invitation has been issued this season. The quota is unlimited.",
                "%(issued)s invitations have been issued this season. The quota is unlimited.",
                issued,
            )
            % words
        )
    if latest.quota is None:
        return (
            ngettext(
                "%(issued)s invitation has been issued this season.",
                "%(issued)s invitations have been issued this season.",
                issued,
            )
            % words
        )
    words |= {"places": places(latest.quota), "quota": number(latest.quota)}
    if issued > latest.quota:
        return (
            ngettext(
                "%(issued)s invitation has been issued for %(places)s. There may be more "
                "invitations than places, because some people decline, withdraw or are refused.",
                "%(issued)s invitations have been issued for %(places)s. There may be more "
                "invitations than places, because some people decline, withdraw or are refused.",
                issued,
            )
            % words
        )
    return (
        ngettext(
            "%(issued)s invitation has been issued this season, for a quota of %(quota)s.",
            "%(issued)s invitations have been issued this season, for a quota of %(quota)s.",
            issued,
        )
        % words
    )


def _spots(latest):
    if latest.spots_word == Word.UNLIMITED:
        return gettext("Spots are unlimited: letters of introduction are issued without a cap.")
    if latest.spots is None:
        return None
    if latest.spots == 0:
        return gettext(
            "No spot is available: as many letters of introduction have been issued as the quota "
            "allows. Spots may return when people decline or withdraw."
        )
    words = {"spots": number(latest.spots)}
    sentence = (
        ngettext(
            "%(spots)s spot is available: that many letters of introduction can still be issued "
            "before the quota is met. It is not the quota minus the invitations.",
            "%(spots)s spots are available: that many letters of introduction can still be issued "
            "before the quota is met. It is not the quota minus the invitations.",
            latest.spots,
        )
        % words
    )
    if latest.quota is not None and latest.spots > latest.quota:
        sentence += " " + gettext(
            "There are more spots than the quota says: the source had not brought the two into "
            "line yet."
        )
    return sentence


def _odds(latest):
    """Return the candidates for each spot in a sentence, if both are numbers."""
    waiting, free = latest.candidates, latest.spots
    if waiting is None or free is None:
        return None
    if waiting == 0:
        return gettext("Nobody is waiting in the pool.")
    words = {"candidates": number(waiting), "spots": spots(free)}
    if free == 0:
        return (
            ngettext(
                "%(candidates)s candidate is waiting, without a spot.",
                "%(candidates)s candidates are waiting, without a spot.",
                waiting,
            )
            % words
        )
    each = waiting / free
    words["each"] = number(each, 0 if each >= 10 else 1 if each >= 1 else 2 if each >= 0.01 else 4)
    return (
        ngettext(
            "%(candidates)s candidate for %(spots)s: %(each)s for each.",
            "%(candidates)s candidates for %(spots)s: %(each)s for each.",
            waiting,
        )
        % words
    )


def _rating(latest):
    if latest.rating is None or latest.rating == Rating.NOT_APPLICABLE:
        return None
    rating = Rating(latest.rating)
    lowest, highest = rating.percentages
    return gettext(
        "The chance rating is “%(rating)s”: a chance of %(lowest)s to %(highest)s %% of an "
        "invitation in the next round. It says nothing of the season as a whole, and changes from "
        "week to week."
    ) % {"rating": rating.label.lower(), "lowest": lowest, "highest": highest}


def _pace(pace, ends_on, today):
    if pace is None:
        return None
    words = {
        "weeks": pace.weeks,
        "first": long_date(pace.first_day),
        "last": long_date(pace.last_day),
    }
    if pace.runs_out_on is None:
        return (
            gettext(
                "Spots did not go down over the %(weeks)s weekly figures from %(first)s to "
                "%(last)s, so they tell no day on which they would run out."
            )
            % words
        )
    words |= {
        "a_week": number(pace.spots_a_week, 0 if pace.spots_a_week >= 10 else 1),
        "day": long_date(pace.runs_out_on),
    }
    if ends_on and pace.runs_out_on > ends_on:
        return (
            gettext(
                "Spots went down by %(a_week)s a week, by the %(weeks)s weekly figures from "
                "%(first)s to %(last)s. At that pace they would run out around %(day)s, when the "
                "season is over."
            )
            % words
        )
    if pace.runs_out_on < today:
        return (
            gettext(
                "Spots went down by %(a_week)s a week, by the %(weeks)s weekly figures from "
                "%(first)s to %(last)s. Had that gone on, they would have run out around %(day)s."
            )
            % words
        )
    return (
        gettext(
            "Spots went down by %(a_week)s a week, by the %(weeks)s weekly figures from %(first)s "
            "to %(last)s. If that goes on, they run out around %(day)s."
        )
        % words
    )


def _closed(latest):
    if latest.is_open is False:
        return gettext("The pool is not accepting candidates.")
    return None
