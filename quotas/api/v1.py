"""The addresses of version 1: its index, its description, its lists and its finder."""

from django.core.paginator import Paginator
from django.http import JsonResponse
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from ..figures.eligibility import best_of, find as find_categories
from ..i18n.addresses import absolute
from ..i18n.languages import LANGUAGES
from ..open_data.columns.shared import json_value
from ..open_data.formats import changed_at
from ..open_data.licence import LICENCE
from ..open_data.tables import ELIGIBILITY, QUOTAS, WEEKLY_FIGURES
from ..views.find import FindForm
from .description import describe_api
from .endpoints import LISTS, FindQuery
from .problems import refusal

JSON = "application/json; charset=utf-8"


def read_only(view):
    """Answer GET and HEAD, and refuse all else with 405, whether or not it has a CSRF token."""
    return csrf_exempt(require_safe(view))


@read_only
def index(request):
    """Name all addresses, for a program or a person who begins at the root."""
    root = absolute(reverse("api:api-root"))
    documentation = {}
    for code in LANGUAGES:
        with override(code):
            documentation[code] = absolute(reverse("api_page"))
    return JsonResponse(
        {
            "openapi": absolute(reverse("openapi")),
            "documentation": documentation,
            "licence": LICENCE.address,
            "lists": {each.table.name: f"{root}{each.path[1:]}" for each in LISTS},
            "find": f"{root}find?citizenship=jp&age=27",
        }
    )


@read_only
def openapi(request):
    return JsonResponse(describe_api())


def answer(request, query, content):
    """Return the JSON of `content()` in the language of a valid `query`, or refuse the query."""
    with override(query.language):
        if not query.is_valid():
            return refusal(request, query)
        return JsonResponse(content(), content_type=JSON)


def view_of(endpoint):
    """Return the view that answers at `endpoint`."""

    @read_only
    def list_view(request):
        query = endpoint.query(request.GET)
        return answer(request, query, lambda: page(request, endpoint, query.cleaned_data))

    return list_view


def page(request, endpoint, values):
    """Return one page of the rows that the `values` of the parameters ask for."""
    records = endpoint.records(values)
    if not hasattr(records, "__len__"):
        records = list(records)
    pages = Paginator(records, values["page_size"])
    number = values["page"]
    on_page = pages.page(number).object_list if number <= pages.num_pages else []
    return {
        "count": pages.count,
        "next": address(request, number + 1) if number < pages.num_pages else None,
        "previous": address(request, number - 1) if 1 < number <= pages.num_pages + 1 else None,
        "licence": LICENCE.address,
        "changed_at": json_value(changed_at()),
        "rows": [endpoint.table.json_row(record) for record in on_page],
    }


def address(request, number):
    """Return the whole address of another page of the same rows."""
    query = request.GET.copy()
    query["page"] = number
    return absolute(f"{request.path}?{query.urlencode()}")


@read_only
def find(request):
    return answer(request, FindQuery(request.GET), lambda: findings(request))


def findings(request):
    """Return the answer of the page that finds categories, with the rows that the lists have."""
    form = FindForm(request.GET)
    citizenships = find_categories(form.codes, form.person)
    parameters = request.GET.copy()
    parameters.pop("lang", None)
    return {
        "page": absolute(f"{reverse('find')}?{parameters.urlencode()}"),
        "licence": LICENCE.address,
        "changed_at": json_value(changed_at()),
        "needs_no_permit": any(citizenship.is_canadian for citizenship in citizenships),
        "citizenships": [
            {
                "citizenship": citizenship.code,
                "name": citizenship.name,
                "territories": citizenship.territories,
                "has_arrangement": citizenship.is_listed,
                "categories": [category_in(answer) for answer in citizenship.answers],
            }
            for citizenship in citizenships
        ],
        "best": [
            {
                "category": answer.category.slug,
                "citizenship": answer.country.code,
                "verdict": answer.verdict,
            }
            for answer in best_of(citizenships)
        ],
    }


def category_in(answer):
    """Return the verdict on one category, with the rows that it rests on."""
    invited = answer.invited
    return {
        "category": answer.category.slug,
        "category_name": answer.category.name,
        "verdict": answer.verdict,
        "reasons": answer.reasons,
        "eligibility": ELIGIBILITY.json_row(answer.eligibility),
        "quota": QUOTAS.json_row(answer.quota),
        "weekly_figures": WEEKLY_FIGURES.json_row(answer.current_figures),
        "invited": invited and {"season": invited.season.year, "sentence": invited.sentence},
    }
