"""Numbers of people and spots in words."""

from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext, pgettext


def number(value, decimals=0):
    """Return `value` with at most so many decimals, and none if they are zeros."""
    rounded = round(value, decimals)
    decimal_pos = 0 if rounded == int(rounded) else decimals
    return number_format(rounded, decimal_pos=decimal_pos, force_grouping=True)


def spots(count):
    return ngettext("%(spots)s spot", "%(spots)s spots", count) % {"spots": number(count)}


def ratio(candidates, spots):
    """Return the people per spot, or the spots per candidate if there are more spots."""
    if candidates >= spots:
        each, words = _each(candidates / spots)
        if 1 < each < 2:
            return pgettext("between one and two", "%(each)s people per spot") % words
        return ngettext("%(each)s person per spot", "%(each)s people per spot", int(each)) % words
    each, words = _each(spots / candidates)
    if 1 < each < 2:
        return pgettext("between one and two", "%(each)s spots for every candidate") % words
    return (
        ngettext(
            "%(each)s spot for every candidate", "%(each)s spots for every candidate", int(each)
        )
        % words
    )


def _each(quotient):
    """Return a quotient of at least 1, rounded, as a number and as words."""
    decimals = 0 if quotient >= 10 else 1
    return round(quotient, decimals), {"each": number(quotient, decimals)}


def percent(share):
    """Return a share of 0 to 1 in per cent; one that is nearly none or all is not rounded to it."""
    if 0 < share < 0.0001:
        return gettext("under 0.01%")
    if 0.995 <= share < 1:
        return gettext("over 99%")
    decimals = 0 if share >= 0.0995 else 1 if share >= 0.00995 else 2
    return gettext("%(number)s%%") % {"number": number(100 * share, decimals)}


def percent_between(least, most):
    """Return two shares in per cent, or one if they are the same."""
    if percent(least) == percent(most):
        return percent(least)
    return gettext("%(least)s to %(most)s") % {"least": percent(least), "most": percent(most)}
