"""Our own words about a season, a category or a country."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from ..i18n.fields import FrenchCharField, FrenchTextField, Translated
from .claim import Claim, looked_at_again_later
from .days import DayField
from .slugs import NamedModel, NamedQuerySet, short_name


class RemarkQuerySet(NamedQuerySet):
    def public(self):
        """Leave out those about a season that is not published."""
        return self.filter(Q(season=None) | Q(season__is_published=True))

    def about(self, **targets):
        """Keep those that name the `season`, `category` or `country` of a page, as far as given."""
        named = Q()
        for field, target in targets.items():
            named |= Q(**{field: target})
        return self.public().filter(named)

    def about_pool(self, season, country, category):
        """Leave out those that name another season, country or category than these."""
        return self.public().filter(
            Q(season=None) | Q(season=season),
            Q(country=None) | Q(country=country),
            Q(category=None) | Q(category=category),
        )


class Remark(NamedModel):
    """A text in both languages about a season, a category or a country."""

    season = models.ForeignKey(
        "Season",
        verbose_name=_("season"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
    )
    category = models.ForeignKey(
        "Category",
        verbose_name=_("category"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
    )
    country = models.ForeignKey(
        "Country",
        verbose_name=_("country or territory"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
    )
    text_en = models.TextField(_("text in English"), help_text=_("Markdown."))
    text_fr = FrenchTextField(_("text in French"), help_text=_("Markdown."))
    source = models.ForeignKey(
        "Source",
        verbose_name=_("source"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    text = Translated()

    class Meta:
        abstract = True


class NoticeQuerySet(RemarkQuerySet):
    def for_pool(self, season, country, category, on=None):
        """Return the notices for the page of one pool: none that is about another."""
        return (
            self.about_pool(season, country, category)
            .showing(on)
            .select_related("source")
            .order_by("-level", "pk")
        )

    def showing(self, on=None):
        """Keep those whose days include `on`, a date; today if none is given."""
        on = on or timezone.localdate()
        return self.filter(
            Q(starts_on=None) | Q(starts_on__lte=on),
            Q(ends_on=None) | Q(ends_on__gte=on),
        )

    def for_page(self, on=None, **targets):
        """Return the notices about `targets` and the general ones, the gravest first."""
        general = Q(season=None, category=None, country=None)
        return (
            (self.about(**targets) | self.filter(general))
            .showing(on)
            .select_related("source")
            .order_by("-level", "pk")
        )


class Notice(Claim, Remark):
    """A message at the top of pages, shown between two dates."""

    class Level(models.IntegerChoices):
        INFORMATION = 1, _("Information")
        WARNING = 2, _("Warning")
        URGENT = 3, _("Urgent")

    slug = short_name()
    level = models.PositiveSmallIntegerField(_("level"), choices=Level, default=Level.INFORMATION)
    title_en = models.CharField(_("title in English"), max_length=200)
    title_fr = FrenchCharField(_("title in French"), max_length=200)
    starts_on = DayField(
        _("first day"), null=True, blank=True, help_text=_("Empty: shown from now on.")
    )
    ends_on = DayField(
        _("last day"),
        null=True,
        blank=True,
        help_text=_("Empty: shown until you end it."),
    )

    title = Translated()

    objects = NoticeQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ("-level", "slug")
        constraints = (
            models.CheckConstraint(
                name="notice_level_is_known",
                condition=Q(level__in=(1, 2, 3)),
                violation_error_message=_("A notice is information, a warning or urgent."),
            ),
            models.CheckConstraint(
                name="notice_ends_after_it_starts",
                condition=Q(starts_on=None)
                | Q(ends_on=None)
                | Q(ends_on__gte=models.F("starts_on")),
                violation_error_message=_("The last day is before the first day."),
            ),
            looked_at_again_later("notice"),
        )

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return _page_of(self)


class NoteQuerySet(RemarkQuerySet):
    def for_pool(self, season, country, category):
        """Keep those on `country` that name no other season and no other category."""
        return self.about_pool(season, country, category).exclude(country=None)

    def in_order(self):
        return self.select_related("season", "category", "country", "source").order_by(
            "position", "pk"
        )


class Note(Remark):
    """A fact about a published figure or statement that its source leaves out."""

    slug = short_name(_("Used in the data files and in addresses of this note."))
    position = models.PositiveSmallIntegerField(
        _("position"), default=0, help_text=_("Smaller numbers come first.")
    )

    objects = NoteQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ("position", "slug")
        constraints = (
            models.CheckConstraint(
                name="note_is_about_something",
                condition=Q(season__isnull=False)
                | Q(category__isnull=False)
                | Q(country__isnull=False),
                violation_error_message=_(
                    "Choose the season, category or country that the note is about."
                ),
            ),
        )

    def __str__(self):
        return self.slug

    def get_absolute_url(self):
        return _page_of(self)


def _page_of(remark):
    """Return the address of a page that shows `remark`, the home page if it is general."""
    target = remark.country or remark.category or remark.season
    return target.get_absolute_url() if target else reverse("home")
