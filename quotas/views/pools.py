"""The page of one pool."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from ..figures.changes import ChangeFilter, Changes
from ..figures.explanations import explanations
from ..figures.pools import Pool
from ..models import Category, Country, Note, Notice, Season
from .base import AtOneAddress


class PoolView(AtOneAddress):
    """One pool: its quota and weeks explained, who can apply, and how it stood in other seasons."""

    template_name = "quotas/pool.html"

    def get_object(self):
        pool = Pool(
            season=get_object_or_404(Season.objects.published(), year=self.kwargs["year"]),
            country=get_object_or_404(Country, code=self.kwargs["code"].upper()),
            category=get_object_or_404(Category.objects.at(self.kwargs["slug"])),
        )
        if not pool.exists:
            raise Http404
        return pool

    def get_context_data(self, **kwargs):
        pool = self.object
        wanted = ChangeFilter((pool.season.year,), (pool.country.code,), (pool.category.slug,))
        notes = Note.objects.for_pool(pool.season, pool.country, pool.category)
        return super().get_context_data(**kwargs) | {
            "pool": pool,
            "explanations": explanations(pool.course, ends_on=pool.season.last_day)
            if pool.course
            else [],
            "changes": Changes(wanted)[:],
            "query": wanted.query,
            "notes": notes.in_order(),
            "notices": Notice.objects.for_pool(pool.season, pool.country, pool.category),
        }
