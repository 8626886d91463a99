"""The second factor of an account: codes from an app, and ten on paper."""

import re
import string

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.crypto import get_random_string
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from . import audit_log
from .audit_log import Kind

APP_DIGITS, PAPER_DIGITS = 6, 12
RECOVERY_CODES = 10
# Permissions that require a second factor, if the settings ask for it.
POWERS = ("quotas.publish_season", "quotas.import_files", "auth.change_user", "auth.change_group")


def may_enter(user):
    """Tell if `user` is staff, and came in with the second factor if there is one."""
    return user.is_active and user.is_staff and is_satisfied(user)


def is_set_up(user):
    """Tell if `user` has a second factor."""
    return TOTPDevice.objects.devices_for_user(user, confirmed=True).exists()


def is_satisfied(user):
    """Tell if `user` came in with the second factor, or has none."""
    return bool(getattr(user, "otp_device", None)) or not is_set_up(user)


def is_missing(user):
    """Tell if `user` lacks a second factor that its rights require."""
    return (
        settings.REQUIRE_SECOND_FACTOR
        and any(user.has_perm(power) for power in POWERS)
        and not is_set_up(user)
    )


@transaction.atomic
def verify(user, code):
    """Return the device of `user` that accepts `code`, or None; no code is accepted twice."""
    code = digits(code)
    model = {APP_DIGITS: TOTPDevice, PAPER_DIGITS: StaticDevice}.get(len(code))
    device = model and model.objects.filter(user=user, confirmed=True).select_for_update().first()
    if not device or not device.verify_token(code):
        return None
    if model is StaticDevice:
        audit_log.record_used_code(user)
    return device


@transaction.atomic
def set_up(user, key, code):
    """Make the device of `user`, or return None if `code` is not one of `key`."""
    _wait_for_turn(user)
    if is_set_up(user):
        return None
    device = TOTPDevice(user=user, key=key, name="app")
    with transaction.atomic():
        device.save()
        if not device.verify_token(digits(code)):
            transaction.set_rollback(True)
            return None
    audit_log.log_second_factor(user, "set up", Kind.FACTOR_SET_UP)
    return device


@transaction.atomic
def renew_codes(user):
    """Return new recovery codes for `user`, each valid once, in place of the old ones."""
    _wait_for_turn(user)
    paper, _created = StaticDevice.objects.get_or_create(user=user, defaults={"name": "paper"})
    paper.token_set.all().delete()
    paper.throttle_reset()
    codes = [get_random_string(PAPER_DIGITS, string.digits) for _ in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=paper, token=code) for code in codes)
    audit_log.log_second_factor(user, "wrote new recovery codes for", Kind.CODES_RENEWED)
    return codes


def codes_left(user):
    """Return the number of unused recovery codes of `user`."""
    return StaticToken.objects.filter(device__user=user).count()


@transaction.atomic
def remove(user):
    """Remove the second factor of the account; tell if there was one."""
    removed, _ = TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
    if removed:
        audit_log.log_second_factor(user, "removed", Kind.FACTOR_REMOVED)
    return bool(removed)


def digits(code):
    """Return `code` without spaces and hyphens; empty if it is no number."""
    code = re.sub(r"[\s-]", "", code)
    return code if re.fullmatch(r"[0-9]+", code) else ""


def _wait_for_turn(user):
    """Make others wait with the second factor of `user` until the transaction ends."""
    get_user_model().objects.select_for_update().get(pk=user.pk)
