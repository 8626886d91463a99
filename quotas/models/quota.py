from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy as _
from simple_history.models import HistoricalRecords

from ..history.revision import PublicModel
from ..i18n.formats import grouped
from ..i18n.languages import language
from .days import DayField
from .querysets import SeasonalPoolsQuerySet

LARGEST_FIGURE = 1_000_000  # of people or places, far above every published one


def figure_field(label, **options):
    """Return the field of a number of places or people, empty where none is known."""
    validators = [MaxValueValidator(LARGEST_FIGURE)]
    return models.PositiveIntegerField(
        label, null=True, blank=True, validators=validators, **options
    )


def within_the_largest(table, *names):
    """Return the constraint that no number in the columns `names` of `table` is too large."""
    condition = Q()
    for name in names:
        condition &= Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__lte": LARGEST_FIGURE})
    return models.CheckConstraint(
        name=f"{table}_within_the_largest_figure",
        condition=condition,
        violation_error_message=_("This number is larger than a figure can be."),
    )


def places_if_limited(name):
    """Return the constraint `name`: a number of places stands with a limited quota alone."""
    return models.CheckConstraint(
        name=name,
        condition=Q(state="limited", places__isnull=False, places__gte=0)
        | (~Q(state="limited") & Q(places__isnull=True)),
        violation_error_message=_(
            "A limited quota needs a number of places; the other states have none."
        ),
    )


class PoolModel(PublicModel):
    """A row about a pool: one country and category in one season."""

    class Meta:
        abstract = True

    def natural_key(self):
        country = self.country.natural_key() if self.country_id else (None,)
        category = self.category.natural_key() if self.category_id else (None,)
        return (*self.season.natural_key(), *country, *category)

    natural_key.dependencies = ["quotas.season", "quotas.country", "quotas.category"]


class QuotaState(models.TextChoices):
    """The four states of a quota. Only a limited one has a number."""

    LIMITED = "limited", _("Limited")
    UNLIMITED = "unlimited", _("Unlimited")
    NOT_OFFERED = "not_offered", _("Not offered")
    TO_BE_ANNOUNCED = "to_be_announced", _("To be announced")

    @property
    def meaning(self):
        return MEANINGS[self]


MEANINGS = {
    QuotaState.LIMITED: _("A number: the most work permits for the season."),
    QuotaState.UNLIMITED: _("No cap on the number of permits."),
    QuotaState.NOT_OFFERED: _("The category is not part of this country’s arrangement."),
    QuotaState.TO_BE_ANNOUNCED: _("The source named the category without a number."),
}


def quota_label(state, places):
    """Describe a quota as tables print it: a grouped number, or the name of the state."""
    if state == QuotaState.LIMITED:
        return grouped(places)
    return QuotaState(state).label


def by_size(*, largest_first, prefix=""):
    """Return the order of quotas by size, with those that have no size last in both directions.

    `prefix` stands before the names of their state and places, where these are another row's.
    """
    sized = [QuotaState.UNLIMITED, QuotaState.LIMITED]
    ranks = (sized if largest_first else sized[::-1]) + [
        QuotaState.TO_BE_ANNOUNCED,
        QuotaState.NOT_OFFERED,
    ]
    rank = Case(
        *(When(**{f"{prefix}state": state}, then=Value(n)) for n, state in enumerate(ranks)),
        default=Value(len(ranks)),
    )
    return rank, f"{'-' if largest_first else ''}{prefix}places"


def pool_address(season, country, category):
    """Return the address of the page about one pool."""
    return reverse("pool", args=(season.year, country.code.lower(), category.local_slug))


