"""The calendar and the fees of a season."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from ..i18n.fields import FrenchCharField, Translated
from .claim import Claim, looked_at_again_later
from .days import DayField
from .querysets import SeasonalQuerySet, SourcedQuerySet
from .slugs import NamedModel, NamedQuerySet, short_name


def by_season_and(name, rows, values):
    """Pair each season of `rows` with a list of its rows for each of the `values` of `name`."""
    seasons = {}
    for row in rows:
        seasons.setdefault(row.season, []).append(row)
    return [
        (season, [[row for row in held if getattr(row, name) == value] for value in values])
        for season, held in seasons.items()
    ]


class CalendarQuerySet(SeasonalQuerySet, SourcedQuerySet, NamedQuerySet):
    def with_source(self):
        return super().with_source().select_related("season")


class SeasonDay(NamedModel):
    """The day on which a season opened, had its first round or closed, by one source.

    Sources disagree now and then; then the same event has several days.
    """

    class Event(models.IntegerChoices):
        OPENED = 1, _("Opened")
        FIRST_ROUND = 2, _("First round")
        CLOSED = 3, _("Closed")

    slug = short_name()
    season = models.ForeignKey(
        "Season", verbose_name=_("season"), on_delete=models.CASCADE, related_name="days"
    )
    event = models.PositiveSmallIntegerField(_("event"), choices=Event)
    on = DayField(_("day"))
    is_week = models.BooleanField(
        _("the week of this day"),
        default=False,
        help_text=_("The source names a week, not a day."),
    )
    remark_en = models.CharField(_("remark in English"), max_length=250, blank=True)
    remark_fr = FrenchCharField(_("remark in French"), max_length=250, blank=True)
    source = models.ForeignKey(
        "Source",
        verbose_name=_("source"),
        on_delete=models.PROTECT,
        related_name="+",
    )

    remark = Translated()

    objects = CalendarQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("day of a season")
        verbose_name_plural = _("season calendar")
        ordering = ("-season__year", "event", "on", "slug")
        constraints = (
            models.CheckConstraint(
                name="season_day_event_is_known",
                condition=Q(event__in=(1, 2, 3)),
                violation_error_message=_("A season opens, has its first round, or closes."),
            ),
        )

    def __str__(self):
        return f"{self.season}, {self.get_event_display()}, {self.on.isoformat()}"


class Fee(Claim, NamedModel):
    """One fee of a season, in Canadian dollars."""

    class Kind(models.IntegerChoices):
        IEC = 1, _("IEC fee")
        OPEN_PERMIT = 2, _("Open work permit holder fee")
        BIOMETRICS = 3, _("Biometrics fee")
        COMPLIANCE = 4, _("Employer compliance fee")

    slug = short_name()
    season = models.ForeignKey(
        "Season", verbose_name=_("season"), on_delete=models.CASCADE, related_name="fees"
    )
    kind = models.PositiveSmallIntegerField(_("fee"), choices=Kind)
    dollars = models.DecimalField(_("Canadian dollars"), max_digits=7, decimal_places=2)
    remark_en = models.CharField(_("remark in English"), max_length=250, blank=True)
    remark_fr = FrenchCharField(_("remark in French"), max_length=250, blank=True)
    source = models.ForeignKey(
        "Source",
        verbose_name=_("source"),
        on_delete=models.PROTECT,
        related_name="+",
    )

    remark = Translated()

    objects = CalendarQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("fee")
        verbose_name_plural = _("fees")
        ordering = ("-season__year", "kind", "dollars", "slug")
        constraints = (
            models.CheckConstraint(
                name="fee_kind_is_known",
                condition=Q(kind__in=(1, 2, 3, 4)),
                violation_error_message=_("Choose one of the four fees."),
            ),
            looked_at_again_later("fee"),
        )

    def __str__(self):
        return f"{self.season}, {self.get_kind_display()}"
