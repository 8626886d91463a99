"""English and French names: reading them, and finding and sorting them without accents."""

from django.utils.translation import get_language

LANGUAGES = ("en", "fr")


def language():
    """The language of the page being made: ``"en"`` or ``"fr"``."""
    return "fr" if (get_language() or "").startswith("fr") else "en"
