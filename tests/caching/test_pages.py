"""Public pages: their ETag, their headers for caches, and the same page for everybody."""

import datetime
import gzip
import re

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quotas.models import Quota

from ..browser.pages import PAGES
from ..factories import make_notice
from ..pages import rows, text


def unchanged(client, address, etag, **extra):
    return client.get(address, headers={"if-none-match": etag, **extra})


@pytest.fixture
def etag(client, shipped):
    return client.get("/en/").headers["ETag"]


def test_an_unchanged_page_answers_304_with_one_query_and_no_body(client, etag):
    with CaptureQueriesContext(connection) as queries:
        response = unchanged(client, "/en/", etag)

    assert response.status_code == 304
    assert not response.content
    assert len(queries) == 1
    assert "quotas_quota" not in queries[0]["sql"]


def test_one_of_several_entity_tags_is_enough(client, etag):
    assert unchanged(client, "/en/", f'"other", {etag}').status_code == 304


def test_a_star_is_no_proof_that_a_page_exists(client, shipped):
    assert unchanged(client, "/en/nothing/", "*").status_code == 404


def test_a_held_page_costs_one_query(client, shipped):
    first = client.get("/en/")

    with CaptureQueriesContext(connection) as queries:
        second = client.get("/en/")

    assert len(queries) == 1
    assert second.content == first.content


def test_a_changed_figure_is_on_the_next_response(client, etag):
    Quota.objects.filter(country__code="JP", category__slug="working-holiday").update(places=6501)

    response = unchanged(client, "/en/", etag)

    assert response.status_code == 200
    (japan,) = (row for row in rows(response) if row[0] == "Japan")
    assert japan[1].startswith("6,501")


def test_a_notice_appears_and_goes_on_its_days(client, shipped, monkeypatch):
    first, last = datetime.date(2030, 5, 1), datetime.date(2030, 5, 2)
    make_notice(title_en="Pools open soon", starts_on=first, ends_on=last)

    def shows(on):
        for module in ("quotas.history.revision", "quotas.models.remark"):
            monkeypatch.setattr(f"{module}.timezone.localdate", lambda *moment: on)
        return "Pools open soon" in client.get("/en/").content.decode()

    day = datetime.timedelta(days=1)
    assert [shows(on) for on in (first - day, first, last, last + day)] == [
        False,
        True,
        True,
        False,
    ]


def test_a_new_release_changes_every_entity_tag(client, etag, settings):
    settings.RELEASE = "another"

    assert unchanged(client, "/en/", etag).status_code == 200


def test_each_address_and_language_has_a_tag_of_its_own(client, shipped):
    addresses = ["/en/", "/fr/", "/en/?q=a", "/en/?q=b", "/en/seasons/2021/"]

    assert len({client.get(address).headers["ETag"] for address in addresses}) == 5


def test_a_page_is_the_same_for_everybody(client, shipped, admin_user):
    anonymous = client.get("/en/")
    client.force_login(admin_user)
    client.cookies["django_language"] = "fr"

    known = client.get("/en/", headers={"accept-language": "fr"})

    assert known.content == anonymous.content
    assert known.headers["ETag"] == anonymous.headers["ETag"]


@pytest.mark.parametrize("address", ["/en/", "/fr/pays/jp/", "/en/categories/", "/sitemap.xml"])
def test_public_pages_set_no_cookie_and_vary_by_encoding_alone(client, shipped, address):
    response = client.get(address)

    assert not response.cookies
    assert response.headers["Vary"] == "Accept-Encoding"


def test_a_cdn_may_hold_a_page_briefly_and_serve_it_stale_while_it_asks(client, shipped):
    directives = client.get("/en/").headers["Cache-Control"].split(", ")

    assert {"public", "max-age=0", "s-maxage=60"} <= set(directives)
    assert any(directive.startswith("stale-while-revalidate=") for directive in directives)
    assert any(directive.startswith("stale-if-error=") for directive in directives)


def test_a_304_says_to_caches_what_the_page_said(client, etag):
    page, short = client.get("/en/"), unchanged(client, "/en/", etag)

    for header in ("ETag", "Cache-Control", "Vary"):
        assert short.headers[header] == page.headers[header]


def test_a_page_is_compressed_for_who_can_read_it(client, shipped):
    plain = client.get("/en/")
    small = client.get("/en/", headers={"accept-encoding": "br, gzip"})

    assert "Content-Encoding" not in plain.headers
    assert gzip.decompress(small.content) == plain.content
    assert int(small.headers["Content-Length"]) == len(small.content)


def test_a_page_has_no_needless_blanks_but_those_of_code(client, shipped):
    page = client.get("/en/data/api/").content.decode()

    outside = re.sub(r"<(pre|textarea|script)\b.*?</\1>", "x", page, flags=re.DOTALL)
    assert not re.search(r"\s\s", outside.replace("\u00a0", ""))
    assert "\n" in page  # of the code to paste


def weight(client, address):
    """Return the number of bytes of a page and its styles, compressed."""
    page = client.get(address, headers={"accept-encoding": "gzip"}).content
    styles = re.findall(r'rel="stylesheet" href="/static/([^"]+)"', gzip.decompress(page).decode())
    sizes = [(settings.STATIC_ROOT / f"{style}.gz").stat().st_size for style in styles]
    assert sizes
    return len(page) + sum(sizes)


@pytest.mark.parametrize("language", PAGES)
def test_a_page_and_its_styles_weigh_at_most_14_kilobytes(client, shipped, language):
    weights = {
        name: weight(client, address)
        for name, address in PAGES[language].items()
        if not name.startswith(("map", "not found"))  # a map may be 30 with all that it needs
    }

    assert {name: size for name, size in weights.items() if size > 14 * 1024} == {}


def test_an_unknown_host_is_refused_even_if_the_page_is_held(client, shipped, settings):
    client.get("/en/")
    settings.ALLOWED_HOSTS = ["quotas.example"]

    assert client.get("/en/", headers={"host": "evil.example"}).status_code == 400


def test_a_missing_page_is_not_held(client, shipped):
    assert client.get("/en/nothing/").status_code == 404
    assert "ETag" not in client.get("/en/nothing/").headers


def test_head_answers_like_get_without_a_body(client, shipped):
    got, asked = client.get("/en/"), client.head("/en/")

    assert asked.headers["ETag"] == got.headers["ETag"]
    assert asked.status_code == 200


def test_posting_to_a_public_page_is_refused(client, shipped):
    assert client.post("/en/").status_code in (403, 405)


def test_the_footer_says_when_the_data_last_changed(client, shipped):
    from quotas.i18n.formats import long_date
    from quotas.models import Revision

    from ..pages import parse

    footer = text(parse(client.get("/en/")).xpath("//footer")[0])
    assert long_date(Revision.objects.get().changed_on) in footer
