from django.apps import AppConfig
from django.contrib.auth.management import create_permissions
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _

from . import history, revision


class QuotasConfig(AppConfig):
    name = "quotas"
    verbose_name = _("IEC quotas")

    def ready(self):
        pre_migrate.connect(before_migrate, sender=self)
        post_migrate.connect(after_migrate, sender=self)


def before_migrate(using, **kwargs):
    history.stop_keeping(using)
    revision.stop_counting(using)


def after_migrate(app_config, using, **kwargs):
    """Leave the database ready for use: its changes counted and kept, its Editors able to edit."""
    history.start_keeping(using)
    revision.start_counting(using)
    grant_editors(app_config, using)


def grant_editors(app_config, using):
    """Let the group Editors change everything public, read imports, and nothing about users."""
    from django.contrib.auth.models import Group, Permission

    create_permissions(app_config, verbosity=0, using=using)
    public = [model._meta.model_name for model in revision.public_models()]
    editors, _created = Group.objects.using(using).get_or_create(name="Editors")
    ours = Permission.objects.using(using).filter(content_type__app_label=app_config.label)
    editors.permissions.add(
        *ours.filter(content_type__model__in=public), ours.get(codename="view_feedimport")
    )
