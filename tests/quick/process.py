"""Work that a process of the tests does once instead of for every test, or not at all."""

import gc
from hashlib import sha256

import pytest
from django.http import HttpResponse
from django.template.base import Template
from lxml import html
from whitenoise import WhiteNoise

from .database import PROCESS


def pytest_collection_finish():
    """Leave what is imported by now, and look less often for what is garbage."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(scope="session", autouse=True)
def static_files_looked_at_once():
    """Each test's client starts the middleware anew, and WhiteNoise would look at every file."""
    look, known = WhiteNoise.update_files_dictionary, {}

    def look_once(server, root, prefix):
        if (root, prefix) not in known:
            look(server, root, prefix)
            known[root, prefix] = dict(server.files)
        server.files |= known[root, prefix]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoise, "update_files_dictionary", look_once)
        yield


@pytest.fixture(scope="session", autouse=True)
def templates_as_deployed(django_test_environment):
    """No test asks which templates a page was made of, so no copy of every context is kept."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "_render", lambda self, context: self.nodelist.render(context))
        yield


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """Not what is tested here, and slow on purpose."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def pages_read():
    """The public pages of the shipped data that were read, by address: they stay the same."""
    return {}


@pytest.fixture
def answer_at(client, shipped, shared):
    """Reads a public address, which one process does for all tests that change nothing before."""

    def make(address):
        kept = shared / f"{sha256(address.encode()).hexdigest()}.answer"
        if not kept.exists():
            response = client.get(address)
            assert response.status_code == 200, address
            kind = response.headers["Content-Type"]
            written = shared / f"{kept.stem} by {PROCESS}"
            written.write_bytes(kind.encode() + b"\n" + response.content)
            written.rename(kept)
        kind, _, content = kept.read_bytes().partition(b"\n")
        return HttpResponse(content, content_type=kind.decode())

    return make


@pytest.fixture
def page_at(answer_at):
    """Reads a public page in the same way."""
    return lambda address: html.fromstring(answer_at(address).content.decode())
