"""Doubts about a quota: against its season, the seasons before, its category and its weeks."""

from django.utils.translation import gettext as _

from ..i18n.formats import grouped, long_date
from ..models.quota import QuotaState, quota_label
from .doubts import Doubt, day_doubts
from .held import HeldQuotas
from .limits import SMALL, TIMES, TIMES_IN_STEPS, is_far


def quota_doubts(before, after, held=None, today=None):
    """Return each doubt about the quota `after`, which replaces `before` or is new.

    Both have a `state`, `places` and `as_of`. The figures `held` are read unless they are given:
    give them if there are many quotas.
    """
    days = day_doubts(after, _about(after), before, today)
    return days + figure_doubts(before, after, held)


def figure_doubts(before, after, held=None):
    """Return each doubt about the figure of `after`, its day aside."""
    if held is None and after.category_id:
        held = HeldQuotas.of_category(after.category_id)
    judged = _Judged(before, after, held)
    return [
        Doubt(kind, f"{_about(after)} {compared}", sentence)
        for kind, compared, sentence in judged.reasons()
    ]


def _about(quota):
    pool = "-".join(map(str, pool_of(quota)))
    return f"{pool} {quota.state} {'' if quota.places is None else quota.places}".strip()


def pool_of(quota):
    """Return the ids of the season, the country and the category of a quota or of its value."""
    return quota.season_id, quota.country_id, quota.category_id


