"""What makes a new figure look like a slip of the keyboard, in words for whoever publishes it."""

from django.utils import timezone
from django.utils.translation import gettext as _

from ..i18n.formats import grouped, long_date
from ..models import QuotaValue
from ..models.quota import QuotaState, quota_label


class KnownNumbers:
    """The numbers that a new one is compared with where there was none just before.

    They are the last of its pool in its season, also if it was taken back, or else the newest of
    its pool in any season; and for a pool that never had one, the largest of its category.
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
        """The season and the number that the number of `quota` is compared with, or None."""
        pool = quota.country_id, quota.category_id
        return self.last.get((quota.season_id, *pool)) or self.newest.get(pool)


def suspicions(before, after, known=None, today=None):
    """Why `after` may be a slip: a sentence each, and none if nothing speaks against it.

    Both have a `state`, `places` and `as_of`; `before` is None where no figure was held. If
    `before` has no number, that of `after` is compared with the `known` ones, which are looked up
    unless they are given: give them where there are many figures.
    """
    found = in_the_future(after, today)
    if before and after.as_of and after.as_of < before.as_of:
        found.append(
            _("%(day)s is before %(before)s, the day of the figure that it replaces.")
            % {"day": long_date(after.as_of), "before": long_date(before.as_of)}
        )
    return found + jumps(before, after, known)


def in_the_future(record, today=None):
    """A sentence if the day of `record` has not come yet."""
    if not record.as_of or record.as_of <= (today or timezone.localdate()):
        return []
    return [_("%(day)s is in the future.") % {"day": long_date(record.as_of)}]


def jumps(before, after, known=None):
    """How the figure `after` is far from what was there, or from what is known, in sentences."""
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
    """A sentence if one number is more than double the other."""
    figures = {"before": grouped(before), "after": grouped(after)}
    if after > 2 * before:
        return [_("%(after)s is more than double %(before)s.") % figures]
    if 2 * after < before:
        return [_("%(after)s is less than half of %(before)s.") % figures]
    return []


def jump_from_known(after, known):
    """A sentence if a number is far from its pool's newest, or above all of its category."""
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
