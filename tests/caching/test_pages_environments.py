"""The same answer at one address for every reader, proxy and server."""

import io

import pytest
from django.core.cache import caches
from django.test import Client

from iec_site.wsgi import application
from quotas.caching.canonical import parameters_at

from ..browser.pages import PAGES

pytestmark = pytest.mark.once

ADDRESSES = [
    *PAGES["en"].values(),
    "/fr/",
    "/fr/pays/jp/",
    "/en/quotas.csv",
    "/fr/saisons/2021/quotas.json?availability=limited",
    "/fr/saisons/2021/quotas.xlsx",
    "/en/compare/quotas.csv?country=gb&country=ie",
    "/fr/bassins/2023/fr/vacances-travail/chiffres-hebdomadaires.csv",
    "/en/changes/feed.atom",
    "/fr/donnees/questions.csv",
    "/en/data/iec-quotas.zip",
    "/fr/image.png",
    "/en/pools/2021/jp/working-holiday/picture.png",
    "/embed/en/",
    "/embed/fr/pays/jp/",
    "/embed/height.js",
    "/oembed?url=http://127.0.0.1:8000/en/countries/jp/",
    "/oembed?url=http://127.0.0.1:8000/fr/pays/jp/&format=xml",
    "/oembed?url=elsewhere",
    "/oembed",
    "/api/v1/",
    "/api/v1/openapi.json",
    "/api/v1/quotas?season=2021&lang=fr",
    "/api/v1/find?citizenship=jp&age=27",
    "/api/v1/quotas?nonsense=1",
    "/sitemap.xml",
    "/robots.txt",
    "/.well-known/security.txt",
    "/fr/nulle-part/",
    "/en/countries/JP/",
    "/countries/jp/",
    "/pays/jp/",
    "/en/seasons",
]

