import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "iec_site.settings")

django_application = get_wsgi_application()

from quotas.caching.not_modified import answer_unchanged  # noqa: E402 - its models need Django set up

from .front import refuse_prefixes  # noqa: E402

application = refuse_prefixes(answer_unchanged(django_application))
