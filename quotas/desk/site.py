import contextlib
from functools import partial, update_wrapper

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import OperationalError
from django.http import Http404
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext, gettext_lazy as _
from django.views.decorators.http import require_POST

from quotas.accounts import second_factor

from ..accounts.news import account_news, show_news_next
from ..accounts.proof import ask_for_proof, proof_form
from ..accounts.views import LogInForm, OwnPasswordView, second_factor_page
from ..drafts.publishing import publish_due
from ..history.versions import parse_pk
from ..i18n.languages import language
from ..markdown.checks import MOST_CHARACTERS, check_text, clean_text
from .overview import overview
from .reading import reading

# Pages that open without a second factor to users who must have one.
OPEN = {"second_factor", "password_change", "password_change_done", "logout", "jsi18n"}


@require_POST
def markdown_view(request):
    """Show the typed text as readers will see it, and the faults of its links."""
    text, faults = clean_text(request.POST.get("text", "")[: MOST_CHARACTERS + 1]), []
    try:
        check_text(text)
    except ValidationError as error:
        faults = error.messages
    context = {"text": text[:MOST_CHARACTERS], "faults": faults}
    return render(request, "admin/markdown.html", context)


def is_impossible(request):
    """Tell if a request holds what no database can be asked for."""
    asked = "".join(part for name, values in request.GET.lists() for part in (name, *values))
    chosen = request.POST.getlist("_selected_action")
    return "\0" in asked or any(parse_pk(each) is None for each in chosen)


class DeskSite(admin.AdminSite):
    """The admin of Django, with pages of our own around its lists and forms."""

    site_header = site_title = _("IEC Quotas")
    index_title = _("The desk")
    login_form = LogInForm
    login_template = "admin/log_in.html"
    index_template = "admin/desk.html"

    def get_urls(self):
        read = self.admin_view(reading)
        factor = self.admin_view(partial(second_factor_page, site=self))
        return [
            path("second-factor/", factor, name="second_factor"),
            path("help/", self.admin_view(self.help), name="help"),
            path("markdown/", self.admin_view(markdown_view), name="markdown"),
            path("read/<str:language>/", read, name="read"),
            path("read/<str:language>/<path:path>", read),
            *super().get_urls(),
        ]

    def help(self, request):
        """Show how to do each task, in the reader's language."""
        prose = f"pages/help.{language()}.html"
        return self.page(request, "admin/help.html", title=gettext("Help"), prose=prose)

    def index(self, request, extra_context=None):
        """Show the desk: the state of the season, tasks, recent changes, and links to work."""
        return super().index(request, (extra_context or {}) | overview(request.user))

    def password_change(self, request, extra_context=None):
        """Let members of staff change their own password."""
        request.current_app = self.name
        view = OwnPasswordView.as_view(
            success_url=reverse("admin:password_change_done"),
            extra_context=self.each_context(request) | (extra_context or {}),
        )
        return view(request)

    def has_permission(self, request):
        return second_factor.may_enter(request.user)

    def admin_view(self, view, cacheable=False):
        """Return `view` for staff alone; those who must set up a second factor are led there first.

        Drafts that are due are published first. A page about accounts asks for a recent proof.
        """

        def after_second_factor(request, *args, **kwargs):
            if is_impossible(request):
                raise Http404
            with contextlib.suppress(OperationalError):  # the next request tries again
                publish_due()
            is_open = request.resolver_match.url_name in OPEN
            if not is_open and second_factor.is_missing(request.user):
                return redirect("admin:second_factor")
            return ask_for_proof(request, self) or view(request, *args, **kwargs)

        return super().admin_view(update_wrapper(after_second_factor, view), cacheable)

    def login(self, request, extra_context=None):
        """Show the page to log in; the next page then shows the news of the account."""
        response = super().login(request, extra_context)
        if request.method == "POST" and response.status_code == 302:
            show_news_next(request)
        return response

    def each_context(self, request):
        """Return what every page may show; it is computed only if the page does."""
        return super().each_context(request) | {
            "account_news": partial(account_news, request),
            "proof": partial(proof_form, request),
        }

    def page(self, request, template, **context):
        """Return a page of the desk, with what every page of the admin has around it."""
        request.current_app = self.name
        return TemplateResponse(request, template, self.each_context(request) | context)
