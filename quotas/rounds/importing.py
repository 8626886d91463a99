"""Bringing the database up to what the official feed says: all of it, or nothing."""

import dataclasses
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext, override
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from ..history.revision import queue_to_write
from ..i18n.collation import fold
from ..i18n.formats import after_colon, grouped, long_date
from ..models import (
    Category,
    Country,
    Eligibility,
    FeedImport,
    Quota,
    QuotaValue,
    Season,
    Source,
    WeeklyFigures,
)
from ..models.quota import QuotaState
from ..models.weekly_figures import Word
from .document import BadFeed
from .feed import NAMES_IN_FEED, Feed, LeftOut
from .fetch import OFFICIAL_ADDRESS
from .losses import COLUMNS as SAID, Held
from .report import FIGURES, ROUND_DAYS, Entry, Report, in_a_line, parts_of, pool_name, said
from .slips import Slips
from .spelling import Amount
from .values import SOURCE_OF_DAY, WITHDRAWN, Values

COLUMNS = (*SAID, "is_open")
MOST_OF_A_REASON = 250
STATES = {
    Word.UNLIMITED: QuotaState.UNLIMITED,
    Word.TO_BE_ANNOUNCED: QuotaState.TO_BE_ANNOUNCED,
}


@dataclasses.dataclass(frozen=True)
class Choices:
    """What whoever starts an import may decide."""

    season: int | None = None
    is_dry_run: bool = False
    accepts_missing_pools: bool = False
    accepts_slips: bool = False
    accepts_new_countries: bool = False


def import_feed(feed: Feed, choices: Choices, *, address, last_modified="", progress=iter):
    """Store what `feed` says and return the report; BadFeed if it cannot be trusted.

    Everything happens in one transaction, which a dry run takes back, and with every other writer
    waiting. `progress` goes over the pools, to show how far it is.
    """
    with transaction.atomic():
        queue_to_write()
        update = _Import(feed, choices, address)
        update.run(progress)
        if choices.is_dry_run:
            transaction.set_rollback(True)
        elif update.report.is_news:
            FeedImport.objects.create(
                address=address,
                as_of=feed.as_of,
                season=update.season,
                last_modified=last_modified,
                report=update.report.as_json(),
            )
        return update.report


