"""Addresses that pages of any other origin may read: the API and the files."""

import re

from ..i18n.languages import LANGUAGES

OPEN = re.compile(rf"/api/|/oembed$|/(?:{'|'.join(LANGUAGES)})/.*\.(?:csv|json|xlsx|zip)$")
HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Content-Disposition",
}


def is_open(path):
    """Tell if pages of other origins may read the answer at `path`."""
    return bool(OPEN.match(path))
