"""The log-in, and the pages for one's own password and second factor."""

import re
from base64 import b32encode

import django_otp
import segno
from django import forms
from django.contrib import messages
from django.contrib.admin.forms import AdminAuthenticationForm, AdminPasswordChangeForm
from django.contrib.auth import authenticate
from django.contrib.auth.views import PasswordChangeView
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext, gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp.util import random_hex

from quotas.accounts import second_factor

from .proof import CODE, count_failure, is_right_code

SESSION_KEY = "second_factor_key"


class LogInForm(AdminAuthenticationForm):
    """A name, a password, and a code if the account has a second factor.

    The answer is the same whichever of them is wrong, and each counts as a failure.
    """

    code = forms.CharField(
        label=_("Code"),
        required=False,
        max_length=30,
        widget=CODE,
        help_text=_(
            "If you have set up a second factor: the six digits in your app, or a recovery code."
        ),
    )
    error_messages = AdminAuthenticationForm.error_messages | {
        "invalid_login": _(
            "The name, the password or the code of the second factor is wrong. Capital and small "
            "letters differ, and a code can be used only once."
        ),
    }

    def confirm_login_allowed(self, user):
        super().confirm_login_allowed(user)
        if not second_factor.is_set_up(user):
            return
        user.otp_device = second_factor.verify(user, self.cleaned_data.get("code", ""))
        if user.otp_device is None:
            count_failure(self.request, user)
            raise self.get_invalid_login_error()


class OwnPasswordForm(AdminPasswordChangeForm):
    """A new password; a wrong old one counts as a failed log-in.

    So does a wrong code of a second factor.
    """

    code = forms.CharField(
        label=_("Code"),
        max_length=30,
        widget=CODE,
        help_text=_("The six digits in your app, or a recovery code."),
    )
    field_order = ["old_password", "code"]

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request
        if not second_factor.is_set_up(self.user):
            del self.fields["code"]

    def clean_old_password(self):
        old, name = self.cleaned_data["old_password"], self.user.get_username()
        if not authenticate(self.request, username=name, password=old):
            raise ValidationError(
                self.error_messages["password_incorrect"], code="password_incorrect"
            )
        return old

    def clean(self):
        """Check the code last, because checking uses it up."""
        cleaned = super().clean()
        code = self.cleaned_data.get("code", "")
        if "code" in self.fields and not self.errors and not is_right_code(self.request, code):
            self.add_error("code", _("This code is not valid now."))
        return cleaned


class OwnPasswordView(PasswordChangeView):
    form_class = OwnPasswordForm
    template_name = "admin/own_password.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"request": self.request}


class CodeForm(forms.Form):
    """The first code that an app makes from a new key."""

    code = forms.CharField(
        label=_("Code in your app"),
        max_length=30,
        widget=CODE,
        help_text=_("Six digits, which change every half minute."),
    )


@sensitive_post_parameters()
def second_factor_page(request, site):
    """Let a member of staff set up a second factor, or look after it, on a page of `site`."""
    is_set_up = second_factor.is_set_up(request.user)
    return manage(request, site) if is_set_up else set_up(request, site)


def set_up(request, site):
    """Offer a new key, and keep it in the session until an app shows that it holds it."""
    key = request.session.setdefault(SESSION_KEY, random_hex(20))
    form = CodeForm(request.POST or None)
    if form.is_valid():
        device = second_factor.set_up(request.user, key, form.cleaned_data["code"])
        if device:
            del request.session[SESSION_KEY]
            request.session.cycle_key()
            django_otp.login(request, device)
            return recovery_codes(request, site)
        form.add_error(
            "code",
            _(
                "This is not the current code. Wait for the next one. If it fails too, check the "
                "clock of the phone."
            ),
        )
    device = TOTPDevice(user=request.user, key=key)
    return site.page(
        request,
        "admin/second_factor_set_up.html",
        title=_("Set up a second factor"),
        form=form,
        address=device.config_url,
        qr_code=qr_code(device.config_url),
        key=group_by_four(b32encode(device.bin_key).decode()),
        is_required=second_factor.is_missing(request.user),
    )


def manage(request, site):
    """Show the second factor; a POST renews its recovery codes, or removes it."""
    if request.method == "POST":
        if request.POST.get("action") != "remove":
            return recovery_codes(request, site)
        second_factor.remove(request.user)
        messages.success(request, gettext("Your account no longer has a second factor."))
        return redirect("admin:second_factor")
    return site.page(
        request,
        "admin/second_factor.html",
        title=_("Second factor"),
        codes_left=second_factor.codes_left(request.user),
    )


def recovery_codes(request, site):
    """Make new recovery codes, and show them this once."""
    return site.page(
        request,
        "admin/recovery_codes.html",
        title=_("Recovery codes"),
        codes=[group_by_four(code) for code in second_factor.renew_codes(request.user)],
    )


def qr_code(address):
    """Return the QR code of `address`: its size and the path of its dark squares."""
    rows = list(segno.make(address, error="m").matrix_iter(border=4))
    path = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    return {"size": len(rows), "path": path}


def group_by_four(letters):
    """Return `letters` in groups of four, to be read aloud."""
    return " ".join(re.findall(".{1,4}", letters))
