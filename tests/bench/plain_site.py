"""Plain django-tables2: the home page's rows in the stock template, no middleware, no filters."""

import os

import dj_database_url
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import path

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    DATABASES={"default": dj_database_url.parse(os.environ["DATABASE_URL"], conn_max_age=600)},
    INSTALLED_APPS=["django_tables2", "quotas"],
    ROOT_URLCONF=__name__,
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
        }
    ],
)
application = get_wsgi_application()

# Both need the settings above.
import django_tables2 as tables  # noqa: E402

from quotas.models import Quota  # noqa: E402


class PlainTable(tables.Table):
    country = tables.Column("Country or territory")
    working_holiday = tables.Column("Working Holiday")
    young_professionals = tables.Column("Young Professionals")
    international_coop = tables.Column("International Co-op")


class PlainView(tables.SingleTableView):
    table_class = PlainTable
    table_pagination = False
    template_name = "django_tables2/table.html"

    def get_queryset(self):
        """A dictionary for each country of the current season."""
        quotas = Quota.objects.filter(season__is_current=True).order_by("country__sort_en")
        names = quotas.select_related("country", "category").only(
            "state", "places", "country__name_en", "category__slug"
        )
        rows = {}
        for quota in names:
            row = rows.setdefault(quota.country_id, {"country": quota.country.name})
            row[quota.category.slug.replace("-", "_")] = quota.label
        return list(rows.values())


urlpatterns = [path("", PlainView.as_view())]
