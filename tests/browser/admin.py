"""Helpers of the tests of the admin in a browser."""

from quotas.models import Quota


def quota_of(code, category="working-holiday"):
    """The quota that the current season holds for a country."""
    quotas = Quota.objects.filter(season__is_current=True)
    return quotas.get(country__code=code, category__slug=category)


# Each field with a text has its own beside it, as readers will see it.
ALL_SHOWN = """
() => [...document.querySelectorAll("textarea[data-markdown]")]
    .filter(field => field.value.trim())
    .map(field => field.closest(".flex-container").parentElement)
    .every(row => row.querySelector(".markdown-shown")?.hasChildNodes())
"""


def previews_are_there(page):
    """Wait for what a form fetches once it is there."""
    page.wait_for_function(ALL_SHOWN)
