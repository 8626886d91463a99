"""oEmbed, by which WordPress and others turn a link to us into a table: https://oembed.com."""

from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, tostring

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext, override

from ..caching.canonical import language_of
from .snippets import WIDTH, frame_of

FORMATS = ("json", "xml")


def oembed(request):
    """The frame for the page whose address is in `url`, in that page's language.

    404, 400 or 501 as the standard has it.
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
    form = request.GET.get("format", "json")
    if form not in FORMATS:
        return HttpResponse("format: json, xml\n", status=501, content_type="text/plain")
    address = request.GET.get("url", "")
    if not address:
        return HttpResponse("url?\n", status=400, content_type="text/plain")
    try:
        frame = frame_of(address)
    except ValueError:  # no address at all, such as one with an open bracket
        frame = None
    if frame is None:
        return HttpResponse(
            gettext("There is no table to embed at this address.") + "\n",
            status=404,
            content_type="text/plain; charset=utf-8",
        )
    width = at_most(request.GET.get("maxwidth"), WIDTH)
    height = at_most(request.GET.get("maxheight"), frame.height_at(width))
    said = {
        "version": "1.0",
        "type": "rich",
        "provider_name": gettext("IEC Quotas"),
        "provider_url": settings.SITE_URL,
        "title": frame.title,
        "cache_age": 86400,
        "width": width,
        "height": height,
        "html": str(frame.html(width, height)),
    }
    return JsonResponse(said) if form == "json" else as_xml(said)


def at_most(asked, usual):
    """`usual`, or less if there is room for less: a number of pixels that somebody `asked` for."""
    if not asked or not asked.isdecimal() or len(asked) > 5:
        return usual
    return min(usual, int(asked)) or usual


def as_xml(said):
    root = Element("oembed")
    for name, value in said.items():
        SubElement(root, name).text = str(value)
    content = tostring(root, encoding="utf-8", xml_declaration=True)
    return HttpResponse(content, content_type="text/xml; charset=utf-8")
