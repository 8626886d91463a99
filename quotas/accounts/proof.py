"""A proof of who staff are, before anything that concerns an account."""

from axes.handlers.proxy import AxesProxyHandler
from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.signals import user_login_failed
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quotas.accounts import second_factor

PROVEN_FOR = 10 * 60  # seconds
PROVEN_AT = "proven_at"
READING = ("GET", "HEAD", "OPTIONS")
APPS = ("auth", "axes")
NOT_CARRIED = {"csrfmiddlewaretoken", "password1", "password2"}
CODE = forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"})


class ProofForm(forms.Form):
    """The user's password, and a code if the account has a second factor.

    The answer is the same for a wrong password and a wrong code. It counts as a failed log-in.
    """

    proof = forms.CharField(
        label=_("Your own password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        strip=False,
    )
    code = forms.CharField(
        label=_("Code"),
        required=False,  # a missing code gets the same answer as a wrong one
        max_length=30,
        widget=CODE,
        help_text=_("The six digits in your app, or a recovery code."),
    )

    def __init__(self, request, data=None):
        super().__init__(data)
        self.request = request
        if not second_factor.is_set_up(request.user):
            del self.fields["code"]

    def clean(self):
        super().clean()
        if self.errors:
            return
        name, proof = self.request.user.get_username(), self.cleaned_data["proof"]
        is_right = authenticate(self.request, username=name, password=proof) is not None
        if is_right and "code" in self.fields:
            is_right = is_right_code(self.request, self.cleaned_data["code"])
        if not is_right:
            raise ValidationError(
                _(
                    "Your password or the code of your second factor is wrong. A code can be "
                    "used only once."
                )
            )


def is_right_code(request, code):
    """Tell if `code` is one of the user's; a wrong one counts like a wrong password."""
    credentials = {"username": request.user.get_username()}
    if AxesProxyHandler.is_allowed(request, credentials) and second_factor.verify(
        request.user, code
    ):
        return True
    count_failure(request, request.user)
    return False


def count_failure(request, user):
    """Count a wrong code towards the lockout."""
    credentials = {"username": user.get_username()}
    user_login_failed.send(sender=__name__, credentials=credentials, request=request)


def has_proof(request):
    """Tell if this session gave its proof within the last minutes."""
    age = timezone.now().timestamp() - request.session.get(PROVEN_AT, 0)
    return age < PROVEN_FOR


def needs_proof(request):
    """Tell if the address is about accounts, and the user has rights there."""
    name = request.resolver_match.url_name or ""
    app = name.partition("_")[0]
    return name == "second_factor" or (app in APPS and request.user.has_module_perms(app))


def proof_form(request):
    """Return the fields to add to a form about accounts, or None if there is a recent proof."""
    is_needed = request.resolver_match and needs_proof(request) and not has_proof(request)
    return ProofForm(request) if is_needed else None


def ask_for_proof(request, site):
    """Return a page of `site` that asks for the proof which `request` lacks, or None.

    The page carries along what was sent, except for new passwords.
    """
    if request.method in READING or not needs_proof(request) or has_proof(request):
        return None
    form = ProofForm(request, request.POST if "proof" in request.POST else None)
    if form.is_valid():
        request.session[PROVEN_AT] = timezone.now().timestamp()
        return None
    left_out = NOT_CARRIED.union(form.fields)
    sent = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in left_out
        for value in values
    ]
    page = site.page(
        request, "admin/prove.html", title=_("Confirm that it is you"), form=form, sent=sent
    )
    page.status_code = 403
    return page
