from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _

from . import access, unavailable
from .history import quota_values, revision
from .models import slugs


class QuotasConfig(AppConfig):
    name = "quotas"
    verbose_name = _("IEC quotas")

    def ready(self):
        connection_created.connect(unavailable.apply_lock_wait)
        pre_migrate.connect(before_migrate, sender=self)
        post_migrate.connect(after_migrate, sender=self)


def before_migrate(using, **kwargs):
    quota_values.stop_keeping(using)
    slugs.stop_refusing(using)
    revision.stop_counting(using)


def after_migrate(app_config, using, **kwargs):
    """Leave the database ready for use: its changes counted and kept, its staff able to work."""
    quota_values.start_keeping(using)
    slugs.start_refusing(using)
    revision.start_counting(using)
    access.grant_permissions(app_config, using)