ENVIRONMENTS = [
    {"HTTP_X_FORWARDED_HOST": "evil.example"},
    {"HTTP_X_FORWARDED_HOST": "evil.example:99", "HTTP_X_FORWARDED_PORT": "99"},
    {"HTTP_X_FORWARDED_PORT": "8443"},
    {"HTTP_X_FORWARDED_PREFIX": "/en"},
    {"HTTP_X_FORWARDED_PATH": "/fr/"},
    {"HTTP_X_FORWARDED_SCHEME": "https"},
    {"HTTP_X_FORWARDED_FOR": "203.0.113.9, 10.0.0.1"},
    {"HTTP_X_REAL_IP": "203.0.113.9"},
    {"HTTP_FORWARDED": "for=203.0.113.9;host=evil.example;proto=https"},
    {"HTTP_X_ORIGINAL_URL": "/admin/"},
    {"HTTP_X_REWRITE_URL": "/admin/"},
    {"HTTP_X_SCRIPT_NAME": "/en"},
    {"HTTP_X_HTTP_METHOD_OVERRIDE": "DELETE"},
    {"HTTP_X_METHOD_OVERRIDE": "POST"},
    {"HTTP_X_HTTP_METHOD": "PUT"},
    {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"},
    {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "main", "HTTP_HX_BOOSTED": "true"},
    {"HTTP_ACCEPT_LANGUAGE": "fr"},
    {"HTTP_ACCEPT_LANGUAGE": "fr-CA,fr;q=0.9,en;q=0.1"},
    {"HTTP_ACCEPT_LANGUAGE": "en-GB"},
    {"HTTP_ACCEPT_LANGUAGE": "de, xx;q=nonsense"},
    {"HTTP_ACCEPT_LANGUAGE": "*" * 3000},
    {"HTTP_COOKIE": "django_language=fr"},
    {"HTTP_COOKIE": "django_language=en; sessionid=abcdefghijklmnopqrstuvwxyz012345"},
    {"HTTP_COOKIE": "csrftoken=bad"},
    {"HTTP_COOKIE": "csrftoken=" + "a" * 64},
    {"HTTP_COOKIE": "messages=W1tdXQ; theme=dark"},
    {"HTTP_COOKIE": "a" * 4000},
    {"HTTP_AUTHORIZATION": "Basic YTpi"},
    {"HTTP_REFERER": "http://evil.example/"},
    {"HTTP_USER_AGENT": "Googlebot/2.1"},
    {"HTTP_USER_AGENT": ""},
    {"HTTP_ACCEPT": "application/json"},
    {"HTTP_ACCEPT": "text/html;level=1, image/webp"},
    {"HTTP_ACCEPT_CHARSET": "iso-8859-1"},
    {"HTTP_ACCEPT_ENCODING": "identity"},
    {"HTTP_ACCEPT_ENCODING": "gzip;q=0"},
    {"HTTP_ACCEPT_ENCODING": "gzip; q=0.000, br"},
    {"HTTP_ACCEPT_ENCODING": "xgzip"},
    {"CONTENT_TYPE": "text/plain; charset=utf-16"},
    {"CONTENT_TYPE": "application/x-www-form-urlencoded; charset=utf-7", "CONTENT_LENGTH": "3"},
    {"CONTENT_TYPE": "multipart/form-data; boundary=x", "CONTENT_LENGTH": "999"},
    {"HTTP_RANGE": "bytes=0-9"},
    {"HTTP_IF_MODIFIED_SINCE": "Wed, 01 Jan 2031 00:00:00 GMT"},
    {"HTTP_IF_NONE_MATCH": '"another"'},
    {"HTTP_IF_MATCH": '"another"'},
    {"HTTP_CACHE_CONTROL": "no-cache", "HTTP_PRAGMA": "no-cache"},
    {"HTTP_DNT": "1", "HTTP_SEC_GPC": "1", "HTTP_SAVE_DATA": "on"},
    {"HTTP_SEC_CH_PREFERS_COLOR_SCHEME": "dark"},
    {"HTTP_ORIGIN": "https://evil.example"},
    {"HTTP_HOST": "LOCALHOST:9999"},
    {"HTTP_HOST": "127.0.0.1."},
    {"SERVER_NAME": "elsewhere", "SERVER_PORT": "1"},
    {"SERVER_PROTOCOL": "HTTP/1.0"},
    {"REMOTE_ADDR": "203.0.113.9"},
    {"REMOTE_ADDR": "::1", "REMOTE_USER": "edith"},
    {"DOCUMENT_ROOT": "/srv", "HTTP_PROXY": "http://evil.example"},
]
HOST = "localhost"


def ask(address, **environ):
    """Return the status, headers and body that the served application gives."""
    path, _, query = address.partition("?")
    facts = {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": HOST,
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": HOST,
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(b"a=b"),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    answer = []
    # Not closed: that would end the test's own connection to the database.
    body = application(facts | environ, lambda *start, **_: answer.extend(start))
    return answer[0], sorted(answer[1]), b"".join(body)


def mixed(environments):
    """The same facts in as few environments as hold one value of each."""
    mixtures = []
    for environ in environments:
        room = next((each for each in mixtures if each.keys().isdisjoint(environ)), None)
        if room is None:
            mixtures.append(dict(environ))
        else:
            room |= environ
    return mixtures


@pytest.mark.parametrize("address", dict.fromkeys(ADDRESSES))
def test_an_address_answers_the_same_in_every_environment(shipped, settings, address):
    settings.ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
    plain = ask(address)
    is_held = any(name == "ETag" for name, _value in plain[1]) and not address.startswith("/api/")
    environments = ENVIRONMENTS if is_held else mixed(ENVIRONMENTS)

    others = [environ for environ in environments if ask(address, **environ) != plain]

    assert others == []


@pytest.mark.parametrize("address", dict.fromkeys(ADDRESSES))
def test_an_address_is_made_the_same_in_mixed_environments(shipped, settings, address):
    settings.ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
    plain = ask(address)

    others = []
    for environ in mixed(ENVIRONMENTS)[:2]:  # which hold most of the facts
        for cache in caches.all():
            cache.clear()
        if ask(address, **environ) != plain:
            others.append(environ)

    assert others == []


def test_whoever_asks_first_does_not_decide_what_the_next_one_gets(shipped, settings):
    settings.ALLOWED_HOSTS = ["127.0.0.1", "localhost"]

    for environ in ENVIRONMENTS:
        Client().get("/admin/login/")  # leaves a language and a session behind, if anything does
        assert b'lang="en"' in ask("/en/about/", **environ)[2]


@pytest.mark.parametrize("name", ["SCRIPT_NAME", "HTTP_SCRIPT_NAME", "HTTP_PATH_INFO"])
@pytest.mark.parametrize("address", ["/en/", "/static/nothing.css", "/admin/", "/healthz"])
def test_a_request_that_moves_the_site_is_refused(db, name, address):
    status, headers, body = ask(address, **{name: "/en"})

    assert status == "400 Bad Request"
    assert ("Cache-Control", "no-store") in headers
    assert b"racine" in body


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip", "gzip"),
        ("br, gzip;q=0.5", "gzip"),
        ("gzip;q=0", None),
        ("gzip;q=0.0, br", None),
        ("GZIP", None),
        ("", None),
        ("gzipped", None),
    ],
)
def test_only_who_reads_gzip_gets_it(shipped, client, accepted, encoding):
    client.get("/en/about/")  # held by then

    page = client.get("/en/about/", headers={"accept-encoding": accepted})

    assert page.headers.get("Content-Encoding") == encoding


def test_the_front_door_asks_the_browser_and_no_cookie(client, shipped):
    client.cookies["django_language"] = "fr"

    response = client.get("/", headers={"accept-language": "en"})

    assert response.headers["Location"] == "/en/"
    assert response.headers["Vary"] == "Accept-Language"


@pytest.mark.parametrize(
    ("address", "language"),
    [("/pays/jp/", "/fr/pays/jp/"), ("/countries/jp/", "/en/countries/jp/")],
)
def test_an_address_without_a_language_is_read_in_that_of_its_words(client, db, address, language):
    response = client.get(address, headers={"accept-language": "de"})

    assert (response.status_code, response.headers["Location"]) == (301, language)


def test_a_path_without_a_language_and_without_a_page_is_told_in_both(client, db):
    page = client.get("/nowhere/").content.decode()

    assert "There is no page at this address" in page
    assert 'lang="fr"' in page


def test_each_parameter_is_read_by_the_view_that_names_it():
    assert parameters_at("/en/") == parameters_at("/fr/quotas.csv")
    assert parameters_at("/embed/fr/")["theme"] is False
    assert parameters_at("/en/")["country"] is True
    assert parameters_at("/en/about/") == parameters_at("/nowhere") == {}
