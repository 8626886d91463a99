from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Window
from django.db.models.functions import Lag, RowNumber
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy as _, pgettext
from simple_history.models import HistoricalRecords

from ..i18n.formats import grouped, long_date
from .days import DayField
from .querysets import SeasonalPoolsQuerySet
from .quota import PoolModel, figure_field, within_the_largest
from .season import Season


class Word(models.TextChoices):
    """A word that the official page has in place of a number or a day."""

    UNLIMITED = "unlimited", _("Unlimited")
    TO_BE_ANNOUNCED = "to_be_announced", _("To be announced")
    NOT_APPLICABLE = "not_applicable", _("Not applicable")
    NOT_ACCEPTING = "not_accepting", _("Not accepting applicants")


class RoundDay(models.TextChoices):
    """The date of a first or final round: its week, its day, or none yet."""

    WEEK = "week", _("Week of")
    DAY = "day", _("On")
    TO_BE_ANNOUNCED = "to_be_announced", _("To be announced")
    NOT_APPLICABLE = "not_applicable", _("Not applicable")


class Rating(models.IntegerChoices):
    """The chance of an invitation in the next round, with the numbers of the official feed."""

    NOT_APPLICABLE = 0, _("Not applicable")
    EXCELLENT = 1, _("Excellent")
    VERY_GOOD = 2, _("Very good")
    FAIR = 3, _("Fair")
    LOW = 4, _("Low")
    VERY_LOW = 5, _("Very low")

    @property
    def percentages(self):
        """The chance in per cent, from and to, or None where none applies.

        Source: the official page “Understand the ratings and numbers”.
        """
        return PERCENTAGES.get(self)


PERCENTAGES = {
    Rating.EXCELLENT: (80, 99),
    Rating.VERY_GOOD: (60, 79),
    Rating.FAIR: (40, 59),
    Rating.LOW: (20, 39),
    Rating.VERY_LOW: (1, 19),
}


class WeeklyFiguresQuerySet(SeasonalPoolsQuerySet):
    def of_pool(self, season, country, category):
        """Keep those of a pool and of the pools inside it, the oldest first."""
        return super().of_pool(season, country, category).order_by("as_of")

    def of_main_pools(self):
        """Leave out the pools inside pools and the recognized organizations."""
        return self.filter(subpool="", country__isnull=False)

    def of_season_by_pool(self, season):
        """Return the plain rows of all pools of `season`."""
        return self.filter(season=season).plain_by_pool()

    def plain_by_pool(self):
        """Return the plain rows of pools, each pool's of a season together, the oldest first.

        Of thousands of weeks, model instances would take most of the time.
        """
        rows = self.filter(country__isnull=False)
        return rows.order_by("season", "country", "category", "subpool", "as_of").values_list(
            "country_id",
            "category_id",
            "subpool",
            "season_id",
            "as_of",
            "quota",
            "quota_word",
            "spots",
            "spots_word",
            "candidates",
            "invitations",
            "invitations_word",
            "rating",
            named=True,
        )

    def newest_of_pools(self):
        """Keep the newest of each country and category, whatever their season."""
        newest_first = Window(
            RowNumber(), partition_by=[F("country"), F("category")], order_by="-as_of"
        )
        placed = self.of_main_pools().annotate(place=newest_first)
        return self.model.objects.filter(pk__in=placed.filter(place=1).values("pk"))

    def of_organizations(self):
        """Keep the counts of candidates of all recognized organizations, the newest first."""
        return self.filter(country__isnull=True, candidates__isnull=False).order_by("-as_of")

    def that_changed(self, name):
        """Keep those whose `name` differs from the value known before, and add that as `before`."""
        last_known = Window(
            Lag(name),
            partition_by=[F("season"), F("country"), F("category"), F("subpool")],
            order_by="as_of",
        )
        known = self.filter(**{f"{name}__isnull": False}).annotate(before=last_known)
        return known.filter(Q(before__isnull=False), ~Q(**{name: F("before")}))

    def days_by_season(self):
        """Return the first and the last day of the weekly figures of each public season.

        By its year. Each is found in the index, however many figures there are.
        """
        days = self.filter(season=OuterRef("pk")).values("as_of")
        first, last = (Subquery(days.order_by(order)[:1]) for order in ("as_of", "-as_of"))
        rows = Season.objects.published().values_list("year", first, last)
        return {year: (first, last) for year, first, last in rows if first}

    def newest_day(self):
        """Return the newest day of which readers see weekly figures, or None."""
        return max((last for _first, last in self.days_by_season().values()), default=None)

    def get_by_natural_key(self, year, code, slug, subpool, as_of):
        return self.get(
            season__year=year,
            country__code=code,
            category__slug=slug,
            subpool=subpool,
            as_of=as_of,
        )


