from django.contrib import admin
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _

from .overview import overview
from .reading import reading


class DeskSite(admin.AdminSite):
    """The stock admin, with pages of our own around its lists and forms."""

    site_header = site_title = _("IEC Quotas")
    index_title = _("The desk")
    index_template = "admin/desk.html"

    def get_urls(self):
        read = self.admin_view(reading)
        return [
            path("read/<str:language>/", read, name="read"),
            path("read/<str:language>/<path:path>", read),
            *super().get_urls(),
        ]

    def index(self, request, extra_context=None):
        """The desk: how the season stands, what needs attention, what was done, what to do."""
        return super().index(request, (extra_context or {}) | overview(request.user))

    def page(self, request, template, **context):
        """A page of the desk, with what every page of the admin has around it."""
        request.current_app = self.name
        return TemplateResponse(request, template, self.each_context(request) | context)
