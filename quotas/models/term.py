from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from ..i18n.collation import sort_key
from ..i18n.fields import DerivedField, FrenchCharField, Translated
from ..i18n.languages import language
from .querysets import SourcedQuerySet
from .slugs import AddressedModel, NamedQuerySet, short_name


class TermQuerySet(SourcedQuerySet, NamedQuerySet):
    def by_name(self):
        """Sort by the alphabet of the reader's language."""
        return self.order_by(f"sort_{language()}", "slug")


class Term(AddressedModel):
    """A word of the programme: the official terms in both languages, and everyday words."""

    slug = short_name(
        _("Pages of both languages use it to link to the word. Changing it breaks these links.")
    )
    term_en = models.CharField(_("official term in English"), max_length=100)
    term_fr = FrenchCharField(_("official term in French"), max_length=100)
    everyday_en = models.CharField(
        _("everyday words in English"),
        max_length=150,
        blank=True,
        help_text=_("What people say or write for it, separated by commas."),
    )
    everyday_fr = FrenchCharField(_("everyday words in French"), max_length=150, blank=True)
    meaning_en = models.CharField(
        _("meaning in English"),
        max_length=400,
        help_text=_("One or two sentences that a newcomer understands."),
    )
    meaning_fr = FrenchCharField(_("meaning in French"), max_length=400)
    is_french_verified = models.BooleanField(
        _("French term verified"),
        default=False,
        help_text=_(
            "Whether the French term was seen in a text of the Government of Canada, or in one "
            "that quotes it: name that as the source."
        ),
    )
    source = models.ForeignKey(
        "Source",
        verbose_name=_("source"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    sort_en = DerivedField(lambda term: sort_key(term.term_en))
    sort_fr = DerivedField(lambda term: sort_key(term.term_fr))

    term = Translated()
    everyday = Translated()
    meaning = Translated()

    objects = TermQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("glossary")
        ordering = ("sort_en", "slug")
        constraints = (
            models.CheckConstraint(
                name="verified_term_has_a_source",
                condition=models.Q(is_french_verified=False) | models.Q(source__isnull=False),
                violation_error_message=_("Name the source in which the French term was seen."),
            ),
        )

    def __str__(self):
        return self.term

    def get_absolute_url(self):
        return f"{reverse('glossary')}#{self.slug}"