class FigureLabel:
    """A figure in words: a grouped number, its word, or “Not given”."""

    def __init__(self, name):
        self.name = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        number, word = getattr(instance, self.name), getattr(instance, f"{self.name}_word")
        if number is not None:
            return grouped(number)
        return Word(word).label if word else gettext("Not given")


class RoundLabel:
    """The date of a round in words: a week, a day, its word, or “Not given”."""

    def __init__(self, name):
        self.name = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        on, word = getattr(instance, f"{self.name}_on"), getattr(instance, f"{self.name}_word")
        if word == RoundDay.WEEK:
            return gettext("Week of %(day)s") % {"day": long_date(on)}
        if word == RoundDay.DAY:
            return long_date(on)
        return RoundDay(word).label if word else gettext("Not given")


def number_or_word(name, *words):
    """Return the constraint that `name` is a number, or one of `words`, or not known."""
    return models.CheckConstraint(
        name=f"weekly_{name}_is_a_number_or_a_word",
        condition=Q(**{f"{name}__isnull": True, f"{name}_word__in": ("", *words)})
        | Q(**{f"{name}__gte": 0, f"{name}_word": ""}),
        violation_error_message=_("Give a number or a word, not both."),
    )


def day_or_word(name):
    """Return the constraint that `name` is a day of a known kind, or a word without a day."""
    return models.CheckConstraint(
        name=f"weekly_{name}_is_a_day_or_a_word",
        condition=Q(
            **{
                f"{name}_on__isnull": True,
                f"{name}_word__in": ("", "to_be_announced", "not_applicable"),
            }
        )
        | Q(**{f"{name}_on__isnull": False, f"{name}_word__in": ("week", "day")}),
        violation_error_message=_("Give a day with its kind, or a word without a day."),
    )


