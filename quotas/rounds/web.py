"""Requests to other servers: bounded in time, and on the public web alone where asked for."""

import ipaddress
import socket
from concurrent.futures import Future
from threading import Thread
from urllib.parse import urljoin

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import LocationParseError, NameResolutionError, NewConnectionError
from urllib3.util import parse_url
from urllib3.util.connection import create_connection

REDIRECTS = (301, 302, 303, 307, 308)
PORTS = {"http": 80, "https": 443}
# https://www.iana.org/assignments/ipv6-address-space: the range of all public networks so far.
PUBLIC_IPV6 = ipaddress.ip_network("2000::/3")
# Tunnels and relays into other networks, which older versions of Python take for public.
NOT_PUBLIC = [
    ipaddress.ip_network(network)
    for network in (
        "192.0.0.0/24",
        "192.88.99.0/24",  # 6to4, to any relay
        "2001::/23",  # Teredo among others: an IPv4 address is inside
        "2002::/16",  # 6to4: likewise
        "3fff::/20",
    )
]


class NotPublic(Exception):  # noqa: N818, it says what the address is
    """An address outside of the public web."""


def parse_address(address):
    """Return the parts of an address of the web, or None if it is none."""
    try:
        url = parse_url(address)
    except LocationParseError:
        return None
    return url if url.scheme in PORTS and url.host else None


def redirect_target(url, response):
    """Return the address of a redirect from `url`, or None if it cannot be read."""
    location = response.headers.get("Location", "")
    try:
        return parse_address(urljoin(url.url, location)) if location else None
    except ValueError:
        return None


def port_of(url):
    return url.port or PORTS[url.scheme]


def run_within(timeout, work, name):
    """Return or raise what `work` does; TimeoutError if it takes more than `timeout` seconds.

    It runs in a thread of its own: neither the look-up of a name nor headers that come a byte at
    a time can be given a limit as a whole.
    """
    future = Future()

    def run():
        try:
            future.set_result(work())
        except BaseException as error:
            future.set_exception(error)

    Thread(target=run, name=name, daemon=True).start()
    return future.result(timeout)


def is_public(address):
    """Tell if an IP address is of one machine on the public internet, and no tunnel."""
    address = ipaddress.ip_address(address)
    if address.version == 6 and address not in PUBLIC_IPV6:
        return False
    if any(address in network for network in NOT_PUBLIC):
        return False
    return address.is_global and not address.is_multicast


def public_addresses(host, port):
    """Return the IP addresses of `host`; NotPublic unless all of them are public."""
    entries = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(place[0] for *_, place in entries))
    if not addresses or not all(map(is_public, addresses)):
        raise NotPublic(host)
    return addresses


class _ToPublicAddresses:
    """A connection to an IP address that was checked, so that its name is not looked up again."""

    def _new_conn(self):
        host = self.host.strip("[]")
        try:
            addresses = public_addresses(host, self.port)
        except (OSError, UnicodeError) as error:
            raise NameResolutionError(host, self, error) from error
        for address in addresses:
            try:
                return create_connection(
                    (address, self.port), self.timeout, socket_options=self.socket_options
                )
            except OSError as error:
                failure = error
        raise NewConnectionError(self, str(failure)) from failure


class _PublicHTTP(_ToPublicAddresses, HTTPConnection):
    pass


class _PublicHTTPS(_ToPublicAddresses, HTTPSConnection):
    pass


class _PublicHTTPPool(HTTPConnectionPool):
    ConnectionCls = _PublicHTTP


class _PublicHTTPSPool(HTTPSConnectionPool):
    ConnectionCls = _PublicHTTPS


class PublicWeb(PoolManager):
    """A client for servers of the public web, on their usual ports; NotPublic for others."""

    def __init__(self, **options):
        super().__init__(**options)
        self.pool_classes_by_scheme = {"http": _PublicHTTPPool, "https": _PublicHTTPSPool}

    def status_of(self, address, *, redirects):
        """Return the status of the answer from `address`, after at most so many `redirects`.

        None if there are more of them, or one leads nowhere. The body is not read.
        """
        url = parse_address(address)
        for _ in range(redirects + 1):
            if url is None:
                return None
            if port_of(url) not in PORTS.values():
                raise NotPublic(url.host)
            response = self.request(
                "GET", url.url, redirect=False, retries=False, preload_content=False
            )
            response.close()
            if response.status not in REDIRECTS:
                return response.status
            url = redirect_target(url, response)
        return None
