"""The tags of the public templates."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import resolve
from django.utils.translation import override
from lxml import html

from ..pages import text

pytestmark = pytest.mark.once

TAG = Template("{% load site %}{% breadcrumbs %}")
OF_SEASON = Template("{% load site %}{% breadcrumbs season %}")


@pytest.fixture
def breadcrumbs(shipped):
    """A function that returns the breadcrumbs at an address, as its view's context makes them."""

    def draw(address):
        request = RequestFactory().get(address)
        with override(address[1:3]):
            request.resolver_match = match = resolve(request.path)
            context = match.func(request, *match.args, **match.kwargs).context_data
            tag = OF_SEASON if match.url_name == "season" else TAG
            drawn = tag.render(Context(context | {"request": request}))
        return html.fromstring(f"<main>{drawn}</main>")

    return draw


@pytest.mark.parametrize(
    ("address", "names"),
    [
        ("/en/find/?citizenship=fr", ["IEC Quotas", "Which categories can I use?"]),
        ("/en/seasons/", ["IEC Quotas", "Seasons"]),
        ("/en/seasons/2021/?q=x", ["IEC Quotas", "Seasons", "2021 season"]),
        (
            "/en/pools/2026/fr/working-holiday/",
            [
                *("IEC Quotas", "Countries and territories", "France"),
                "France, Working Holiday, 2026",
            ],
        ),
        ("/fr/pays/fr/", ["Quotas EIC", "Pays et territoires", "France"]),
        ("/en/categories/working-holiday/", ["IEC Quotas", "Categories", "Working Holiday"]),
        ("/en/data/api/", ["IEC Quotas", "Data", "API"]),
        ("/fr/donnees/flux/", ["Quotas EIC", "Données", "Le flux officiel tel qu’il est arrivé"]),
        ("/en/search/?q=<b>", ["IEC Quotas", "Search"]),
    ],
)
def test_breadcrumbs_lead_from_home_down_to_the_page(breadcrumbs, address, names):
    (nav,) = breadcrumbs(address).xpath("nav[@aria-label]")

    assert [text(item) for item in nav.xpath("ol/li")] == names
    assert [text(item) for item in nav.xpath("ol/li[@aria-current='page']")] == names[-1:]
    assert not nav.xpath("ol/li[@aria-current]/a")


def test_they_lead_up_by_links(breadcrumbs):
    page = breadcrumbs("/fr/bassins/2026/fr/vacances-travail/")

    assert page.xpath("//a/@href") == ["/fr/", "/fr/pays/", "/fr/pays/fr/"]


def test_home_has_none(breadcrumbs):
    assert not breadcrumbs("/en/").xpath("*")