class WeeklyFigures(PoolModel):
    """The figures of one pool on one day by one source, once a week in a season.

    `subpool` is the name of a pool inside the pool, such as that of the VIE; its figures are never
    added to those of the pool. Without country and category it is the row that the official feed
    has for all recognized organizations together.
    """

    season = models.ForeignKey(
        "Season",
        verbose_name=_("season"),
        on_delete=models.PROTECT,
        related_name="weekly_figures",
    )
    country = models.ForeignKey(
        "Country",
        verbose_name=_("country or territory"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="weekly_figures",
    )
    category = models.ForeignKey(
        "Category",
        verbose_name=_("category"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="weekly_figures",
    )
    subpool = models.CharField(_("pool inside the pool"), max_length=100, blank=True)
    as_of = DayField(_("as of"))

    quota = figure_field(_("quota"))
    quota_word = models.CharField(
        _("quota in a word"), max_length=20, choices=Word, blank=True, default=""
    )
    invitations = figure_field(
        _("invitations issued"), help_text=_("Since the season began, not this week.")
    )
    invitations_word = models.CharField(
        _("invitations in a word"), max_length=20, choices=Word, blank=True, default=""
    )
    candidates = figure_field(_("candidates"))
    candidates_word = models.CharField(
        _("candidates in a word"), max_length=20, choices=Word, blank=True, default=""
    )
    spots = figure_field(_("spots available"))
    spots_word = models.CharField(
        _("spots in a word"), max_length=20, choices=Word, blank=True, default=""
    )
    rating = models.PositiveSmallIntegerField(
        _("chance rating"), choices=Rating, null=True, blank=True
    )
    first_round_on = DayField(_("first round"), null=True, blank=True)
    first_round_word = models.CharField(
        _("how the first round is dated"),
        max_length=20,
        choices=RoundDay,
        blank=True,
        default="",
    )
    final_round_on = DayField(_("final round"), null=True, blank=True)
    final_round_word = models.CharField(
        _("how the final round is dated"),
        max_length=20,
        choices=RoundDay,
        blank=True,
        default="",
    )
    is_open = models.BooleanField(
        _("pool open"),
        null=True,
        blank=True,
        help_text=_("Whether a profile could be submitted; empty if the source does not say."),
    )
    source = models.ForeignKey(
        "Source",
        verbose_name=_("source"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    recorded_at = models.DateTimeField(_("recorded"), default=timezone.now, editable=False)

    quota_label = FigureLabel("quota")
    invitations_label = FigureLabel("invitations")
    candidates_label = FigureLabel("candidates")
    spots_label = FigureLabel("spots")
    first_round_label = RoundLabel("first_round")
    final_round_label = RoundLabel("final_round")

    objects = WeeklyFiguresQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("weekly figures")
        verbose_name_plural = _("weekly figures")
        ordering = ("-as_of", "country__sort_en", "category__position", "subpool")
        indexes = (models.Index(name="weekly_figures_by_day", fields=("season", "as_of")),)
        constraints = (
            models.UniqueConstraint(
                name="one_row_of_weekly_figures_per_pool_and_day",
                fields=("season", "country", "category", "subpool", "as_of"),
                violation_error_message=_("We already have the figures of this pool on this day."),
            ),
            models.UniqueConstraint(
                name="one_row_for_recognized_organizations_per_day",
                fields=("season", "as_of"),
                condition=Q(country__isnull=True),
                violation_error_message=_(
                    "We already have the figures of the recognized organizations on this day."
                ),
            ),
            models.CheckConstraint(
                name="weekly_figures_are_of_a_pool_or_of_the_organizations",
                condition=Q(country__isnull=False, category__isnull=False)
                | Q(country__isnull=True, category__isnull=True, subpool=""),
                violation_error_message=_("Give both the country and the category, or neither."),
            ),
            models.CheckConstraint(
                name="weekly_rating_is_known",
                condition=Q(rating__isnull=True) | Q(rating__in=Rating.values),
                violation_error_message=_("A chance rating is a number from 0 to 5."),
            ),
            number_or_word("quota", "unlimited", "to_be_announced", "not_applicable"),
            number_or_word("invitations", "to_be_announced", "not_applicable"),
            number_or_word("candidates", "to_be_announced", "not_applicable", "not_accepting"),
            number_or_word("spots", "unlimited", "to_be_announced", "not_applicable"),
            day_or_word("first_round"),
            day_or_word("final_round"),
            within_the_largest("weekly", "quota", "invitations", "candidates", "spots"),
        )

    @property
    def openness_label(self):
        """If a profile could be submitted, in a word."""
        if self.is_open is None:
            return gettext("Not given")
        return pgettext("pool", "open") if self.is_open else pgettext("pool", "closed")

    @property
    def source_label(self):
        """Its publisher and its confidence."""
        return f"{self.source.publisher_label} ({self.source.get_confidence_display()})"

    def __str__(self):
        pool = (
            f"{self.country}, {self.category}"
            if self.country_id
            else str(_("Recognized organizations"))
        )
        return f"{pool}, {self.as_of.isoformat()}"

    def natural_key(self):
        return (*super().natural_key(), self.subpool, self.as_of)

    natural_key.dependencies = PoolModel.natural_key.dependencies
