"""Sentences about the parts of a season in which much the same share of a pool was invited."""

from django.utils.translation import gettext, ngettext, pgettext

from ..i18n.formats import long_date, month_and_day
from .chances import Doubt, Level

SHARES = {
    Level.NOBODY: lambda: gettext("nobody who was waiting was invited"),
    Level.FEWEST: lambda: gettext("fewer than 1 in 100 people waiting were invited within a week"),
    Level.FEW: lambda: gettext("1 to 10 in 100 people waiting were invited within a week"),
    Level.SOME: lambda: gettext("10 to 50 in 100 people waiting were invited within a week"),
    Level.MOST: lambda: gettext("50 to 95 in 100 people waiting were invited within a week"),
    Level.NEARLY_ALL: lambda: gettext("nearly everybody who was waiting was invited within a week"),
}
SHARES_IN_SHORT = {
    Level.NOBODY: lambda: gettext("nobody"),
    Level.FEWEST: lambda: gettext("fewer than 1 in 100 a week"),
    Level.FEW: lambda: gettext("1 to 10 in 100 a week"),
    Level.SOME: lambda: gettext("10 to 50 in 100 a week"),
    Level.MOST: lambda: gettext("50 to 95 in 100 a week"),
    Level.NEARLY_ALL: lambda: gettext("nearly everybody within a week"),
}


def describe(phases):
    """Return the Phases of a pool in a sentence, or None if there are none.

    A phase that not all of its weeks agree with says how many do.
    """
    if not phases:
        return None
    first, *others = phases
    clauses = [_opening(first) if others else _whole(first), *map(_clause, others)]
    return "; ".join(clauses) + "."


def describe_in_short(phases):
    """Return the first and the last of the Phases of a pool in a sentence, or None.

    Those between are told as well if one is above both of them, or below both.
    """
    if len(phases) > 2:
        first, *between, last = (phase.typical for phase in phases)
        lowest, highest = sorted((first, last))
        if all(lowest <= level <= highest for level in between):
            return describe([phases[0], phases[-1]])
    return describe(phases)


def _whole(phase):
    return gettext("From %(first)s to %(last)s, %(share)s") % {
        "first": month_and_day(phase.first_day),
        "last": long_date(phase.last_day),
        "share": _share(phase, SHARES),
    }


def _opening(phase):
    return gettext("Until %(day)s, %(share)s") % {
        "day": long_date(phase.last_day),
        "share": _share(phase, SHARES),
    }


def _clause(phase):
    return pgettext("within a sentence", "from %(first)s to %(last)s, %(share)s") % {
        "first": month_and_day(phase.first_day),
        "last": month_and_day(phase.last_day),
        "share": _share(phase, SHARES_IN_SHORT),
    }


def _share(phase, words):
    said = words[phase.typical]()
    if phase.agreeing == phase.weeks:
        return said
    return ngettext(
        "%(share)s (in %(agreeing)s of %(weeks)s week)",
        "%(share)s (in %(agreeing)s of %(weeks)s weeks)",
        phase.weeks,
    ) % {"share": said, "agreeing": phase.agreeing, "weeks": phase.weeks}


def describe_few(weeks):
    """Return in a sentence how a pool did whose PoolWeeks have too few candidates for shares.

    None if nobody was waiting in any of them.
    """
    few = [week for week in weeks if week.doubt == Doubt.FEW]
    if not few:
        return None
    enough = sum(week.invitations.least >= week.figures.candidates for week in few)
    sentence = gettext("Fewer than 20 people were waiting, too few for a share.")
    if enough == len(few):
        return f"{sentence} " + gettext(
            "In every week with somebody waiting, there were enough invitations for all of them."
        )
    if not enough:
        return f"{sentence} " + gettext(
            "In every week with somebody waiting, there were too few invitations for all of them."
        )
    return f"{sentence} " + ngettext(
        "In %(enough)s of the %(weeks)s week with somebody waiting, there were enough "
        "invitations for all of them.",
        "In %(enough)s of the %(weeks)s weeks with somebody waiting, there were enough "
        "invitations for all of them.",
        len(few),
    ) % {"weeks": len(few), "enough": enough}
