"""The sources that readers may see."""

from django.db.models import Exists, OuterRef, Q

from ..models import Fee, Quota, QuotaValue, SeasonDay, Source, WeeklyFigures

OF_SEASONS = (Quota, QuotaValue, WeeklyFigures, SeasonDay, Fee)


def public_sources():
    """Return the sources by publisher, without those that only unpublished seasons use."""
    unpublished, published = Q(), Q()
    for model in OF_SEASONS:
        rows = model.objects.filter(source=OuterRef("pk"))
        unpublished |= Q(Exists(rows.filter(season__is_published=False)))
        published |= Q(Exists(rows.filter(season__is_published=True)))
    return Source.objects.exclude(unpublished & ~published).order_by("publisher", "slug")
