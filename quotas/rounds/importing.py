"""The import of a feed into the database: all of it, or nothing."""

import dataclasses

from django.db import transaction
from django.utils.translation import gettext, override

from ..history.revision import queue_to_write
from ..i18n.formats import long_date
from ..models import FeedImport, Source
from .countries import add_countries, check_countries, refuse_unknown
from .feed import Feed
from .fetch import OFFICIAL_ADDRESS
from .log import Log
from .losses import HeldFigures
from .past_quotas import SOURCE_OF_DAY
from .pools import KnownPools
from .quotas import QuotaUpdate
from .report import Report
from .seasons import choose_year, pools_of_season, prepare_season
from .spelling import Amount
from .weekly_figures import WeeklyFiguresUpdate

LONGEST_REASON = 250


@dataclasses.dataclass(frozen=True)
class Choices:
    """The decisions of whoever starts an import."""

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
        feed_import = _Import(feed, choices, address)
        report = feed_import.run(progress)
        if choices.is_dry_run:
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
        self.reason = address[:LONGEST_REASON]
        self.year = choose_year(feed, choices.season)
        self.log = Log(feed)
        self.known = KnownPools()

    def run(self, progress):
        """Take the feed pool by pool, write what is news, and return the report."""
        self.known.refuse_unknown_categories(self.feed)
        self.know_countries()
        self.season = prepare_season(self.year, self.log, self.reason)
        pools = pools_of_season(self.feed, self.year, self.known, self.log)
        is_older = self.find_losses(pools)
        source = source_of(self.feed)
        figures = WeeklyFiguresUpdate(self.feed, self.season, self.known, source, self.log)
        quotas = QuotaUpdate(self.feed, self.season, self.known, source, self.log)
        for pool in progress(pools):
            is_slip = not self.choices.accepts_slips and quotas.lose_slip(pool)
            figures.take(dataclasses.replace(pool, quota=Amount()) if is_slip else pool)
            if pool.code and not pool.subpool and not is_slip:
                quotas.take(pool)
        quotas.take_not_offered()
        if self.log.changes:
            self.write(source, figures, quotas)
        return Report.of(
            self.log,
            self.known,
            as_of=self.feed.as_of,
            season=self.year,
            address=self.address,
            is_dry_run=self.choices.is_dry_run,
            is_older=is_older,
        )

    def know_countries(self):
        """Check the codes of the feed, and add the countries that are new."""
        unknown = check_countries(self.feed, self.known.countries, self.log)
        if not self.choices.accepts_new_countries:
            refuse_unknown(unknown)
        add_countries(unknown, self.known.countries, self.log, self.reason)

    def find_losses(self, pools):
        """Log what the feed lacks of the weeks before; return True if a later day is held."""
        held = HeldFigures(self.season, self.feed.as_of)
        if not self.choices.accepts_missing_pools:
            held.refuse_if_half_is_lost(pools)
        for key, day in sorted(held.missing_from(self.feed.pools).items(), key=str):
            self.log.leave_out(
                self.known.name(*key),
                gettext("the feed lacks this pool, which we have as of %(nearest)s; it was kept")
                % {"nearest": day.isoformat()},
            )
        self.log.losses += held.describe_lost_pools(self.feed.pools, self.known)
        self.log.losses += held.describe_lost_figures(self.feed.pools)
        return bool(held.days) and self.feed.as_of < max(held.days)

    def write(self, source, figures, quotas):
        if source.pk is None:
            source._change_reason = self.reason
            source.save()
        figures.write(self.reason)
        quotas.write(self.reason)


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
