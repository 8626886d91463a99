from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy as _
from simple_history.models import HistoricalRecords

from ..i18n.formats import grouped
from ..i18n.languages import language
from .days import DayField
from .querysets import PoolsQuerySet, SeasonalQuerySet, SourcedQuerySet

LARGEST_FIGURE = 1_000_000  # of people or places, far above all that were ever published


def figure_field(label, **options):
    """A number of places or people, where one is known."""
    validators = [MaxValueValidator(LARGEST_FIGURE)]
    return models.PositiveIntegerField(
        label, null=True, blank=True, validators=validators, **options
    )


def within_the_largest(table, *names):
    """That the numbers of a row of `table` are figures that can be."""
    condition = Q()
    for name in names:
        condition &= Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__lte": LARGEST_FIGURE})
    return models.CheckConstraint(
        name=f"{table}_within_the_largest_figure",
        condition=condition,
        violation_error_message=_("This number is larger than a figure can be."),
    )


class QuotaState(models.TextChoices):
    """The four things that a quota can say. Only a limited one comes with a number."""

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
    QuotaState.TO_BE_ANNOUNCED: _("Offered, but the number is not published yet."),
}


def quota_label(state, places):
    """What tables print: a grouped number, or the name of the state."""
    if state == QuotaState.LIMITED:
        return grouped(places)
    return QuotaState(state).label


def by_size(*, largest_first, prefix=""):
    """What to order quotas by: their size, with those that have no size last in both directions.

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
    """The address of the page about one pool."""
    return reverse("pool", args=(season.year, country.code.lower(), category.local_slug))


class QuotaQuerySet(SeasonalQuerySet, SourcedQuerySet, PoolsQuerySet):
    def for_season(self, season):
        return self.filter(season=season)

    def in_categories(self, categories):
        return self.filter(category__in=categories)

    def at_least(self, places):
        """Those with room for `places` people; an unlimited one always has."""
        return self.filter(Q(places__gte=places) | Q(state=QuotaState.UNLIMITED))

    def with_names(self):
        """Join what a quota needs to print itself."""
        return self.select_related("season", "country", "category")

    def before(self, season):
        """The public ones of earlier seasons, the latest last."""
        return self.public().filter(season__year__lt=season.year).order_by("season__year")

    def newest_first(self):
        """The latest season first, its categories in their usual order."""
        return self.order_by("-season__year", "category__position")

    def beside(self, quotas):
        """Those whose country has any of `quotas` in the same season."""
        of_country = quotas.filter(season=OuterRef("season"), country=OuterRef("country"))
        return self.filter(Exists(of_country))

    def as_in_tables(self, column="country"):
        """Season by season, the newest first, in the order of its table.

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


class Quota(models.Model):
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
            "To be announced means that it is offered and the number is not published yet."
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
            models.CheckConstraint(
                name="places_if_and_only_if_limited",
                condition=Q(state="limited", places__isnull=False, places__gte=0)
                | (~Q(state="limited") & Q(places__isnull=True)),
                violation_error_message=_(
                    "A limited quota needs a number of places; the other states have none."
                ),
            ),
            within_the_largest("quota", "places"),
        )

    def __str__(self):
        return f"{self.country}, {self.category}, {self.season.year}"

    def get_absolute_url(self):
        return pool_address(self.season, self.country, self.category)

    def natural_key(self):
        return (
            *self.season.natural_key(),
            *self.country.natural_key(),
            *self.category.natural_key(),
        )

    natural_key.dependencies = ["quotas.season", "quotas.country", "quotas.category"]

    def clean(self):
        """Say beside the field what the database would say of the whole row."""
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
        """What it says, in words that stand alone."""
        if self.state == QuotaState.LIMITED:
            return gettext("At most %(places)s permits for the season.") % {"places": self.label}
        return QuotaState(self.state).meaning
