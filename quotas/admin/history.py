"""The history of each record in the admin: its versions, the way back, deleted records."""

from django.contrib import messages
from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.formats import localize
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext, gettext_lazy as _

from ..accounts.groups import keep_fixed, refuse_to_move
from ..history.differences import (
    compare_versions,
    describe_field,
    describe_reason,
    differences,
)
from ..history.revision import in_turn
from ..history.saving import go_back
from ..history.versions import (
    DELETED,
    deletions,
    editable_fields,
    entries_of,
    fingerprint_of,
    foreign_keys,
    name_of,
    parse_pk,
    records_in,
)
from ..plausibility.doubts import are_ticked, ticks_of

VERSIONS_ON_A_PAGE = 25
DELETIONS_ON_A_PAGE = 50
CHANGED_MEANWHILE = _(
    "This record was changed while you were editing it. Compare again what it says now with what "
    "it said then."
)
NOT_CHECKED = _("Tick that you have checked what looks like a mistake.")


def describe_fixed_fields(entry, names):
    """Return a sentence for each of the fields that going back to `entry` does not change."""
    words = gettext("%(field)s: %(value)s. Going back does not change it.")
    return [
        words % {"field": capfirst(field.verbose_name), "value": describe_field(entry, field)}
        for field in editable_fields(entry)
        if field.name in names
    ]


class HistoryPages:
    """Pages of a record's versions and of deleted records, for an admin of public records."""

    def get_urls(self):
        name, view = f"{self.opts.app_label}_{self.opts.model_name}", self.admin_site.admin_view
        go_back = "<path:object_id>/history/<int:entry_id>/"
        return [
            path(go_back, view(self.go_back_view), name=f"{name}_go_back"),
            path("deleted/", view(self.deleted_view), name=f"{name}_deleted"),
            *super().get_urls(),
        ]

    def deleted_view(self, request):
        """Show the records that were deleted, the last first, with the way to undo it."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        page = Paginator(deletions(self.model), DELETIONS_ON_A_PAGE).get_page(
            request.GET.get("page")
        )
        return self.admin_site.page(
            request,
            "admin/quotas/deleted.html",
            title=gettext("Deleted: %(records)s") % {"records": self.opts.verbose_name_plural},
            opts=self.opts,
            page=page,
            deleted=[
                (name_of(record), entry, describe_reason(entry.history_change_reason))
                for record, entry in zip(records_in(page), page, strict=True)
            ],
        )

    def history_view(self, request, object_id, extra_context=None):
        """Show every version of one record, the newest first, even of a deleted one."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        record = self.get_object(request, unquote(object_id))
        entries = entries_of(self.model, unquote(object_id))
        if record is None and not entries.exists():
            raise Http404
        page = Paginator(entries, VERSIONS_ON_A_PAGE).get_page(request.GET.get("page"))
        older = entries[page.end_index() : page.end_index() + 1]
        return self.admin_site.page(
            request,
            "admin/quotas/history.html",
            title=gettext("History of %(record)s")
            % {"record": record or self.name_of_deleted(entries)},
            opts=self.opts,
            record=record,
            page=page,
            versions=compare_versions(list(page), older=older.first(), newest=entries.first()),
            can_go_back=self.can_go_back(request, record),
        )

    @method_decorator(in_turn)
    def go_back_view(self, request, object_id, entry_id):
        """Show what going back to an earlier version changes; a POST goes back."""
        record = self.get_object(request, unquote(object_id))
        if not self.can_go_back(request, record):
            raise PermissionDenied
        entries = entries_of(self.model, unquote(object_id))
        entry = entries.filter(history_id=parse_pk(str(entry_id))).first()
        if entry is None or entry.history_type == DELETED:
            raise Http404
        seen, error = fingerprint_of(record) if record else "", None
        kept = keep_fixed(request.user, entry, record)
        doubts = self.doubts_before_going_back(record, entry)
        ticked = request.POST.getlist("checked")
        if request.method == "POST":
            try:
                if record:
                    self.refuse_to_move_back(request.user, record, entry)
                if request.POST.get("seen", seen) != seen:
                    raise ValidationError(CHANGED_MEANWHILE)
                if not are_ticked(doubts, ticked):
                    raise ValidationError(NOT_CHECKED)
                return self.restore(request, entry)
            except ValidationError as refusal:
                error = refusal
        return self.admin_site.page(
            request,
            "admin/quotas/go_back.html",
            title=gettext("Go back to an earlier version"),
            opts=self.opts,
            record=record,
            entry=entry,
            object_id=object_id,
            seen=seen,
            differences=differences(record, entry),
            warnings=[
                *describe_fixed_fields(entry, kept),
                *self.warnings_before_going_back(record, entry),
            ],
            ticks=ticks_of(doubts),
            ticked=ticked,
            error=error,
        )

    def restore(self, request, entry):
        """Go back to `entry`, and lead to the form of the record."""
        when = localize(localtime(entry.history_date))
        reason = gettext("Back to the version of %(time)s.") % {"time": when}
        record = self.save_version(entry, reason)
        self.log_change(request, record, reason)
        messages.success(
            request, gettext("%(record)s says again what it said before.") % {"record": record}
        )
        return redirect(admin_urlname(self.opts, "change"), record.pk)

    def save_version(self, entry, reason):
        """Save what `entry` says, as a new version of its record."""
        return go_back(entry, reason=reason, adjust=self.adjust_to_today)

    @staticmethod
    def refuse_to_move_back(user, record, entry):
        """Refuse a version in another place, if `user` may not move the record."""
        changed = [
            field.name
            for field in foreign_keys(type(record))
            if getattr(record, field.attname) != getattr(entry, field.attname)
        ]
        refuse_to_move(user, record, changed)

    def adjust_to_today(self, record):
        """Change the facts of an earlier version that are impossible now."""

    def warnings_before_going_back(self, record, entry):
        """Return the warnings to show before staff go back."""
        return []

    def doubts_before_going_back(self, record, entry):
        """Return the doubts about an earlier version, each to be ticked."""
        return []

    def can_go_back(self, request, record):
        if record is None:
            return self.has_add_permission(request)
        return self.has_change_permission(request, record)

    @staticmethod
    def name_of_deleted(entries):
        return name_of(*records_in(entries[:1]))
