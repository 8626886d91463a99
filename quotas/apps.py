from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class QuotasConfig(AppConfig):
    name = "quotas"
    verbose_name = _("IEC quotas")

    def ready(self):
        from .caching.outage import apply_lock_wait

        connection_created.connect(apply_lock_wait)
        pre_migrate.connect(before_migrate, sender=self)
        post_migrate.connect(after_migrate, sender=self)


def before_migrate(using, **kwargs):
    """Drop the triggers, since SQLite migrates a table by making it anew."""
    from .history import quota_values, revision
    from .models import slugs

    quota_values.stop_keeping(using)
    slugs.stop_refusing(using)
    revision.stop_counting(using)


def after_migrate(app_config, using, **kwargs):
    """Put the triggers back, and give the groups of staff their permissions."""
    from .accounts import groups
    from .history import quota_values, revision
    from .models import slugs

    quota_values.start_keeping(using)
    slugs.start_refusing(using)
    revision.start_counting(using)
    groups.grant_permissions(app_config, using)
