"""Requests to the servers, and the time that their answers take."""

import itertools
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPConnection

from django.apps import apps
from django.db.models import F

HOME = "/en/"
UNTIMED = 3


def ask(connection, path, headers):
    """The response and its body, which is compressed where the server can."""
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"} | headers)
    response = connection.getresponse()
    return response, response.read()


# Each of these yields the path and headers of one request after another.


def same_page(path):
    def requests(connection):
        return itertools.repeat((path, {}))

    return requests


def unchanged_page(connection):
    response, _body = ask(connection, HOME, {})
    return itertools.repeat((HOME, {"If-None-Match": response.headers["ETag"]}))


def page_never_held(connection):
    """Ask for all rows by a number, of which there are too many to hold a page for each."""
    return itertools.repeat((f"{HOME}?min_places=0", {}))


def page_after_a_change(connection):
    quotas = apps.get_model("quotas", "Quota").objects
    changed = quotas.filter(pk=quotas.first().pk)
    while True:
        changed.update(places=F("places"))
        yield HOME, {}


@dataclass
class Case:
    """One way of asking one server, with the requests per second of each burst so far."""

    name: str
    port: int
    requests: Callable
    status: int = 200
    size: int = 0
    rates: list = field(default_factory=list)

    def burst(self, seconds):
        """Ask for `seconds`, one request after another, and note the rate."""
        count = spent = 0
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=10)) as connection:
            requests = self.requests(connection)
            for request in itertools.islice(requests, UNTIMED):
                ask(connection, *request)
            end = time.perf_counter() + seconds
            while time.perf_counter() < end:
                request = next(requests)
                started = time.perf_counter()
                response, body = ask(connection, *request)
                spent += time.perf_counter() - started
                count += 1
                if response.status != self.status:
                    raise SystemExit(f"{self.name}: answered with {response.status}")
        self.size = len(body)
        self.rates.append(count / spent)