class _Import:
    """One feed on its way into the database."""

    def __init__(self, feed, choices, address):
        self.feed, self.choices = feed, choices
        self.reason = address[:MOST_OF_A_REASON]
        self.report = Report(
            as_of=feed.as_of,
            season=_season_of(feed, choices),
            address=address,
            is_dry_run=choices.is_dry_run,
            left_out=list(feed.left_out),
            losses=[_in_a_sentence(loss) for loss in feed.losses],
        )

    def run(self, progress):
        self.categories = {category.slug: category for category in Category.objects.names_only()}
        unknown = {pool.category for pool in self.feed.pools if pool.code} - set(self.categories)
        if unknown:
            listed = ", ".join(sorted(unknown))
            raise BadFeed(
                gettext("These categories are not in the database yet: %(listed)s."), listed=listed
            )
        self.countries = {country.code: country for country in Country.objects.all()}
        self._know_the_countries()
        self._find_season()
        self.arranged = set(Eligibility.objects.values_list("country__code", "category__slug"))
        pools = self._pools_of_the_season()
        self._find_what_is_lost(pools)
        self._find_source()
        self._read_what_is_held()
        self.made, self.mended = [], []
        self.new_quotas, self.moved_quotas = [], []
        self.older_values, self.taken_back = [], []
        for pool in progress(pools):
            is_slip = self._is_slip(pool)
            self._take_weekly_figures(
                dataclasses.replace(pool, quota=Amount()) if is_slip else pool
            )
            if pool.code and not pool.subpool and not is_slip:
                self._take_quota(pool)
        self._take_what_is_not_offered()
        if self.report.is_news:
            self._write()

    def _know_the_countries(self):
        """Check each code against its name, and make the countries that are new."""
        names = {fold(country.name_en): country for country in self.countries.values()}
        new = {}
        for pool in self.feed.pools:
            if pool.code is None:
                continue
            known, bearer = self.countries.get(pool.code), names.get(fold(pool.location))
            if bearer and bearer != known:
                raise BadFeed(
                    gettext(
                        "The feed gives the code %(code)s to %(location)s, whose code is %(right)s."
                    ),
                    code=pool.code,
                    location=pool.location,
                    right=bearer.code,
                )
            if known is None:
                new.setdefault(pool.code, pool.location)
            elif bearer is None and not _is_called(known, pool.location):
                what = gettext("the name “%(name)s” of %(code)s") % {
                    "name": pool.location,
                    "code": pool.code,
                }
                self._leave_out(
                    what, gettext("our name, %(name)s, was kept") % {"name": known.name}
                )
        if new and not self.choices.accepts_new_countries:
            listed = ", ".join(f"{code} ({name})" for code, name in sorted(new.items()))
            raise BadFeed(
                gettext(
                    "The feed has codes that are not known here: %(listed)s. "
                    "Allow new countries (--allow-new-countries) if they are right."
                ),
                listed=listed,
            )
        for code, name in sorted(new.items()):
            if fold(name) in names:
                raise BadFeed(gettext("The feed gives two codes to %(name)s."), name=name)
            country = self._saved(Country(code=code, name_en=name, name_fr=name))
            names[fold(name)] = self.countries[code] = country
            self.report.new.append(Entry(name, gettext("country or territory"), code))
            self._leave_out(
                gettext("the French name of %(name)s") % {"name": name},
                gettext("the feed has none, so the English one stands until an editor writes it"),
            )

    def _find_season(self):
        year = self.report.season
        self.season = Season.objects.filter(year=year).first()
        if self.season is None:
            self.season = self._saved(Season(year=year))
            self.report.new.append(Entry(str(year), gettext("season"), gettext("with a table")))
        elif not self.season.has_table:
            self.season.has_table = True
            self._saved(self.season)
            self.report.changed.append(
                Entry(
                    str(year),
                    gettext("season"),
                    gettext("with a table"),
                    before=gettext("without one"),
                )
            )

    def _pools_of_the_season(self):
        """The pools of the feed without the rows that are left of another season, or begin one."""
        year = self.report.season
        others = {pool.key for pool in self.feed.pools if not _is_of_season(pool, year)}
        pools = []
        for pool in self.feed.pools:
            if pool.key in others or (pool.code, pool.category, "") in others:
                self._lose(
                    self._name(*pool.key),
                    gettext("its rounds are not those of the %(year)s season") % {"year": year},
                )
            else:
                pools.append(pool)
        if not pools:
            raise BadFeed(gettext("It has no row of the %(year)s season."), year=year)
        return pools

    def _find_what_is_lost(self, pools):
        """Compare the feed with the weeks before, and name what it lacks."""
        held = Held(self.season, self.feed.as_of)
        self.report.is_older = bool(held.days) and self.feed.as_of < max(held.days)
        if not self.choices.accepts_missing_pools:
            held.refuse_if_half_is_lost(pools)
        for key, day in sorted(held.missing_from(self.feed.pools).items(), key=str):
            self._leave_out(
                self._name(*key),
                gettext("the feed lacks this pool, which is held as of %(nearest)s; it was kept")
                % {"nearest": day.isoformat()},
            )
        self.report.losses += [
            *held.lost_pools(self.feed.pools, self.arranged, self.countries, self.categories),
            *held.lost_figures(self.feed.pools),
        ]

    def _find_source(self):
        """The source of what comes in; it is stored only if something does."""
        day = self.feed.as_of
        slug = SOURCE_OF_DAY.format(day.isoformat())
        with override("en"):
            title_en = f"Rounds of invitations: data feed of {long_date(day)}"
        with override("fr"):
            title_fr = f"Rondes d’invitations : fil de données du {long_date(day)}"
        self.source = Source.objects.filter(slug=slug).first() or Source(
            slug=slug,
            title_en=title_en,
            title_fr=title_fr,
            publisher="IRCC",
            url_en=OFFICIAL_ADDRESS,
            confidence=Source.Confidence.OFFICIAL,
            published_on=day,
        )

    def _read_what_is_held(self):
        day = self.feed.as_of
        self.figures = {
            (figures.country_id, figures.category_id, figures.subpool): figures
            for figures in WeeklyFigures.objects.filter(season=self.season, as_of=day)
        }
        self.quotas = Quota.objects.for_season(self.season).by_pool()
        self.values = Values(self.season)
        self.slips = Slips(self.season, day, self.values)

    def _is_slip(self, pool):
        """Tell if the quota of `pool` is far from the one that is held, and leave it out then."""
        if self.choices.accepts_slips or pool.code is None or pool.quota.number is None:
            return False
        country, category = self._pool(pool)
        held = self.slips.compared(country, category, pool.subpool, pool.quota.number)
        if held is None:
            return False
        day, places = held
        self._lose(
            gettext("the quota of %(name)s") % {"name": self._name(*pool.key)},
            gettext(
                "%(after)s is far from %(before)s, held as of %(day)s, and may be a slip. "
                "Accept it (--force) if it is right"
            )
            % {"after": grouped(pool.quota.number), "before": grouped(places), "day": day},
        )
        return True

    def _take_weekly_figures(self, pool):
        country, category = self._pool(pool)
        facts = _columns(pool)
        key = (country and country.pk, category and category.pk, pool.subpool)
        held = self.figures.get(key)
        about = self._name(*pool.key)
        if held is None:
            self.made.append(
                WeeklyFigures(
                    season=self.season,
                    country=country,
                    category=category,
                    subpool=pool.subpool,
                    as_of=self.feed.as_of,
                    **facts,
                )
            )
            self.report.new.append(
                Entry(about, gettext("weekly figures"), in_a_line(parts_of(facts)))
            )
            return
        before = {name: getattr(held, name) for name in COLUMNS}
        after = _completed(facts, before)
        if before == after:
            self.report.unchanged += 1
            return
        if held.source_id != self.source.pk:
            after["is_open"] = facts["is_open"]  # the feed does not vouch for what another said
        for name, value in after.items():
            setattr(held, name, value)
        held.recorded_at = timezone.now()
        self.mended.append(held)
        was, now = parts_of(before), parts_of(after)
        different = [name for name in now if now[name] != was[name]]
        self.report.changed.append(
            Entry(
                about,
                gettext("weekly figures"),
                in_a_line(now, different),
                before=in_a_line(was, different),
            )
        )

    def _take_quota(self, pool):
        if pool.quota.number is not None:
            self._set_quota(pool.code, pool.category, QuotaState.LIMITED, pool.quota.number)
        elif pool.quota.word in STATES:
            self._set_quota(pool.code, pool.category, STATES[pool.quota.word], None)
        else:
            word = Word(pool.quota.word).label if pool.quota.word else gettext("nothing")
            is_held = tuple(record.pk for record in self._pool(pool)) in self.quotas
            leave_out = self._lose if is_held else self._leave_out
            leave_out(
                gettext("the quota of %(name)s") % {"name": self._name(pool.code, pool.category)},
                gettext("the feed says “%(word)s”, which is not a state of a quota")
                % {"word": word},
            )

    def _take_what_is_not_offered(self):
        """A category that a country of the feed lacks is no part of its arrangement.

        Unless we know better: then the pool is one of which no figure is held. Of a category that
        the whole feed lacks, nothing can be told.
        """
        in_feed = {(pool.code, pool.category) for pool in self.feed.pools if pool.code}
        slugs = sorted({slug for _code, slug in in_feed})
        for code in sorted({code for code, _slug in in_feed}):
            for slug in slugs:
                if (code, slug) in in_feed:
                    continue
                key = (self.countries[code].pk, self.categories[slug].pk)
                held = self.values.in_force(key, self.feed.as_of)
                if held:
                    is_lacking = held.state == QuotaState.NOT_OFFERED
                else:
                    is_lacking = (code, slug) not in self.arranged
                if is_lacking:
                    self._set_quota(code, slug, QuotaState.NOT_OFFERED, None)

    def _set_quota(self, code, slug, state, places):
        """Note what a quota is as of the feed's day: today's value, or one of its history."""
        country, category = self.countries[code], self.categories[slug]
        key = (country.pk, category.pk)
        about = self._name(code, slug)
        facts = {"state": state, "places": places, "as_of": self.feed.as_of}
        pool = {"season": self.season, "country": country, "category": category}
        after = said(places, state)
        held = self.quotas.get(key)
        if held and state != QuotaState.NOT_OFFERED:
            held = self._without_inferences(held, key)
        if held is None:
            self.new_quotas.append(Quota(**pool, **facts))
            self.report.new.append(Entry(about, gettext("quota"), after))
        elif held.as_of > self.feed.as_of:
            value = self.values.of_day(key, self.feed.as_of)
            if value and (value.state, value.places) == (state, places):
                self.report.unchanged += 1
                return
            self.older_values.append(QuotaValue(**pool, **facts, is_correction=value is not None))
            day = self.feed.as_of.isoformat()
            what = gettext("quota as it was on %(day)s") % {"day": day}
            if value and value.state != WITHDRAWN:
                before = said(value.places, value.state)
                self.report.changed.append(Entry(about, what, after, before=before))
            else:
                self.report.new.append(Entry(about, what, after))
        elif (held.state, held.places) != (state, places):
            before = said(held.places, held.state)
            self.report.changed.append(Entry(about, gettext("quota"), after, before=before))
            self._move(held, facts)
        else:
            self.report.unchanged += 1
            if held.as_of < self.feed.as_of:
                self._move(held, facts)

    def _without_inferences(self, held, key):
        """`held`, after taking back that later feeds, read first, did not offer the pool.

        Read in the order of their days, they would only have lacked a pool that was known.
        """
        inferred = self.values.inferred_after(key, self.feed.as_of)
        self.taken_back += [value.pk for value in inferred]
        if inferred and inferred[-1] == self.values.by_pool[key][-1]:
            held.as_of = self.feed.as_of
        return held

    def _move(self, quota, facts):
        for name, value in facts.items():
            setattr(quota, name, value)
        self.moved_quotas.append(quota)

    def _write(self):
        if self.source.pk is None:
            self._saved(self.source)
        for row in (
            *self.made,
            *self.mended,
            *self.new_quotas,
            *self.moved_quotas,
            *self.older_values,
        ):
            row.source = self.source
        why = {"default_change_reason": self.reason}
        bulk_create_with_history(self.made, WeeklyFigures, **why)
        columns = [*COLUMNS, "source", "recorded_at"]
        bulk_update_with_history(self.mended, WeeklyFigures, columns, **why)
        # Before the quotas move, so that the database does not date them anew.
        QuotaValue.objects.filter(pk__in=self.taken_back).delete()
        bulk_create_with_history(self.new_quotas, Quota, **why)
        columns = ["state", "places", "as_of", "source"]
        bulk_update_with_history(self.moved_quotas, Quota, columns, **why)
        QuotaValue.objects.bulk_create(self.older_values)

    def _saved(self, record):
        record._change_reason = self.reason
        record.save()
        return record

    def _pool(self, pool):
        if pool.code is None:
            return None, None
        return self.countries[pool.code], self.categories[pool.category]

    def _name(self, code, slug, subpool=""):
        return pool_name(self.countries.get(code), self.categories.get(slug), subpool)

    def _leave_out(self, what, why):
        left_out = LeftOut(what, why)
        if left_out not in self.report.left_out:
            self.report.left_out.append(left_out)

    def _lose(self, what, why):
        """Leave out something that we should hold."""
        self._leave_out(what, why)
        self.report.losses.append(_in_a_sentence(LeftOut(what, why)))


