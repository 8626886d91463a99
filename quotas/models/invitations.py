from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Sum
from django.utils.translation import gettext, gettext_lazy as _
from simple_history.models import HistoricalRecords

from ..history.revision import PublicModel
from ..i18n.formats import grouped
from ..i18n.languages import language
from .days import DayField
from .querysets import SeasonalQuerySet, SourcedQuerySet
from .quota import figure_field, within_the_largest
from .weekly_figures import WeeklyFigures


class InvitationPeriodQuerySet(SeasonalQuerySet, SourcedQuerySet):
    def get_by_natural_key(self, year, starts_on, ends_on):
        return self.get(season__year=year, starts_on=starts_on, ends_on=ends_on)


class InvitationPeriod(PublicModel):
    """A week or two of which a source counts the invitations of each country.

    All categories are added up. The candidates are those of all countries on a day of their own.
    """

    season = models.ForeignKey(
        "Season",
        verbose_name=_("season"),
        on_delete=models.PROTECT,
        related_name="invitation_periods",
    )
    starts_on = DayField(_("first day"))
    ends_on = DayField(_("last day"))
    total = figure_field(
        _("invitations in all"), help_text=_("As the source states it, not our own sum.")
    )
    season_total = figure_field(
        _("invitations since the season began"), help_text=_("In all countries, until that day.")
    )
    candidates = figure_field(_("candidates"), help_text=_("In the pools of all countries."))
    candidates_as_of = DayField(_("candidates as of"), null=True, blank=True)
    source = models.ForeignKey(
        "Source", verbose_name=_("source"), on_delete=models.PROTECT, related_name="+"
    )

    objects = InvitationPeriodQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("period of invitations")
        verbose_name_plural = _("periods of invitations")
        ordering = ("-starts_on",)
        constraints = (
            models.UniqueConstraint(
                name="one_period_of_invitations_per_season_and_days",
                fields=("season", "starts_on", "ends_on"),
                violation_error_message=_("We already have the invitations of these days."),
            ),
            models.CheckConstraint(
                name="period_of_invitations_ends_after_it_starts",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The last day is before the first day."),
            ),
            within_the_largest("invitation_period", "total", "season_total", "candidates"),
        )

    def __str__(self):
        return f"{self.season}, {self.starts_on.isoformat()}/{self.ends_on.isoformat()}"

    def natural_key(self):
        return (*self.season.natural_key(), self.starts_on, self.ends_on)

    natural_key.dependencies = ["quotas.season"]

    @property
    def short_name(self):
        """Its name in files: the year of the season, and the days as ISO 8601 writes a period."""
        return f"{self.season.year}/{self.starts_on.isoformat()}/{self.ends_on.isoformat()}"


class CountryInvitationsQuerySet(models.QuerySet):
    def public(self):
        """Keep those of published seasons."""
        return self.filter(period__season__is_published=True)

    def with_period(self):
        """Join what a row needs to print itself."""
        return self.select_related("country", "period__season", "period__source")

    def beside_weekly_figures(self):
        """Leave out those of days that the weekly figures of the country’s pools cover.

        They do if invitations are held of the first day of the period or one before it, and of its
        last day or one after it: what was issued between those two is told by pool.
        """
        of_pools = WeeklyFigures.objects.filter(
            season=OuterRef("period__season"),
            country=OuterRef("country"),
            invitations__isnull=False,
        )
        at_its_start = of_pools.filter(as_of__lte=OuterRef("period__starts_on"))
        at_its_end = of_pools.filter(as_of__gte=OuterRef("period__ends_on"))
        return self.exclude(Exists(at_its_start), Exists(at_its_end))

    def with_sum(self):
        """Add `sum_of_countries`: the invitations of all countries that the period names."""
        rows = CountryInvitations.objects.filter(period=OuterRef("period")).order_by()
        summed = rows.values("period").annotate(sum=Sum("invitations")).values("sum")
        return self.annotate(sum_of_countries=Subquery(summed))

    def in_order(self):
        """Sort by period, the newest first, then by the name of the country."""
        return self.order_by("-period__starts_on", f"country__sort_{language()}")

    def get_by_natural_key(self, year, starts_on, ends_on, code):
        return self.get(
            period__season__year=year,
            period__starts_on=starts_on,
            period__ends_on=ends_on,
            country__code=code,
        )


class CountryInvitations(PublicModel):
    """The invitations issued in one country in a period, all categories together."""

    period = models.ForeignKey(
        InvitationPeriod,
        verbose_name=_("period"),
        on_delete=models.CASCADE,
        related_name="countries",
    )
    country = models.ForeignKey(
        "Country",
        verbose_name=_("country or territory"),
        on_delete=models.PROTECT,
        related_name="invitations",
    )
    invitations = models.PositiveIntegerField(_("invitations"))

    objects = CountryInvitationsQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("invitations of a country")
        verbose_name_plural = _("invitations by country")
        ordering = ("-period__starts_on", "country__sort_en")
        constraints = (
            models.UniqueConstraint(
                name="one_number_of_invitations_per_country_and_period",
                fields=("period", "country"),
                violation_error_message=_("This country already has a number in this period."),
            ),
            within_the_largest("country_invitations", "invitations"),
        )

    def __str__(self):
        return f"{self.country}, {self.period}"

    def natural_key(self):
        return (*self.period.natural_key(), *self.country.natural_key())

    natural_key.dependencies = ["quotas.invitationperiod", "quotas.country"]

    @property
    def invitations_label(self):
        return grouped(self.invitations)

    @property
    def total_label(self):
        """The invitations of all countries in words."""
        total = self.period.total
        return gettext("Not given") if total is None else grouped(total)

    @property
    def other_sum(self):
        """The sum of the countries of its period, if it is not the total; it takes `with_sum`."""
        total, summed = self.period.total, self.sum_of_countries
        return None if total in (None, summed) else grouped(summed)

    @property
    def season(self):
        return self.period.season

    @property
    def as_of(self):
        return self.period.ends_on

    @property
    def source(self):
        return self.period.source
