"""The official feed in the admin: its imports, its copies, and decisions about doubtful ones."""

import dataclasses

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext, gettext_lazy as _

from ..history.revision import in_turn, queue_to_write
from ..models import FeedImport, KeptFeed, Upload
from ..models.kept_feed import Outcome
from ..rounds.document import MAX_BYTES, BadFeed
from ..rounds.fetch import OFFICIAL_ADDRESS, fetch
from ..rounds.importing import Choices
from ..rounds.receiving import receive
from ..validators import FIRST_YEAR, LAST_YEAR
from ..views.files import download
from .base import ReadOnly
from .files import MEANWHILE, SIGNER, FileForm, own_upload, refuse_unless_importer

LONGEST_REASON = 200


class FeedForm(FileForm):
    """The official feed as a file, or no file to fetch it."""

    most_bytes = MAX_BYTES

    file = forms.FileField(label=_("File"), required=False, allow_empty_file=True)
    season = forms.IntegerField(
        label=_("Season"),
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        help_text=_("Only if the feed does not tell it."),
    )
    accepts_new_countries = forms.BooleanField(
        label=_("Accept codes of countries that are not known"), required=False
    )

    def clean_file(self):
        return super().clean_file() if self.cleaned_data["file"] else None

    @property
    def choices(self):
        return {name: self.cleaned_data[name] for name in ("season", "accepts_new_countries")}


class DecisionForm(forms.Form):
    """A decision about a feed that is held, with its reason."""

    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=_("It is kept with the decision. An import needs one."),
    )

    def clean(self):
        if "import" in self.data and not self.cleaned_data.get("reason"):
            self.add_error("reason", _("Say why it is right all the same."))


@admin.register(FeedImport)
class FeedImportAdmin(ReadOnly, admin.ModelAdmin):
    """The imports of the feed, to read: only an import writes them."""

    list_display = ("as_of", "season", "address", "imported_at")
    list_select_related = ("season",)
    change_list_template = "admin/files/feed_change_list.html"

    def get_urls(self):
        view = self.admin_site.admin_view(self.import_view)
        preview_view = self.admin_site.admin_view(self.preview_view)
        return [
            path("import/", view, name="quotas_feedimport_import"),
            path("import/<int:upload_id>/", preview_view, name="quotas_feedimport_preview_import"),
            *super().get_urls(),
        ]

    def import_view(self, request):
        """Receive the feed, from a file or its address, and lead to the page of its differences."""
        refuse_unless_importer(request)
        form = FeedForm(*(request.POST, request.FILES) if request.method == "POST" else ())
        if form.is_valid():
            try:
                name, content, headers = with_headers(form.cleaned_data["file"])
                facts = {"choices": form.choices, "headers": headers}
                report = try_out(content, name, **facts)
                if report.is_held:
                    return self.hold(request, content, name, facts)
            except BadFeed as refusal:
                form.add_error(None, str(refusal))
            else:
                upload = Upload.objects.keep("feed", name, content, request.user)
                request.session[f"feed-{upload.pk}"] = facts
                return redirect("admin:quotas_feedimport_preview_import", upload.pk)
        return self.admin_site.page(
            request,
            "admin/files/feed.html",
            title=gettext("Import the official feed"),
            opts=self.opts,
            form=form,
            address=OFFICIAL_ADDRESS,
        )

    def hold(self, request, content, name, facts):
        """Hold a doubtful feed, and lead to the page on which it is decided about."""
        choices = Choices(**facts["choices"])
        reception = receive(content, choices, address=name, headers=facts["headers"])
        return redirect("admin:quotas_keptfeed_change", reception.kept.pk)

    def preview_view(self, request, upload_id):
        """Show the report of a dry run; a POST imports what it says."""
        refuse_unless_importer(request)
        upload = own_upload(request, "feed", upload_id)
        content = bytes(upload.content)
        facts = request.session.get(f"feed-{upload.pk}", {"choices": {}, "headers": {}})
        try:
            with transaction.atomic():
                queue_to_write()
                report = try_out(content, upload.name, **facts)
                if report.is_held:
                    return self.hold(request, content, upload.name, facts)
                done = None
                if request.POST.get("digest") == digest_of(report):
                    choices = Choices(**facts["choices"])
                    done = receive(
                        content, choices, address=upload.name, headers=facts["headers"]
                    ).report
        except BadFeed as refusal:
            messages.error(request, str(refusal))
            return redirect("admin:quotas_feedimport_import")
        if done:
            upload.delete()
            show_counts(request, done)
            return redirect("admin:quotas_feedimport_changelist")
        if request.method == "POST":
            messages.error(request, MEANWHILE)
        return self.admin_site.page(
            request,
            "admin/files/report.html",
            title=gettext("What %(file)s would change") % {"file": upload.name},
            opts=self.opts,
            report=report,
            digest=digest_of(report),
        )


