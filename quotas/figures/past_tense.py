"""Sentences about older figures of a pool, each with its day."""

from django.utils.translation import gettext, ngettext

from ..i18n.formats import long_date
from ..models.weekly_figures import Rating, Word
from . import chances
from .amounts import number, ratio, spots as count_spots


def invitations(latest):
    issued = latest.invitations
    if issued is None:
        return None
    words = {"day": long_date(latest.as_of), "year": latest.season.year, "issued": number(issued)}
    if issued == 0:
        sentence = gettext("By %(day)s, no invitation had been issued in the %(year)s season.")
    else:
        sentence = ngettext(
            "By %(day)s, %(issued)s invitation had been issued in the %(year)s season.",
            "By %(day)s, %(issued)s invitations had been issued in the %(year)s season.",
            issued,
        )
    sentence %= words
    if latest.quota_word == Word.UNLIMITED:
        return f"{sentence} " + gettext("The quota was unlimited.")
    if latest.quota is None:
        return sentence
    quota = {"quota": number(latest.quota)}
    if issued > latest.quota:
        return f"{sentence} " + (
            gettext(
                "The quota was %(quota)s: there may be more invitations than places, because some "
                "people decline, withdraw or are refused."
            )
            % quota
        )
    return f"{sentence} " + gettext("The quota was %(quota)s.") % quota


def spots(latest):
    words = {"day": long_date(latest.as_of)}
    if latest.spots_word == Word.UNLIMITED:
        return (
            gettext(
                "On %(day)s, spots were unlimited: letters of introduction were issued without a "
                "cap."
            )
            % words
        )
    if latest.spots is None:
        return None
    if latest.spots == 0:
        return (
            gettext(
                "On %(day)s, no spot was available: as many letters of introduction had been "
                "issued as the quota allowed."
            )
            % words
        )
    sentence = ngettext(
        "On %(day)s, %(spots)s spot was available: that many letters of introduction could be "
        "issued before the quota was met. It was not the quota minus the invitations.",
        "On %(day)s, %(spots)s spots were available: that many letters of introduction could be "
        "issued before the quota was met. It was not the quota minus the invitations.",
        latest.spots,
    ) % (words | {"spots": number(latest.spots)})
    if latest.quota is not None and latest.spots > latest.quota:
        sentence += " " + gettext(
            "There were more spots than the quota allowed: the source had not made the two agree."
        )
    return sentence


def odds(latest):
    """Return the candidates for the spots in a sentence, if both are numbers."""
    waiting, free = latest.candidates, latest.spots
    if waiting is None or free is None:
        return None
    words = {"day": long_date(latest.as_of), "candidates": number(waiting)}
    if waiting == 0:
        return gettext("On %(day)s, nobody was waiting in the pool.") % words
    if free == 0:
        return (
            ngettext(
                "On %(day)s, %(candidates)s candidate was waiting, without a spot.",
                "On %(day)s, %(candidates)s candidates were waiting, without a spot.",
                waiting,
            )
            % words
        )
    words |= {"spots": count_spots(free), "ratio": ratio(waiting, free)}
    return (
        ngettext(
            "On %(day)s, %(candidates)s candidate was waiting for %(spots)s: %(ratio)s.",
            "On %(day)s, %(candidates)s candidates were waiting for %(spots)s: %(ratio)s.",
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
        "On %(day)s, the chance rating was “%(rating)s”: a chance of %(lowest)s to %(highest)s%% "
        "of an invitation in the round that followed. It said nothing about the season as a "
        "whole."
    ) % {
        "day": long_date(latest.as_of),
        "rating": rating.label.lower(),
        "lowest": lowest,
        "highest": highest,
    }


def contradiction(latest):
    """Return that the rating and the spots contradicted each other in a sentence, or None."""
    found = chances.contradiction(latest)
    if found is None:
        return None
    sentence = (
        gettext(
            "On %(day)s, rating and spots contradicted each other: “%(rating)s”, and no spot was "
            "available."
        )
        if found == chances.Contradiction.GOOD_WITHOUT_SPOTS
        else gettext(
            "On %(day)s, rating and spots contradicted each other: “%(rating)s”, and there was a "
            "spot for every candidate."
        )
    )
    rating = Rating(latest.rating).label.lower()
    return sentence % {"day": long_date(latest.as_of), "rating": rating}


def kept_places(latest):
    """Return the places that are neither spots nor invitations in a sentence, or None."""
    if not chances.kept_places(latest):
        return None
    if not latest.invitations:
        return gettext(
            "On %(day)s, the quota minus the spots was %(gone)s, and no invitation had been "
            "issued: places had been taken back or kept. The source does not say why."
        ) % {"day": long_date(latest.as_of), "gone": number(latest.quota - latest.spots)}
    return ngettext(
        "On %(day)s, the quota minus the spots was %(gone)s, more than the %(issued)s invitation "
        "issued: places had been taken back or kept. The source does not say why.",
        "On %(day)s, the quota minus the spots was %(gone)s, more than the %(issued)s "
        "invitations issued: places had been taken back or kept. The source does not say why.",
        latest.invitations,
    ) % {
        "day": long_date(latest.as_of),
        "gone": number(latest.quota - latest.spots),
        "issued": number(latest.invitations),
    }


def pace(pace, _standing):
    """Return the pace of spots; older figures tell no day on which they run out."""
    if pace is None:
        return None
    words = {
        "weeks": pace.weeks,
        "first": long_date(pace.first_day),
        "last": long_date(pace.last_day),
        "a_week": number(pace.spots_a_week, 0 if pace.spots_a_week >= 10 else 1),
    }
    if pace.spots_a_week <= 0:
        return gettext("Between %(first)s and %(last)s, spots did not go down.") % words
    return (
        gettext(
            "Spots went down by %(a_week)s a week on average, based on the figures of the last "
            "%(weeks)s weeks that we have, from %(first)s to %(last)s."
        )
        % words
    )


def closed(latest):
    if latest.is_open is False:
        return gettext("On %(day)s, the pool was not accepting candidates.") % {
            "day": long_date(latest.as_of)
        }
    return None
