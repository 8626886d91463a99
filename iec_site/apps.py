from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    """The admin, on our own site, with a log of its accounts."""

    default_site = "quotas.desk.site.DeskSite"

    def ready(self):
        super().ready()
        from quotas.accounts import audit_log

        audit_log.connect()
