import sys
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.db import Error
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request, gettext
from django.views.generic import DetailView, ListView, TemplateView
from django_filters.views import FilterView

from .caching.canonical import parameters_of
from .caching.outage import is_away, unavailable
from .charts import Stop, Timeline
from .figures.changes import Changes, Wanted, by_day
from .figures.comparison import countries_side_by_side, seasons_of, side_by_side
from .figures.countries import alike, by_season, chart_of_seasons, turns
from .figures.eligibility import FindForm, best_of, find
from .figures.explanations import explanations
from .figures.live import live_figures, template_of
from .figures.pools import Pool
from .figures.world import MapForm, World
from .filters import ChangesForm, CompareForm, ComparisonForm, CountryFilter
from .i18n.addresses import files_at, is_prefixed, mended
from .i18n.languages import language
from .models import (
    Category,
    Country,
    Eligibility,
    Fee,
    Note,
    Notice,
    Question,
    Quota,
    Requirement,
    Season,
    SeasonDay,
    Source,
    Step,
    Term,
)
from .models.calendar import by_season_and
from .models.quota import QuotaState
from .open_data.schema_org import data_of_season, questions_and_answers, website
from .open_data.tables import CATEGORIES, FEES, SEASON_DAYS, TERMS
from .tables import QuotaTable

CHANGES_ON_A_PAGE = 100


class SeasonView(FilterView):
    """A season's quotas: a row for each country, a column for each category."""

    parameters = parameters_of(
        CountryFilter, "q", "category", "availability", "country", "sort", "min_places"
    )
    filterset_class = CountryFilter
    strict = False
    template_name = "quotas/season.html"

    def get(self, request, **kwargs):
        self.season = self.get_season()
        self.categories = list(Category.objects.names_only())
        return super().get(request, **kwargs)

    def get_season(self):
        return get_object_or_404(Season.objects.with_table(), year=self.kwargs["year"])

    def get_filterset_kwargs(self, filterset_class):
        return {
            "data": self.request.GET,
            "season": self.season,
            "categories": self.categories,
            "countries": Country.objects.in_season(self.season).by_name(),
        }

    def get_context_data(self, **kwargs):
        notes = Note.objects.about(season=self.season)
        sources = Source.objects.of_figures(season=self.season)
        table = QuotaTable(
            self.object_list,
            season=self.season,
            categories=self.categories,
            shown=self.filterset.shown_categories,
            notes=notes,
            order_by=self.filterset.order,
        )
        return super().get_context_data(**kwargs) | {
            "season": self.season,
            "seasons": Season.objects.with_table(),
            "feed_query": Wanted(seasons=(self.season.year,)).query,
            "table": table,
            "notes": notes.in_order(),
            "notices": Notice.objects.for_page(season=self.season),
            "sources": sources,
            "not_held": self.season.is_partial
            and Eligibility.objects.without_quota(self.season).count(),
            "organizations": self.season.weekly_figures.of_organizations().with_source(),
            "days": self.season.days.with_source(),
            "fees": self.season.fees.with_source(),
            "states": QuotaState,
            "files": self.get_files(),
            "linked_data": self.get_linked_data(sources),
        }

    def get_files(self):
        return files_at("season_file", self.season.year, query=self.filterset.query)

    def get_linked_data(self, sources):
        return [data_of_season(self.season, sources)]


class HomeView(SeasonView):
    """The season that editors chose to be current, or a word that they have chosen none."""

    template_name = "quotas/home.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        newer = any(season.year > self.season.year for season in context["seasons"])
        return context | {"has_newer": newer}

    def get(self, request, **kwargs):
        try:
            return super().get(request, **kwargs)
        except Season.DoesNotExist:
            return render(request, "quotas/no_season.html")

    def get_season(self):
        return Season.objects.get(is_current=True)

    def get_files(self):
        return files_at("home_file", query=self.filterset.query)

    def get_linked_data(self, sources):
        return [website()]


class SeasonsView(ListView):
    """Every season that we hold, newest first; two side by side; all their dates and fees."""

    parameters = {"from": False, "to": False}
    queryset = Season.objects.with_table().with_counts()
    template_name = "quotas/seasons.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs) | {
            "calendar": by_season_and(
                "event", SeasonDay.objects.public().with_source(), SeasonDay.Event
            ),
            "events": SeasonDay.Event.labels,
            "fees": by_season_and("kind", Fee.objects.public().with_source(), Fee.Kind),
            "kinds": Fee.Kind.labels,
            "tables": {"days": SEASON_DAYS, "fees": FEES},
        }
        if len(context["season_list"]) > 1:
            form = ComparisonForm(self.request.GET, context["season_list"])
            first, second = form.pair
            context |= {
                "form": form,
                "first": first,
                "second": second,
                "query": urlencode({"from": first.year, "to": second.year}),
                "comparison": side_by_side(first, second),
            }
        return context


class CountriesView(ListView):
    """Every country and territory that we know."""

    template_name = "quotas/countries.html"

    def get_queryset(self):
        return Country.objects.by_name()

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"eligibility": Source.objects.eligibility()}