class _Judged:
    """A quota beside the figures that it is compared with."""

    def __init__(self, before, after, held):
        self.after, self.held = after, held
        # The figure of a record that moves to another pool is none of that pool.
        is_of_pool = before and pool_of(before) == pool_of(after)
        self.before = before if is_of_pool else None
        self.pool = after.country_id, after.category_id
        self.year = after.season.year if after.season_id else None
        self.has_pool = held is not None and None not in (*self.pool, self.year)

    def reasons(self):
        """Yield the kind, the figure compared with, and the sentence of each doubt."""
        yield from self.of_state()
        if self.after.state == QuotaState.LIMITED:
            found = list(self.of_number())
            yield from found
            if self.has_pool:
                yield from self.of_category(is_far_off=bool(found))
                yield from self.of_week(is_far_off=bool(found))

    @property
    def own(self):
        """Return the year and the number that it had just before in its season, or None for each.

        The year is None if the number is the one that it replaces.
        """
        if self.before and self.before.state == QuotaState.LIMITED:
            return None, self.before.places
        if self.has_pool:
            return self.held.own.get((self.after.season_id, *self.pool), (None, None))
        return None, None

    def of_number(self):
        """Yield the doubt that the number is far from its season's, or else from other seasons'."""
        year, places = self.own
        if places is not None and is_far(places, self.after.places):
            yield "season", places, self.compare(places, year)
        elif self.has_pool:
            yield from self.of_other_seasons(places)

    def of_other_seasons(self, own):
        last = self.held.last_number(self.pool, self.year)
        times = TIMES if own is None else TIMES_IN_STEPS
        if last is None or not is_far(last[1], self.after.places, times):
            return
        if own is not None and is_far(last[1], own, times):
            return  # it was asked about when that number came
        year, places = last
        numbers = self.held.other_numbers(self.pool, self.year).values()
        is_new_to_all = all(is_far(number, self.after.places) for number in numbers)
        if is_new_to_all and len(set(numbers)) > 1:
            sentence = _(
                "%(after)s is far from every number of this pool in other seasons, from %(least)s "
                "to %(most)s, the last %(before)s, of %(year)s."
            )
            yield (
                "seasons",
                places,
                sentence
                % {
                    "after": grouped(self.after.places),
                    "least": grouped(min(numbers)),
                    "most": grouped(max(numbers)),
                    "before": grouped(places),
                    "year": year,
                },
            )
        else:
            yield "seasons", places, self.compare(places, year)

    def compare(self, before, year):
        """Return the sentence of a number that is far from the number `before`, of a `year`."""
        figures = {"before": grouped(before), "after": grouped(self.after.places), "year": year}
        if self.after.places > before:
            if year is None:
                return _("%(after)s is more than double %(before)s.") % figures
            return (
                _("%(after)s is more than double %(before)s, the last number, of %(year)s.")
                % figures
            )
        if year is None:
            return _("%(after)s is less than half of %(before)s.") % figures
        return (
            _("%(after)s is less than half of %(before)s, the last number, of %(year)s.") % figures
        )

    def of_category(self, *, is_far_off):
        """Yield the doubt that no pool of its category had so many places.

        Only of a pool that never had a number, or whose number is far off anyway: the largest pool
        of all may grow.
        """
        had_number = self.own[1] is not None or self.held.last_number(self.pool, self.year)
        if had_number and not is_far_off:
            return
        most = self.held.largest(self.pool[1], besides=self.pool)
        if most is not None and self.after.places > most:
            sentence = _(
                "%(after)s is more than any country has had in this category, at most %(most)s."
            )
            figures = {"after": grouped(self.after.places), "most": grouped(most)}
            yield "category", most, sentence % figures

    def of_week(self, *, is_far_off):
        """Yield the doubts that the number does not go with its pool's newest weekly figures."""
        week = self.held.weeks.get((self.after.season_id, *self.pool))
        if week is None:
            return
        own, places = self.own[1], self.after.places
        figures = {"after": grouped(places), "day": long_date(week.as_of)}
        if not is_far_off and week.quota not in (None, own) and is_far(week.quota, places):
            sentence = _(
                "%(after)s is far from %(quota)s, the quota in the weekly figures of %(day)s."
            )
            yield "week", week.quota, sentence % (figures | {"quota": grouped(week.quota)})
        fitted = own is None or week.spots is None or week.spots <= own
        if fitted and week.spots is not None and places < week.spots:
            sentence = _("%(after)s is less than the %(spots)s spots available on %(day)s.")
            yield "spots", week.spots, sentence % (figures | {"spots": grouped(week.spots)})
        # Invitations pass the quota, because people decline; a quota falls below them by little.
        issued = week.invitations
        if issued is not None and own is not None and places + SMALL < issued <= own:
            sentence = _("%(after)s is less than the %(issued)s invitations issued until %(day)s.")
            yield "invitations", issued, sentence % (figures | {"issued": grouped(issued)})

    def of_state(self):
        """Yield the doubt that the pool lost its places or their limit, or that it is new."""
        figure, year = None, None
        if self.before and self.before.state != QuotaState.TO_BE_ANNOUNCED:
            figure = self.before.state, self.before.places
        elif self.has_pool and self.after.state != QuotaState.TO_BE_ANNOUNCED:
            year, figure = self.held.last_figure(self.pool, self.year) or (None, None)
        if figure and (sentence := self.sentence_of_state(figure[0], year)):
            words = {"before": quota_label(*figure), "year": year}
            yield "state", "{} {}".format(*figure), sentence % words

    def sentence_of_state(self, before, year):
        """Return the sentence about a state that follows `before`, of another `year` if it is."""
        match before, self.after.state, year:
            case QuotaState.LIMITED | QuotaState.UNLIMITED, QuotaState.NOT_OFFERED, None:
                return _(
                    "It was %(before)s and becomes not offered: readers will think that the "
                    "category left the arrangement."
                )
            case QuotaState.LIMITED | QuotaState.UNLIMITED, QuotaState.NOT_OFFERED, _year:
                return _(
                    "It was %(before)s in %(year)s and is not offered: readers will think that the "
                    "category left the arrangement."
                )
            case QuotaState.LIMITED, QuotaState.UNLIMITED, None:
                return _("It was %(before)s and becomes unlimited.")
            case QuotaState.LIMITED, QuotaState.UNLIMITED, _year:
                return _("It was %(before)s in %(year)s and is unlimited.")
            case QuotaState.LIMITED | QuotaState.UNLIMITED, QuotaState.TO_BE_ANNOUNCED, _year:
                return _(
                    "It was %(before)s and becomes to be announced: readers will think that there "
                    "is no number any more."
                )
            case QuotaState.NOT_OFFERED, QuotaState.LIMITED | QuotaState.UNLIMITED, None:
                return _(
                    "It was not offered: readers will think that the category joined the "
                    "arrangement."
                )
            case QuotaState.NOT_OFFERED, QuotaState.LIMITED | QuotaState.UNLIMITED, _year:
                return _(
                    "It was not offered in %(year)s: readers will think that the category joined "
                    "the arrangement."
                )
