"""One line in the log for each log-in, and for each change of what an account may do."""

import logging

from axes.signals import user_locked_out
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from simple_history.models import HistoricalRecords

from .login import check_proxies, client_address

log = logging.getLogger("iec_site.access")
NEW = {"is_active": True, "is_staff": False, "is_superuser": False}


def connect():
    """Listen to whatever is worth a line."""
    User = get_user_model()  # noqa: N806, it is a class
    user_logged_in.connect(logged_in)
    user_logged_out.connect(logged_out)
    user_login_failed.connect(failed)
    user_locked_out.connect(locked_out)
    pre_save.connect(remember, sender=User)
    post_save.connect(saved, sender=User)
    post_delete.connect(deleted, sender=User)
    for field in (User.groups, User.user_permissions, Group.permissions):
        m2m_changed.connect(granted, sender=field.through)


def logged_in(request, user, **kwargs):
    check_proxies(request)
    how = ", with a second factor" if getattr(user, "otp_device", None) else ""
    log.info("%s logged in from %s%s", _name(user), _address(request), how)


def logged_out(request, user, **kwargs):
    if user:
        log.info("%s logged out from %s", _name(user), _address(request))


def failed(credentials, request=None, **kwargs):
    if request:
        check_proxies(request)
    log.warning(
        "%s failed to log in from %s", plain(credentials.get("username")), _address(request)
    )


def locked_out(request, username, **kwargs):
    log.warning("%s is locked out from %s", plain(username), _address(request))


def remember(instance, raw, **kwargs):
    """Keep what an account was, to tell what changes."""
    known = None if raw else type(instance).objects.filter(pk=instance.pk)
    instance._before = known and known.values(*NEW, "password").first()


def saved(instance, created, update_fields, **kwargs):
    name = _name(instance)
    if created:
        log.info("%s made the account %s", _who(), name)
    before = NEW if created else instance._before or {}
    for field in (field for field in before if field in (update_fields or before)):
        value = getattr(instance, field)
        if value == before[field]:
            continue
        if field != "password":
            log.info("%s set %s of %s to %s", _who(), field, name, value)
        elif not _is_rehashed(instance, update_fields):
            log.info("%s changed the password of %s", _who(), name)


def deleted(instance, **kwargs):
    log.info("%s deleted the account %s", _who(), _name(instance))


def granted(instance, action, reverse, model, pk_set, sender, **kwargs):
    """Groups and permissions, given to or taken from an account or a group."""
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


def second_factor(user, verb):
    """Say that somebody did something to what `user` logs in with besides the password."""
    log.info("%s %s the second factor of %s", _who(), verb, _name(user))


def plain(name):
    """A name as somebody typed it, fit for one line of a log."""
    name = str(name or "")[:150]
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in name)


def _name(row):
    """What an account, a group or a permission is called in the log."""
    if isinstance(row, Group):
        return f"the group {plain(row.name)}"
    if isinstance(row, Permission):
        return f"{row.content_type.app_label}.{row.codename}"
    return plain(row.get_username())


def _linked(instance, through, model):
    """The rows of `model` that `through` links with `instance`."""
    names = {field.related_model: field.name for field in through._meta.fields}
    links = through.objects.filter(**{names[type(instance)]: instance})
    return model.objects.filter(pk__in=links.values(names[model]))


def _is_rehashed(user, update_fields):
    """Whether the same password was only hashed anew, as Django does it at a log-in."""
    return user._password is None and set(update_fields or ()) == {"password"}


def _address(request):
    return plain(client_address(request)) if request else "the command line"


def _who():
    """Who does it: the account of the request that is being answered, or a command."""
    request = getattr(HistoricalRecords.context, "request", None)
    user = getattr(request, "user", None)
    return _name(user) if user and user.is_authenticated else "a command"
