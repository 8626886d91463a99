from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.views.i18n import set_language

from quotas.api.v1 import openapi
from quotas.drafts.preview import preview
from quotas.embed.oembed import oembed
from quotas.views import site
from quotas.views.sitemap import sitemap

from . import health, well_known

urlpatterns = [
    path("", site.front_door),
    *i18n_patterns(path("", include("quotas.urls"))),
    path("admin/language/", set_language, name="set_language"),
    path("admin/", admin.site.urls),
    path("preview/<str:language>/<str:token>/", preview, name="preview"),
    path("embed/", include("quotas.embed.urls")),
    path("oembed", oembed, name="oembed"),
    path("api/v1/openapi.json", openapi, name="openapi"),
    path("api/v1/", include("quotas.api.urls")),
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("robots.txt", well_known.robots),
    path("sitemap.xml", sitemap, name="sitemap"),
    path(".well-known/security.txt", well_known.security),
    path("favicon.ico", well_known.favicon),
    path("apple-touch-icon.png", well_known.touch_icon),
]

handler400 = "quotas.views.site.bad_request"
handler404 = "quotas.views.site.page_not_found"
handler500 = "quotas.views.site.server_error"
