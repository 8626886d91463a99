"""The limit of failed log-ins, by account and address."""

import contextlib
import functools
import ipaddress
import logging
from datetime import timedelta

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_username
from axes.models import AccessAttempt, AccessLog
from django.conf import settings
from django.db.models import Sum
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

log = logging.getLogger(__name__)

ADDRESS_LIMIT = 20  # failures of one address over all accounts
ACCOUNT_LIMIT = 50  # failures of one account over all addresses
KNOWN_FOR = timedelta(days=90)
OF_PROXIES = ("X-Forwarded-For", "X-Forwarded-Proto", "X-Real-IP", "Forwarded", "Via")


def client_address(request):
    """Return the address of the client, as our own proxies report it.

    Each of them adds the address that it was asked from to the end of X-Forwarded-For. What stands
    before that was written by the client, who may write anything.
    """
    proxies = settings.TRUSTED_PROXIES
    forwarded = request.headers.get("X-Forwarded-For", "").split(",")
    if proxies and len(forwarded) >= proxies:
        with contextlib.suppress(ValueError):
            return str(ipaddress.ip_address(forwarded[-proxies].strip()))
    return request.META.get("REMOTE_ADDR") or None


def check_proxies(request):
    """Warn if a log-in came through another number of proxies than is set."""
    forwarded = request.headers.get("X-Forwarded-For", "").split(",")
    added = sum(1 for address in forwarded if address.strip())
    is_unseen = not added and any(name in request.headers for name in OF_PROXIES)
    if added != settings.TRUSTED_PROXIES or is_unseen:
        warn_of_proxies()


@functools.cache
def warn_of_proxies():
    """Warn once in each process, because clients may write such headers too."""
    log.warning(
        "TRUSTED_PROXIES is %d, but a log-in came with the headers of another number of proxies. "
        "If they are yours, set it to their number, and let each add to X-Forwarded-For: "
        "log-ins are counted by the address of the client",
        settings.TRUSTED_PROXIES,
    )


def counted_address(request):
    """Return the address under which failures of the client are counted, or None."""
    with contextlib.suppress(ValueError):
        return network_of(client_address(request))


def network_of(address):
    """Return `address`, or for IPv6 its /64, which belongs to one client."""
    parsed = ipaddress.ip_address(address)
    if parsed.version == 4:
        return str(parsed)
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((int(parsed), 64), strict=False).network_address)


class Lockout(AxesDatabaseHandler):
    """A count of failures by account and address together, and a higher limit for each alone.

    Guesses at many accounts, or from many addresses, stay below the limit of each pair. An
    account that has recently logged in from an address is counted there by the pair only, so that
    no stranger can lock out its owner.
    """

    def get_failures(self, request, credentials=None):
        failures = super().get_failures(request, credentials)
        account, address = get_client_username(request, credentials), request.axes_ip_address
        if failures >= settings.AXES_FAILURE_LIMIT or is_known(account, address):
            return failures
        recent = AccessAttempt.objects.filter(attempt_time__gte=get_cool_off_threshold(request))
        if (
            total_failures(recent.filter(ip_address=address)) >= ADDRESS_LIMIT
            or total_failures(recent.filter(username=account)) >= ACCOUNT_LIMIT
        ):
            return settings.AXES_FAILURE_LIMIT
        return failures


def is_known(account, address):
    """Tell if `account` has recently logged in from `address`."""
    known = AccessLog.objects.filter(username=account, ip_address=address)
    return known.filter(attempt_time__gte=timezone.now() - KNOWN_FOR).exists()


def total_failures(attempts):
    """Return the number of failures in `attempts`."""
    return attempts.aggregate(total=Sum("failures_since_start", default=0))["total"]


def locked_out(request, response, credentials):
    """Answer that there were too many failures, also for an account that does not exist."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    context = {"minutes": minutes, "site_header": gettext("IEC Quotas")}
    response = render(request, "admin/locked_out.html", context, status=429)
    response.headers["Retry-After"] = str(minutes * 60)
    return response
