"""Download of the official feed from its address, or its bytes from a file or a pipe."""

import re
import ssl
import time
from contextlib import closing
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language, gettext, ngettext, override
from urllib3 import PoolManager, Retry, Timeout
from urllib3.exceptions import (
    HTTPError,
    LocationParseError,
    NameResolutionError,
    NewConnectionError,
    ProtocolError,
    SSLError,
    TimeoutError as SocketTimeout,
)

from .document import MAX_BYTES, BadFeed, excerpt, refuse_if_too_large
from .web import REDIRECTS, parse_address, port_of, redirect_target, run_within

OFFICIAL_ADDRESS = "https://ircc.canada.ca/english/work/iec/selections.xml"
LONGEST_SILENCE = 10  # seconds without a byte, after which an attempt is given up
LONGEST_WAIT = 10  # seconds between two attempts, whatever the server asks for
MAX_REDIRECTS = 3
CHUNK = 65_536
KEPT_HEADERS = ("Last-Modified", "ETag", "Date", "Content-Type")
LONGEST_HEADER = 200
HTTP_DATE = re.compile(r"[\w ,:+-]{1,100}", re.ASCII)


@dataclass(frozen=True)
class Download:
    """The feed from an address, or None where it was not modified."""

    content: bytes | None
    headers: dict[str, str]  # those that tell of the copy

    @property
    def last_modified(self):
        return self.headers.get("Last-Modified", "")


class _Transient(Exception):  # noqa: N818, it names the failure, which may pass by itself
    """The reason why an attempt failed, and how long the server asks us to wait."""

    def __init__(self, why, wait=0):
        super().__init__(why)
        self.wait = wait


def fetch(address, *, modified_since="", timeout=30, attempts=4, backoff=0.5):
    """Return what is at `address`, unless unchanged; BadFeed within `timeout` seconds."""
    fetching = _Fetching(_parse(address), modified_since, timeout, attempts, backoff)
    language = get_language()

    def work():
        with override(language):  # the words of a refusal are chosen in the thread that does it
            return fetching.download()

    try:
        return run_within(timeout, work, "fetching the feed")
    except TimeoutError:
        raise fetching.too_late() from None


def read_file(path):
    """Return the bytes of a file that may hold the feed."""
    path = Path(path)
    name = excerpt(str(path))
    try:
        if path.is_dir():
            raise BadFeed(gettext("“%(path)s” is a directory, not a file."), path=name)
        if path.exists() and not path.is_file():
            raise BadFeed(gettext("“%(path)s” is not an ordinary file."), path=name)
        with path.open("rb") as stream:
            return read_stream(stream)
    except FileNotFoundError:
        raise BadFeed(gettext("There is no file “%(path)s”."), path=name) from None
    except (OSError, ValueError):
        raise BadFeed(gettext("The file “%(path)s” cannot be read."), path=name) from None


def read_stream(binary_stream):
    """Return the bytes of a pipe, or of anything open, that may hold the feed."""
    content = bytearray()
    try:
        while len(content) <= MAX_BYTES and (
            chunk := binary_stream.read(MAX_BYTES + 1 - len(content))
        ):
            content += chunk
    except (OSError, ValueError):
        raise BadFeed(gettext("It cannot be read to its end.")) from None
    refuse_if_too_large(len(content))
    return bytes(content)


def _parse(address):
    url = parse_address(address)
    if url is None:
        raise BadFeed(
            gettext("“%(address)s” is not an address that begins with http or https."),
            address=excerpt(address),
        )
    return url


def _is_same_server(here, there):
    """Tell if a redirect stays with the server, perhaps over TLS from now on."""
    if here.host != there.host:
        return False
    upgraded = (here.scheme, there.scheme) == ("http", "https") and there.port in (None, 443)
    return upgraded or _scheme_and_port(here) == _scheme_and_port(there)


def _scheme_and_port(url):
    return url.scheme, port_of(url)


