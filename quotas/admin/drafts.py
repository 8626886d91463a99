"""Drafts made in the forms of the admin: kept, previewed, published later."""

import re

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.formats import localize
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext, gettext_lazy as _

from ..drafts.conflicts import draft_overwrite_error
from ..drafts.preview import token_of
from ..history.revision import in_turn
from ..history.versions import parse_pk
from ..i18n.languages import language
from ..models import Draft
from ..models.draft import new_key
from ..validators import check_year
from .base import PublicAdmin, ReadOnly
from .texts import TextsForm

NOT_KEPT = (
    "csrfmiddlewaretoken",
    "_draft",
    "_preview",
    "publish_at",
    "draft_key",
    "draft_seen",
)
KEY = re.compile(r"[\w-]{16}", re.ASCII)
KEEPING = {"_draft", "_preview"}  # the buttons that keep what is typed


class PublishAt(forms.Form):
    """The time at which a draft is to be published, if any."""

    publish_at = forms.DateTimeField(
        required=False,
        label=_("Publish at"),
        validators=[check_year],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def clean_publish_at(self):
        """Refuse a time that is past."""
        at = self.cleaned_data["publish_at"]
        if at and at <= timezone.now():
            raise ValidationError(_("This time is past."))
        return at


def key_in(request):
    """Return the key of the form that is sent, or a new one if it has none."""
    key = request.POST.get("draft_key", "")
    return key if KEY.fullmatch(key) else new_key()


def is_outdated(draft, request):
    """Tell if somebody changed `draft` since the form that is sent was opened."""
    return bool(draft) and request.POST.get("draft_seen", draft.fingerprint) != draft.fingerprint


def form_data(draft):
    """Return what was typed into `draft`, as a form takes it."""
    data = QueryDict(mutable=True)
    for name, values in draft.data.items():
        data.setlist(name, values)
    return data


def facts_of(form):
    """Return what the record would say, by field: the value, or what was typed if it is wrong."""
    form.is_valid()
    return {
        field.name: json_value(form.cleaned_data.get(field.name, form[field.name].data))
        for field in form.own_fields
    }


def json_value(value):
    """Return `value` with a key in place of each record, as JSON can hold it."""
    if isinstance(value, models.QuerySet):
        return [record.pk for record in value]
    return value.pk if isinstance(value, models.Model) else value


def problem_of(form):
    """Return what stands in the way of saving `form`, in sentences; empty if nothing does."""
    return " ".join(
        f"{form.fields[name].label if name in form.fields else ''} {' '.join(errors)}".strip()
        for name, errors in form.errors.items()
    )


def with_draft(form_class, draft):
    """Return `form_class` opened with what was typed into `draft`."""

    class DraftForm(form_class):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            data = form_data(draft)
            self.initial |= {
                name: field.widget.value_from_datadict(data, {}, name)
                for name, field in self.fields.items()
            }

    return DraftForm


def with_conflict(form_class, draft):
    """Return `form_class` refusing all that it is sent, because `draft` has changed meanwhile."""

    class ConflictForm(form_class):
        def clean(self):
            self.clean_texts()
            theirs = form_class(form_data(draft), instance=draft.record or draft.model())
            theirs.is_valid()
            self.conflict = [
                (self.fields[field.name].label, now, words)
                for field in self.own_fields
                if (words := self.describe_typed(field)) != (now := theirs.describe_typed(field))
            ]
            raise draft_overwrite_error(draft)

    return ConflictForm


class DraftableAdmin(PublicAdmin):
    """A form whose content can be kept as a draft, previewed, and scheduled."""

    form = TextsForm
    change_form_template = "admin/quotas/draftable_change_form.html"

    def draft_of(self, request):
        """Return the draft that the form was opened with, or None if it is gone."""
        pk = request.GET.get("draft")
        if pk is None:
            return None
        drafts = Draft.objects.filter(pk=parse_pk(pk), kind=self.opts.model_name)
        return drafts.first() if request.method == "POST" else get_object_or_404(drafts)

    def get_form(self, request, obj=None, change=False, **kwargs):
        """Return the form, filled in with the draft that it is opened with.

        If somebody changed the draft since then, it shows both versions instead.
        """
        form_class = super().get_form(request, obj, change=change, **kwargs)
        draft = self.draft_of(request)
        if draft is None:
            return form_class
        if request.method == "GET":
            return with_draft(form_class, draft)
        return with_conflict(form_class, draft) if is_outdated(draft, request) else form_class

    @method_decorator(in_turn)
    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        draft = self.draft_of(request)
        is_kept = request.method == "POST" and not KEEPING.isdisjoint(request.POST)
        if is_kept and not is_outdated(draft, request):
            return self.keep_draft(request, object_id, draft)
        at = draft and draft.publish_at
        context = {
            "draft": draft,
            "draft_key": key_in(request),
            "publish_at": PublishAt(initial={"publish_at": at}),
        }
        response = super().changeform_view(
            request, object_id, form_url, (extra_context or {}) | context
        )
        if request.method == "POST" and response.status_code == 302:
            done = draft or self.draft_begun_in(request)
            if done.pk:
                done.delete()
        return response

    def draft_begun_in(self, request):
        """Return the draft that this form made before the browser went back to it, or a new one."""
        key = key_in(request)
        begun = Draft.objects.filter(kind=self.opts.model_name, key=key, by=request.user)
        return begun.first() or Draft(kind=self.opts.model_name, key=key)

    def keep_draft(self, request, object_id, draft):
        """Keep what is typed, even if it is wrong, and say what is wrong."""
        allowed = (
            self.has_change_permission(request) if object_id else self.has_add_permission(request)
        )
        if not allowed:
            raise PermissionDenied
        if draft is None and "draft" in request.GET:
            messages.warning(
                request,
                gettext("The draft was published or discarded meanwhile: this is another one."),
            )
        draft = draft or self.draft_begun_in(request)
        record = self.get_object(request, unquote(object_id)) if object_id else None
        draft.by = request.user
        draft.record_id = record and record.pk
        draft.data = {
            name.replace("\0", ""): [value.replace("\0", "") for value in values]
            for name, values in request.POST.lists()
            if name not in NOT_KEPT
        }
        form = self.form_of(request, draft, record)
        draft.facts = facts_of(form)
        draft.title = self.title_of(draft.data) or gettext("Without a title")
        at = PublishAt(request.POST)
        draft.publish_at = at.cleaned_data["publish_at"] if at.is_valid() else None
        draft.problem = ""
        draft.save()
        self.report_draft(request, draft, at, problem_of(form))
        if "_preview" in request.POST:
            return redirect("preview", language(), token_of(draft))
        return redirect(draft.form_address)

    def form_of(self, request, draft, record):
        """Return the form, filled in as `draft` is."""
        form_class = super().get_form(request, record, change=record is not None)
        return form_class(form_data(draft), instance=record or self.model())

    def report_draft(self, request, draft, at, problem):
        """Say that the draft is kept, when it is published, and what stands in the way."""
        for error in at.errors.get("publish_at", ()):
            messages.error(request, error)
        if draft.publish_at and problem:
            draft.publish_at = None
            draft.save()
            messages.error(
                request, gettext("It cannot be published at a set time as it is: %s") % problem
            )
        elif draft.publish_at:
            when = localize(localtime(draft.publish_at))
            messages.success(
                request, gettext("Saved as a draft. It will be published on %s.") % when
            )
        else:
            messages.success(request, gettext("Saved as a draft. Readers do not see it."))
            if problem:
                messages.warning(
                    request, gettext("To correct before it is published: %s") % problem
                )

    def title_of(self, data):
        names = (
            "title_en",
            "title_fr",
            "question_en",
            "term_en",
            "name_en",
            "slug",
            "year",
            "text_en",
            "text_fr",
        )
        typed = (" ".join(data.get(name, [""])[-1].split()) for name in names)
        return next((words[:200] for words in typed if words), "")


@admin.register(Draft)
class DraftAdmin(ReadOnly, admin.ModelAdmin):
    """The drafts, to be opened in their forms or discarded."""

    list_display = ("title_link", "kind", "by", "changed_at", "publish_at", "problem")
    list_display_links = None
    list_select_related = ("by",)
    actions = ("discard",)

    @admin.display(description=_("title"), ordering="title")
    def title_link(self, draft):
        return format_html('<a href="{}">{}</a>', draft.form_address, draft.title)

    @admin.action(description=_("Discard the chosen drafts"), permissions=["discard"])
    def discard(self, request, drafts):
        for draft in drafts:
            if request.user.has_perm(f"quotas.change_{draft.kind}"):
                draft.delete()
        messages.success(request, gettext("Discarded."))

    def has_discard_permission(self, request):
        return request.user.has_perm("quotas.delete_draft")
