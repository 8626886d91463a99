"""Reasons to suspect a typing error in a new figure, in sentences for its editor."""

from django.utils import timezone
from django.utils.translation import gettext as _

from ..i18n.formats import grouped, long_date
from ..models import QuotaValue
from ..models.quota import QuotaState, quota_label


class KnownNumbers:
    """The numbers to compare a new one with if there was none just before.

    That is the last number of its pool in its season, withdrawn or not, or else the newest of its
    pool in any season; and for a pool that never had one, the largest of its category.
    """

    def __init__(self, values=None):
        self.last, self.newest, self.largest = {}, {}, {}
        values = QuotaValue.objects.all() if values is None else values
        numbers = values.filter(state=QuotaState.LIMITED).with_standing().order_by("as_of", "pk")
        for season, year, country, category, places, is_standing in numbers.values_list(
            "season", "season__year", "country", "category", "places", "is_standing"
        ):
            self.last[season, country, category] = year, places
            if is_standing:
                self.newest[country, category] = year, places
                self.largest[category] = max(places, self.largest.get(category, 0))

    @classmethod
    def of_category(cls, category):
        return cls(QuotaValue.objects.filter(category=category))

    def before(self, quota):
        """Return the year and the number to compare `quota` with, or None."""
        pool = quota.country_id, quota.category_id
        return self.last.get((quota.season_id, *pool)) or self.newest.get(pool)


def suspicions(before, after, known=None, today=None):
    """Return a sentence for each reason to suspect a typing error in `after`.

    Both have a `state`, `places` and `as_of`; `before` is None if no figure was held. If `before`
    has no number, that of `after` is compared with the `known` ones, which are looked up unless
    they are given: give them if there are many figures.
    """
    found = in_the_future(after, today)
    if before and after.as_of and after.as_of < before.as_of:
        found.append(
            _("%(day)s is before %(before)s, the day of the figure that it replaces.")
            % {"day": long_date(after.as_of), "before": long_date(before.as_of)}
        )
    return found + jumps(before, after, known)


def in_the_future(record, today=None):
    """Return a sentence if the day of `record` is in the future."""
    if not record.as_of or record.as_of <= (today or timezone.localdate()):
        return []
    return [_("%(day)s is in the future.") % {"day": long_date(record.as_of)}]


def jumps(before, after, known=None):
    """Return a sentence if the figure `after` is far from `before` or the `known` numbers."""
    if after.state == QuotaState.LIMITED:
        if before and before.state == QuotaState.LIMITED:
            return jump(before.places, after.places)
        return jump_from_known(after, known)
    had_places = before and before.state in (QuotaState.LIMITED, QuotaState.UNLIMITED)
    if had_places and after.state == QuotaState.NOT_OFFERED:
        return [
            _(
                "It was %(before)s and becomes not offered: readers will think that the category "
                "left the arrangement."
            )
            % {"before": quota_label(before.state, before.places)}
        ]
    return []


def jump(before, after):
    """Return a sentence if one number is more than double the other."""
    figures = {"before": grouped(before), "after": grouped(after)}
    if after > 2 * before:
        return [_("%(after)s is more than double %(before)s.") % figures]
    if 2 * after < before:
        return [_("%(after)s is less than half of %(before)s.") % figures]
    return []


def jump_from_known(after, known):
    """Return a sentence if a number is far from its pool's newest, or above all of its category."""
    if after.category_id is None:
        return []
    known = known or KnownNumbers.of_category(after.category_id)
    if before := known.before(after):
        year, places = before
        figures = {"before": grouped(places), "after": grouped(after.places), "year": year}
        if after.places > 2 * places:
            sentence = _("%(after)s is more than double %(before)s, the last number, of %(year)s.")
        elif 2 * after.places < places:
            sentence = _("%(after)s is less than half of %(before)s, the last number, of %(year)s.")
        else:
            return []
        return [sentence % figures]
    most = known.largest.get(after.category_id)
    if most is None or after.places <= most:
        return []
    return [
        _("%(after)s is more than any country has had in this category, at most %(most)s.")
        % {"after": grouped(after.places), "most": grouped(most)}
    ]
