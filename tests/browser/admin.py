"""Helpers of the tests of the admin in a browser."""

from quotas.models import Quota


def quota_of(code, category="working-holiday"):
    """The quota that the current season holds for a country."""
    quotas = Quota.objects.filter(season__is_current=True)
    return quotas.get(country__code=code, category__slug=category)


def previews_are_there(page):
    """Wait for what a form fetches once it is there: its texts as readers will see them."""
    if page.locator(".markdown-shown").count():
        page.wait_for_load_state("networkidle")
