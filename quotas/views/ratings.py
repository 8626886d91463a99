"""The page of the chance ratings and what followed them."""

from operator import attrgetter
from urllib.parse import urlencode

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from ..caching.canonical import parameters_of
from ..figures.pools import Pool
from ..figures.ratings import ratings_of, seasons_with_ratings
from ..filters import KnownChoicesField, TableForm
from ..i18n.languages import language
from ..models import Category, Country, Question


class RatingsForm(TableForm):
    """The season of the ratings, by default the newest that has any, and the categories."""

    season = KnownChoicesField(
        label=_("Season"),
        required=False,
        unknown=_("“%(value)s” is not a season with chance ratings, so the newest is shown."),
    )
    category = KnownChoicesField(
        label=_("Categories"),
        required=False,
        unknown=_("“%(value)s” is not a category, so it was left out."),
    )

    def __init__(self, data):
        super().__init__(data)
        self.seasons = {str(season.year): season for season in seasons_with_ratings()}
        self.categories = {each.slug: each for each in Category.objects.names_only()}
        self.fields["season"].choices = [(year, year) for year in self.seasons]
        self.fields["category"].choices = [
            (slug, each.name) for slug, each in self.categories.items()
        ]

    def clean(self):
        cleaned = super().clean()
        if len(set(cleaned.get("season", ()))) > 1:
            self.add_error(
                "season", _("The page shows one season at a time, so the first is shown.")
            )
        return cleaned

    def _values(self, name):
        self.errors  # noqa: B018 - checks the form, which fills cleaned_data
        return self.cleaned_data.get(name, ())

    @cached_property
    def chosen_season(self):
        """The season of the address, or the newest; None if there is none."""
        newest = next(iter(self.seasons), None)
        return self.seasons.get(next(iter(self._values("season")), newest))

    @cached_property
    def chosen_categories(self):
        """The categories of the address, which may be none, in their order."""
        slugs = self._values("category")
        return [category for slug, category in self.categories.items() if slug in slugs]

    @cached_property
    def groups(self):
        """The SeasonRatings of the season: of all categories and of each, or of those chosen."""
        if self.chosen_season is None:
            return []
        together, *of_each = ratings_of([self.chosen_season], self.categories.values())
        if not self.chosen_categories:
            return [together, *of_each]
        return [ratings for ratings in of_each if ratings.category in self.chosen_categories]

    @cached_property
    def largest_pool(self):
        """The pool that had the most candidates in a week counted, or None."""
        weeks = [ratings.largest.figures for ratings in self.groups if ratings.largest]
        if not weeks:
            return None
        largest = max(weeks, key=attrgetter("candidates"))
        categories = {category.pk: category for category in self.categories.values()}
        country = Country.objects.get(pk=largest.country_id)
        return Pool(self.chosen_season, country, categories[largest.category_id])

    @property
    def is_narrowed(self):
        return bool(self.chosen_categories)

    @property
    def category_query(self):
        """The query string of the categories alone, for another season."""
        return urlencode([("category", category.slug) for category in self.chosen_categories])

    @property
    def query(self):
        """The query string of the same ratings."""
        season = [("season", self.chosen_season.year)] if self.chosen_season else []
        return "&".join(filter(None, (urlencode(season), self.category_query)))


class RatingsView(TemplateView):
    """The chance ratings of a season beside what followed them, in words, drawings and tables."""

    parameters = parameters_of(RatingsForm)
    template_name = "quotas/ratings.html"

    def get_context_data(self, **kwargs):
        form = RatingsForm(self.request.GET)
        context = super().get_context_data(**kwargs) | {"form": form}
        if not form.groups:
            return context
        leading = form.groups if form.is_narrowed else form.groups[:1]
        others = form.groups[len(leading) :]
        return context | {
            "season": form.chosen_season,
            "leading": leading,
            "others": others,
            "rows": list(zip(*(ratings.ratings for ratings in others), strict=True)),
            "pool": form.largest_pool,
            "question": Question.objects.filter(live=Question.Live.CHANCES).first(),
            "prose": f"pages/ratings.{language()}.html",
        }