def _season_of(feed, choices):
    year = choices.season or feed.season
    if year is None:
        raise BadFeed(gettext("The feed does not tell its season. Give it (--season)."))
    if abs(year - feed.as_of.year) > 1:
        raise BadFeed(
            gettext("Figures as of %(as_of)s are not those of the %(year)s season."),
            as_of=feed.as_of.isoformat(),
            year=year,
        )
    return year


def _is_called(country, location):
    names = (country.name_fr, *NAMES_IN_FEED.get(country.code, ()))
    return fold(location) in map(fold, names)


def _is_of_season(pool, year):
    """Tell if the rounds of `pool` may be those of a season.

    It may hold its first rounds in the last weeks of the year before, and its final ones until the
    end of its year, as that of 2021 did on November 12.
    """
    first, final = pool.first_round.on, pool.final_round.on
    return (first is None or first.year + (first.month >= 11) == year) and (
        final is None or date(year - 1, 11, 1) <= final <= date(year, 12, 31)
    )


def _in_a_sentence(left_out):
    return after_colon(capfirst(left_out.what), f"{left_out.why}.")


def _columns(pool):
    """What `pool` says, by the columns of weekly figures."""
    facts = {"rating": pool.rating, "is_open": pool.is_open}
    for name in FIGURES:
        amount = getattr(pool, name)
        facts |= {name: amount.number, f"{name}_word": amount.word}
    for name in ROUND_DAYS:
        day = getattr(pool, name)
        facts |= {f"{name}_on": day.on, f"{name}_word": day.word}
    return facts


def _completed(facts, before):
    """`facts`, with what was known `before` of the same day where the feed says nothing."""
    completed = dict(facts)
    pairs = [(name, f"{name}_word") for name in FIGURES]
    pairs += [(f"{name}_on", f"{name}_word") for name in ROUND_DAYS]
    for names in (*pairs, ("rating",), ("is_open",)):
        if all(facts[name] in (None, "") for name in names):
            completed |= {name: before[name] for name in names}
    was_closed = before["candidates_word"] == Word.NOT_ACCEPTING
    if was_closed and completed["candidates_word"] != Word.NOT_ACCEPTING:
        completed["is_open"] = facts["is_open"]
    return completed
