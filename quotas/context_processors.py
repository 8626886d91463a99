from django.conf import settings
from django.utils.functional import SimpleLazyObject

from .history.revision import state_of_data
from .models import Revision, WeeklyFigures


def site(request):
    """Return the facts about the site that every page shows."""
    return {
        "site_url": settings.SITE_URL,
        "contact_email": settings.CONTACT_EMAIL,
        "state_of_data": getattr(request, "state_of_data", None) or SimpleLazyObject(state_of_data),
        "revision": SimpleLazyObject(Revision.objects.first),
        "newest_figures": WeeklyFigures.objects.newest_day,
    }
