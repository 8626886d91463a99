"""The copies of the official feed that were imported, each as it came."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from ..models import KeptFeed
from .files import download

FEEDS_ON_A_PAGE = 60


class KeptFeedsView(TemplateView):
    """The days of the copies, with hash, size and the way to their bytes."""

    parameters = {"page": False}
    template_name = "quotas/kept_feeds.html"

    def get_context_data(self, **kwargs):
        pages = Paginator(KeptFeed.objects.public(), FEEDS_ON_A_PAGE)
        page = pages.get_page(self.request.GET.get("page"))
        return super().get_context_data(**kwargs) | {"page": page}


def kept_feed(request, sha256):
    """Answer with the bytes of a copy that was imported, to be saved and not shown."""
    kept = get_object_or_404(KeptFeed, sha256=sha256, imported_at__isnull=False)
    if kept.original is None:
        raise Http404
    return download(kept.original, "application/xml", kept.file_name)
