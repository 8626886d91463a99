"""Who tries to log in from where, and what they read who tried too often."""

import contextlib
import ipaddress

from django.conf import settings
from django.shortcuts import render


def client_address(request):
    """The address of the client, past the proxies of ours that stand in front.

    Each of them adds the address that it was asked from to the end of X-Forwarded-For. What stands
    before that was written by the client, who may write anything.
    """
    proxies = settings.TRUSTED_PROXIES
    forwarded = request.headers.get("X-Forwarded-For", "").split(",")
    if proxies and len(forwarded) >= proxies:
        with contextlib.suppress(ValueError):
            return str(ipaddress.ip_address(forwarded[-proxies].strip()))
    return request.META.get("REMOTE_ADDR") or None


def locked_out(request, response, credentials):
    """Say that it was too often, and the same whether or not there is such an account."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    response = render(request, "admin/locked_out.html", {"minutes": minutes}, status=429)
    response.headers["Retry-After"] = str(minutes * 60)
    return response
