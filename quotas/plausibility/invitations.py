"""Doubts about the invitations of a week or two, in all countries and in one."""

from collections import defaultdict

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ..i18n.formats import grouped, long_date
from ..models import CountryInvitations, InvitationPeriod
from .doubts import Doubt, out_of_season
from .limits import LONGEST_PERIOD, SMALL, is_ten_fold

NUMBERS = ("total", "season_total", "candidates")


def period_doubts(before, after):
    """Return each doubt about the period `after`, which replaces `before` or is new."""
    typed = " ".join(str(getattr(after, name)) for name in ("starts_on", "ends_on", *NUMBERS))
    return [
        Doubt(f"period-{kind}", f"{after.season_id} {typed}", sentence)
        for kind, sentence in _of_period(before, after)
    ]


def _of_period(before, after):
    days = (after.starts_on, after.ends_on)
    if before is None or days != (before.starts_on, before.ends_on):
        for name, day in zip(("start", "end"), days, strict=True):
            if sentence := out_of_season(day, after.season.year):
                yield name, sentence
        if (length := (after.ends_on - after.starts_on).days + 1) > LONGEST_PERIOD:
            yield "length", _("The period is %(days)s days long.") % {"days": grouped(length)}
    others = InvitationPeriod.objects.filter(season=after.season).exclude(pk=after.pk)
    earlier = others.filter(ends_on__lt=after.starts_on).order_by("ends_on").last()
    for name in NUMBERS:
        number, held = getattr(after, name), earlier and getattr(earlier, name)
        if number is None or held is None or (before and getattr(before, name) == number):
            continue
        field = InvitationPeriod._meta.get_field(name)
        figures = {
            "name": capfirst(field.verbose_name),
            "after": grouped(number),
            "before": grouped(held),
            "day": long_date(earlier.ends_on),
        }
        if name == "season_total" and number < held:
            sentence = _("%(name)s: %(after)s is less than the %(before)s of %(day)s.")
            yield f"{name}-falls", sentence % figures
        elif is_ten_fold(held, number):
            yield name, _("%(name)s: %(after)s is far from the %(before)s of %(day)s.") % figures
    if None not in (after.total, after.season_total) and after.total > after.season_total:
        sentence = _("%(total)s invitations in the period are more than %(all)s in the season.")
        totals = {"total": grouped(after.total), "all": grouped(after.season_total)}
        yield "total-of-season", sentence % totals


class HeldInvitations:
    """The invitations of each country in each period, by season and day."""

    def __init__(self, **facts):
        """Read all, or only those with these facts."""
        self.by_country = defaultdict(dict)
        rows = CountryInvitations.objects.filter(**facts).order_by("period__ends_on")
        columns = ("period__season", "country", "period__ends_on", "invitations")
        for season, country, day, number in rows.values_list(*columns):
            self.by_country[season, country][day] = number

    def most(self, invitations):
        """Return the largest number of the country in earlier periods of its season, or None."""
        day = invitations.period.ends_on
        held = self.by_country.get((invitations.period.season_id, invitations.country_id), {})
        return max((number for other, number in held.items() if other < day), default=None)

    def add(self, invitations):
        """Add a number that is judged, for those that come after it."""
        key = invitations.period.season_id, invitations.country_id
        self.by_country[key][invitations.period.ends_on] = invitations.invitations


def country_doubts(before, after, held=None):
    """Return each doubt about the invitations of a country, which replace `before` or are new.

    Those `held` are read unless they are given.
    """
    if before and before.invitations == after.invitations and before.period_id == after.period_id:
        return []
    held = held or HeldInvitations(period__season=after.period.season_id, country=after.country_id)
    about = f"{after.period_id} {after.country_id} {after.invitations}"
    return [
        Doubt(f"country-{kind}", about, sentence) for kind, sentence in _of_country(after, held)
    ]


def _of_country(after, held):
    figures = {"after": grouped(after.invitations)}
    total = after.period.total
    if total is not None and after.invitations > total:
        sentence = _("%(after)s is more than the %(total)s invitations in all countries.")
        yield "total", sentence % (figures | {"total": grouped(total)})
    most = held.most(after)
    # Fewer than before tell nothing: in many weeks a country has few invitations.
    if most and is_ten_fold(most, after.invitations) and after.invitations > max(most, SMALL):
        sentence = _("%(after)s is far more than the most in an earlier period, %(most)s.")
        yield "week", sentence % (figures | {"most": grouped(most)})