class AtOneAddress(DetailView):
    """A page about one thing, which leads there whoever spelled its address in another way."""

    def get(self, request, **kwargs):
        self.object = self.get_object()
        if request.path != self.object.get_absolute_url():
            return redirect(self.object, permanent=True)
        return self.render_to_response(self.get_context_data())


class CountryView(AtOneAddress):
    """What each season offers one country, with the notes and sources that go with it."""

    template_name = "quotas/country.html"

    def get_object(self):
        return get_object_or_404(Country, code=self.kwargs["code"].upper())

    def get_context_data(self, **kwargs):
        quotas = list(Quota.objects.public().filter(country=self.object).with_names().with_source())
        categories = list(Category.objects.names_only())
        return super().get_context_data(**kwargs) | {
            "categories": categories,
            "seasons": by_season(quotas, categories),
            "chart": chart_of_seasons(quotas, categories),
            "turns": turns(quotas),
            "query": Wanted(countries=(self.object.code,)).query,
            "arrangement_changes": self.object.arrangement_changes.newest_first(),
            "conditions": alike(self.object.eligibility.with_names().with_source()),
            "sources": Source.objects.of_figures(country=self.object),
            "notes": Note.objects.about(country=self.object).in_order(),
            "notices": Notice.objects.for_page(country=self.object),
            "eligibility": Source.objects.eligibility(),
        }


class PoolView(AtOneAddress):
    """One pool: its quota and weeks explained, who can apply, and how it stood in other seasons."""

    template_name = "quotas/pool.html"

    def get_object(self):
        pool = Pool(
            season=get_object_or_404(Season.objects.published(), year=self.kwargs["year"]),
            country=get_object_or_404(Country, code=self.kwargs["code"].upper()),
            category=get_object_or_404(Category.objects.at(self.kwargs["slug"])),
        )
        if not pool.exists:
            raise Http404
        return pool

    def get_context_data(self, **kwargs):
        pool = self.object
        wanted = Wanted((pool.season.year,), (pool.country.code,), (pool.category.slug,))
        notes = Note.objects.for_pool(pool.season, pool.country, pool.category)
        return super().get_context_data(**kwargs) | {
            "pool": pool,
            "explanations": explanations(pool.course, ends_on=pool.season.last_day)
            if pool.course
            else [],
            "changes": Changes(wanted)[:],
            "query": wanted.query,
            "notes": notes.in_order(),
            "notices": Notice.objects.for_pool(pool.season, pool.country, pool.category),
        }


class ChangesView(TemplateView):
    """Every change of a published figure, newest first, a hundred at a time."""

    parameters = parameters_of(ChangesForm) | {"page": False}
    template_name = "quotas/changes.html"

    def get_context_data(self, **kwargs):
        form = ChangesForm(self.request.GET)
        pages = Paginator(Changes(form.wanted), CHANGES_ON_A_PAGE)
        page = pages.get_page(self.request.GET.get("page"))
        return super().get_context_data(**kwargs) | {
            "form": form,
            "page": page,
            "days": by_day(page.object_list, apart=form.wanted.kinds != ("first",)),
        }


class FindView(TemplateView):
    """Which categories somebody can use, by what they say of themselves in the address."""

    parameters = parameters_of(FindForm)
    template_name = "quotas/find.html"

    def get_context_data(self, **kwargs):
        form = FindForm(self.request.GET)
        citizenships = find(form.codes, form.person)
        return super().get_context_data(**kwargs) | {
            "form": form,
            "citizenships": citizenships,
            "best": best_of(citizenships) if len(citizenships) > 1 else [],
            "is_canadian": any(citizenship.is_canadian for citizenship in citizenships),
            "is_possible": any(citizenship.is_possible for citizenship in citizenships),
            "source": Source.objects.eligibility(),
            "source_of_age": Source.objects.filter(slug="ircc-help-age").first(),
            "steps": Step.objects.after_finding().with_source(),
        }


class CompareView(TemplateView):
    """Two to four countries side by side, or two seasons of one country."""

    parameters = parameters_of(CompareForm)
    template_name = "quotas/compare.html"

    def get_context_data(self, **kwargs):
        form = CompareForm(self.request.GET)
        context = super().get_context_data(**kwargs) | {"form": form, "countries": form.countries}
        if len(form.countries) > 1:
            context["compared"] = countries_side_by_side(form.countries, form.seasons)
        elif form.countries:
            context |= self.of_one(form)
        return context

    def of_one(self, form):
        """The two seasons asked for, or the two newest of which anything is held."""
        country = form.countries[0]
        held = set(Quota.objects.filter(country=country).values_list("season", flat=True))
        seasons = [season for season in form.seasons if form.asks_for_seasons or season.pk in held]
        if len(seasons) < 2:
            return {"too_few": True}
        second, first = seasons[:2]
        return {"first": first, "second": second, "pairs": seasons_of(country, first, second)}


