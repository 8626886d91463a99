"""The way from a profile to the border: its steps, documents and funds."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from ..i18n.fields import FrenchCharField, FrenchTextField, Translated
from .claim import Claim, looked_at_again_later
from .querysets import SourcedQuerySet
from .slugs import AddressedModel, NamedQuerySet, short_name


class GuideEntryQuerySet(SourcedQuerySet, NamedQuerySet):
    pass


class GuideEntry(Claim, AddressedModel):
    """A name and a text of the page about how it works, in both languages."""

    slug = short_name(_("The part of the address that leads to it on its page."))
    position = models.PositiveSmallIntegerField(
        _("position"), default=0, help_text=_("Smaller numbers come first.")
    )
    name_en = models.CharField(_("name in English"), max_length=80)
    name_fr = FrenchCharField(_("name in French"), max_length=80)
    text_en = models.TextField(_("text in English"))
    text_fr = FrenchTextField(_("text in French"))
    source = models.ForeignKey(
        "Source", verbose_name=_("source"), on_delete=models.PROTECT, related_name="+"
    )

    name = Translated()
    text = Translated()

    class Meta:
        abstract = True

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return f"{reverse('how_it_works')}#{self.slug}"


class StepQuerySet(GuideEntryQuerySet):
    def with_deadline(self):
        """Keep those with a deadline."""
        return self.filter(days__isnull=False)

    def after_finding(self):
        """Keep those that are still to do for somebody who has found their categories."""
        return self.filter(is_after_finding=True)


class Step(GuideEntry):
    """One thing to do or to wait for, some with a deadline after the step before."""

    days = models.PositiveSmallIntegerField(
        _("deadline in days"),
        null=True,
        blank=True,
        help_text=_("Calendar days, counted from the step before; empty if there is no deadline."),
    )
    counted_from_en = models.CharField(
        _("what it counts from, in English"),
        max_length=100,
        blank=True,
        help_text=_("In the middle of a sentence, such as: from the invitation."),
    )
    counted_from_fr = FrenchCharField(
        _("what it counts from, in French"), max_length=100, blank=True
    )
    is_after_finding = models.BooleanField(
        _("is listed after an answer"),
        default=True,
        help_text=_("Whether “Which can I use?” lists it under “What you need next”."),
    )

    counted_from = Translated()

    objects = StepQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ("position", "slug")
        constraints = (
            models.CheckConstraint(
                name="step_deadline_counts_from_something",
                condition=Q(days__isnull=True, counted_from_en="", counted_from_fr="")
                | (Q(days__gte=1) & ~Q(counted_from_en="") & ~Q(counted_from_fr="")),
                violation_error_message=_(
                    "A deadline is at least one day, and counts from something; without a "
                    "deadline, leave what it counts from empty."
                ),
            ),
            looked_at_again_later("step"),
        )


class Requirement(GuideEntry):
    """A document to have, or money to show, on the way to Canada."""

    class Kind(models.TextChoices):
        DOCUMENT = "document", _("Documents")
        FUNDS = "funds", _("Funds and insurance")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    dollars = models.DecimalField(
        _("Canadian dollars"),
        max_digits=7,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("The smallest amount to show, if it is money. Fees have their own list."),
    )

    objects = GuideEntryQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("document or funds")
        verbose_name_plural = _("documents and funds")
        ordering = ("kind", "position", "slug")
        constraints = (
            models.CheckConstraint(
                name="requirement_kind_is_known",
                condition=Q(kind__in=("document", "funds")),
                violation_error_message=_("It is either a document or funds."),
            ),
            looked_at_again_later("requirement"),
        )
