"""Rights of staff: three groups, each with all that the one before it may do.

A permission is for whole records. The facts that stay as they are stand below, in three tables;
code that writes in somebody's name asks `keep_fixed` and `refuse_to_move`.
"""

from django.contrib.auth.management import create_permissions
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ..history.revision import public_models

EDITORS, PUBLISHERS, ADMINISTRATORS = "Editors", "Publishers", "Administrators"
GROUPS = (EDITORS, PUBLISHERS, ADMINISTRATORS)

# Editors keep public data right; publishers also decide what is shown at all and what goes.
BESIDES = {"view_feedimport", "view_draft", "delete_draft"}  # which are not public
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

# Fields of a season that only publishers change: the first always, the others once it was public.
PUBLISHED = ("is_published", "is_current")
PAGES = ("has_table", "is_partial")
# Fields that nobody changes once readers know the record: addresses and files use them.
IDENTITY = {
    "season": ("year",),
    "country": ("code",),
    "category": ("slug", "slug_fr"),
    "question": ("slug", "slug_fr"),
} | dict.fromkeys(
    (
        "arrangementchange",
        "fee",
        "note",
        "notice",
        "requirement",
        "seasonday",
        "source",
        "step",
        "term",
    ),
    ("slug",),
)
# Fields that say where a row belongs. Moving it takes the right to delete it.
PLACES = {
    "quota": ("season", "country", "category"),
    "weeklyfigures": ("season", "country", "category"),
    "invitationperiod": ("season",),
    "countryinvitations": ("period", "country"),
    "eligibility": ("country", "category"),
    "arrangementchange": ("country",),
    "seasonday": ("season",),
    "fee": ("season",),
}


def is_known(record):
    """Tell if readers may know `record` by its name."""
    kind = record._meta.model_name
    if kind == "season":
        return record.was_published
    if kind == "country":  # its code can be corrected until something refers to it
        return any(
            relation.related_model.objects.filter(**{relation.field.name: record}).exists()
            for relation in record._meta.related_objects
        )
    return True


def fixed_fields(user, record):
    """Return the names of the fields of `record` that `user` may not change."""
    kind = record._meta.model_name
    known = is_known(record)
    fixed = IDENTITY.get(kind, ()) if known else ()
    if kind == "season" and not user.has_perm("quotas.publish_season"):
        fixed += PUBLISHED + (PAGES if known else ())
    return fixed


def keep_fixed(user, record, held):
    """Restore the fields of `record` that `user` may not change; return the names of those.

    `held` is the record as it is now. If there is none, the new one is not published.
    """
    if held:
        kept = {name: getattr(held, name) for name in fixed_fields(user, held)}
    elif hasattr(record, "is_published") and not user.has_perm("quotas.publish_season"):
        kept = dict.fromkeys(PUBLISHED, False)
    else:
        kept = {}
    different = [name for name, value in kept.items() if getattr(record, name) != value]
    for name in different:
        setattr(record, name, kept[name])
    return different


def refuse_to_move(user, held, changed):
    """Refuse to move a row that readers know, if `user` may not delete it.

    `changed` are the names of the fields of the row `held` that are to change.
    """
    kind = held._meta.model_name
    stays = set(PLACES.get(kind, ())).isdisjoint(changed)
    if stays or user.has_perm(f"quotas.delete_{kind}"):
        return
    season = getattr(held, "season", None)
    if season is None or season.was_published:
        raise ValidationError(
            _("Readers find it where it is now, so only publishers can move it elsewhere.")
        )


def grant_permissions(app_config, using):
    """Give each group its permissions; it keeps others that staff gave it."""
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
        # Not by `add`, which is logged: the release grants this, not a member of staff.
        link = Group.permissions.through
        link.objects.using(using).bulk_create(
            [link(group=group, permission=permission) for permission in its_permissions],
            ignore_conflicts=True,
        )
