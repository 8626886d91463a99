from django.db import models
from django.utils.translation import gettext, gettext_lazy as _, pgettext_lazy
from simple_history.models import HistoricalRecords

from ..i18n.fields import FrenchCharField, Translated
from ..i18n.languages import language
from .days import DayField
from .slugs import NamedModel, NamedQuerySet, short_name

INFERRED = "inferred-from-ircc-feed"  # the source of what a feed does not say


class SourceQuerySet(NamedQuerySet):
    def of_figures(self, **facts):
        """Return the sources of the public quotas with these `facts`, with counts and days."""
        quotas = {f"quotas__{name}": value for name, value in facts.items()}
        return (
            self.filter(quotas__season__is_published=True, **quotas)
            .annotate(
                figures=models.Count("quotas"),
                first_as_of=models.Min("quotas__as_of"),
                last_as_of=models.Max("quotas__as_of"),
            )
            .order_by("-figures", "slug")
        )

    def eligibility(self):
        """Return the official page about eligibility, or None if staff deleted it."""
        return self.filter(slug="ircc-eligibility-by-country").first()


class Source(NamedModel):
    """A page or document that a figure or a text of this site comes from."""

    class Confidence(models.TextChoices):
        OFFICIAL = "official", _("official")
        REPORTED = "reported", _("reported")

    OF_A_FIGURE = {
        Confidence.OFFICIAL: pgettext_lazy("figure", "official"),
        Confidence.REPORTED: pgettext_lazy("figure", "reported"),
    }

    slug = short_name()
    title_en = models.CharField(_("title in English"), max_length=200)
    title_fr = FrenchCharField(_("title in French"), max_length=200)
    publisher = models.CharField(_("publisher"), max_length=200)
    url_en = models.URLField(_("address"), max_length=500, blank=True)
    url_fr = models.URLField(
        _("address of the French version"),
        max_length=500,
        blank=True,
        help_text=_("Leave empty if the page has no French version."),
    )
    confidence = models.CharField(
        _("official or reported"),
        max_length=10,
        choices=Confidence,
        help_text=_(
            "Official: a page or data file of the Government of Canada. Reported: anyone else."
        ),
    )
    copy_on = models.CharField(
        _("copy on"),
        max_length=100,
        blank=True,
        help_text=_(
            "If the address leads to a copy that somebody else keeps: where, such as GitHub."
        ),
    )
    published_on = DayField(_("published on"), null=True, blank=True)
    gone_on = DayField(
        _("gone since"),
        null=True,
        blank=True,
        help_text=_("The first day on which its address did not work; empty while it works."),
    )

    title = Translated()

    objects = SourceQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ("publisher", "title_en")
        constraints = (
            models.CheckConstraint(
                name="source_is_official_or_reported",
                condition=models.Q(confidence__in=("official", "reported")),
                violation_error_message=_("A source is either official or reported."),
            ),
        )

    def __str__(self):
        return f"{self.title} ({self.publisher})"

    @property
    def publisher_label(self):
        """Its publisher, and where the copy is kept that was read, if it is one."""
        if not self.copy_on:
            return self.publisher
        return gettext("%(publisher)s’s feed, copy on %(host)s") % {
            "publisher": self.publisher,
            "host": self.copy_on,
        }

    @property
    def is_inference(self):
        """Tell if it is our reading of what a feed leaves out, and so states no figure."""
        return self.slug == INFERRED

    @property
    def confidence_of_figures(self):
        """Its confidence in words, as an adjective of its figures."""
        return self.OF_A_FIGURE[self.confidence]

    @property
    def url(self):
        return (self.url_fr or self.url_en) if language() == "fr" else self.url_en

    @property
    def url_language(self):
        """The language of the page that `url` leads to."""
        is_french = self.url_fr and (language() == "fr" or self.url_fr == self.url_en)
        return "fr" if is_french else "en"
