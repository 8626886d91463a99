"""The page of one pool."""

from ..figures import descriptions
from ..figures.changes import ChangeFilter, Changes
from ..figures.explanations import explanations
from ..figures.notes import NotesBySeason
from ..figures.standing import standing_of
from ..models import Note, Notice
from .base import RecordView, pool_at


class PoolView(RecordView):
    """A pool: its quota and weeks explained, its conditions, and its other seasons."""

    template_name = "quotas/pool.html"

    def get_object(self):
        return pool_at(**self.kwargs)

    def get_context_data(self, **kwargs):
        pool = self.object
        change_filter = ChangeFilter(
            (pool.season.year,), (pool.country.code,), (pool.category.slug,)
        )
        standing = standing_of(pool.season)
        names = (pool.season, pool.country, pool.category)
        return super().get_context_data(**kwargs) | {
            "pool": pool,
            "description": descriptions.of_pool(pool, pool.quota, pool.course),
            "standing": standing,
            "is_of_now": pool.course and standing.is_of_now(pool.course.latest.as_of),
            "explanations": explanations(pool.course, standing) if pool.course else [],
            "changes": Changes(change_filter)[:],
            "query": change_filter.query,
            "notes": NotesBySeason(Note.objects.for_pool(*names).in_order(), opened=pool.season),
            "notices": Notice.objects.for_pool(*names),
        }
