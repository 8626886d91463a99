"""The page of the map."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from ..caching.canonical import parameters_of
from ..figures.standing import standing_of
from ..figures.world import World
from ..filters import KnownChoicesField, TableForm
from ..i18n.addresses import drawings_at, embedding_at, files_at
from ..models import Category, Season, Source
from .base import category_at, season_at
from .drawings import DrawingView


class MapForm(TableForm):
    """The season and the category of the map; by default the current one and the first."""

    season = KnownChoicesField(
        label=_("Season"),
        required=False,
        unknown=_("“%(value)s” is not a season with a table, so another one is shown."),
    )
    category = KnownChoicesField(
        label=_("Category"),
        required=False,
        unknown=_("“%(value)s” is not a category, so another one is shown."),
    )

    def __init__(self, data):
        super().__init__(data)
        self.seasons = {str(season.year): season for season in Season.objects.with_table()}
        self.categories = {each.slug: each for each in Category.objects.names_only()}
        self.fields["season"].choices = [(year, year) for year in self.seasons]
        self.fields["category"].choices = [
            (slug, each.name) for slug, each in self.categories.items()
        ]

    def clean(self):
        cleaned = super().clean()
        for name in self.fields:
            if len(set(cleaned.get(name, ()))) > 1:
                self.add_error(name, _("The map shows one at a time, so the first is shown."))
        return cleaned

    @property
    def query(self):
        """The query string of the same map."""
        return urlencode([(name, value) for name in self.fields if (value := self._first(name))])

    def _first(self, name):
        self.errors  # noqa: B018 - checks the form, which fills cleaned_data
        return next(iter(self.cleaned_data.get(name, ())), None)

    @cached_property
    def chosen_season(self):
        """The season of the address, or the current one, or the newest; None if there is none."""
        seasons = list(self.seasons.values())
        current = [season for season in seasons if season.is_current] or seasons
        return self.seasons.get(self._first("season")) or next(iter(current), None)

    @cached_property
    def chosen_category(self):
        first = next(iter(self.categories.values()), None)
        return self.categories.get(self._first("category"), first)


class MapView(TemplateView):
    """The quotas of one category and season on a map of the world and in a list."""

    parameters = parameters_of(MapForm)
    template_name = "quotas/map.html"

    def get_context_data(self, **kwargs):
        form = MapForm(self.request.GET)
        season, category = form.chosen_season, form.chosen_category
        context = super().get_context_data(**kwargs) | {"form": form}
        if not (season and category):
            return context
        drawings = drawings_at("map_drawing", season.year, category.local_slug)
        return context | {
            "season": season,
            "standing": standing_of(season),
            "category": category,
            "world": (world := World(season, category)),
            "drawings": drawings,
            "embed": embedding_at(drawings["wide"]),
            "picture": reverse("map_picture", args=(season.year, category.local_slug)),
            "csv": dict(files_at("season_file", season.year, query=world.file_query))["csv"],
            "sources": Source.objects.of_figures(season=season, category=category),
        }


class MapDrawing(DrawingView):
    """The map of one category and season."""

    def get_chart(self, year, slug):
        return World(season_at(year), category_at(slug)).chart