class _Fetching:
    """One fetch: attempts with their redirects, within the time that all of them may take."""

    def __init__(self, url, modified_since, timeout, attempts, backoff):
        self.url = url
        self.host = f"“{excerpt(url.host)}”"
        self.modified_since = modified_since if HTTP_DATE.fullmatch(modified_since) else ""
        self.timeout = timeout
        self.attempts = attempts
        self.backoff = backoff
        self.deadline = time.monotonic() + timeout

    def remaining(self):
        seconds = self.deadline - time.monotonic()
        if seconds <= 0:
            raise self.too_late()
        return seconds

    def too_late(self):
        return BadFeed(
            gettext("It did not come within %(timeout)s seconds."), timeout=f"{self.timeout:g}"
        )

    def download(self):
        made = 0
        with PoolManager(ssl_context=ssl.create_default_context()) as pool:
            while True:
                try:
                    return self.attempt(pool)
                except _Transient as trouble:
                    made += 1
                    self.wait(trouble, made)

    def wait(self, trouble, made):
        """Wait before the next attempt, or give up if no attempt or no time is left."""
        seconds = min(LONGEST_WAIT, max(trouble.wait, self.backoff * 2 ** (made - 1)))
        if made >= self.attempts or seconds >= self.remaining():
            times = ngettext("%(made)s attempt", "%(made)s attempts", made) % {"made": made}
            raise BadFeed(
                gettext("%(trouble)s after %(times)s."), trouble=trouble, times=times
            ) from None
        time.sleep(seconds)

    def attempt(self, pool):
        try:
            return self.follow(pool)
        except SSLError as error:
            why = getattr(error.args[0], "verify_message", "") or gettext("TLS fails")
            raise BadFeed(
                gettext("There is no secure connection to %(host)s: %(why)s."),
                host=self.host,
                why=why,
            ) from None
        except LocationParseError:
            raise BadFeed(
                gettext("%(host)s is not the name of a server."), host=self.host
            ) from None
        except NameResolutionError:
            raise _Transient(
                gettext("The name %(host)s is not found") % {"host": self.host}
            ) from None
        except NewConnectionError:
            raise _Transient(
                gettext("There is no connection to %(host)s") % {"host": self.host}
            ) from None
        except SocketTimeout:
            raise _Transient(
                gettext("%(host)s does not answer in time") % {"host": self.host}
            ) from None
        except ProtocolError:
            raise _Transient(
                gettext("%(host)s breaks off its answer") % {"host": self.host}
            ) from None
        except HTTPError:
            raise BadFeed(
                gettext("%(host)s gives an answer that is not HTTP."), host=self.host
            ) from None

    def follow(self, pool):
        url = self.url
        for _ in range(MAX_REDIRECTS + 1):
            with closing(self.answer(pool, url)) as response:
                if response.status not in REDIRECTS:
                    return self.read(response)
                url = self.redirect(url, response)
        raise BadFeed(
            gettext("It sends us on more than %(max_redirects)s times."),
            max_redirects=MAX_REDIRECTS,
        )

    def answer(self, pool, url):
        silence = min(LONGEST_SILENCE, self.remaining())
        return pool.request(
            "GET",
            url.url,
            headers=self.headers(),
            timeout=Timeout(connect=silence, read=silence),
            redirect=False,
            retries=False,
            preload_content=False,
            decode_content=False,
        )

    def headers(self):
        headers = {
            "Accept-Encoding": "identity",
            "Cache-Control": "no-cache",
            "User-Agent": f"iec-quotas (+{settings.SITE_URL})",
        }
        if self.modified_since:
            headers["If-Modified-Since"] = self.modified_since
        return headers

    def redirect(self, url, response):
        there = redirect_target(url, response)
        if there is None or not _is_same_server(url, there):
            location = response.headers.get("Location", "")
            raise BadFeed(
                gettext("It sends us elsewhere, to “%(location)s”."), location=excerpt(location)
            )
        return there

    def read(self, response):
        status = response.status
        if status == HTTPStatus.NOT_MODIFIED and self.modified_since:
            return Download(None, {"Last-Modified": self.modified_since} | headers_of(response))
        if status == HTTPStatus.OK:
            return Download(self.body(response), headers_of(response))
        if status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
            raise BadFeed(
                gettext("There is nothing at this address: the server answers %(status)s."),
                status=status,
            )
        if status == HTTPStatus.TOO_MANY_REQUESTS or status >= 500:
            raise _Transient(
                gettext("The server answers %(status)s") % {"status": status},
                _retry_after(response),
            )
        raise BadFeed(gettext("The server does not give it: it answers %(status)s."), status=status)

    def body(self, response):
        if response.headers.get("Content-Encoding", "identity").lower() != "identity":
            raise BadFeed(gettext("It comes compressed, which we did not ask for."))
        content = bytearray()
        refuse_if_too_large(response.length_remaining or 0)
        while chunk := response.read1(CHUNK):
            content += chunk
            refuse_if_too_large(len(content))
            self.remaining()
        if not content:
            raise _Transient(gettext("%(host)s sends nothing") % {"host": self.host})
        return bytes(content)


def headers_of(response):
    """Return the headers that tell of the copy: its days, its tag and its type."""
    told = {name: response.headers.get(name, "") for name in KEPT_HEADERS}
    if not HTTP_DATE.fullmatch(told["Last-Modified"]):
        told["Last-Modified"] = ""
    return {name: excerpt(value, LONGEST_HEADER) for name, value in told.items() if value}


def _retry_after(response):
    """Return the seconds of the Retry-After header, 0 without one that can be read."""
    try:
        return Retry().get_retry_after(response) or 0
    except (HTTPError, ValueError, OverflowError):
        return 0
