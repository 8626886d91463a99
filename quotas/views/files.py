"""The addresses of files: those of the tables on pages, of whole tables, and of everything."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext, pgettext
from django.views.generic import DetailView, TemplateView, View

from ..caching.canonical import parameters_of
from ..figures.changes import Changes
from ..figures.comparison import ComparedQuota
from ..filters import sentences
from ..i18n.addresses import absolute
from ..i18n.languages import language
from ..models import Season
from ..open_data import package, tables
from ..open_data.formats import FORMATS, Sheet
from ..open_data.licence import LICENCE
from ..open_data.schema_org import all_our_data
from .changes import ChangesForm
from .compare import CompareView
from .countries import CountryView
from .guide import CategoryView
from .pools import PoolView
from .seasons import SeasonsView, SeasonView


def download(content, content_type, name, *, is_attached=True):
    """A file under the `name` that it is saved by."""
    response = HttpResponse(content, content_type=content_type)
    where = "attachment" if is_attached else "inline"
    response.headers["Content-Disposition"] = f'{where}; filename="{name}"'
    return response


def sheet_file(sheet, ending, parts):
    """`sheet` as a file whose name is made of its table’s and of `parts`."""
    write, content_type = FORMATS[ending]
    programme = "eic" if language() == "fr" else "iec"
    stem = "-".join(map(str, (programme, sheet.table.file_name, *parts)))
    name = f"{stem}.{ending}"
    return download(write(sheet), content_type, name, is_attached=ending != "json")


class AsFile:
    """The table of a page as a file: a page's view in front of which this stands.

    Whatever the page leaves out of its filters, the file leaves out too, and says so.
    """

    table = tables.QUOTAS
    page = None

    def get(self, request, **kwargs):
        if isinstance(self, DetailView):
            self.object = self.get_object()
            return self.render_to_response(self.get_context_data())
        return super().get(request, **kwargs)

    def render_to_response(self, context, **kwargs):
        sheet = Sheet(
            self.table,
            self.table.rows(self.records(context)),
            self.title(context),
            self.page_address(),
            tuple(self.left_out(context)),
        )
        return sheet_file(sheet, self.kwargs["ending"], self.name_parts(context))

    def records(self, context):
        """What the table of the page is about, in its order."""
        raise NotImplementedError

    def title(self, context):
        raise NotImplementedError

    def name_parts(self, context):
        """What tells the file from others of the same table, by its name."""
        raise NotImplementedError

    def page_address(self):
        """The page that shows the same, with its filters."""
        folder = self.request.path.rpartition("/")[0]
        query = self.request.GET.urlencode()
        return absolute(f"{folder}/" + (f"?{query}" if query else ""))

    def left_out(self, context):
        """A sentence for each filter that was wrong."""
        return ()


class SeasonFile(AsFile, SeasonView):
    def get_linked_data(self, sources):
        return []  # there is no place for it in a file

    def records(self, context):
        return context["table"].held()

    def title(self, context):
        return gettext("Quotas by country and category, %(year)s season") % {
            "year": self.season.year
        }

    def name_parts(self, context):
        return [self.season.year, *filtered(self.filterset)]

    def left_out(self, context):
        return sentences(self.filterset.form)


class HomeFile(SeasonFile):
    """The file of whichever season is current."""

    def get_season(self):
        return get_object_or_404(Season, is_current=True)


class CountryFile(AsFile, CountryView):
    def records(self, context):
        return [
            quota for _season, cells in context["seasons"] for _category, quota in cells if quota
        ]

    def title(self, context):
        return gettext("Quotas of %(country)s by season and category") % {
            "country": self.object.name
        }

    def name_parts(self, context):
        return [self.object.code.lower()]


class CategoryFile(AsFile, CategoryView):
    def records(self, context):
        return context["quotas"].with_source()

    def title(self, context):
        season = context["season"]
        return gettext("%(category)s quotas of the %(year)s season") % {
            "category": self.object.name,
            "year": season.year if season else "–",
        }

    def name_parts(self, context):
        season = context["season"]
        return [self.object.local_slug, *([season.year] if season else [])]


class CompareFile(AsFile, CompareView):
    """The quotas of the countries and seasons that stand side by side."""

    def records(self, context):
        if "pairs" in context:
            return [
                quota
                for _category, pair in context["pairs"]
                for quota in (pair.before, pair.after)
                if quota
            ]
        return [
            quota
            for of_category in context.get("compared", ())
            for _season, quotas in of_category.seasons
            for quota in quotas
            if quota
        ]

    def title(self, context):
        names = ", ".join(country.name for country in context["countries"])
        return gettext("Side by side: %(names)s") % {"names": names or "–"}

    def name_parts(self, context):
        if "pairs" in context:
            seasons = [context["first"], context["second"]]
        else:
            seasons = context["form"].seasons if context["form"].asks_for_seasons else []
        codes = [country.code.lower() for country in context["countries"]]
        return [*codes, *(season.year for season in seasons)]

    def left_out(self, context):
        return sentences(context["form"])


class PoolFile(AsFile, PoolView):
    """The weekly figures of one pool and of the pools inside it."""

    table = tables.WEEKLY_FIGURES

    def get_context_data(self, **kwargs):
        return {}  # the pool itself knows all that the file says

    def records(self, context):
        return self.object.figures

    def title(self, context):
        return gettext("Weekly figures of %(pool)s, %(year)s season") % {
            "pool": self.object.name,
            "year": self.object.season.year,
        }

    def name_parts(self, context):
        pool = self.object
        return [pool.season.year, pool.country.code.lower(), pool.category.local_slug]


class ChangesFile(AsFile, View):
    """All the changes that the page lists a hundred at a time."""

    parameters = parameters_of(ChangesForm)
    table = tables.CHANGES

    def get(self, request, **kwargs):
        form = ChangesForm(request.GET)
        return self.render_to_response({"form": form, "wanted": form.wanted})

    def records(self, context):
        return Changes(context["wanted"])[:]

    def title(self, context):
        return gettext("What changed")

    def name_parts(self, context):
        return filtered(context["form"])

    def left_out(self, context):
        return sentences(context["form"])


class SeasonsFile(AsFile, SeasonsView):
    """Two seasons side by side."""

    table = tables.COMPARISON

    def records(self, context):
        return [
            ComparedQuota(context["first"], context["second"], category, pair)
            for category, pairs in context.get("comparison", ())
            for pair in pairs
        ]

    def title(self, context):
        return gettext("Two seasons side by side")

    def name_parts(self, context):
        return [context[name].year for name in ("first", "second") if name in context]

    def left_out(self, context):
        return sentences(context["form"]) if "form" in context else ()


def whole_table(request, name, ending):
    """All the rows of one table."""
    table = next((table for table in tables.TABLES if table.file_name == name), None)
    if table is None:
        raise Http404
    address = absolute(reverse("data"))
    sheet = Sheet(table, table.rows(table.everything()), str(table.title), address)
    return sheet_file(sheet, ending, ())


def everything(request):
    """All tables in one ZIP."""
    return download(package.package(), "application/zip", package.file_name())


class DataView(TemplateView):
    """The files, their columns and their licence."""

    template_name = "quotas/data.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "tables": tables.TABLES,
            "licence": LICENCE,
            "package_name": package.file_name(),
            "linked_data": [all_our_data()],
        }


def filtered(filters):
    """The part of a file’s name that says that it is not the whole table."""
    return [pgettext("in a file name", "filtered")] if filters.is_narrowed else []
