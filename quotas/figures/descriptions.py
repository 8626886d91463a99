"""Descriptions of pages for search engines and for links that are shared, with their figures.

A figure that is not of every season has its day, so that a description is as true of old figures
as of those of now.
"""

from django.utils.translation import gettext, ngettext

from ..i18n.formats import grouped, long_date, month_and_day
from ..models.quota import QuotaState
from ..models.weekly_figures import Word
from .amounts import number, percent

LONGEST = 155  # characters, of which search engines show about so many
MOST_NAMED = 3  # countries of a category


def fit(first, *others):
    """Return `first` and as many of the sentences that follow as there is room for, in order."""
    text = first
    for sentence in filter(None, others):
        if len(text) + 1 + len(sentence) <= LONGEST:
            text = f"{text} {sentence}"
    return text


def of_pool(pool, quota, course):
    """Describe a pool by its quota and the newest week of its course, each of which may be None."""
    words = {"pool": pool.name, "year": pool.season.year, "quota": _quota(quota)}
    return fit(
        gettext("%(pool)s %(year)s: %(quota)s.") % words,
        (course and _newest_week(course)) or (quota and _as_of({quota.as_of})),
        gettext("The quota, its source and who can apply in International Experience Canada."),
    )


def _quota(quota):
    """Return a quota in words that follow a colon."""
    if quota is None:
        return gettext("no quota known to us")
    if quota.state == QuotaState.LIMITED:
        return ngettext("%(places)s place", "%(places)s places", quota.places) % {
            "places": grouped(quota.places)
        }
    return {
        QuotaState.UNLIMITED: gettext("unlimited quota"),
        QuotaState.NOT_OFFERED: gettext("category not offered"),
        QuotaState.TO_BE_ANNOUNCED: gettext("quota to be announced"),
    }[quota.state]


def _newest_week(course):
    """Return the spots of the newest day and the share invited in the week before, or None."""
    parts = list(filter(None, (_spots(course.latest), _share(course.when_invited.weeks[-1:]))))
    if not parts:
        return None
    words = {"day": long_date(course.latest.as_of), "figures": ", ".join(parts)}
    return gettext("On %(day)s: %(figures)s.") % words


def _spots(figures):
    if figures.spots_word == Word.UNLIMITED:
        return gettext("spots unlimited")
    if figures.spots is None:
        return None
    if figures.spots == 0:
        return gettext("no spot available")
    return ngettext("%(spots)s spot available", "%(spots)s spots available", figures.spots) % {
        "spots": number(figures.spots)
    }


def _share(weeks):
    """Return the share of the last of `weeks`, or None if there is none or it is in doubt."""
    if not weeks or weeks[0].doubt:
        return None
    (week,) = weeks
    since = {"day": month_and_day(week.figures.as_of)}
    issued = week.invitations.least
    if issued == 0:
        return gettext("nobody invited since %(day)s") % since
    if issued >= week.figures.candidates:
        return gettext("invitations for everybody since %(day)s") % since
    words = since | {"share": percent(week.share.least)}
    return gettext("%(share)s of the pool invited since %(day)s") % words


def of_country(country, by_season):
    """Describe a country by the quotas of the newest season in `by_season`, as its page has it."""
    if not by_season:
        return gettext(
            "%(country)s in International Experience Canada: who can apply in each category, and "
            "where the figures come from."
        ) % {"country": country.name}
    newest = by_season[0]
    held = [(category, quota) for category, quota in newest.cells if quota]
    words = {
        "country": country.name,
        "year": newest.season.year,
        "quotas": ", ".join(f"{category.name} {_label(quota)}" for category, quota in held),
    }
    return fit(
        gettext("%(country)s, IEC quotas of %(year)s: %(quotas)s.") % words,
        _as_of({quota.as_of for _category, quota in held}),
        gettext("Who can apply, earlier seasons and sources."),
    )


def _label(quota):
    """Return the label of a quota as it stands inside a sentence."""
    return quota.label if quota.state == QuotaState.LIMITED else quota.label.lower()


def _as_of(days):
    """Return the one day of `days` in a sentence, or None if there are several."""
    if len(days) != 1:
        return None
    return gettext("As of %(day)s.") % {"day": long_date(*days)}


def of_season(summary):
    """Describe a season by the Summary of its quotas."""
    words = {"year": summary.season.year}
    return fit(
        gettext("IEC quotas of the %(year)s season.") % words,
        summary.counts if summary.quotas else None,
        _as_of({quota.as_of for quota in summary.stated}),
        gettext("Search, filter and sort."),
    )


def of_current_season(summary):
    """Describe the home page by the Summary of the quotas of the current season."""
    words = {"year": summary.season.year}
    return fit(
        gettext("Is my country in? IEC quotas of %(year)s.") % words,
        summary.counts if summary.quotas else None,
        _as_of({quota.as_of for quota in summary.stated}),
    )


def of_category(category, season, quotas):
    """Describe a category by its `quotas` of a season, the largest first, or by its summary."""
    open_quotas = [
        quota for quota in quotas if quota.state in (QuotaState.LIMITED, QuotaState.UNLIMITED)
    ]
    if not open_quotas:
        return category.summary
    largest = ", ".join(
        f"{quota.country.name} ({_label(quota)})" for quota in open_quotas[:MOST_NAMED]
    )
    words = {
        "category": category.name,
        "year": season.year,
        "count": len(open_quotas),
        "largest": largest,
    }
    return fit(
        ngettext(
            "%(category)s, %(year)s season: the quota of %(count)s country, %(largest)s.",
            "%(category)s, %(year)s season: quotas of %(count)s countries and territories, the "
            "largest %(largest)s.",
            len(open_quotas),
        )
        % words,
        category.summary,
    )


def of_changes(count, newest):
    """Describe the changes of figures by their number and the newest Change, which may be None."""
    if not count:
        return gettext(
            "Changes of published quotas, pools and chance ratings of International Experience "
            "Canada: none with these filters."
        )
    newest_day = newest and gettext("The newest is of %(day)s.") % {"day": long_date(newest.day)}
    return fit(
        ngettext(
            "%(count)s change of IEC quotas, pools and chance ratings.",
            "%(count)s changes of IEC quotas, pools and chance ratings.",
            count,
        )
        % {"count": grouped(count)},
        newest_day,
        newest and f"{newest.sentence}.",
    )