@admin.register(KeptFeed)
class KeptFeedAdmin(ReadOnly, admin.ModelAdmin):
    """The copies of the feed as they came, and the decisions about those that are held."""

    list_display = ("day", "outcome", "fetched_at", "address", "size")
    list_filter = ("outcome",)
    list_per_page = 50

    def get_queryset(self, request):
        return super().get_queryset(request).defer("content", "doubts", "headers")

    def get_urls(self):
        view = self.admin_site.admin_view(self.original_view)
        return [
            path("<int:pk>/original/", view, name="quotas_keptfeed_original"),
            *super().get_urls(),
        ]

    @admin.display(description=_("as of"), ordering="as_of")
    def day(self, kept):
        return kept.day_label

    def original_view(self, request, pk):
        """Return the bytes of a copy as they came."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        kept = get_object_or_404(KeptFeed, pk=pk, content__isnull=False)
        return download(kept.original, "application/octet-stream", kept.file_name)

    @method_decorator(in_turn)
    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Show what a copy would change, and why it is doubted; a POST decides about it."""
        kept = self.get_object(request, object_id)
        if kept is None or not self.has_view_permission(request):
            raise Http404
        report, refusal = self.try_again(kept) if kept.is_undecided else (None, "")
        form = DecisionForm(request.POST or None)
        if request.method == "POST":
            refuse_unless_importer(request)
            if form.is_valid() and self.decide(request, kept, report, form.cleaned_data["reason"]):
                return redirect("admin:quotas_keptfeed_changelist")
        return self.admin_site.page(
            request,
            "admin/files/kept_feed.html",
            title=gettext("The official feed as of %(day)s") % {"day": kept.day_label},
            opts=self.opts,
            kept=kept,
            report=report,
            refusal=refusal,
            form=form,
            digest=digest_of(report) if report else "",
        )

    def try_again(self, kept):
        """Return the report of what a copy would change now, and the reason if it is refused."""
        try:
            choices = Choices(**kept.choices, is_dry_run=True)
            return receive(kept.original, choices, address=kept.address).report, ""
        except BadFeed as refusal:
            return None, str(refusal)

    def decide(self, request, kept, report, reason):
        """Import a copy all the same, or throw it away; return True if it is done."""
        if "import" not in request.POST:
            if not kept.is_held:
                messages.error(request, MEANWHILE)
                return False
            kept.decide(Outcome.THROWN_AWAY, by=request.user, reason=reason)
            messages.success(request, gettext("It was thrown away, and changed nothing."))
            return True
        if report is None or request.POST.get("digest") != digest_of(report):
            messages.error(request, MEANWHILE)
            return False
        choices = Choices(**kept.choices, accepts_doubts=True, reason=reason)
        done = receive(
            kept.original, choices, address=kept.address, headers=kept.headers, by=request.user
        )
        show_counts(request, done.report)
        return True


def with_headers(file):
    """Return the name of a feed, its bytes, and the headers with which they came."""
    return (*file, {}) if file else fetch_official()


def fetch_official():
    """Return the address of the official feed, its bytes and its headers."""
    came = fetch(OFFICIAL_ADDRESS)
    return OFFICIAL_ADDRESS, came.content, came.headers


def try_out(content, name, choices, headers):
    """Return the report of a dry run."""
    trial = Choices(**choices, is_dry_run=True)
    return receive(content, trial, address=name, headers=headers).report


def show_counts(request, report):
    message = gettext("%(new)s new, %(changed)s changed, %(unchanged)s unchanged.")
    counts = {"new": len(report.new), "changed": len(report.changed)}
    messages.success(request, message % (counts | {"unchanged": report.unchanged}))


def digest_of(report):
    """Return the signature of all that a report says."""
    return SIGNER.signature(repr(dataclasses.replace(report, is_dry_run=True)))
