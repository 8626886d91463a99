"""The accounts and groups of staff: nobody gives rights that he lacks himself."""

from axes.admin import AccessAttemptAdmin, AccessFailureLogAdmin, AccessLogAdmin
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, Permission, User
from django.db.models import Exists, OuterRef, Q
from django.shortcuts import redirect
from django.utils.translation import gettext, gettext_lazy as _, ngettext
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from quotas.accounts import second_factor

from ..accounts.groups import GROUPS
from .base import RobustPages

SUPERUSERS_ONLY = ("is_superuser", "user_permissions")

# The forms of django-otp show keys and codes. The form of an account removes its second factor.
admin.site.unregister((User, Group, TOTPDevice, StaticDevice))
admin.site.unregister((AccessAttempt, AccessFailureLog, AccessLog))


def permissions_of(user):
    """Return what `user` was given, by hand or by a group, even if the account is inactive."""
    return Permission.objects.filter(Q(user=user) | Q(group__user=user)).distinct()


def stronger_groups(user):
    """Return the groups that may do more than `user`; never the three that every site has."""
    lacking = Permission.objects.exclude(pk__in=permissions_of(user))
    return Group.objects.filter(permissions__in=lacking).exclude(name__in=GROUPS).distinct()


def is_stronger(account, user):
    """Tell if `account` may do what `user` may not, so that `user` may not change it."""
    if user.is_superuser or account == user:
        return False
    given = account.user_permissions.exclude(pk__in=permissions_of(user))
    return (
        account.is_superuser
        or given.exists()
        or stronger_groups(user).filter(user=account).exists()
    )


@admin.register(User)
class AccountAdmin(RobustPages, UserAdmin):
    """Accounts; nobody changes one that may do more than himself."""

    list_display = (*UserAdmin.list_display, "is_active", "has_second_factor")
    actions = ("remove_second_factor",)

    def get_queryset(self, request):
        devices = TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True)
        return super().get_queryset(request).annotate(has_second_factor=Exists(devices))

    def get_readonly_fields(self, request, obj=None):
        own = super().get_readonly_fields(request, obj)
        return own if request.user.is_superuser else (*own, *SUPERUSERS_ONLY)

    def has_change_permission(self, request, obj=None):
        may = super().has_change_permission(request, obj)
        return may and not (obj and is_stronger(obj, request.user))

    def has_delete_permission(self, request, obj=None):
        may = super().has_delete_permission(request, obj)
        return may and not (obj and is_stronger(obj, request.user))

    def get_form(self, request, obj=None, **kwargs):
        """Offer the groups that may do no more than the user, and those of the account."""
        form = super().get_form(request, obj, **kwargs)
        if "groups" in form.base_fields and not request.user.is_superuser:
            groups = form.base_fields["groups"]
            above = stronger_groups(request.user).exclude(pk__in=obj.groups.all() if obj else ())
            groups.queryset = groups.queryset.exclude(pk__in=above)
        return form

    def user_change_password(self, request, id, form_url=""):  # noqa: A002, it is Django's name
        """Set somebody else’s password; the page for one’s own asks for the old one."""
        # Compared as accounts: 03, +3 and %203 name the account 3 as well.
        if self.get_object(request, unquote(id)) == request.user:
            return redirect("admin:password_change")
        return super().user_change_password(request, id, form_url)

    @admin.display(description=_("second factor"), boolean=True)
    def has_second_factor(self, account):
        return account.has_second_factor

    @admin.action(description=_("Remove the second factor"), permissions=["change"])
    def remove_second_factor(self, request, accounts):
        if not request.user.has_perm("otp_totp.delete_totpdevice") or any(
            account == request.user or is_stronger(account, request.user) for account in accounts
        ):
            message = gettext("You may not change all of these accounts; nothing was done.")
            self.message_user(request, message, messages.ERROR)
            return
        count = sum(second_factor.remove(account) for account in accounts)
        message = ngettext(
            "%(count)s account no longer has a second factor.",
            "%(count)s accounts no longer have a second factor.",
            count,
        )
        self.message_user(request, message % {"count": count}, messages.SUCCESS)


@admin.register(Group)
class StaffGroupAdmin(RobustPages, GroupAdmin):
    """Groups; the three that every site has keep their names."""

    def get_readonly_fields(self, request, obj=None):
        own = super().get_readonly_fields(request, obj)
        return (*own, "name") if obj and obj.name in GROUPS else own

    def has_change_permission(self, request, obj=None):
        may = super().has_change_permission(request, obj)
        return may and (
            not obj
            or request.user.is_superuser
            or not stronger_groups(request.user).filter(pk=obj.pk)
        )

    def has_delete_permission(self, request, obj=None):
        return (
            super().has_delete_permission(request, obj)
            and self.has_change_permission(request, obj)
            and not (obj and obj.name in GROUPS)
        )

    def get_form(self, request, obj=None, **kwargs):
        """Offer the permissions that the user has, and those of the group."""
        form = super().get_form(request, obj, **kwargs)
        if "permissions" in form.base_fields and not request.user.is_superuser:
            field = form.base_fields["permissions"]
            offered = Q(pk__in=permissions_of(request.user))
            if obj:
                offered |= Q(pk__in=obj.permissions.all())
            field.queryset = field.queryset.filter(offered)
        return form


@admin.register(AccessAttempt)
class FailedLogInAdmin(RobustPages, AccessAttemptAdmin):
    """The log-ins that failed, as axes lists them."""


@admin.register(AccessFailureLog)
class FailedLogInLogAdmin(RobustPages, AccessFailureLogAdmin):
    """The log-ins that failed in a longer time, where the settings ask axes to keep them."""


@admin.register(AccessLog)
class LogInAdmin(RobustPages, AccessLogAdmin):
    """The log-ins that succeeded, as axes lists them."""
