"""The addresses of version 1, and their description in OpenAPI 3.1."""

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import override
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from ..figures.eligibility import best_of, find
from ..i18n.addresses import absolute
from ..open_data.formats import changed_at, plain
from ..open_data.licence import LICENCE
from ..open_data.tables import ELIGIBILITY, QUOTAS, WEEKLY_FIGURES
from ..views.find import FindForm
from .lists import LISTS
from .parameters import FindQuery, described
from .problems import CONTENT_TYPE, refused
from .schemas import FaultyParameter, Found, Problem, page_of, row_of

ROWS_ON_A_PAGE = 100
METHODS = ("GET", "HEAD")
DESCRIPTION = """\
Quotas, weekly figures, eligibility and changes of International Experience Canada, each row with
its day and source. Read only, without a key, from any origin. An independent site: not run by the
Government of Canada.

Version 1 stays as it is: parameters and properties are added, none is taken away or renamed. What
would break your program comes at another address, and this one goes on for a year after that.

Seasons, countries and categories come and go with the data: their lists say which there are. One
that is not there is refused with 422.
"""


class API(NinjaAPI):
    """Ninja’s description, with the parameters and the errors that our forms make."""

    def get_openapi_schema(self, **kwargs):
        with override("en"):
            said = OpenAPISchema(self, "")
            for model in (Problem, FaultyParameter):
                described_model = model.model_json_schema(
                    ref_template="#/components/schemas/{model}"
                )
                described_model.pop("$defs", None)
                said["components"]["schemas"][model.__name__] = described_model
            for path, methods in said["paths"].items():
                methods.pop("head", None)
                methods["get"] |= self.more_about(path, methods["get"])
        return said

    def more_about(self, path, said):
        """What Ninja does not know of the operation at `path`."""
        query = self.queries[path]
        return {
            "parameters": described(query({})),
            "responses": {
                "200": said["responses"][200],
                "304": {"description": "What you hold, by its ETag, has not changed."},
                "422": {
                    "description": "A parameter is wrong.",
                    "content": {CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
                },
            },
        }


api = API(
    title="IEC Quotas",
    version="1",
    description=DESCRIPTION,
    urls_namespace="api",
    openapi_url=None,  # its view lets any method in
    servers=[{"url": absolute("/api/v1")}],
    openapi_extra={
        "info": {"license": {"name": LICENCE.name, "url": LICENCE.address}},
        "security": [],  # it takes no key
    },
)
api.queries = {}


def add(each):
    """Put the list `each` at its address."""

    def answer(request):
        query = each.query(request.GET)
        with override(language_of(query)):
            if not query.is_valid():
                return refused(request, query)
            return page(request, each, query.cleaned_data)

    with override("en"):
        operation = api.api_operation(
            METHODS,
            each.path,
            operation_id=each.operation_id,
            summary=str(each.summary),
            description=str(each.table.description),
            response=page_of(row_of(each.table)),
            url_name=each.table.name,
        )
    operation(answer)
    api.queries[each.path] = each.query


def language_of(query):
    """The language asked for, if it is one of ours; that of the refusal too."""
    asked = query.data.get("lang")
    return asked if asked in dict(query.fields["lang"].choices) else "en"


def page(request, each, wanted):
    """One page of the rows that `wanted` asks for."""
    records = each.records(wanted)
    if not hasattr(records, "__len__"):
        records = list(records)
    pages = Paginator(records, wanted["page_size"] or ROWS_ON_A_PAGE)
    number = wanted["page"] or 1
    held = pages.page(number).object_list if number <= pages.num_pages else []
    return {
        "count": pages.count,
        "next": address(request, number + 1) if number < pages.num_pages else None,
        "previous": address(request, number - 1) if 1 < number <= pages.num_pages + 1 else None,
        "licence": LICENCE.address,
        "changed_at": plain(changed_at()),
        "rows": [plain_row(each.table, record) for record in held],
    }


def address(request, number):
    """The whole address of another page of the same rows."""
    query = request.GET.copy()
    query["page"] = number
    return absolute(f"{request.path}?{query.urlencode()}")


for each in LISTS:
    add(each)


@api.api_operation(
    METHODS,
    "/find",
    operation_id="find",
    summary="Which categories somebody can use",
    description="The answer of the page, by citizenship and age. Nothing that is asked is kept.",
    response=Found,
    url_name="find",
)
def answer_find(request):
    query = FindQuery(request.GET)
    with override(language_of(query)):
        if not query.is_valid():
            return refused(request, query)
        return found(request)


api.queries["/find"] = FindQuery


def found(request):
    """What the page answers, with the rows that the lists have."""
    form = FindForm(request.GET)
    citizenships = find(form.codes, form.person)
    asked = request.GET.copy()
    asked.pop("lang", None)
    return {
        "page": absolute(f"{reverse('find')}?{asked.urlencode()}"),
        "licence": LICENCE.address,
        "changed_at": plain(changed_at()),
        "needs_no_permit": any(citizenship.is_canadian for citizenship in citizenships),
        "citizenships": [
            {
                "citizenship": citizenship.code,
                "name": citizenship.name,
                "territories": citizenship.territories,
                "has_arrangement": citizenship.is_listed,
                "categories": [found_category(answer) for answer in citizenship.answers],
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


def found_category(answer):
    return {
        "category": answer.category.slug,
        "category_name": answer.category.name,
        "verdict": answer.verdict,
        "reasons": answer.reasons,
        "eligibility": plain_row(ELIGIBILITY, answer.eligibility),
        "quota": plain_row(QUOTAS, answer.quota),
        "weekly_figures": plain_row(WEEKLY_FIGURES, answer.current_figures),
    }


def plain_row(table, record):
    """What `table` says of `record`, in values that JSON has; None if there is none."""
    return record and {name: plain(value) for name, value in table.row(record).items()}
