"""oEmbed, by which WordPress and others turn a link to us into a frame: https://oembed.com."""

from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, tostring

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext, override

from ..caching.canonical import language_of
from ..charts.picture import SHARE
from ..i18n.addresses import absolute
from .frames import frame_of
from .snippets import WIDTH

FORMATS = ("json", "xml")


def oembed(request):
    """Answer with the frame of the page at `url`, in the language of that page.

    The errors are those of the standard: 400, 404 and 501.
    """
    with override(language_in(request.GET.get("url", ""))):
        return answer(request)


oembed.parameters = {"url": False, "format": False, "maxwidth": False, "maxheight": False}


def language_in(address):
    """Return the language of the page at `address`; English if it is no address of a page."""
    try:
        return language_of(urlsplit(address).path)
    except ValueError:
        return language_of("")


def answer(request):
    """Answer in the language that is active."""
    form = request.GET.get("format", "json")
    if form not in FORMATS:
        return refuse(501, "format: json, xml")
    address = request.GET.get("url", "")
    if not address:
        return refuse(400, "url?")
    try:
        frame = frame_of(address)
    except ValueError:  # no address at all, such as one with an open bracket
        frame = None
    if frame is None:
        words = gettext("There is nothing to embed at this address.")
        return refuse(404, words, "text/plain; charset=utf-8")
    width = at_most(request.GET.get("maxwidth"), WIDTH)
    height = at_most(request.GET.get("maxheight"), frame.height_at(width))
    description = describe(frame, width, height)
    return JsonResponse(description) if form == "json" else as_xml(description)


def refuse(status, words, content_type="text/plain"):
    """Answer with an error as plain text."""
    return HttpResponse(f"{words}\n", status=status, content_type=content_type)


def describe(frame, width, height):
    """Return the description of a frame, by the names of the standard."""
    return {
        "version": "1.0",
        "type": "rich",
        "provider_name": gettext("IEC Quotas"),
        "provider_url": settings.SITE_URL,
        "title": frame.title,
        "cache_age": 86400,
        "width": width,
        "height": height,
        "html": str(frame.html(width, height)),
        "thumbnail_url": absolute(frame.picture),
        "thumbnail_width": SHARE.width * 2,
        "thumbnail_height": SHARE.height * 2,
    }


def at_most(limit, usual):
    """Return `usual` pixels, or `limit` if that is a smaller number."""
    if not limit or not limit.isdecimal() or len(limit) > 5:
        return usual
    return min(usual, int(limit)) or usual


def as_xml(description):
    root = Element("oembed")
    for name, value in description.items():
        SubElement(root, name).text = str(value)
    content = tostring(root, encoding="utf-8", xml_declaration=True)
    return HttpResponse(content, content_type="text/xml; charset=utf-8")
