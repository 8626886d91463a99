"""What makes a new figure look like a slip of the keyboard, in words for whoever publishes it."""

from django.utils import timezone
from django.utils.translation import gettext as _

from .models.quota import QuotaState, quota_label
from .names import long_date


def suspicions(before, after, today=None):
    """Why `after` may be a slip: a sentence each, and none if nothing speaks against it.

    Both have a `state`, `places` and `as_of`; `before` is None where no figure was held.
    """
    found = in_the_future(after, today)
    if before is None:
        return found
    if after.as_of and after.as_of < before.as_of:
        found.append(
            _("%(day)s is before %(before)s, the day of the figure that it replaces.")
            % {"day": long_date(after.as_of), "before": long_date(before.as_of)}
        )
    figures = {
        "before": quota_label(before.state, before.places),
        "after": quota_label(after.state, after.places),
    }
    if (before.state, after.state) == (QuotaState.LIMITED, QuotaState.LIMITED):
        if after.places > 2 * before.places:
            found.append(_("%(after)s is more than double %(before)s.") % figures)
        if 2 * after.places < before.places:
            found.append(_("%(after)s is less than half of %(before)s.") % figures)
    had_places = before.state in (QuotaState.LIMITED, QuotaState.UNLIMITED)
    if had_places and after.state == QuotaState.NOT_OFFERED:
        found.append(
            _(
                "It was %(before)s and becomes not offered: readers will think that the category "
                "left the arrangement."
            )
            % figures
        )
    return found


def in_the_future(record, today=None):
    """A sentence if the day of `record` has not come yet."""
    if not record.as_of or record.as_of <= (today or timezone.localdate()):
        return []
    return [_("%(day)s is in the future.") % {"day": long_date(record.as_of)}]
