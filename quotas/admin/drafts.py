"""Work that is prepared in the forms of texts: kept, shown to colleagues, published later."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.formats import localize
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext, gettext_lazy as _

from ..drafts import problem_of, token_of, typed
from ..models import Draft
from .base import PublicAdmin, ReadOnly
from .texts import TextsForm

NOT_TYPED = ("csrfmiddlewaretoken", "_draft", "_preview", "publish_at")


class PublishAt(forms.Form):
    """When a draft is to be published, if at a time."""

    publish_at = forms.DateTimeField(
        required=False,
        label=_("Publish at"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def clean_publish_at(self):
        at = self.cleaned_data["publish_at"]
        if at and at <= timezone.now():
            raise ValidationError(_("This time is past."))
        return at


class DraftableAdmin(PublicAdmin):
    """A form whose content can be kept as a draft, shown at a private address, and scheduled."""

    form = TextsForm
    change_form_template = "admin/quotas/draftable_change_form.html"

    def draft_of(self, request):
        """The draft that the form is opened with, or None."""
        pk = request.GET.get("draft")
        if pk is None:
            return None
        if not pk.isdecimal():
            raise Http404
        return get_object_or_404(Draft, pk=pk, kind=self.opts.model_name)

    def get_form(self, request, obj=None, change=False, **kwargs):
        """The form; opened with a draft, it holds what was typed into that."""
        form_class = super().get_form(request, obj, change=change, **kwargs)
        draft = self.draft_of(request) if request.method == "GET" else None
        if draft is None:
            return form_class

        class FilledIn(form_class):
            def __init__(self, *args, **kwargs):
                super().__init__(*args, **kwargs)
                self.initial |= {
                    name: field.widget.value_from_datadict(data, {}, name)
                    for name, field in self.fields.items()
                }

        data = typed(draft)
        return FilledIn

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        draft = self.draft_of(request)
        if request.method == "POST" and not {"_draft", "_preview"}.isdisjoint(request.POST):
            return self.keep_draft(request, object_id, draft)
        at = draft and draft.publish_at
        context = {"draft": draft, "publish_at": PublishAt(initial={"publish_at": at})}
        response = super().changeform_view(
            request, object_id, form_url, (extra_context or {}) | context
        )
        if request.method == "POST" and response.status_code == 302 and draft:
            draft.delete()
        return response

    def keep_draft(self, request, object_id, draft):
        """Keep what is typed for later, whatever is wrong with it, and say what is."""
        allowed = (
            self.has_change_permission(request) if object_id else self.has_add_permission(request)
        )
        if not allowed:
            raise PermissionDenied
        draft = draft or Draft(kind=self.opts.model_name)
        draft.by = request.user
        draft.record_id = int(unquote(object_id)) if object_id else None
        draft.data = {
            name: values for name, values in request.POST.lists() if name not in NOT_TYPED
        }
        draft.title = self.title_of(request.POST) or gettext("Without a title")
        at = PublishAt(request.POST)
        draft.publish_at = at.cleaned_data["publish_at"] if at.is_valid() else None
        draft.problem = ""
        draft.save()
        self.tell(request, draft, at)
        if "_preview" in request.POST:
            return redirect("preview", "en", token_of(draft))
        return redirect(draft.form_address)

    def tell(self, request, draft, at):
        """Say that the draft is kept, when it is published, and what stands in the way."""
        problem = problem_of(draft)
        for error in at.errors.get("publish_at", ()):
            messages.error(request, error)
        if draft.publish_at and problem:
            draft.publish_at = None
            draft.save()
            messages.error(
                request, gettext("It cannot be published at a time as it is: %s") % problem
            )
        elif draft.publish_at:
            when = localize(localtime(draft.publish_at))
            messages.success(request, gettext("Kept as a draft. It is published on %s.") % when)
        else:
            messages.success(request, gettext("Kept as a draft. Readers see nothing of it."))
            if problem:
                messages.warning(
                    request, gettext("To be seen to before it is published: %s") % problem
                )

    def title_of(self, data):
        names = ("title_en", "title_fr", "name_en", "slug", "year", "text_en", "text_fr")
        return next((data[name].strip()[:200] for name in names if data.get(name)), "")


@admin.register(Draft)
class DraftAdmin(ReadOnly, admin.ModelAdmin):
    """What is being prepared: to be opened in its own form, or discarded."""

    list_display = ("opened", "kind", "by", "changed_at", "publish_at", "problem")
    list_display_links = None
    list_select_related = ("by",)
    actions = ("discard",)

    @admin.display(description=_("title"), ordering="title")
    def opened(self, draft):
        return format_html('<a href="{}">{}</a>', draft.form_address, draft.title)

    @admin.action(description=_("Discard the chosen drafts"), permissions=["discard"])
    def discard(self, request, drafts):
        for draft in drafts:
            if request.user.has_perm(f"quotas.change_{draft.kind}"):
                draft.delete()
        messages.success(request, gettext("Discarded."))

    def has_discard_permission(self, request):
        return request.user.has_perm("quotas.delete_draft")
