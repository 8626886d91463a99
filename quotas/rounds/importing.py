"""The import of a feed into the database: all of it, or nothing."""

import dataclasses

from django.db import transaction
from django.utils.translation import gettext, override

from ..history.revision import queue_to_write
from ..i18n.formats import long_date
from ..models import FeedImport, Source
from .countries import add_countries, check_countries, refuse_unknown
from .doubts import find_doubts
from .feed import Feed
from .fetch import OFFICIAL_ADDRESS
from .log import Log
from .losses import HeldFigures
from .past_quotas import SOURCE_OF_DAY
from .pools import KnownPools
from .quotas import QuotaUpdate
from .report import Report
from .seasons import choose_year, keep_of_season, prepare_season, split_by_season
from .weekly_figures import WeeklyFiguresUpdate

LONGEST_REASON = 250


@dataclasses.dataclass(frozen=True)
class Choices:
    """The decisions of whoever starts an import."""

    season: int | None = None
    is_dry_run: bool = False
    accepts_doubts: bool = False
    accepts_new_countries: bool = False
    reason: str = ""


def import_feed(feed: Feed, choices: Choices, *, address, last_modified="", progress=iter):
    """Store what `feed` says and return the report; BadFeed if it cannot be trusted.

    Everything happens in one transaction, with every other writer waiting. A dry run takes it back,
    and so does a doubt that is not accepted: the report is then what the feed would change.
    `progress` goes over the pools, to show how far it is.
    """
    with transaction.atomic():
        queue_to_write()
        feed_import = _Import(feed, choices, address)
        report = feed_import.run(progress)
        if choices.is_dry_run or report.is_held:
            transaction.set_rollback(True)
        elif report.is_news:
            FeedImport.objects.create(
                address=address,
                as_of=feed.as_of,
                season=feed_import.season,
                last_modified=last_modified,
                report=report.as_json(),
            )
        return report


class _Import:
    """One feed on its way into the database."""

    def __init__(self, feed, choices, address):
        self.feed, self.choices, self.address = feed, choices, address
        self.reason = (f"{address}: {choices.reason}" if choices.reason else address)[
            :LONGEST_REASON
        ]
        self.year = choose_year(feed, choices.season)
        self.log = Log(feed)
        self.known = KnownPools()

    def run(self, progress):
        """Take the feed season by season, write what is news, and return the report."""
        self.known.refuse_unknown_categories(self.feed)
        self.know_countries()
        source = source_of(self.feed)
        is_chosen = self.choices.season is not None
        by_season = split_by_season(self.feed, self.year, is_chosen=is_chosen)
        updates = []
        for year, pools in by_season.items():
            self.log.season = year if len(by_season) > 1 else None
            season = prepare_season(year, self.log, self.reason)
            pools = keep_of_season(pools, year, self.known, self.log)
            if year == self.year:
                self.season = season
                is_older = self.find_losses(season)
            updates += self.take(progress(pools), pools, season, source)
        if self.log.changes:
            self.write(source, updates)
        return Report.of(
            self.log,
            self.known,
            as_of=self.feed.as_of,
            season=self.year,
            seasons=list(by_season),
            address=self.address,
            is_dry_run=self.choices.is_dry_run,
            is_older=is_older,
            is_held=bool(self.log.all_doubts) and not self.choices.accepts_doubts,
        )

    def take(self, rows, pools, season, source):
        """Note the figures and the quotas of one season, and what is doubtful about them."""
        self.log.doubt(*find_doubts(self.feed, pools, season, self.known))
        figures = WeeklyFiguresUpdate(self.feed, season, self.known, source, self.log)
        quotas = QuotaUpdate(self.feed, pools, season, self.known, source, self.log)
        for pool in rows:
            self.log.doubt(*quotas.find_slip(pool))
            figures.take(pool)
            if pool.code and not pool.subpool:
                quotas.take(pool)
        quotas.take_not_offered()
        return figures, quotas

    def know_countries(self):
        """Check the codes of the feed, and add the countries that are new."""
        unknown = check_countries(self.feed, self.known.countries, self.log)
        if not self.choices.accepts_new_countries:
            refuse_unknown(unknown)
        add_countries(unknown, self.known.countries, self.log, self.reason)

    def find_losses(self, season):
        """Log what the feed lacks of the weeks before; return True if a later day is held."""
        held = HeldFigures(season, self.feed.as_of)
        for key, day in sorted(held.missing_from(self.feed.pools).items(), key=str):
            self.log.leave_out(
                self.known.name(*key),
                gettext("the feed lacks this pool, which we have as of %(nearest)s; it was kept")
                % {"nearest": day.isoformat()},
            )
        self.log.losses += held.describe_lost_pools(self.feed.pools, self.known)
        self.log.losses += held.describe_lost_figures(self.feed.pools)
        return bool(held.days) and self.feed.as_of < max(held.days)

    def write(self, source, updates):
        if source.pk is None:
            source._change_reason = self.reason
            source.save()
        for update in updates:
            update.write(self.reason)


def source_of(feed):
    """Return the source of a feed, which is saved only if something is stored."""
    slug = SOURCE_OF_DAY.format(feed.as_of.isoformat())
    with override("en"):
        title_en = f"Rounds of invitations: data feed of {long_date(feed.as_of)}"
    with override("fr"):
        title_fr = f"Rondes d’invitations : flux de données du {long_date(feed.as_of)}"
    return Source.objects.filter(slug=slug).first() or Source(
        slug=slug,
        title_en=title_en,
        title_fr=title_fr,
        publisher="IRCC",
        url_en=OFFICIAL_ADDRESS,
        confidence=Source.Confidence.OFFICIAL,
        published_on=feed.as_of,
    )
