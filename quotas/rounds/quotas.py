"""The update of quotas to what a feed says, also of a day before the one that is held."""

from itertools import groupby

from django.utils.functional import cached_property
from django.utils.translation import gettext
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from ..i18n.formats import grouped
from ..models import Quota, QuotaValue, Source, WeeklyFigures
from ..models.quota import QuotaState
from ..models.source import INFERRED
from ..models.weekly_figures import Word
from .log import QUOTA
from .past_quotas import WITHDRAWN, PastQuotas
from .slips import Slips

STATES = {
    Word.UNLIMITED: QuotaState.UNLIMITED,
    Word.TO_BE_ANNOUNCED: QuotaState.TO_BE_ANNOUNCED,
}


class QuotaUpdate:
    """The quotas of a season: those held, and those to add and to change."""

    def __init__(self, feed, pools, season, known, source, log):
        self.feed, self.pools, self.season, self.known, self.log = feed, pools, season, known, log
        self.source, self.inferred = source, _source_of_inferences()
        self.added, self.changed = [], []
        self.past_values, self.repeated, self.wrong_inferences = [], [], []
        self.taken_back = []
        self.held = Quota.objects.for_season(season).with_source().by_pool()
        self.past = PastQuotas(season)
        self.slips = Slips(season, feed.as_of, self.past)

    def find_slip(self, pool):
        """Yield a sentence if the quota of `pool` is far from the one that is held."""
        if pool.code is None or pool.quota.number is None:
            return
        country, category = self.known.records_of(pool)
        held = self.slips.find(country, category, pool.subpool, pool.quota.number)
        if held:
            day, places = held
            yield gettext(
                "The quota of %(name)s: %(after)s is far from our %(before)s as of %(day)s, and "
                "may be a mistake."
            ) % {
                "name": self.known.name(*pool.key),
                "after": grouped(pool.quota.number),
                "before": grouped(places),
                "day": day,
            }

    def take(self, pool):
        """Note the quota of a pool, or leave out a word that is no state of a quota."""
        if pool.quota.number is not None:
            self.set(pool.code, pool.category, QuotaState.LIMITED, pool.quota.number)
        elif pool.quota.word in STATES:
            self.set(pool.code, pool.category, STATES[pool.quota.word])
        else:
            word = Word(pool.quota.word).label if pool.quota.word else gettext("nothing")
            is_held = tuple(record.pk for record in self.known.records_of(pool)) in self.held
            leave_out = self.log.lose if is_held else self.log.leave_out
            leave_out(
                gettext("the quota of %(name)s")
                % {"name": self.known.name(pool.code, pool.category)},
                gettext("the feed says “%(word)s”, which is not a state of a quota")
                % {"word": word},
            )

    def take_not_offered(self):
        """Note that a country does not offer the categories that it lacks in the feed.

        Not if the arrangements have the pool: its figure is only not known. A category that the
        whole feed lacks is left as it is.
        """
        in_feed = {(pool.code, pool.category) for pool in self.feed.pools if pool.code}
        slugs = sorted({slug for _code, slug in in_feed})
        for code in sorted({pool.code for pool in self.pools if pool.code}):
            for slug in slugs:
                if (code, slug) in in_feed:
                    continue
                key = (self.known.countries[code].pk, self.known.categories[slug].pk)
                past = self.past.in_force(key, self.feed.as_of)
                if past:
                    is_lacking = past.state == QuotaState.NOT_OFFERED
                else:
                    is_lacking = (code, slug) not in self.known.arranged
                if is_lacking:
                    self.set(code, slug, QuotaState.NOT_OFFERED)

    def set(self, code, slug, state, places=None):
        """Note the quota of the feed's day: today's value, or one of its history."""
        country, category = self.known.countries[code], self.known.categories[slug]
        key = (country.pk, category.pk)
        about = (code, slug)
        facts = {"state": state, "places": places, "as_of": self.feed.as_of}
        facts["source"] = self.inferred if state == QuotaState.NOT_OFFERED else self.source
        pool = {"season": self.season, "country": country, "category": category}
        held = self.held.get(key)
        if held and state != QuotaState.NOT_OFFERED:
            held = self.without_inferences(held, key)
        if held is None:
            self.added.append(Quota(**pool, **facts))
            self.log.change(about, QUOTA, (state, places))
        elif held.as_of > self.feed.as_of:
            self.set_past(about, key, pool | facts)
        elif (held.state, held.places) != (state, places):
            self.log.change(about, QUOTA, (state, places), (held.state, held.places))
            self.move(held, facts)
        else:
            self.log.unchanged += 1
            if held.as_of < self.feed.as_of:
                self.move(held, facts)

    def set_past(self, about, key, facts):
        """Note the value of a day before the one that is held, unless it was known to hold then."""
        day, value = facts["as_of"], (facts["state"], facts["places"])
        in_force = self.past.in_force(key, day)
        if in_force and in_force.value == value:
            self.log.unchanged += 1
            return
        past = self.past.of_day(key, day)
        self.past_values.append(QuotaValue(**facts, is_correction=past is not None))
        self.adjust_next(key, facts)
        is_standing = past and past.state != WITHDRAWN
        self.log.change(about, QUOTA, value, past.value if is_standing else None, day)

    def adjust_next(self, key, facts):
        """Keep the value that followed as if the feeds had come in the order of their days."""
        day, value = facts["as_of"], (facts["state"], facts["places"])
        following = self.past.next_after(key, day)
        if following and following.value == value:
            self.repeated.append(following.pk)
            return
        confirmed = next(
            (each for each in self.confirmed.get(key, ()) if each["as_of"] > day), None
        )
        if confirmed is None or (following and following.as_of <= confirmed["as_of"]):
            return
        if (confirmed["state"], confirmed["places"]) != value:
            self.past_values.append(QuotaValue(**facts | confirmed))

    @cached_property
    def confirmed(self):
        """The values that sources gave of later days, by country and category, in their order."""
        later = WeeklyFigures.objects.filter(season=self.season, as_of__gt=self.feed.as_of)
        rows = later.of_main_pools().with_source().order_by("country", "category", "as_of")
        said = {
            key: [
                {"as_of": row.as_of, "state": state, "places": row.quota, "source": row.source}
                for row in of_pool
                if (state := _state_of(row))
            ]
            for key, of_pool in groupby(rows, key=lambda row: (row.country_id, row.category_id))
        }
        for key, quota in self.held.items():
            facts = {name: getattr(quota, name) for name in ("as_of", "state", "places", "source")}
            said.setdefault(key, []).append(facts)
        return {key: sorted(facts, key=lambda each: each["as_of"]) for key, facts in said.items()}

    def without_inferences(self, held, key):
        """Return `held` without the inferences that later feeds did not offer the pool.

        Had the feeds come in the order of their days, those would have lacked a known pool.
        """
        day = self.feed.as_of
        inferred = self.past.inferred_after(key, day)
        self.wrong_inferences += [value.pk for value in inferred]
        self.past.forget(key, inferred)
        is_inferred = held.state == QuotaState.NOT_OFFERED and held.source.slug == INFERRED
        if is_inferred and held.as_of > day and self.past.next_after(key, day) is None:
            held.as_of = day
            self.taken_back.append(held)
        return held

    def move(self, quota, facts):
        """Give a quota that is held the facts of the feed."""
        for name, value in facts.items():
            setattr(quota, name, value)
        self.changed.append(quota)

    def write(self, reason):
        if self.inferred.pk is None and any(
            row.source is self.inferred for row in (*self.added, *self.changed, *self.past_values)
        ):
            self.inferred._change_reason = reason
            self.inferred.save()
        # Before the quotas move, so that the database does not date them anew.
        QuotaValue.objects.filter(pk__in=self.wrong_inferences + self.repeated).delete()
        bulk_create_with_history(self.added, Quota, default_change_reason=reason)
        columns = ["state", "places", "as_of", "source"]
        bulk_update_with_history(self.changed, Quota, columns, default_change_reason=reason)
        # What replaces an inference is news of its day, not the correction of a mistake of ours.
        for quota in self.taken_back:
            values = QuotaValue.objects.of_pool(quota.season, quota.country, quota.category)
            values.filter(as_of=quota.as_of).update(is_correction=False)
        QuotaValue.objects.bulk_create(self.past_values)


def _state_of(row):
    """Return the state of the quota in a row of weekly figures, or None if it tells none."""
    return QuotaState.LIMITED if row.quota is not None else STATES.get(row.quota_word)


def _source_of_inferences():
    """Return the source of what no feed says: saved only if something is inferred."""
    return Source.objects.filter(slug=INFERRED).first() or Source(
        slug=INFERRED,
        title_en="Our inference: IRCC’s feed has no row for this pool",
        title_fr="Notre déduction : le flux d’IRCC n’a pas de ligne pour ce bassin",
        publisher="IEC Quotas",
        confidence=Source.Confidence.REPORTED,
    )
