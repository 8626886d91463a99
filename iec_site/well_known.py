"""Addresses that crawlers and browsers ask for on every site."""

import datetime

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control

from .health import PLAIN_TEXT

FOR_A_DAY = cache_control(public=True, max_age=86400)


@FOR_A_DAY
def robots(request):
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /preview/",
        f"Sitemap: {settings.SITE_URL}/sitemap.xml",
    ]
    return HttpResponse("\n".join(lines) + "\n", **PLAIN_TEXT)


@FOR_A_DAY
def security(request):
    """Return the contact for vulnerabilities: https://www.rfc-editor.org/rfc/rfc9116."""
    about = settings.SITE_URL + reverse("about") + "#contact"
    contact = f"mailto:{settings.CONTACT_EMAIL}" if settings.CONTACT_EMAIL else about
    midnight = datetime.datetime.combine(timezone.localdate(), datetime.time.min, datetime.UTC)
    lines = [
        f"Contact: {contact}",
        f"Expires: {midnight + datetime.timedelta(days=180):%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: en, fr",
        f"Canonical: {settings.SITE_URL}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join(lines) + "\n", **PLAIN_TEXT)


@FOR_A_DAY
def favicon(request):
    """Redirect programs that ask here without reading the page; not all of them draw SVG."""
    return redirect(static("img/icon-192.png"))


@FOR_A_DAY
def touch_icon(request):
    """Redirect devices that ask here without reading the page."""
    return redirect(static("img/apple-touch-icon.png"))
