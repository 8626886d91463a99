"""The accounts of staff, which administrators keep, and nobody to become more than he is."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied

ABOVE_ADMINISTRATORS = ("is_superuser", "user_permissions")

admin.site.unregister((User, Group))


@admin.register(User)
class AccountAdmin(UserAdmin):
    """Accounts; those of superusers, and what makes one, are for superusers alone."""

    def get_readonly_fields(self, request, obj=None):
        own = super().get_readonly_fields(request, obj)
        return own if request.user.is_superuser else (*own, *ABOVE_ADMINISTRATORS)

    def get_queryset(self, request):
        accounts = super().get_queryset(request)
        return accounts if request.user.is_superuser else accounts.filter(is_superuser=False)

    def user_change_password(self, request, id, form_url=""):  # noqa: A002, Django's name
        if self.get_object(request, id) is None:
            raise PermissionDenied
        return super().user_change_password(request, id, form_url)


@admin.register(Group)
class StaffGroupAdmin(GroupAdmin):
    """Groups; what they may do is for superusers to change, since it would reach everything."""

    def has_add_permission(self, request):
        return request.user.is_superuser

    def has_change_permission(self, request, obj=None):
        return request.user.is_superuser

    def has_delete_permission(self, request, obj=None):
        return request.user.is_superuser
