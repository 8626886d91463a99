"""The addresses of files: the tables of pages, whole tables, and all of them in one ZIP."""

import dataclasses
from collections.abc import Iterable

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, pgettext
from django.views.generic import TemplateView, View

from ..caching.canonical import parameters_of
from ..figures.categories import CategoryQuotas
from ..figures.chance_rows import chances_of_season
from ..figures.changes import Changes
from ..figures.countries import CountryQuotas
from ..figures.invitations import InvitationsByPeriod
from ..figures.seasons import SeasonQuotas
from ..filters import CountryFilter, all_errors
from ..i18n.addresses import absolute
from ..i18n.languages import language
from ..models import Season
from ..open_data import package, tables
from ..open_data.columns.wide import WideRow
from ..open_data.formats import FORMATS, TableFile
from ..open_data.licence import LICENCE
from ..open_data.schema_org import all_our_data
from .base import category_at, country_at, current_season, pool_at, season_at
from .changes import ChangesForm
from .compare import CompareForm
from .ratings import RatingsForm
from .seasons import COMPARISON_PARAMETERS, SEASON_PARAMETERS, ComparisonForm


def download(content, content_type, name, *, is_attached=True):
    """Answer with a file under the `name` that it is saved by."""
    response = HttpResponse(content, content_type=content_type)
    where = "attachment" if is_attached else "inline"
    response.headers["Content-Disposition"] = f'{where}; filename="{name}"'
    return response


def file_response(file, ending, parts):
    """Answer with `file`, named for its table and for `parts`."""
    write, content_type = FORMATS[ending]
    programme = "eic" if language() == "fr" else "iec"
    stem = "-".join(map(str, (programme, file.table.file_name, *parts)))
    name = f"{stem}.{ending}"
    return download(write(file), content_type, name, is_attached=ending != "json")


@dataclasses.dataclass(frozen=True)
class Content:
    """The content of a file: the records of its rows, a title, and the parts of its name.

    `left_out` has a sentence for each filter that was wrong, and so left out as on the page.
    """

    records: Iterable
    title: str
    name_parts: Iterable = ()
    left_out: Iterable[str] = ()


class FileView(View):
    """The table of a page as a file."""

    table = tables.QUOTAS

    def get(self, request, *, ending, **kwargs):
        content = self.get_content(**kwargs)
        file = TableFile(
            self.table,
            self.table.rows(content.records),
            content.title,
            self.page_address(),
            tuple(content.left_out),
        )
        return file_response(file, ending, content.name_parts)

    def get_content(self, **kwargs):
        """Return the Content for the names in the address."""
        raise NotImplementedError

    def page_address(self):
        """Return the address of the page with the same table and filters."""
        folder = self.request.path.rpartition("/")[0]
        query = self.request.GET.urlencode()
        return absolute(f"{folder}/" + (f"?{query}" if query else ""))


class SeasonFile(FileView):
    """The quotas of one season, with the filters of its page."""

    parameters = SEASON_PARAMETERS

    def get_content(self, year):
        return self.of_season(season_at(year))

    def of_season(self, season):
        filters = CountryFilter.of_season(season, self.request.GET)
        figures = SeasonQuotas(season, filters.in_order, filters.category_columns)
        return Content(
            figures.quotas,
            gettext("Quotas by country and category, %(year)s season") % {"year": season.year}
            + season.suffix,
            [season.year, *narrowed(filters)],
            all_errors(filters.form),
        )


class HomeFile(SeasonFile):
    """The quotas of the current season."""

    def get_content(self):
        return self.of_season(current_season())


class WideSeasonFile(FileView):
    """The quotas of one season with a row for each country, with the filters of its page."""

    parameters = SEASON_PARAMETERS

    def get_content(self, year):
        season = season_at(year)
        filters = CountryFilter.of_season(season, self.request.GET)
        figures = SeasonQuotas(season, filters.in_order, filters.category_columns)
        self.table = tables.wide_quotas(figures.categories)
        return Content(
            [WideRow(season, country, figures.by_pool) for country in figures.countries],
            gettext("Quotas by country and category, %(year)s season") % {"year": season.year}
            + season.suffix,
            [season.year, *narrowed(filters)],
            all_errors(filters.form),
        )


class SeasonWeeksFile(FileView):
    """The weeks of the pools of one season, with the filters of their page."""

    parameters = SEASON_PARAMETERS
    table = tables.CHANCES

    def get_content(self, year):
        season = season_at(year)
        filters = CountryFilter.of_season(season, self.request.GET)
        return Content(
            chances_of_season(season, filters.in_order, filters.category_columns),
            gettext("The %(year)s season, week by week") % {"year": season.year} + season.suffix,
            [season.year, *narrowed(filters)],
            all_errors(filters.form),
        )

    def page_address(self):
        page, query = self.request.path.rpartition(".")[0], self.request.GET.urlencode()
        return absolute(f"{page}/" + (f"?{query}" if query else ""))


