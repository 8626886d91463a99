"""Imports and exports of files, from the lists of records."""

from django import forms
from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy as _

from ..files.days import ORDERS
from ..files.importing import DataChanged, NotChecked, import_file, preview
from ..files.limits import MOST_BYTES, BadFile
from ..files.writing import write_table
from ..i18n.formats import grouped
from ..models import Upload

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


def refuse_unless_importer(request):
    if not request.user.has_perm("quotas.import_files"):
        raise PermissionDenied


def day_order_of(request):
    """Return the order of day, month and year that was chosen for a file, or nothing."""
    chosen = (request.POST or request.GET).get("days", "")
    return chosen if chosen in ORDERS else ""


def own_upload(request, kind, pk):
    return get_object_or_404(Upload, pk=pk, kind=kind, by=request.user)
