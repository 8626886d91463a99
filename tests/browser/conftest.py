"""A real browser: Debian's Chromium, driven by Playwright, on a live server with the real data."""

import os
import shutil
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from django.contrib import admin
from django.contrib.staticfiles import handlers
from django.test import Client
from pytest_django.live_server_helper import LiveServer

from quotas.models import Season

# The one without windows starts a page in a third of the time.
CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
PATIENCE = 15_000  # milliseconds

TELL_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", event => console.error(
    `${event.violatedDirective} blocked ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`
));
"""

# Chromium reports the page that is not there, and htmx a request that a newer one has replaced.
EXPECTED = (
    "Failed to load resource: the server responded with a status of 404",
    "htmx:sendAbort",
    "htmx:afterRequest",
)

# Playwright keeps an event loop running in the thread of the tests.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items):
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None and "CI" not in os.environ:
                item.add_marker(pytest.mark.skip(reason="no Chromium on this machine"))
    items.sort(key=turn)


def turn(item):
    """Browser tests come last, and the long ones first of them: no worker is left with one."""
    is_long = item.get_closest_marker("long")
    return 0 if "browser" not in item.path.parts else 1 if is_long else 2


@pytest.fixture(scope="session")
def browser_type_launch_args():
    return {
        "executable_path": CHROMIUM,
        "args": ["--no-sandbox", "--disable-quic", "--disable-background-networking"],
    }


@pytest.fixture(scope="session")
def live_server():
    """A live server whose static files come from WhiteNoise, as they do when deployed.

    The handler that the live server puts in front knows them by their names in `static/` alone.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(handlers, "StaticFilesHandler", lambda application: application)
        server = LiveServer("localhost")
    yield server
    server.stop()


@pytest.fixture
def site(live_server, transactional_db, load_shipped):
    """The address of a running site with the shipped data."""
    load_shipped()
    return live_server.url


@pytest.fixture
def article_on_home(site):
    """The 2021 season on the home page: its table has every state that a quota can have."""
    Season.objects.make_current(Season.objects.get(year=2021))


@pytest.fixture
def page(page):
    """A page on which what does not come soon fails soon."""
    page.set_default_timeout(PATIENCE)
    return page


@pytest.fixture
def plain_page(new_context):
    """A page of a browser with scripts off."""
    page = new_context(java_script_enabled=False).new_page()
    page.set_default_timeout(PATIENCE)
    return page


@pytest.fixture
def blog():
    """A server of somebody else’s, which answers with whatever is its `body`."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):  # noqa: N802, the name that the server calls
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(f"<!doctype html><title>A blog</title>{self.server.body}".encode())

        def log_message(self, *_args):
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        server.address = f"http://127.0.0.1:{server.server_port}/"
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def open_as(site):
    """Opens a page in a browser's context as one of the staff, without the form."""

    def open_page(user, context):
        client = Client()
        client.force_login(user)
        session = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": f"{site}/admin/"}])
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        return page

    return open_page


@pytest.fixture
def log_in(open_as, editor):
    """Opens a page in a browser's context as the editor, without the form."""
    return partial(open_as, editor)


@pytest.fixture
def desk(context, log_in):
    """A page of the admin's browser, with the editor logged in."""
    return log_in(context)


@pytest.fixture
def publisher_desk(context, open_as, publisher):
    """A page of the admin's browser, with a publisher logged in."""
    return open_as(publisher, context)


@pytest.fixture
def short_lists(monkeypatch):
    """The admin's lists with ten rows a page: more take long to look at, and are like these."""
    for model_admin in admin.site._registry.values():
        monkeypatch.setattr(model_admin, "list_per_page", 10)


@pytest.fixture
def no_reload(page):
    """Marks the page of now, and answers whether it is still there."""

    def mark():
        page.evaluate("window.isTheSame = true")
        return lambda: page.evaluate("window.isTheSame === true")

    return mark


@pytest.fixture
def complaints(context, site):
    """Collect violations, errors and requests to other hosts in any page of the browser."""
    heard = []

    def hear(message):
        if message.type in ("error", "warning") and not message.text.startswith(EXPECTED):
            heard.append(f"{message.page.url}: {message.text}")

    def watch(request):
        if not request.url.startswith((f"{site}/", "data:", "blob:")):
            heard.append(f"{request.frame.url}: asked for {request.url}")

    context.add_init_script(TELL_VIOLATIONS)
    context.on("console", hear)
    context.on("weberror", lambda error: heard.append(f"{error.page.url}: {error.error}"))
    context.on("request", watch)
    context.on(
        "response",
        lambda response: (
            response.status >= 400
            and response.request.resource_type != "document"
            and heard.append(f"{response.url}: {response.status}")
        ),
    )
    return heard
