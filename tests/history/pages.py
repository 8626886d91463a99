"""Pages of a record's history."""

from django.urls import reverse

from ..pages import text


def page(name, record):
    return reverse(f"admin:quotas_{record._meta.model_name}_{name}", args=(record.pk,))


def differences_on(page):
    """Return the cells of each row of differences on `page`."""
    return [[text(cell) for cell in row.xpath("./*")] for row in page.xpath("//tbody/tr")]
