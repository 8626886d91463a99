"""Refusals, and their headers for caches."""

import pytest
from django.test import Client

pytestmark = pytest.mark.once

ADDRESSES = ["/en/", "/fr/quotas.csv", "/sitemap.xml", "/embed/en/", "/oembed", "/en/data/"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_public_page_takes_get_and_head_alone(shipped, address, method):
    response = getattr(Client(enforce_csrf_checks=True), method)(address)

    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD"
    assert response.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("address", [*ADDRESSES, "/api/v1/quotas", "/en/about/"])
def test_a_star_finds_out_that_a_page_exists(client, shipped, address):
    address = address.replace("/oembed", "/oembed?url=http://127.0.0.1:8000/en/")

    for _held_or_not in range(2):
        response = client.get(address, headers={"if-none-match": "*"})

        assert (response.status_code, response.content) == (304, b"")
        assert response.headers["ETag"] == client.get(address).headers["ETag"]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/en/nothing/", 404),
        ("/fr/rien.csv", 404),
        ("/nothing", 404),
        ("/api/v1/nothing", 404),
        ("/api/v1/quotas?page=0", 422),
        ("/oembed", 400),
        ("/oembed?url=http://elsewhere.example/", 404),
        ("/oembed?url=x&format=yaml", 501),
        ("/static/nothing.css", 404),
        ("/embed/en/countries/zz/", 404),
    ],
)
def test_no_cache_keeps_an_error(client, shipped, address, status):
    response = client.get(address)

    assert response.status_code == status
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", ["/en/", "/fr/pays/jp/", "/admin/", "/robots.txt", "/nothing"])
def test_an_unknown_host_gets_a_page_of_ours(client, shipped, settings, address):
    settings.ALLOWED_HOSTS = ["quotas.example"]

    response = client.get(address, headers={"host": "evil.example"})

    assert response.status_code == 400
    assert response.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert response.headers["X-Frame-Options"] == "DENY"
    assert "evil" not in response.content.decode()
    assert "<h1>" in response.content.decode()


def test_the_redirect_to_https_is_kept_by_no_cache(client, db, settings):
    settings.SECURE_SSL_REDIRECT = True

    response = client.get("/en/")

    assert response.status_code == 301
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", ["/en/countries/JP/", "/en/seasons", "/fr/countries/jp/"])
def test_a_redirect_to_the_right_spelling_is_kept_for_a_minute(client, shipped, address):
    response = client.get(address)

    assert response.status_code == 301
    assert response.headers["Cache-Control"] == "public, max-age=0, s-maxage=60"