class CountryFile(FileView):
    """The quotas of one country."""

    def get_content(self, code):
        country = country_at(code)
        return Content(
            CountryQuotas(country).quotas,
            gettext("Quotas of %(country)s by season and category") % {"country": country.name},
            [country.code.lower()],
        )


class InvitationsFile(FileView):
    """The invitations of one country that its page shows."""

    table = tables.INVITATIONS_BY_COUNTRY

    def get_content(self, code):
        country = country_at(code)
        return Content(
            InvitationsByPeriod(country).rows,
            gettext("%(country)s: invitations issued, all categories together")
            % {"country": country.name},
            [country.code.lower()],
        )


class CategoryFile(FileView):
    """The quotas of one category in the current season."""

    def get_content(self, slug):
        category, season = category_at(slug), Season.objects.current()
        names = {"category": category.name, "year": season.year if season else "–"}
        return Content(
            CategoryQuotas(category, season).quotas.with_source(),
            gettext("%(category)s quotas of the %(year)s season") % names,
            [category.local_slug, *([season.year] if season else [])],
        )


class CompareFile(FileView):
    """The quotas of the countries and seasons that are compared."""

    parameters = parameters_of(CompareForm)

    def get_content(self):
        form = CompareForm(self.request.GET)
        names = ", ".join(country.name for country in form.countries)
        return Content(
            form.comparison.quotas if form.comparison else (),
            gettext("Side by side: %(names)s") % {"names": names or "–"},
            [*(country.code.lower() for country in form.countries), *self.years(form)],
            all_errors(form),
        )

    def years(self, form):
        """Return the years for the file's name."""
        if pair := form.between_seasons:
            return [pair.first.year, pair.second.year]
        return [season.year for season in form.seasons] if form.has_seasons else []


class PoolFile(FileView):
    """The weekly figures of one pool and of the pools inside it."""

    table = tables.WEEKLY_FIGURES

    def get_content(self, **kwargs):
        pool = pool_at(**kwargs)
        names = {"pool": pool.name, "year": pool.season.year}
        return Content(
            pool.figures,
            gettext("Weekly figures of %(pool)s, %(year)s season") % names,
            [pool.season.year, pool.country.code.lower(), pool.category.local_slug],
        )


class ChangesFile(FileView):
    """All changes that the page lists a hundred at a time."""

    parameters = parameters_of(ChangesForm)
    table = tables.CHANGES

    def get_content(self):
        form = ChangesForm(self.request.GET)
        changes = Changes(form.change_filter)[:]
        return Content(changes, gettext("What changed"), narrowed(form), all_errors(form))


class RatingsFile(FileView):
    """The chance ratings of one season and what followed them."""

    parameters = parameters_of(RatingsForm)
    table = tables.RATINGS

    def get_content(self):
        form = RatingsForm(self.request.GET)
        season = form.chosen_season
        if season is None:
            return Content((), gettext("Chance ratings"), (), all_errors(form))
        return Content(
            [rated for ratings in form.groups for rated in ratings.ratings],
            gettext("Chance ratings and what followed them, %(year)s season")
            % {"year": season.year},
            [season.year, *(category.local_slug for category in form.chosen_categories)],
            all_errors(form),
        )


class SeasonsFile(FileView):
    """Two seasons side by side."""

    parameters = COMPARISON_PARAMETERS
    table = tables.COMPARISON

    def get_content(self):
        title = gettext("Two seasons side by side")
        form = ComparisonForm.of(self.request.GET, Season.objects.with_table())
        if form is None:
            return Content((), title)
        years = [form.comparison.first.year, form.comparison.second.year]
        return Content(form.comparison.compared, title, years, all_errors(form))


def narrowed(filters):
    """Return the part of a file's name that says that it is not the whole table."""
    return [pgettext("in a file name", "filtered")] if filters.is_narrowed else []


def whole_table(request, name, ending):
    """Answer with all rows of one table."""
    table = next((table for table in tables.TABLES if table.file_name == name), None)
    if table is None:
        raise Http404
    address = absolute(reverse("data"))
    file = TableFile(table, table.rows(table.everything()), str(table.title), address)
    return file_response(file, ending, ())


def everything(request):
    """Answer with all tables in one ZIP."""
    return download(package.package(), "application/zip", package.file_name())


class DataView(TemplateView):
    """The page of the files, their columns and their licence."""

    template_name = "quotas/data.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "tables": tables.TABLES,
            "licence": LICENCE,
            "package_name": package.file_name(),
            "linked_data": [all_our_data()],
        }
