"""Imports and exports of files, from the lists of records."""

import dataclasses

from django import forms
from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy as _

from ..files.days import ORDERS
from ..files.importing import DataChanged, NotChecked, import_file, preview
from ..files.limits import MOST_BYTES, BadFile
from ..files.writing import write_table
from ..history.revision import queue_to_write
from ..i18n.formats import grouped
from ..models import Upload
from ..rounds.document import MAX_BYTES, BadFeed
from ..rounds.feed import read_feed
from ..rounds.fetch import OFFICIAL_ADDRESS, fetch
from ..rounds.importing import Choices, import_feed
from ..validators import FIRST_YEAR, LAST_YEAR

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
MEANWHILE = _(
    "The data changed meanwhile, so nothing was imported. This is what the file would change now."
)
SIGNER = signing.Signer(salt="what an import would do")


class FileForm(forms.Form):
    """A CSV or XLSX file."""

    file = forms.FileField(label=_("File"), allow_empty_file=True)

    most_bytes = MOST_BYTES

    def clean_file(self):
        """Return the file's name and bytes; refuse one that is too large before it is read."""
        file = self.cleaned_data["file"]
        if file.size > self.most_bytes:
            raise ValidationError(
                _("The file is larger than %(most)s MB."),
                params={"most": self.most_bytes // 1_000_000},
            )
        return file.name, file.read()


class FilesAdmin:
    """An import and an export for a list of public records."""

    file_class = None
    change_list_template = "admin/files/change_list.html"

    def get_urls(self):
        view, name = self.admin_site.admin_view, f"quotas_{self.opts.model_name}"
        return [
            path("import/", view(self.import_view), name=f"{name}_import"),
            path(
                "import/<int:upload_id>/",
                view(self.import_preview_view),
                name=f"{name}_preview_import",
            ),
            path("export/", view(self.export_view), name=f"{name}_export"),
            *super().get_urls(),
        ]

    def import_view(self, request):
        """Receive a file, and lead to the page of its differences."""
        refuse_unless_importer(request)
        form = FileForm(*(request.POST, request.FILES) if request.method == "POST" else ())
        if form.is_valid():
            name, content = form.cleaned_data["file"]
            try:
                self.file_class().read_table(name, content)
            except BadFile as refusal:
                form.add_error("file", refusal)
            else:
                kind = self.opts.model_name
                upload = Upload.objects.keep(kind, name, content, request.user)
                return redirect(f"admin:quotas_{kind}_preview_import", upload.pk)
        return self.admin_site.page(
            request,
            "admin/files/upload.html",
            title=gettext("Import a file: %(what)s") % {"what": self.opts.verbose_name_plural},
            opts=self.opts,
            form=form,
            columns=self.file_class().columns,
        )

    def import_preview_view(self, request, upload_id):
        """Show every difference that the file makes; a POST saves them."""
        refuse_unless_importer(request)
        upload = own_upload(request, self.opts.model_name, upload_id)
        day_order = day_order_of(request)
        if request.method == "POST":
            response = self.import_upload(request, upload)
            if response:
                return response
        try:
            file = self.file_class(day_order)
            seen = preview(file, file.read_table(upload.name, bytes(upload.content)))
        except BadFile as refusal:
            messages.error(request, " ".join(refusal.messages))
            return redirect(f"admin:quotas_{self.opts.model_name}_import")
        return self.admin_site.page(
            request,
            "admin/files/preview.html",
            title=gettext("What %(file)s would change") % {"file": upload.name},
            opts=self.opts,
            upload=upload,
            preview=seen,
            ticked=request.POST.getlist("checked"),
            day_order=day_order,
            digest=SIGNER.sign(seen.fingerprint),
        )

    def import_upload(self, request, upload):
        """Import exactly what was shown, or show why not and return None."""
        try:
            seen = import_file(
                self.file_class,
                upload,
                digest=SIGNER.unsign(request.POST.get("digest", "")),
                ticked=request.POST.getlist("checked"),
                day_order=day_order_of(request),
            )
        except NotChecked:
            messages.error(
                request, gettext("Tick that you have checked what looks like a mistake.")
            )
            return None
        except (DataChanged, signing.BadSignature):
            messages.error(request, MEANWHILE)
            return None
        upload.delete()
        message = gettext("%(file)s: %(new)s new, %(changed)s changed, %(unchanged)s unchanged.")
        counts = {kind: grouped(count) for kind, count in seen.counts.items()}
        messages.success(request, message % ({"file": upload.name} | counts))
        return redirect(f"admin:quotas_{self.opts.model_name}_changelist")

    def export_view(self, request):
        """Return the records of the list, with its filters, as a file for another import."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        kind = request.GET.get("format", "csv")
        if kind not in CONTENT_TYPES:
            kind = "csv"
        request.GET = request.GET.copy()
        request.GET.pop("format", None)
        try:
            records = self.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters:
            return redirect(f"admin:quotas_{self.opts.model_name}_changelist")
        file = self.file_class()
        relations = [field.name for field in self.opts.concrete_fields if field.is_relation]
        rows = file.write_rows(records.select_related(*relations))
        content = write_table(list(file.columns), rows, kind)
        name = f"iec-{self.opts.model_name}-{timezone.localdate()}.{kind}"
        return HttpResponse(
            content,
            content_type=CONTENT_TYPES[kind],
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )


class FeedForm(FileForm):
    """The official feed as a file, or no file to fetch it."""

    most_bytes = MAX_BYTES

    file = forms.FileField(label=_("File"), required=False, allow_empty_file=True)
    season = forms.IntegerField(
        label=_("Season"),
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        help_text=_("Only if the feed does not say it."),
    )
    accepts_missing_pools = forms.BooleanField(
        label=_("Accept a feed that lacks half of last week’s pools"), required=False
    )
    accepts_slips = forms.BooleanField(
        label=_("Accept quotas that are far from ours"), required=False
    )
    accepts_new_countries = forms.BooleanField(
        label=_("Accept codes of countries that are not known"), required=False
    )

    def clean_file(self):
        return super().clean_file() if self.cleaned_data["file"] else None

    @property
    def choices(self):
        names = ("season", "accepts_missing_pools", "accepts_slips", "accepts_new_countries")
        return {name: self.cleaned_data[name] for name in names}


class FeedFilesAdmin:
    """An import of the official feed, from a file or its address, for the list of imports."""

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
                name, content = form.cleaned_data["file"] or fetch_official()
                report_of(content, name, form.choices, is_dry_run=True)
            except BadFeed as refusal:
                form.add_error(None, str(refusal))
            else:
                upload = Upload.objects.keep("feed", name, content, request.user)
                request.session[f"feed-{upload.pk}"] = form.choices
                return redirect("admin:quotas_feedimport_preview_import", upload.pk)
        return self.admin_site.page(
            request,
            "admin/files/feed.html",
            title=gettext("Import the official feed"),
            opts=self.opts,
            form=form,
            address=OFFICIAL_ADDRESS,
        )

    def preview_view(self, request, upload_id):
        """Show the report of a dry run; a POST imports what it says."""
        refuse_unless_importer(request)
        upload = own_upload(request, "feed", upload_id)
        try:
            with transaction.atomic():
                queue_to_write()
                report, done = self.reports(request, upload)
        except BadFeed as refusal:
            messages.error(request, str(refusal))
            return redirect("admin:quotas_feedimport_import")
        if done:
            upload.delete()
            message = gettext("%(new)s new, %(changed)s changed, %(unchanged)s unchanged.")
            messages.success(request, message % counts_of(done))
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

    def reports(self, request, upload):
        """Return the report of a dry run, and that of the import if it was confirmed."""
        content, choices = bytes(upload.content), request.session.get(f"feed-{upload.pk}", {})
        report = report_of(content, upload.name, choices, is_dry_run=True)
        if request.method != "POST" or request.POST.get("digest") != digest_of(report):
            return report, None
        return report, report_of(content, upload.name, choices, is_dry_run=False)


def counts_of(report):
    return {
        "new": len(report.new),
        "changed": len(report.changed),
        "unchanged": report.unchanged,
    }


def refuse_unless_importer(request):
    if not request.user.has_perm("quotas.import_files"):
        raise PermissionDenied


def day_order_of(request):
    """Return the order of day, month and year that was chosen for a file, or nothing."""
    chosen = (request.POST or request.GET).get("days", "")
    return chosen if chosen in ORDERS else ""


def own_upload(request, kind, pk):
    return get_object_or_404(Upload, pk=pk, kind=kind, by=request.user)


def fetch_official():
    """Return the address of the official feed, and its bytes."""
    return OFFICIAL_ADDRESS, fetch(OFFICIAL_ADDRESS).content


def report_of(content, name, choices, *, is_dry_run):
    feed = read_feed(content, today=timezone.localdate())
    return import_feed(feed, Choices(**choices, is_dry_run=is_dry_run), address=name)


def digest_of(report):
    """Return the signature of all that a report says."""
    said = dataclasses.astuple(report)[4:]
    return SIGNER.signature(repr(said))
