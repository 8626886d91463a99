"""Second factors in tests: a key, its codes, and the page to set one up."""

import time
from base64 import b32decode

from django_otp.oath import TOTP

from ..pages import parse, text

LOGIN = "/admin/login/"
PAGE = "/admin/second-factor/"
KEY = "31323334353637383930" * 2
WRONG = "second factor is wrong"


def code_of(key, later=0):
    """The code that an app shows for `key`, so many half minutes from now."""
    app = TOTP(bytes.fromhex(key))
    app.time = time.time() + 30 * later
    return f"{app.token():06}"


def begin(client):
    """The key that the page to set it up shows."""
    page = parse(client.get(PAGE))
    (key,) = page.xpath("//code[contains(@class, 'second-factor-code')]")
    return b32decode(text(key).replace(" ", "")).hex()


def shown_codes(response):
    return [text(code) for code in parse(response).xpath("//main//li/code")]
