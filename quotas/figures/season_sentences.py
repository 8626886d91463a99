"""Sentences about all pools of a season together, made from their weeks and quotas."""

from itertools import groupby
from operator import attrgetter

from django.utils.translation import gettext, ngettext

from ..i18n.formats import grouped, long_date, month
from ..i18n.languages import language
from ..models.season import Status


def describe_season(weeks, standing):
    """Return the sentences about a season with weeks, but for the pools open all year."""
    return [
        describe_scope(weeks, standing),
        describe_total(weeks),
        describe_ran_out(weeks),
        describe_moved(weeks),
    ]


def describe_scope(weeks, standing):
    """Return the pools and days that all counts are of; of a season that goes on, so far."""
    sentence = gettext("Pools: %(pools)s. Days of figures: %(days)s, from %(first)s to %(last)s.")
    if standing.status != Status.OVER:
        sentence += " " + gettext("The season is not over: all counts are those so far.")
    return sentence % {
        "pools": grouped(len(weeks.pools)),
        "days": grouped(len(weeks.days)),
        "first": long_date(weeks.first_day),
        "last": long_date(weeks.last_day),
    }


def describe_total(weeks):
    """Return the invitations of the season; at least so many where a total is not known."""
    totals = [pool.total for pool in weeks.pools]
    words = {
        "invitations": grouped(sum(total.least for total in totals)),
        "day": long_date(weeks.last_day),
    }
    unknown = sum(not total.is_known for total in totals)
    if not unknown:
        return (
            gettext("Invitations issued by %(day)s, all pools together: %(invitations)s.") % words
        )
    return ngettext(
        "Invitations issued by %(day)s, all pools together: at least %(invitations)s. The last "
        "total of %(unknown)s pool is not certain.",
        "Invitations issued by %(day)s, all pools together: at least %(invitations)s. The last "
        "totals of %(unknown)s pools are not certain.",
        unknown,
    ) % {**words, "unknown": grouped(unknown)}


def describe_open(weeks):
    """Return the number of pools that invited nearly everybody in every week counted."""
    found = sum(pool.invited_nearly_all for pool in weeks.pools)
    if not found:
        return gettext(
            "No pool had spots on every day of figures and invited nearly everybody who was "
            "waiting (95 in 100 or more) in every week that is counted."
        )
    return ngettext(
        "%(count)s of %(pools)s pools had spots on every day of figures, and invited nearly "
        "everybody who was waiting (95 in 100 or more) in every week that is counted.",
        "%(count)s of %(pools)s pools had spots on every day of figures, and invited nearly "
        "everybody who was waiting (95 in 100 or more) in every week that is counted.",
        found,
    ) % {"count": grouped(found), "pools": grouped(len(weeks.pools))}


def open_by_category(weeks):
    """Return pairs of a category and those pools of it, by name, with their weeks counted."""
    found = sorted(
        (pool for pool in weeks.pools if pool.invited_nearly_all),
        key=attrgetter("category.position", f"country.sort_{language()}"),
    )
    by_category = groupby(found, key=attrgetter("category.name"))
    return [
        (name, [(pool.country.name, len(pool.counted_levels)) for pool in pools])
        for name, pools in by_category
    ]


def describe_ran_out(weeks):
    """Return how many pools had a day without spots, by the month of the first, and again some."""
    first_days = sorted(pool.ran_out_on for pool in weeks.pools if pool.ran_out_on)
    if not first_days:
        return gettext("No pool ran out of spots on a day of figures.")
    by_month = [
        gettext("%(count)s in %(month)s") % {"month": name, "count": grouped(len(list(of_month)))}
        for name, of_month in groupby(first_days, key=month)
    ]
    again = sum(pool.available_again_on is not None for pool in weeks.pools)
    sentence = ngettext(
        "%(count)s pool ran out of spots (first days with 0: %(months)s).",
        "%(count)s pools ran out of spots (first days with 0: %(months)s).",
        len(first_days),
    ) % {"count": grouped(len(first_days)), "months": ", ".join(by_month)}
    if not again:
        return f"{sentence} " + gettext("None had spots again on a later day.")
    return f"{sentence} " + ngettext(
        "%(count)s had spots again on a later day: some were added.",
        "%(count)s had spots again on a later day: some were added.",
        again,
    ) % {"count": grouped(again)}


def describe_moved(weeks):
    """Return how many quotas had another number in the course of the season."""
    quotas = [pool.quota for pool in weeks.pools if pool.quota]
    moved = [quota.numbers for quota in quotas if quota.moved]
    if not moved:
        return gettext("No quota changed in number.")
    words = {
        "count": grouped(len(moved)),
        "quotas": grouped(len(quotas)),
        "higher": grouped(sum(numbers[-1] > numbers[0] for numbers in moved)),
        "lower": grouped(sum(numbers[-1] < numbers[0] for numbers in moved)),
    }
    sentence = ngettext(
        "%(count)s of %(quotas)s quotas changed in number: %(higher)s up, %(lower)s down.",
        "%(count)s of %(quotas)s quotas changed in number: %(higher)s up, %(lower)s down.",
        len(moved),
    )
    sentence %= words
    others = sum(quota.changed and not quota.moved for quota in quotas)
    if not others:
        return sentence
    return f"{sentence} " + ngettext(
        "%(count)s more quota went from a word, such as Unlimited, to a number, or the reverse.",
        "%(count)s more quotas went from a word, such as Unlimited, to a number, or the reverse.",
        others,
    ) % {"count": grouped(others)}


def describe_left_out(weeks):
    """Return how many pool-weeks are in no sum of a week."""
    if not weeks.weeks_left_out:
        return gettext("The sums include every week of every pool.")
    return ngettext(
        "The sums leave out %(count)s of %(weeks)s weeks of single pools: its invitations are "
        "not known, or only together with those of other weeks.",
        "The sums leave out %(count)s of %(weeks)s weeks of single pools: their invitations are "
        "not known, or only together with those of other weeks.",
        weeks.weeks_left_out,
    ) % {"count": grouped(weeks.weeks_left_out), "weeks": grouped(weeks.weeks_in_all)}


def describe_gaps(weeks):
    """Return a sentence about each time of which no week is held."""
    return [_gap(gap) for gap in weeks.gaps]


def _gap(gap):
    words = {"first": long_date(gap.since), "last": long_date(gap.until)}
    if not gap.invitations:
        return (
            gettext(
                "We have no week between %(first)s and %(last)s, and know of no invitation in this "
                "time."
            )
            % words
        )
    return ngettext(
        "We have no week between %(first)s and %(last)s: the sums leave out %(invitations)s "
        "invitation that was issued in this time.",
        "We have no week between %(first)s and %(last)s: the sums leave out %(invitations)s "
        "invitations that were issued in this time.",
        gap.invitations,
    ) % (words | {"invitations": grouped(gap.invitations)})
