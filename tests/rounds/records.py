"""Records that an import brings, looked up by codes and slugs."""

from django.core.serializers import serialize

from quotas.history.revision import public_models
from quotas.models import (
    FeedImport,
    Quota,
    QuotaValue,
)


def everything():
    """Return every public record and import, to see that nothing changed."""
    models = [*public_models(), FeedImport]
    return [serialize("json", model.objects.order_by("pk")) for model in models]


def quota(code, slug, year=2023):
    return Quota.objects.get(season__year=year, country__code=code, category__slug=slug)


def values(code, slug, year=2023):
    rows = QuotaValue.objects.filter(
        season__year=year, country__code=code, category__slug=slug
    ).order_by("as_of", "pk")
    return [(str(row.as_of), row.places or row.state) for row in rows]
