"""The page of changes."""

from django.core.paginator import Paginator
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from ..caching.canonical import parameters_of
from ..figures import descriptions
from ..figures.changes import KINDS, ChangeFilter, Changes, by_day
from ..filters import KnownChoicesField, TableForm
from ..models import Category, Country, Season


class ChangesForm(TableForm):
    """The filters of changes, from the address."""

    season = KnownChoicesField(
        label=_("Seasons"),
        required=False,
        unknown=_("“%(value)s” is not a season that we have, so it was left out."),
    )
    country = KnownChoicesField(
        label=_("Countries and territories"),
        required=False,
        normalize=str.upper,
        unknown=_("“%(value)s” is not a country or territory here, so it was left out."),
    )
    category = KnownChoicesField(
        label=_("Categories"),
        required=False,
        unknown=_("“%(value)s” is not a category, so it was left out."),
    )
    kind = KnownChoicesField(
        label=_("Kinds of change"),
        required=False,
        choices=list(KINDS.items()),
        unknown=_("“%(value)s” is not a kind of change, so it was left out."),
    )

    def __init__(self, data):
        super().__init__(data)
        years = Season.objects.published().filter(quotas__isnull=False).distinct()
        self.fields["season"].choices = [(str(season.year), str(season.year)) for season in years]
        self.fields["country"].choices = [
            (country.code, country.name) for country in Country.objects.by_name()
        ]
        self.fields["category"].choices = [
            (category.slug, category.name) for category in Category.objects.names_only()
        ]

    @cached_property
    def change_filter(self):
        """The filter that the valid values make."""
        self.errors  # noqa: B018 - checks the form, which fills cleaned_data
        return ChangeFilter(
            seasons=tuple(self.cleaned_data.get("season", ())),
            countries=tuple(self.cleaned_data.get("country", ())),
            categories=tuple(self.cleaned_data.get("category", ())),
            kinds=tuple(self.cleaned_data.get("kind", ())),
        )

    @property
    def is_narrowed(self):
        return self.change_filter != ChangeFilter()


CHANGES_ON_A_PAGE = 100


class ChangesView(TemplateView):
    """The changes of published figures, newest first, a hundred on a page."""

    parameters = parameters_of(ChangesForm) | {"page": False}
    template_name = "quotas/changes.html"

    def get_context_data(self, **kwargs):
        form = ChangesForm(self.request.GET)
        changes = Changes(form.change_filter)
        pages = Paginator(changes, CHANGES_ON_A_PAGE)
        page = pages.get_page(self.request.GET.get("page"))
        newest = page.object_list[0] if page.number == 1 and page.object_list else None
        return super().get_context_data(**kwargs) | {
            "form": form,
            "page": page,
            "description": descriptions.of_changes(pages.count, newest),
            "newest": changes.newest_day if page.number == 1 else None,
            "days": by_day(page.object_list, apart=form.change_filter.kinds != ("first",)),
        }
