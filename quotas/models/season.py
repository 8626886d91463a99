from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy as _, pgettext_lazy
from simple_history.models import HistoricalRecords

from ..history.revision import PublicModel
from ..i18n.fields import FrenchCharField, FrenchTextField, Translated
from .days import DayField


class Status(models.TextChoices):
    """The point of its year at which a season is."""

    ANNOUNCED = "announced", pgettext_lazy("season", "Announced")
    OPEN = "open", pgettext_lazy("season", "Open")
    CLOSING = "closing", pgettext_lazy("season", "Closing")
    OVER = "over", pgettext_lazy("season", "Over")


class SeasonQuerySet(models.QuerySet):
    def with_counts(self):
        """Add `countries`, the number that have a quota of the season; the newest season first."""
        counted = self.annotate(countries=models.Count("quotas__country", distinct=True))
        return counted.order_by("-year")

    def published(self):
        """Keep those that readers may see."""
        return self.filter(is_published=True)

    def with_table(self):
        """Keep those that have a page of their own."""
        return self.published().filter(has_table=True)

    def current_first(self):
        """Put the current season before the others, and those from the newest."""
        return self.order_by("-is_current", "-year")

    def current(self):
        """Return the season that the home page shows, or None while editors have chosen none."""
        return self.filter(is_current=True).first()

    @transaction.atomic
    def make_current(self, season):
        """Show `season` on the home page, in place of the one before."""
        for shown in self.model.objects.filter(is_current=True).exclude(pk=season.pk):
            shown.is_current = False
            shown._change_reason = f"The {season.year} season is made current."
            shown.save()
        season.is_current = season.is_published = True
        season._change_reason = "Made current."
        season.save()

    def get_by_natural_key(self, year):
        return self.get(year=year)


class Season(PublicModel):
    """A year of the programme, with quotas of its own."""

    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    is_current = models.BooleanField(
        _("current"),
        default=False,
        help_text=_("The season that the home page shows. There is one at a time."),
    )
    is_published = models.BooleanField(
        _("published"),
        default=True,
        help_text=_("Until it is, nothing of the season is public: no page, figure or notice."),
    )
    has_table = models.BooleanField(
        _("has a table"),
        default=True,
        help_text=_(
            "Off for a season with only a few figures: those are shown on the pages of their "
            "countries."
        ),
    )
    is_partial = models.BooleanField(
        _("partial"),
        default=False,
        help_text=_(
            "On for a season with missing figures: its table also lists the pools that are known "
            "to exist, each with its latest figure."
        ),
    )
    qualifier_en = models.CharField(
        _("what it shows, in English"),
        max_length=100,
        blank=True,
        help_text=_("Added to its name if the table is special, such as: as the article says."),
    )
    qualifier_fr = FrenchCharField(_("what it shows, in French"), max_length=100, blank=True)
    corrected_status = models.CharField(
        _("corrected status"),
        max_length=10,
        choices=Status,
        blank=True,
        help_text=_(
            "Empty: worked out from the calendar and the date. It is better to add the day on "
            "which the season opened or closed to its calendar than to correct the status."
        ),
    )
    introduction_en = models.TextField(
        _("introduction in English"),
        blank=True,
        help_text=_("A sentence or two above the table. Markdown."),
    )
    introduction_fr = FrenchTextField(_("introduction in French"), blank=True)
    introduction_on = DayField(
        _("introduction written on"),
        null=True,
        blank=True,
        help_text=_("Shown with it: the day on which somebody last checked it."),
    )
    source = models.ForeignKey(
        "Source",
        verbose_name=_("source"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    qualifier = Translated()
    introduction = Translated()

    objects = SeasonQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("season")
        verbose_name_plural = _("seasons")
        ordering = ("-year",)
        permissions = (("publish_season", _("Can publish a season and make it current")),)
        constraints = (
            models.UniqueConstraint(
                name="one_current_season",
                fields=("is_current",),
                condition=models.Q(is_current=True),
                violation_error_message=_("Another season is current. Only one can be."),
            ),
            models.CheckConstraint(
                name="current_season_is_published",
                condition=models.Q(is_current=False) | models.Q(is_published=True),
                violation_error_message=_("The current season is published."),
            ),
            models.CheckConstraint(
                name="season_since_iec_began",
                condition=models.Q(year__gte=1967, year__lte=2100),
                violation_error_message=_("A season is a year from 1967 to 2100."),
            ),
        )

    def __str__(self):
        return gettext("%(year)s season") % {"year": self.year}

    def get_absolute_url(self):
        return reverse("season", args=(self.year,))

    def natural_key(self):
        return (self.year,)

    @property
    def suffix(self):
        """Its qualifier as it follows its name, after a comma; empty if it has none."""
        return f", {self.qualifier}" if self.qualifier else ""

    @property
    def was_published(self):
        """Tell if readers see it, or saw it before it was taken back."""
        return self.is_published or self.history.filter(is_published=True).exists()
