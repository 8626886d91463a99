from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    """The admin, on our own site."""

    default_site = "quotas.desk.site.DeskSite"
