"""Sentences about the quotas of a season, made from its rows so that they cannot go stale."""

import dataclasses
import datetime

from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy as _, ngettext

from ..i18n.formats import grouped, long_date
from ..models import Season, Source
from ..models.quota import QuotaState


@dataclasses.dataclass(frozen=True)
class Origin:
    """The one source and the one day that all figures of a table have."""

    source: Source
    day: datetime.date

    @property
    def label(self):
        """The source with the day, and where the copy is kept that was read, if it is one."""
        source = self.source
        words = {"publisher": source.publisher, "day": long_date(self.day), "host": source.copy_on}
        if source.copy_on:
            return gettext("%(publisher)s’s feed of %(day)s, copy on %(host)s") % words
        return gettext("%(publisher)s, as of %(day)s") % words

    @property
    def confidence(self):
        """The confidence of the source, in words that stand alone."""
        if self.source.confidence == Source.Confidence.OFFICIAL:
            return _("official source")
        return _("not official")


@dataclasses.dataclass(frozen=True)
class Summary:
    """The number, the states and the origin of some quotas of a season."""

    season: Season
    quotas: list

    @cached_property
    def stated(self):
        """The quotas that a source states."""
        return [quota for quota in self.quotas if not quota.source.is_inference]

    @property
    def inferred(self):
        """The number of quotas that no source states."""
        return len(self.quotas) - len(self.stated)

    @cached_property
    def sources_differ(self):
        """Tell if a figure has to name its own source, because not all have the same."""
        return len({(quota.source_id, quota.as_of) for quota in self.stated}) > 1

    @cached_property
    def confidences_differ(self):
        """Tell if some figures are official and others reported."""
        return len({quota.source.confidence for quota in self.stated}) > 1

    @cached_property
    def origin(self):
        """The Origin of all of them, or None if they differ in it."""
        if self.sources_differ or not self.stated:
            return None
        return Origin(self.stated[0].source, self.stated[0].as_of)

    @property
    def counts(self):
        """The number of countries, of pools and of each state; no sum of a part of a season."""
        counts = dict.fromkeys(QuotaState, 0)
        for quota in self.quotas:
            counts[quota.state] += 1
        pools = len(self.quotas) - counts[QuotaState.NOT_OFFERED]
        countries = len({quota.country_id for quota in self.quotas})
        states = [
            words % {"count": grouped(count), "places": grouped(self._places)}
            for words, count in (
                (self._words_of_limited, counts[QuotaState.LIMITED]),
                (gettext("%(count)s unlimited"), counts[QuotaState.UNLIMITED]),
                (gettext("%(count)s to be announced"), counts[QuotaState.TO_BE_ANNOUNCED]),
            )
            if count
        ]
        where = ngettext(
            "%(count)s country or territory", "%(count)s countries and territories", countries
        ) % {"count": countries}
        which = ngettext("%(count)s pool", "%(count)s pools", pools) % {"count": pools}
        if not states:
            return gettext("%(countries)s, %(pools)s.") % {"countries": where, "pools": which}
        return gettext("%(countries)s, %(pools)s: %(states)s.") % {
            "countries": where,
            "pools": which,
            "states": ", ".join(states),
        }

    @property
    def _words_of_limited(self):
        if self.season.is_partial or self.sources_differ:
            return gettext("%(count)s limited")
        return ngettext(
            "%(count)s limited (%(places)s place together)",
            "%(count)s limited (%(places)s places together)",
            self._places,
        )

    @property
    def _places(self):
        return sum(quota.places or 0 for quota in self.quotas)

    @property
    def origins(self):
        """The origin in a sentence, or that there are several; empty without a figure."""
        if self.origin:
            words = {"origin": self.origin.label, "confidence": self.origin.confidence}
            return gettext("All figures: %(origin)s (%(confidence)s).") % words
        if not self.stated:
            return ""
        days = [quota.as_of for quota in self.stated]
        words = {"first": long_date(min(days)), "last": long_date(max(days))}
        if min(days) == max(days):
            return gettext("The figures come from several sources, as of %(last)s.") % words
        return gettext("The figures are from days between %(first)s and %(last)s.") % words
