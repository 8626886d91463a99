"""The page of all sources."""

from django.views.generic import ListView

from ..figures.sources import public_sources


class SourcesView(ListView):
    """The pages and documents that figures and texts come from, by publisher."""

    context_object_name = "sources"
    template_name = "quotas/sources.html"

    def get_queryset(self):
        return public_sources()
