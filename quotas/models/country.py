from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Upper
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy as _
from simple_history.models import HistoricalRecords

from ..history.revision import PublicModel
from ..i18n.collation import fold, sort_key
from ..i18n.fields import DerivedField, FrenchCharField, Translated
from ..i18n.languages import language
from .eligibility import Eligibility
from .quota import Quota, by_size


class CountryQuerySet(models.QuerySet):
    def in_season(self, season):
        """Keep those with a quota in `season`, and if it is partial, all known to have a pool."""
        listed = models.Q(pk__in=Quota.objects.for_season(season).values("country"))
        if season.is_partial:
            listed |= models.Q(pk__in=Eligibility.objects.values("country"))
        return self.filter(listed)

    def named_like(self, text):
        """Keep those with `text` in their English or French name, accents and case ignored."""
        return self.filter(search_text__contains=fold(text))

    def with_last_season(self):
        """Add `last_season`, the year of the last public season with a quota, or None."""
        is_public = models.Q(quotas__season__is_published=True)
        return self.annotate(last_season=models.Max("quotas__season__year", filter=is_public))

    def by_name(self, *, descending=False):
        """Sort by the alphabet of the reader's language."""
        key = f"sort_{language()}"
        return self.order_by(f"-{key}" if descending else key)

    def by_quota(self, season, category, *, largest_first):
        """Sort by their quotas in one category; those without one come last."""
        pool = models.FilteredRelation(
            "quotas",
            condition=models.Q(quotas__season=season, quotas__category=category),
        )
        return self.annotate(pool=pool).order_by(
            *by_size(largest_first=largest_first, prefix="pool__"), f"sort_{language()}"
        )

    def get_by_natural_key(self, code):
        return self.get(code=code)


class Country(PublicModel):
    """A country or territory whose citizens or residents may take part."""

    code = models.CharField(
        _("code"),
        max_length=2,
        unique=True,
        validators=[RegexValidator(r"^[A-Z]{2}$", _("Two capital letters, such as JP."))],
        help_text=_("Two capital letters of ISO 3166, such as JP."),
    )
    name_en = models.CharField(_("name in English"), max_length=100, unique=True)
    name_fr = FrenchCharField(_("name in French"), max_length=100, unique=True)
    sort_en = DerivedField(lambda country: sort_key(country.name_en))
    sort_fr = DerivedField(lambda country: sort_key(country.name_fr))
    search_text = DerivedField(lambda c: f"{fold(c.name_en)}\n{fold(c.name_fr)}")

    name = Translated()

    objects = CountryQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("country or territory")
        verbose_name_plural = _("countries and territories")
        ordering = ("sort_en",)
        constraints = (
            models.CheckConstraint(
                name="country_code_in_capitals",
                condition=models.Q(code=Upper("code")),
                violation_error_message=_("The code is two capital letters, such as JP."),
            ),
        )

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("country", args=(self.code.lower(),))

    def natural_key(self):
        return (self.code,)

    def absence(self, year):
        """Return why the table of the season of `year` lacks it: what we hold, as a sentence.

        It has to come from `with_last_season`.
        """
        if not self.last_season:
            return gettext("we have no figure for it.")
        return gettext(
            "not in the table of the %(year)s season. Our last figures of it are from the "
            "%(last)s season."
        ) % {"year": year, "last": self.last_season}
