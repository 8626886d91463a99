from django.conf import settings
from django.utils.functional import SimpleLazyObject

from .models import Revision


def site(request):
    """What every page says of the site: where it is, whom to write to, when its data changed."""
    return {
        "site_url": settings.SITE_URL,
        "contact_email": settings.CONTACT_EMAIL,
        "revision": SimpleLazyObject(Revision.objects.first),
    }
