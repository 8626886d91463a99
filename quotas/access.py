"""Who of the staff may do what: three groups, each with all that the one before it may do."""

from django.contrib.auth.management import create_permissions

from .revision import public_models

EDITORS, PUBLISHERS, ADMINISTRATORS = "Editors", "Publishers", "Administrators"
GROUPS = (EDITORS, PUBLISHERS, ADMINISTRATORS)

# Editors keep public data right; publishers also decide what is shown at all and what goes.
BESIDES = {"view_feedimport", "view_draft", "delete_draft"}  # which readers do not see
PUBLISHING = {"publish_season", "import_files"}
ACCOUNTS = {
    "auth": [
        f"{action}_{model}"
        for action in ("add", "change", "delete", "view")
        for model in ("user", "group")
    ],
    "axes": ["view_accessattempt"],
    "otp_totp": ["view_totpdevice", "delete_totpdevice"],
    "otp_static": ["view_staticdevice", "delete_staticdevice"],
}


def grant_permissions(app_config, using):
    """Give each group what it may do; what staff gave it besides stays."""
    from django.contrib.auth.models import Group, Permission

    create_permissions(app_config, verbosity=0, using=using)
    permissions = Permission.objects.using(using)
    public = {model._meta.model_name for model in public_models()}
    ours = permissions.filter(content_type__app_label=app_config.label)
    on_public_data = ours.filter(content_type__model__in=public).exclude(codename__in=PUBLISHING)
    editing = [
        *on_public_data.exclude(codename__startswith="delete_"),
        *ours.filter(codename__in=BESIDES),
    ]
    publishing = [
        *on_public_data.filter(codename__startswith="delete_"),
        *ours.filter(codename__in=PUBLISHING),
    ]
    accounts = [
        permission
        for app, codenames in ACCOUNTS.items()
        for permission in permissions.filter(content_type__app_label=app, codename__in=codenames)
    ]
    granted = {
        EDITORS: editing,
        PUBLISHERS: editing + publishing,
        ADMINISTRATORS: editing + publishing + accounts,
    }
    for name, its_permissions in granted.items():
        group, _created = Group.objects.using(using).get_or_create(name=name)
        # Not by `add`, which tells the log: this is what the release brings, not what somebody did.
        link = Group.permissions.through
        link.objects.using(using).bulk_create(
            [link(group=group, permission=permission) for permission in its_permissions],
            ignore_conflicts=True,
        )
