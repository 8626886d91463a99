from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext, gettext_lazy as _
from simple_history.models import HistoricalRecords

from ..history.revision import PublicModel
from ..i18n.fields import FrenchCharField, FrenchTextField, Translated
from ..i18n.languages import LANGUAGES
from ..i18n.territories import STATES_OF_SOME, territories
from .days import DayField
from .querysets import PoolsQuerySet, SourcedQuerySet
from .quota import Quota
from .slugs import NamedModel, NamedQuerySet, short_name


def check_parts(codes):
    """Refuse what are not codes of countries and territories with a blank between them."""
    known = territories(LANGUAGES[0])
    if unknown := [code for code in codes.split(" ") if code not in known]:
        raise ValidationError(
            _("“%(code)s” is not the code of a country or territory, such as JE."),
            params={"code": unknown[0][:40]},
        )


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

    class Residence(models.TextChoices):
        """The ways in which arrangements ask that applicants live there."""

        NONE = "none", _("no condition")
        ADDRESS = "address", _("resident, which an address there shows")
        RESIDENCE = "residence", _("usually lives there")
        CERTIFICATE = "certificate", _("resident, which a certificate shows")

        @property
        def proof(self):
            return PROOFS.get(self, "")

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
    participations_here = models.PositiveSmallIntegerField(
        _("participations in this category"),
        null=True,
        blank=True,
        help_text=_("How many of them may be in this category; empty if that is not known."),
    )
    residence = models.CharField(
        _("residence"),
        max_length=20,
        choices=Residence,
        default=Residence.NONE,
        help_text=_("Whether applicants must live there when they apply, and how they show it."),
    )
    must_study_there = models.BooleanField(
        _("school there"),
        default=False,
        help_text=_("Whether the school must be in the country or territory."),
    )
    takes_non_students = models.BooleanField(
        _("some who are not students"),
        default=False,
        help_text=_(
            "Whether a category for students accepts some others too, such as recent graduates. "
            "Name them in the conditions."
        ),
    )
    must_match_field = models.BooleanField(
        _("certain fields"),
        default=False,
        help_text=_(
            "Whether only some fields of study or work count. Say which in the conditions."
        ),
    )
    needs_certain_employer = models.BooleanField(
        _("certain employers"),
        default=False,
        help_text=_("Whether only some employers count. Say which in the conditions."),
    )
    must_be_paid = models.BooleanField(
        _("paid work"),
        default=False,
        help_text=_("Whether the arrangement itself requires paid work in Canada."),
    )
    only_from = models.CharField(
        _("only from"),
        max_length=60,
        blank=True,
        validators=[check_parts],
        help_text=_(
            "Where citizens must be from, if not all can apply: codes separated by spaces, such "
            "as GB GG JE."
        ),
    )
    conditions_en = models.TextField(_("other conditions, in English"), blank=True)
    conditions_fr = FrenchTextField(_("other conditions, in French"), blank=True)
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
                violation_error_message=_("The youngest age must not be above the oldest."),
            ),
            models.CheckConstraint(
                name="eligibility_residence_is_known",
                condition=Q(residence__in=("none", "address", "residence", "certificate")),
                violation_error_message=_("Choose a condition of residence, or none."),
            ),
            models.CheckConstraint(
                name="eligibility_participations_here_within_all",
                condition=Q(participations_here__isnull=True)
                | Q(participations_here__lte=F("participations")),
                violation_error_message=_(
                    "The participations in this category must not be more than those in all."
                ),
            ),
        )

    def __str__(self):
        return f"{self.country}, {self.category}"

    def natural_key(self):
        return (*self.country.natural_key(), *self.category.natural_key())

    natural_key.dependencies = ["quotas.country", "quotas.category"]

    @property
    def must_live_there(self):
        return self.residence != self.Residence.NONE

    @property
    def proof_of_residence(self):
        """A sentence on how people show that they are residents; empty if nothing is known."""
        return self.Residence(self.residence).proof

    @property
    def participations_label(self):
        """The participations, and how many of them can be in one category."""
        number, here = self.participations, self.participations_here
        if here is None and number > 1:
            return gettext("%(number)s in all categories together") % {"number": number}
        if here in (None, number):
            return str(number)
        return gettext("%(number)s in all, at most %(here)s in each category") % {
            "number": number,
            "here": here,
        }

    def includes(self, code):
        """Tell if citizens from the country or territory `code` can apply."""
        return code in self.only_from.split() if self.only_from else code not in STATES_OF_SOME

    @property
    def terms(self):
        """All that pages print of it, by which equal conditions are found."""
        return (
            self.youngest,
            self.oldest,
            self.longest_stay,
            self.participations,
            self.participations_here,
            self.residence,
            self.conditions_en,
            self.as_of,
            self.source_id,
        )

    def clean(self):
        """Refuse conditions that readers of one language would miss."""
        if bool(self.conditions_en) != bool(self.conditions_fr):
            lacking = "conditions_fr" if self.conditions_en else "conditions_en"
            raise ValidationError({lacking: _("Write both languages, or neither.")})


PROOFS = {
    Eligibility.Residence.ADDRESS: _(
        "For most people, a home or mailing address there is enough to show residence."
    ),
    Eligibility.Residence.CERTIFICATE: _(
        "Residence is shown by a certificate of residence, with a certified translation into "
        "English or French."
    ),
}


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
    text_fr = FrenchCharField(_("text in French"), max_length=300)
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
