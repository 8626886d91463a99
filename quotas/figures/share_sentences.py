"""Sentences about the share of a pool that was invited in its last weeks.

They name their days, so that they are as true of old figures as of those of now.
"""

from django.utils.translation import gettext, ngettext

from ..i18n.formats import long_date
from .amounts import number, percent, percent_between
from .chances import Doubt


def last_week(week):
    """Return the share of the last PoolWeek in a sentence, or None if there was nothing to share.

    `week` may be None.
    """
    if week is None or week.doubt in (Doubt.NOT_BEGUN, Doubt.NOBODY):
        return None
    words = {"since": long_date(week.figures.as_of), "until": long_date(week.until)}
    if week.doubt == Doubt.FEW:
        return _few(week, words)
    if week.doubt:
        return gettext("From %(since)s to %(until)s, we cannot work out a share. %(reason)s.") % (
            words | {"reason": week.doubt.label}
        )
    issued, candidates = week.invitations.least, week.figures.candidates
    words |= {"issued": number(issued), "candidates": number(candidates)}
    if issued >= candidates:
        return (
            gettext(
                "%(candidates)s candidates were in the pool on %(since)s, and %(issued)s "
                "invitations followed by %(until)s: enough for all of them."
            )
            % words
        )
    if issued == 0:
        return (
            gettext("None of the %(candidates)s candidates of %(since)s was invited by %(until)s.")
            % words
        )
    return ngettext(
        "%(issued)s of the %(candidates)s candidates of %(since)s was invited by %(until)s: "
        "%(share)s.",
        "%(issued)s of the %(candidates)s candidates of %(since)s were invited by %(until)s: "
        "%(share)s.",
        issued,
    ) % (words | {"share": percent(week.share.least)})


def _few(week, words):
    issued = week.invitations.least
    waiting = ngettext(
        "On %(since)s, %(candidates)s person was waiting, too few for a share",
        "On %(since)s, %(candidates)s people were waiting, too few for a share",
        week.figures.candidates,
    ) % (words | {"candidates": number(week.figures.candidates)})
    if not issued:
        followed = gettext("no invitation followed by %(until)s")
    else:
        followed = ngettext(
            "%(issued)s invitation followed by %(until)s",
            "%(issued)s invitations followed by %(until)s",
            issued,
        )
    return f"{waiting}; {followed % (words | {'issued': number(issued)})}."


def recent_weeks(recent):
    """Return the shares of the Recent weeks and what they come to in a sentence, or None.

    `recent` may be None.
    """
    if recent is None:
        return None
    return gettext(
        "In each of the %(weeks)s weeks from %(first)s to %(last)s, %(shares)s of the pool was "
        "invited. Somebody who was in it all that time had a chance of %(chance)s."
    ) % {
        "weeks": len(recent.weeks),
        "first": long_date(recent.weeks[0].figures.as_of),
        "last": long_date(recent.weeks[-1].until),
        "shares": percent_between(*recent.shares),
        "chance": percent(recent.chance.least),
    }
