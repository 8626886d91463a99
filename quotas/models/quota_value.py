from django.db import models
from django.db.models import Exists, F, Max, OuterRef, Q, Subquery, Window
from django.db.models.functions import Lag
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .querysets import SeasonalPoolsQuerySet
from .quota import (
    PoolModel,
    Quota,
    QuotaState,
    figure_field,
    places_if_limited,
    pool_address,
    quota_label,
    within_the_largest,
)

WITHDRAWN = "withdrawn"


class QuotaValueQuerySet(SeasonalPoolsQuerySet):
    def with_standing(self):
        """Add `is_standing`: true of a value that was not corrected or withdrawn on its day."""
        pool_and_day = ("season", "country", "category", "as_of")
        later = QuotaValue.objects.filter(
            **{name: OuterRef(name) for name in pool_and_day}, pk__gt=OuterRef("pk")
        )
        return self.annotate(is_standing=~Exists(later))

    def in_force(self):
        """Keep the standing values that were not withdrawn, the oldest first."""
        standing = self.with_standing().filter(is_standing=True).exclude(state=WITHDRAWN)
        return standing.order_by("as_of", "pk")

    def later_than_quotas(self):
        """Keep those in force that a source gave after the day of the quota itself.

        The table of a season shows what one source said on one day; another may have said more.
        """
        quota = Quota.objects.filter(
            **{name: OuterRef(name) for name in ("season", "country", "category")}
        )
        return self.in_force().filter(as_of__gt=Subquery(quota.values("as_of")[:1]))

    def last_recorded(self):
        """Return the time at which the newest of them was recorded, or None."""
        return self.aggregate(last=Max("recorded_at"))["last"]

    def with_before(self):
        """Add the state and the places that the same quota had until then, if any."""
        before = {
            "partition_by": [F("season"), F("country"), F("category")],
            "order_by": [F("as_of").asc(), F("pk").asc()],
        }
        return self.annotate(
            state_before=Window(Lag("state"), **before),
            places_before=Window(Lag("places"), **before),
        )

    def mark_correction(self, quota):
        """Mark the value that `quota` has now as the correction of a mistake of ours."""
        values = self.of_pool(quota.season, quota.country, quota.category)
        newest = values.filter(as_of=quota.as_of).order_by("-pk")[:1]
        self.filter(pk__in=newest.values("pk")).update(is_correction=True)

    def get_by_natural_key(self, year, code, slug, as_of):
        return self.get(
            season__year=year,
            country__code=code,
            category__slug=slug,
            as_of=as_of,
            is_correction=False,
        )


class QuotaValue(PoolModel):
    """The value of a quota on one day: all old values of `Quota`, and today's too.

    The database writes a row whenever a quota is made, changed or deleted, by the triggers of
    `quotas.history.quota_values`. An import adds the values of older days. A row that corrects
    another stands after it on the same day. A withdrawn one means that we took the figure back.
    """

    season = models.ForeignKey("Season", on_delete=models.CASCADE, verbose_name=_("season"))
    country = models.ForeignKey(
        "Country", on_delete=models.CASCADE, verbose_name=_("country or territory")
    )
    category = models.ForeignKey("Category", on_delete=models.CASCADE, verbose_name=_("category"))
    state = models.CharField(
        _("state"), max_length=20, choices=[*QuotaState.choices, (WITHDRAWN, _("Withdrawn"))]
    )
    places = figure_field(_("places"))
    as_of = models.DateField(_("as of"))
    source = models.ForeignKey(
        "Source",
        verbose_name=_("source"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    is_correction = models.BooleanField(
        _("corrects a mistake"),
        default=False,
        help_text=_("The figure before it was wrong, rather than out of date."),
    )
    recorded_at = models.DateTimeField(_("recorded"), default=timezone.now, editable=False)

    objects = QuotaValueQuerySet.as_manager()

    class Meta:
        verbose_name = _("value of a quota")
        verbose_name_plural = _("history of quotas")
        ordering = ("-as_of", "-pk")
        indexes = (
            models.Index(
                name="quota_values_of_a_pool",
                fields=("season", "country", "category", "as_of"),
            ),
        )
        constraints = (
            models.UniqueConstraint(
                name="one_first_value_per_quota_and_day",
                fields=("season", "country", "category", "as_of"),
                condition=Q(is_correction=False),
                violation_error_message=_("We already have a value of this quota for this day."),
            ),
            places_if_limited("value_places_if_and_only_if_limited"),
            within_the_largest("quota_value", "places"),
        )

    def __str__(self):
        return f"{self.country}, {self.category}, {self.season.year}, {self.as_of.isoformat()}"

    def get_absolute_url(self):
        return pool_address(self.season, self.country, self.category)

    def natural_key(self):
        return (*super().natural_key(), self.as_of)

    natural_key.dependencies = PoolModel.natural_key.dependencies

    @property
    def label(self):
        return (
            _("Not known to us")
            if self.state == WITHDRAWN
            else quota_label(self.state, self.places)
        )
