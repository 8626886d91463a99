"""A line in the log for each log-in, and for each change of an account's rights.

The owner of the account is shown it too, at the next log-in.
"""

import logging

from axes.signals import user_locked_out
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from simple_history.models import HistoricalRecords

from quotas.models import AccountEvent

from .lockout import check_proxies, client_address
from .old_records import clear_some_once_a_day

log = logging.getLogger("quotas.accounts")
NEW = {"is_active": True, "is_staff": False, "is_superuser": False}
FACTS = ("username", "email", "first_name", "last_name")
Kind = AccountEvent.Kind
FLAGS = {  # the kind of event when a flag is taken off, or put on
    "is_active": (Kind.INACTIVE, Kind.ACTIVE),
    "is_staff": (Kind.NOT_STAFF, Kind.STAFF),
    "is_superuser": (Kind.NOT_SUPERUSER, Kind.SUPERUSER),
}


def connect():
    """Connect the receivers of all signals that are logged."""
    User = get_user_model()  # noqa: N806, it is a class
    user_logged_in.connect(log_login)
    user_logged_out.connect(log_logout)
    user_login_failed.connect(log_failure)
    user_logged_in.connect(clear_some_once_a_day)
    user_login_failed.connect(clear_some_once_a_day)
    user_locked_out.connect(log_lockout)
    pre_save.connect(keep_old_facts, sender=User)
    post_save.connect(log_save, sender=User)
    post_delete.connect(log_deletion, sender=User)
    pre_delete.connect(log_group_deletion, sender=Group)
    for field in (User.groups, User.user_permissions, Group.permissions):
        m2m_changed.connect(log_grant, sender=field.through)


def log_login(request, user, **kwargs):
    check_proxies(request)
    how = ", with a second factor" if getattr(user, "otp_device", None) else ""
    log.info("%s logged in from %s%s", _name(user), _address(request), how)


def log_logout(request, user, **kwargs):
    if user:
        log.info("%s logged out from %s", _name(user), _address(request))


def log_failure(credentials, request=None, **kwargs):
    if request:
        check_proxies(request)
    name = credentials.get("username") or ""
    log.warning("%s failed to log in from %s", printable(name), _address(request))
    if "\0" not in name:  # PostgreSQL refuses such a text
        AccountEvent.objects.record_failure(name)


def log_lockout(request, username, **kwargs):
    log.warning("%s is locked out from %s", printable(username), _address(request))


def keep_old_facts(instance, raw, **kwargs):
    """Keep the old facts of an account, to compare them once it is saved."""
    known = None if raw else type(instance).objects.filter(pk=instance.pk)
    instance._before = known and known.values(*NEW, *FACTS, "password").first()


def log_save(instance, created, raw, update_fields, **kwargs):
    name = _name(instance)
    if created:
        log.info("%s made the account %s", _who(), name)
        if not raw:
            _notify_owners([instance], Kind.MADE)
    before = NEW if created else instance._before or {}
    fields = [field for field in before if field in (update_fields or before)]
    changed = [field for field in fields if getattr(instance, field) != before[field]]
    for field in changed:
        value = getattr(instance, field)
        if field in NEW:
            log.info("%s set %s of %s to %s", _who(), field, name, value)
            if not created:
                _notify_owners([instance], FLAGS[field][value])
        elif field == "username":
            log.info("%s renamed the account %s to %s", _who(), printable(before[field]), name)
        elif field == "password" and not _is_rehashed(instance, update_fields):
            log.info("%s changed the password of %s", _who(), name)
            _notify_owners([instance], Kind.PASSWORD)
    facts = [getattr(instance, field) or "–" for field in changed if field in FACTS]
    if facts:
        _notify_owners([instance], Kind.FACTS, ", ".join(facts))


def log_deletion(instance, **kwargs):
    log.info("%s deleted the account %s", _who(), _name(instance))


def log_group_deletion(instance, **kwargs):
    log.info("%s deleted %s", _who(), _name(instance))
    _notify_owners(instance.user_set.all(), Kind.GROUPS_TAKEN, instance.name)


def log_grant(instance, action, reverse, model, pk_set, sender, **kwargs):
    """Log groups and permissions that are given or taken."""
    verbs = {"post_add": "gave %s to", "post_remove": "took %s from", "pre_clear": "took %s from"}
    if action not in verbs:
        return
    if action == "pre_clear":
        others = _linked(instance, sender, model)
    else:
        others = model.objects.filter(pk__in=pk_set)
    names = ", ".join(sorted(map(_name, others)))
    if names and reverse:
        log.info(f"%s {verbs[action]} %s", _who(), _name(instance), names)
    elif names:
        log.info(f"%s {verbs[action]} %s", _who(), names, _name(instance))
    if others:
        holders, given = (others, [instance]) if reverse else ([instance], others)
        _notify_of_grant(sender, holders, given, is_given=action == "post_add")


def log_second_factor(user, verb, kind):
    """Log a change of the second factor of `user`, and keep it for its owner."""
    log.info("%s %s the second factor of %s", _who(), verb, _name(user))
    _notify_owners([user], kind)


def record_used_code(user):
    """Keep for `user` that one of the codes on paper was used up."""
    AccountEvent.objects.record([user], Kind.CODE_USED, by=user.get_username())


def printable(name):
    """Return a typed name, fit for one line of a log."""
    name = str(name or "")[:150]
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in name)


def _name(row):
    """Return the name of an account, a group or a permission in the log."""
    if isinstance(row, Group):
        return f"the group {printable(row.name)}"
    if isinstance(row, Permission):
        return f"{row.content_type.app_label}.{row.codename}"
    return printable(row.get_username())


def _linked(instance, through, model):
    """Return the rows of `model` that `through` links with `instance`."""
    names = {field.related_model: field.name for field in through._meta.fields}
    links = through.objects.filter(**{names[type(instance)]: instance})
    return model.objects.filter(pk__in=links.values(names[model]))


def _is_rehashed(user, update_fields):
    """Tell if the same password was only hashed again, as Django does at a log-in."""
    return user._password is None and set(update_fields or ()) == {"password"}


def _address(request):
    return printable(client_address(request)) if request else "the command line"


def _notify_owners(accounts, kind, what=""):
    """Keep an event for the owners of `accounts`."""
    user = _user()
    AccountEvent.objects.record(accounts, kind, what, by=user.get_username() if user else "")


def _notify_of_grant(through, holders, given, *, is_given):
    """Keep for each account concerned that `holders` got or lost groups or permissions."""
    rights = Kind.RIGHTS_GIVEN if is_given else Kind.RIGHTS_TAKEN
    if through is get_user_model().groups.through:
        kind = Kind.GROUPS_GIVEN if is_given else Kind.GROUPS_TAKEN
        _notify_owners(holders, kind, ", ".join(sorted(group.name for group in given)))
        return
    names = ", ".join(sorted(map(_name, given)))
    if through is Group.permissions.through:
        for group in holders:
            _notify_owners(group.user_set.all(), rights, f"{group.name}: {names}")
    else:
        _notify_owners(holders, rights, names)


def _user():
    """Return the account of the current request, or None."""
    request = getattr(HistoricalRecords.context, "request", None)
    user = getattr(request, "user", None)
    return user if user and user.is_authenticated else None


def _who():
    """Return the name of the account of the current request, or “a command”."""
    user = _user()
    return _name(user) if user else "a command"
