"""The two languages of the site."""

from django.utils.translation import get_language

LANGUAGES = ("en", "fr")


def language():
    """Return the language of the page being made: ``"en"`` or ``"fr"``."""
    return "fr" if (get_language() or "").startswith("fr") else "en"
