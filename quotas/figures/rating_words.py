"""Words for the chance ratings and for what followed them."""

from django.utils.translation import gettext, ngettext

from ..i18n.formats import grouped, long_date, month_and_day
from .amounts import percent

FEWEST_FOR_TENTHS = 10  # weeks


def describe(ratings):
    """Return the share that followed each rating of a SeasonRatings in a sentence, lowest first.

    A second one says how often nobody was invited after the lowest rating, if ever.
    """
    if not ratings.known:
        return gettext("No week of the %(year)s season can be counted.") % {
            "year": ratings.season.year
        }
    first, *others = reversed(ratings.known)
    sentence = "; ".join([_opening(ratings, first), *map(_clause, others)]) + "."
    return f"{sentence} {_nobody(first)}" if first.without_invitation else sentence


def _opening(ratings, rated):
    first, last = ratings.days
    facts = _facts(rated) | {
        "first": (month_and_day if first.year == last.year else long_date)(first),
        "last": long_date(last),
    }
    if ratings.category is None:
        return (
            gettext(
                "From %(first)s to %(last)s, %(share)s of the candidates in pools rated "
                "“%(rating)s” (a chance of %(lowest)s to %(highest)s%%) were invited within a week"
            )
            % facts
        )
    return gettext(
        "In %(category)s, from %(first)s to %(last)s, %(share)s of the candidates in pools rated "
        "“%(rating)s” (a chance of %(lowest)s to %(highest)s%%) were invited within a week"
    ) % (facts | {"category": ratings.category.name})


def _clause(rated):
    return gettext("%(share)s in those rated “%(rating)s” (%(lowest)s to %(highest)s%%)") % _facts(
        rated
    )


def _nobody(rated):
    return ngettext(
        "In the one week of a pool rated “%(rating)s”, nobody was invited.",
        "In %(without)s of the %(count)s weeks of a pool rated “%(rating)s”, nobody was invited.",
        len(rated.counted),
    ) % {
        "without": grouped(rated.without_invitation),
        "count": grouped(len(rated.counted)),
        "rating": rated.rating.label.lower(),
    }


def _facts(rated):
    return {
        "share": rated.share_label,
        "rating": rated.rating.label.lower(),
        "lowest": rated.lowest,
        "highest": rated.highest,
    }


def title_of_chart(ratings):
    """Return the title of the drawing of a SeasonRatings."""
    facts = {"year": ratings.season.year}
    if ratings.category is None:
        return gettext("Chance ratings and what followed them, %(year)s season") % facts
    return gettext("Chance ratings and what followed them, %(category)s, %(year)s season") % (
        facts | {"category": ratings.category.name}
    )


def headline_of_chart(ratings):
    """Return the shares that followed the lowest and the highest rating of a SeasonRatings."""
    if not ratings.known:
        return gettext("No week of the %(year)s season can be counted.") % {
            "year": ratings.season.year
        }
    highest, lowest = ratings.known[0], ratings.known[-1]
    facts = {"rating": lowest.rating.label.lower(), "share": lowest.share_label}
    if highest is lowest:
        return (
            gettext("%(share)s of candidates in pools rated “%(rating)s” were invited in a week.")
            % facts
        )
    return gettext(
        "%(share)s of candidates in pools rated “%(rating)s” were invited in a week, "
        "and %(other)s in those rated “%(highest)s”."
    ) % (facts | {"highest": highest.rating.label.lower(), "other": highest.share_label})


def describe_outcome(rated):
    """Return the span that a rating predicts and what followed it, for its part of a drawing."""
    facts = {
        "rating": rated.rating.label,
        "lowest": rated.lowest,
        "highest": rated.highest,
    }
    if not rated.counted:
        return (
            gettext("%(rating)s: %(lowest)s to %(highest)s%% predicted, no week counted.") % facts
        )
    facts["shares"] = "; ".join(
        [gettext("%(share)s invited") % {"share": rated.share_label}, *rated.spread_labels]
    )
    return gettext("%(rating)s: %(lowest)s to %(highest)s%% predicted, %(shares)s.") % facts


def spread_in_words(spread, weeks):
    """Return the parts of a Spread of so many `weeks` in words; of a single week there are none."""
    lowest, median, highest = map(percent, spread)
    if weeks == 1:
        return []
    if spread.lowest == spread.highest:
        if weeks < FEWEST_FOR_TENTHS:
            return [gettext("every week: %(share)s") % {"share": lowest}]
        return [gettext("eight weeks in ten or more: %(share)s") % {"share": lowest}]
    if weeks < FEWEST_FOR_TENTHS:
        middle = [gettext("middle week: %(share)s") % {"share": median}] if weeks > 2 else []
        return [
            gettext("lowest week: %(share)s") % {"share": lowest},
            *middle,
            gettext("highest week: %(share)s") % {"share": highest},
        ]
    return [
        gettext("one week in ten: %(share)s") % {"share": _at_most(spread.lowest)},
        gettext("half of the weeks: %(share)s") % {"share": _at_most(spread.median)},
        gettext("one week in ten: %(share)s") % {"share": _at_least(spread.highest)},
    ]


def _at_most(share):
    if share in (0, 1):
        return percent(share)
    return gettext("%(share)s or less") % {"share": percent(share)}


def _at_least(share):
    if share == 1:
        return percent(share)
    return gettext("%(share)s or more") % {"share": percent(share)}
