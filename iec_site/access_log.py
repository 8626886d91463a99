"""One line in the log for each log-in, and for each change of what an account may do."""

import logging

from axes.signals import user_locked_out
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from simple_history.models import HistoricalRecords

from .login import client_address

log = logging.getLogger("iec_site.access")
FLAGS = ("is_active", "is_staff", "is_superuser")


def connect():
    User = get_user_model()  # noqa: N806, it is a class
    user_logged_in.connect(logged_in)
    user_logged_out.connect(logged_out)
    user_login_failed.connect(failed)
    user_locked_out.connect(locked_out)
    pre_save.connect(remember, sender=User)
    post_save.connect(saved, sender=User)
    post_delete.connect(deleted, sender=User)
    for through in (User.groups.through, User.user_permissions.through):
        m2m_changed.connect(granted, sender=through)
    m2m_changed.connect(granted, sender=Group.permissions.through)


def logged_in(request, user, **kwargs):
    log.info("%s logged in from %s", user.get_username(), _address(request))


def logged_out(request, user, **kwargs):
    if user:
        log.info("%s logged out", user.get_username())


def failed(credentials, request=None, **kwargs):
    log.warning(
        "%s failed to log in from %s", plain(credentials.get("username")), _address(request)
    )


def locked_out(request, username, **kwargs):
    log.warning("%s is locked out from %s", plain(username), _address(request))


def remember(instance, raw, **kwargs):
    """Keep what an account was, to tell what changes."""
    known = None if raw else type(instance).objects.filter(pk=instance.pk)
    instance._before = known and known.values(*FLAGS, "password").first()


def saved(instance, created, **kwargs):
    name, before = instance.get_username(), instance._before
    if created:
        log.info("%s made the account %s", _who(), name)
    if not before:
        return
    if before["password"] != instance.password:
        log.info("%s changed the password of %s", _who(), name)
    for flag in FLAGS:
        if before[flag] != getattr(instance, flag):
            log.info("%s set %s of %s to %s", _who(), flag, name, getattr(instance, flag))


def deleted(instance, **kwargs):
    log.info("%s deleted the account %s", _who(), instance.get_username())


def granted(instance, action, pk_set, model, **kwargs):
    """Groups and permissions, of an account or of a group."""
    verbs = {"post_add": "gave", "post_remove": "took from", "pre_clear": "took all from"}
    if action in verbs and (pk_set or action == "pre_clear"):
        name = "codename" if model is Permission else "name"
        names = model.objects.filter(pk__in=pk_set or ()).values_list(name, flat=True)
        log.info("%s %s %s: %s", _who(), verbs[action], instance, ", ".join(sorted(names)))


def plain(name):
    """A name as somebody typed it, fit for one line of a log."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in name or "")[:150]


def _address(request):
    return client_address(request) if request else "the command line"


def _who():
    """Who does it: the account of the request that is being answered, or a command."""
    request = getattr(HistoricalRecords.context, "request", None)
    user = getattr(request, "user", None)
    return user.get_username() if user and user.is_authenticated else "a command"