class MapView(TemplateView):
    """The world coloured by the quotas of one category and season, and the same as a list."""

    parameters = parameters_of(MapForm)
    template_name = "quotas/map.html"

    def get_context_data(self, **kwargs):
        form = MapForm(self.request.GET)
        season, category = form.chosen_season, form.chosen_category
        context = super().get_context_data(**kwargs) | {"form": form}
        if not (season and category):
            return context
        return context | {
            "season": season,
            "category": category,
            "world": World(season, category),
            "sources": Source.objects.of_figures(season=season, category=category),
        }


class CategoriesView(ListView):
    """The categories side by side."""

    queryset = Category.objects.all()
    template_name = "quotas/categories.html"
    extra_context = {"table": CATEGORIES}


class CategoryView(AtOneAddress):
    """One category explained, with its quotas of the current season by size."""

    template_name = "quotas/category.html"

    def get_object(self):
        return get_object_or_404(Category.objects.at(self.kwargs["slug"]))

    def get_context_data(self, **kwargs):
        season = Season.objects.current()
        quotas = Quota.objects.filter(category=self.object, season=season)
        return super().get_context_data(**kwargs) | {
            "season": season,
            "quotas": quotas.with_names().largest_first(),
            "sources": Source.objects.of_figures(category=self.object, season=season),
            "notes": Note.objects.about(category=self.object).in_order(),
            "notices": Notice.objects.for_page(category=self.object),
            "explained_by": self.object.sources.all(),
        }


class HowItWorksView(ListView):
    """The steps from a profile to the border, drawn and in words, and what they ask for."""

    queryset = Step.objects.with_source()
    context_object_name = "steps"
    template_name = "quotas/how_it_works.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        requirements = list(Requirement.objects.with_source())
        stops = [Stop(step.name, step.days) for step in context["steps"]]
        return context | {
            "timeline": Timeline(gettext("From a profile to the border"), stops),
            "fees": by_season_and("kind", Fee.objects.public().with_source(), Fee.Kind),
            "kinds": Fee.Kind.labels,
            "tables": {"fees": FEES},
            "requirements": [
                (kind, [each for each in requirements if each.kind == kind])
                for kind in Requirement.Kind
            ],
        }


class QuestionsView(ListView):
    """What people ask, each with its short answer."""

    queryset = Question.objects.all()
    context_object_name = "questions"
    template_name = "quotas/questions.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        pairs = [(question.question, question.summary) for question in context["questions"]]
        return context | {"linked_data": [questions_and_answers(pairs)]}


class QuestionView(AtOneAddress):
    """One question with its answer, and the figures that go with it as they are now."""

    template_name = "quotas/question.html"

    def get_object(self):
        question = Question.objects.at(self.kwargs["slug"]).first()
        if question is None:
            raise Http404
        return question

    def get_context_data(self, **kwargs):
        questions = list(Question.objects.all())
        place = questions.index(self.object)
        whole = f"{self.object.summary}\n\n{self.object.answer}"
        return super().get_context_data(**kwargs) | {
            "sources": self.object.sources.all(),
            "previous": questions[place - 1] if place else None,
            "next": questions[place + 1] if place + 1 < len(questions) else None,
            "live_template": template_of(self.object),
            "live": live_figures(self.object),
            "linked_data": [questions_and_answers([(self.object.question, whole)])],
        }


class GlossaryView(ListView):
    """What officials call things in both languages, and what people call them."""

    context_object_name = "terms"
    template_name = "quotas/glossary.html"

    def get_queryset(self):
        return Term.objects.by_name().with_source()

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"table": TERMS}


class PageView(TemplateView):
    """A page of long prose, which is one whole template for each language."""

    page = None

    def get_template_names(self):
        return [f"quotas/{self.page}.html"]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "prose": f"pages/{self.page}.{language()}.html"
        }


def front_door(request):
    """Lead to the home page in the language that the reader's browser prefers."""
    response = redirect(f"/{get_language_from_request(request)}/")
    response.headers["Cache-Control"] = "public, max-age=0, s-maxage=60"
    patch_vary_headers(response, ("Accept-Language",))
    return response


def page_not_found(request, exception):
    """Lead on if the address is right but for its language; otherwise offer ways to go on."""
    address = mended(request.path)
    if address:
        return redirect(address, permanent=True)
    context = {
        "is_file": "." in request.path.rpartition("/")[2],
        "has_language": is_prefixed(request.path),
    }
    try:
        return render(request, "404.html", context, status=404)
    except Error as error:
        if is_away(error):
            return unavailable(request)
        raise


def bad_request(request, exception):
    """Say that the request makes no sense here, whatever host or form it had."""
    return render(None, "400.html", {"site_url": settings.SITE_URL}, status=400)


def server_error(request):
    """Say that we failed, without the database, the session or anything else that may be down."""
    if is_away(sys.exc_info()[1]):
        return unavailable(request)
    return render(None, "500.html", {"site_url": settings.SITE_URL}, status=500)
