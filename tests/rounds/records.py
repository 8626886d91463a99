"""Records that an import brings, looked up by codes and slugs."""

from quotas.history.revision import public_models
from quotas.models import (
    FeedImport,
    KeptFeed,
    Quota,
    QuotaValue,
)


def everything():
    """Return every public record and import, to see that nothing changed, but no kept copy."""
    models = [*public_models(), FeedImport]
    models.remove(KeptFeed)
    links = [link.remote_field.through for model in models for link in model._meta.many_to_many]
    return [list(model.objects.order_by("pk").values()) for model in (*models, *links)]


def forget(*models, **facts):
    """Delete rows without a trace, as before the feed that brought them."""
    for model in models:
        rows = model.objects.filter(**facts)
        rows._raw_delete(rows.db)


def quota(code, slug, year=2023):
    return Quota.objects.get(season__year=year, country__code=code, category__slug=slug)


def values(code, slug, year=2023):
    rows = QuotaValue.objects.filter(
        season__year=year, country__code=code, category__slug=slug
    ).order_by("as_of", "pk")
    return [(str(row.as_of), row.places or row.state) for row in rows]