class QuotaQuerySet(SeasonalPoolsQuerySet):
    def for_season(self, season):
        return self.filter(season=season)

    def in_categories(self, categories):
        return self.filter(category__in=categories)

    def at_least(self, places):
        """Keep those with at least so many `places`; an unlimited one has them."""
        return self.filter(Q(places__gte=places) | Q(state=QuotaState.UNLIMITED))

    def before(self, season):
        """Return the public ones of earlier seasons, the latest last."""
        return self.public().filter(season__year__lt=season.year).order_by("season__year")

    def newest_first(self):
        """Sort by season, the latest first, then by category in the usual order."""
        return self.order_by("-season__year", "category__position")

    def beside(self, quotas):
        """Keep those whose country has any of `quotas` in the same season."""
        of_country = quotas.filter(season=OuterRef("season"), country=OuterRef("country"))
        return self.filter(Exists(of_country))

    def as_in_tables(self, column="country"):
        """Sort by season, the newest first, then in the order of its table.

        `column` is what the table is sorted by: the countries or the slug of a category, with a
        minus in front for descending.
        """
        name, is_descending = column.removeprefix("-"), column.startswith("-")
        by_name = F(f"country__sort_{language()}")
        if name == "country":
            rows, order = self, [by_name.desc() if is_descending else by_name.asc()]
        else:
            sized = Quota.objects.filter(
                season=OuterRef("season"), country=OuterRef("country"), category__slug=name
            )
            rows = self.annotate(
                sized_state=Subquery(sized.values("state")),
                sized_places=Subquery(sized.values("places")),
            )
            order = [*by_size(largest_first=is_descending, prefix="sized_"), by_name]
        return rows.order_by("-season__year", *order, "country_id", "category__position")

    def largest_first(self):
        return self.order_by(*by_size(largest_first=True), f"country__sort_{language()}")

    def get_by_natural_key(self, year, code, slug):
        return self.get(season__year=year, country__code=code, category__slug=slug)


class Quota(PoolModel):
    """The most permits for one country and category in one season, as of a day."""

    season = models.ForeignKey(
        "Season",
        verbose_name=_("season"),
        on_delete=models.PROTECT,
        related_name="quotas",
    )
    country = models.ForeignKey(
        "Country",
        verbose_name=_("country or territory"),
        on_delete=models.PROTECT,
        related_name="quotas",
    )
    category = models.ForeignKey(
        "Category",
        verbose_name=_("category"),
        on_delete=models.PROTECT,
        related_name="quotas",
    )
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=QuotaState,
        default=QuotaState.LIMITED,
        help_text=_(
            "Not offered means that the arrangement leaves the category out. "
            "To be announced means that the source names it without a number."
        ),
    )
    places = figure_field(
        _("places"),
        help_text=_("The most permits for the season. 0 is a number like any other."),
    )
    as_of = DayField(
        _("as of"),
        help_text=_("The last day on which the source said so, not today’s date."),
    )
    source = models.ForeignKey(
        "Source",
        verbose_name=_("source"),
        on_delete=models.PROTECT,
        related_name="quotas",
    )

    objects = QuotaQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("quota")
        verbose_name_plural = _("quotas")
        ordering = ("-season__year", "country__sort_en", "category__position")
        constraints = (
            models.UniqueConstraint(
                name="one_quota_per_season_country_category",
                fields=("season", "country", "category"),
                violation_error_message=_(
                    "This country already has a quota in this category and season. "
                    "Change that one instead."
                ),
            ),
            models.CheckConstraint(
                name="quota_state_is_known",
                condition=Q(state__in=QuotaState.values),
                violation_error_message=_(
                    "A quota is limited, unlimited, not offered or to be announced."
                ),
            ),
            places_if_limited("places_if_and_only_if_limited"),
            within_the_largest("quota", "places"),
        )

    def __str__(self):
        return f"{self.country}, {self.category}, {self.season.year}"

    def get_absolute_url(self):
        return pool_address(self.season, self.country, self.category)

    def clean(self):
        """Put the errors of the constraint on places beside the field."""
        if self.state == QuotaState.LIMITED and self.places is None:
            raise ValidationError(
                {"places": _("Give the number of places, or choose another state.")}
            )
        if self.state != QuotaState.LIMITED and self.places is not None:
            raise ValidationError(
                {"places": _("Only a limited quota has a number of places. Empty this field.")}
            )

    def is_of_same_pool(self, other):
        pool = (self.season_id, self.country_id, self.category_id)
        return pool == (other.season_id, other.country_id, other.category_id)

    @property
    def label(self):
        return quota_label(self.state, self.places)

    @property
    def sentence(self):
        """Its state and places, in words that stand alone."""
        if self.state == QuotaState.LIMITED:
            return gettext("At most %(places)s permits for the season.") % {"places": self.label}
        return QuotaState(self.state).meaning
