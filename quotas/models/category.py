from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from ..i18n.collation import fold
from ..i18n.fields import DerivedField, FrenchCharField, FrenchTextField, Translated
from .claim import Claim, looked_at_again_later
from .slugs import BilingualModel, BilingualQuerySet


class CategoryQuerySet(BilingualQuerySet):
    def names_only(self):
        """Leave out the long texts, for tables that only name the categories."""
        return self.only("slug", "slug_fr", "name_en", "name_fr", "position")


class Category(Claim, BilingualModel):
    """One of the three ways to take part, with its explanation."""

    class Permit(models.TextChoices):
        OPEN = "open", _("Open work permit")
        EMPLOYER_SPECIFIC = "employer_specific", _("Employer-specific work permit")

    slug = models.SlugField(
        _("name in addresses"),
        unique=True,
        help_text=_("In English addresses, filters and data files. Changing it breaks links."),
    )
    slug_fr = models.SlugField(_("name in French addresses"), unique=True)
    position = models.PositiveSmallIntegerField(
        _("position"), default=0, help_text=_("Smaller numbers come first.")
    )
    name_en = models.CharField(_("name in English"), max_length=100, unique=True)
    name_fr = FrenchCharField(_("name in French"), max_length=100, unique=True)
    search_text = DerivedField(lambda c: f"{fold(c.name_en)}\n{fold(c.name_fr)}")
    permit = models.CharField(_("work permit"), max_length=20, choices=Permit)
    is_for_students = models.BooleanField(
        _("for students only"),
        default=False,
        help_text=_("Whether people must be registered at a post-secondary school."),
    )

    summary_en = models.CharField(_("summary in English"), max_length=250)
    summary_fr = FrenchCharField(_("summary in French"), max_length=250)
    audience_en = models.CharField(_("who it is for, in English"), max_length=250)
    audience_fr = FrenchCharField(_("who it is for, in French"), max_length=250)
    job_offer_en = models.CharField(_("job offer, in English"), max_length=250)
    job_offer_fr = FrenchCharField(_("job offer, in French"), max_length=250)
    studies_en = models.CharField(_("studies, in English"), max_length=250)
    studies_fr = FrenchCharField(_("studies, in French"), max_length=250)
    pay_en = models.CharField(_("pay, in English"), max_length=250)
    pay_fr = FrenchCharField(_("pay, in French"), max_length=250)
    selection_en = models.CharField(_("how candidates are chosen, in English"), max_length=250)
    selection_fr = FrenchCharField(_("how candidates are chosen, in French"), max_length=250)
    explanation_en = models.TextField(
        _("explanation in English"),
        help_text=_("Markdown. Start its headings at ##."),
    )
    explanation_fr = FrenchTextField(_("explanation in French"))
    sources = models.ManyToManyField("Source", verbose_name=_("sources"), related_name="+")

    name = Translated()
    summary = Translated()
    audience = Translated()
    job_offer = Translated()
    studies = Translated()
    pay = Translated()
    selection = Translated()
    explanation = Translated()

    objects = CategoryQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=("sources",))

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ("position", "slug")
        constraints = (
            models.CheckConstraint(
                name="category_permit_is_open_or_employer_specific",
                condition=models.Q(permit__in=("open", "employer_specific")),
                violation_error_message=_("A permit is either open or employer-specific."),
            ),
            looked_at_again_later("category"),
        )

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("category", args=(self.local_slug,))


# The names in addresses by the codes of the official feed.
CATEGORIES = {
    "wh": "working-holiday",
    "yp": "young-professionals",
    "coop": "international-coop",
}
