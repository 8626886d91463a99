from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from ..history.revision import PublicModel
from ..i18n.fields import Translated
from .days import DayField
from .querysets import PoolsQuerySet, SourcedQuerySet
from .quota import Quota
from .slugs import NamedModel, NamedQuerySet, short_name


class EligibilityQuerySet(SourcedQuerySet, PoolsQuerySet):
    def without_quota(self, season):
        """Keep those of pools that are known to exist and that have no quota in `season`."""
        held = Quota.objects.for_season(season).filter(
            country=OuterRef("country"), category=OuterRef("category")
        )
        return self.exclude(Exists(held))

    def get_by_natural_key(self, code, slug):
        return self.get(country__code=code, category__slug=slug)


class Eligibility(PublicModel):
    """The conditions of one category of one country's arrangement, as of a day.

    A category that a country's arrangement leaves out has no row.
    """

    country = models.ForeignKey(
        "Country",
        verbose_name=_("country or territory"),
        on_delete=models.CASCADE,
        related_name="eligibility",
    )
    category = models.ForeignKey(
        "Category",
        verbose_name=_("category"),
        on_delete=models.CASCADE,
        related_name="eligibility",
    )
    youngest = models.PositiveSmallIntegerField(_("youngest age"))
    oldest = models.PositiveSmallIntegerField(_("oldest age"))
    longest_stay = models.PositiveSmallIntegerField(_("longest stay"), help_text=_("In months."))
    participations = models.PositiveSmallIntegerField(
        _("participations"),
        help_text=_("How many times one person may take part, in all categories together."),
    )
    must_live_there = models.BooleanField(
        _("must live there"),
        default=False,
        help_text=_(
            "Whether applicants must live in the country or territory. Say how in the conditions."
        ),
    )
    conditions_en = models.TextField(_("other conditions, in English"), blank=True)
    conditions_fr = models.TextField(_("other conditions, in French"), blank=True)
    as_of = DayField(_("as of"))
    source = models.ForeignKey(
        "Source",
        verbose_name=_("source"),
        on_delete=models.PROTECT,
        related_name="+",
    )

    conditions = Translated()

    objects = EligibilityQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("eligibility")
        verbose_name_plural = _("eligibility")
        ordering = ("country__sort_en", "category__position")
        constraints = (
            models.UniqueConstraint(
                name="one_eligibility_per_country_and_category",
                fields=("country", "category"),
                violation_error_message=_(
                    "This country has its conditions in this category already. Change those."
                ),
            ),
            models.CheckConstraint(
                name="eligibility_ages_in_order",
                condition=Q(youngest__lte=F("oldest")),
                violation_error_message=_("The youngest age is not above the oldest."),
            ),
        )

    def __str__(self):
        return f"{self.country}, {self.category}"

    def natural_key(self):
        return (*self.country.natural_key(), *self.category.natural_key())

    natural_key.dependencies = ["quotas.country", "quotas.category"]

    @property
    def terms(self):
        """All that it says, by which equal conditions are found."""
        return (
            self.youngest,
            self.oldest,
            self.longest_stay,
            self.participations,
            self.must_live_there,
            self.conditions_en,
            self.as_of,
            self.source_id,
        )

    def clean(self):
        """Refuse conditions that readers of one language would miss."""
        if bool(self.conditions_en) != bool(self.conditions_fr):
            lacking = "conditions_fr" if self.conditions_en else "conditions_en"
            raise ValidationError({lacking: _("Write both languages, or neither.")})


class ArrangementChangeQuerySet(NamedQuerySet):
    def newest_first(self):
        return self.select_related("source").order_by("-on", "slug")


class ArrangementChange(NamedModel):
    """A day on which something began or ended in a country's arrangement with Canada."""

    slug = short_name()
    country = models.ForeignKey(
        "Country",
        verbose_name=_("country or territory"),
        on_delete=models.CASCADE,
        related_name="arrangement_changes",
    )
    on = DayField(_("on"))
    text_en = models.CharField(_("text in English"), max_length=300)
    text_fr = models.CharField(_("text in French"), max_length=300)
    source = models.ForeignKey(
        "Source",
        verbose_name=_("source"),
        on_delete=models.PROTECT,
        related_name="+",
    )

    text = Translated()

    objects = ArrangementChangeQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("change of an arrangement")
        verbose_name_plural = _("changes of arrangements")
        ordering = ("-on", "slug")

    def __str__(self):
        return f"{self.country}, {self.on.isoformat()}"
