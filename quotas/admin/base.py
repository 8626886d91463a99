"""Forms and lists that the others are built on."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ERROR_FLAG
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import QueryDict
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy as _

from ..accounts.groups import fixed_fields, keep_fixed, refuse_to_move
from ..drafts.conflicts import overwrite_error
from ..history.differences import describe_field
from ..history.revision import in_turn, queue_to_write
from ..history.season_rows import bring_back_with_rows, delete_with_rows, deleted_with
from ..history.versions import editable_fields, fingerprint_of, parse_pk
from ..i18n.collation import fold
from ..i18n.fields import translated_fields
from ..markdown.checks import check_characters, untranslated
from .history import HistoryPages
from .limits import FIELDS, LONGEST_SEARCH, LimitedList, RecordsField, SafeAutocomplete

# The part of a form that says when a claim was compared with its source.
READ = (_("Compared with the source"), {"fields": (("read_on", "look_again_on"),)})


class PublicForm(forms.ModelForm):
    """A record, the reason for its change, and a fingerprint of what its editor saw.

    If somebody else saved a newer change, it shows both and asks again.
    """

    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=250,
        help_text=_("For your colleagues: it stays in the history of this record."),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    user = None  # who fills it in
    one_language = _(
        "Readers of this language would have no text. Write both languages, or neither."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.held = fingerprint_of(self.instance) if self.instance.pk else ""
        self.initial["seen"] = self.held
        self.conflict = []
        for pair in self.pairs:
            for name in pair:
                self.fields[name].widget.attrs["lang"] = name[-2:]
        if self.is_bound and self.instance.pk:
            self.held_words = {
                field.name: describe_field(self.instance, field) for field in self.own_fields
            }

    @property
    def own_fields(self):
        """Return the fields of the record that this form can change."""
        return [field for field in editable_fields(self.instance) if field.name in self.fields]

    @property
    def pairs(self):
        """Return the pairs of names of fields that say the same in English and in French."""
        return [
            pair
            for pair in translated_fields(type(self.instance))
            if all(name in self.fields for name in pair)
        ]

    @property
    def changed_facts(self):
        """Return the names of the record's fields that are changed."""
        return [
            name for name in self.changed_data if name in {field.name for field in self.own_fields}
        ]

    def clean(self):
        super().clean()
        self.refuse_unseen_characters()
        if self.instance.pk:
            self.refuse_to_move()
        self.clean_texts()
        if self.data.get(self.add_prefix("seen"), self.held) != self.held:
            self.data = self.data.copy()
            self.data[self.add_prefix("seen")] = self.held
            self.refuse_to_overwrite()

    def clean_texts(self):
        """Give lines the ends that the database holds; refuse a text in one language only."""
        for name, value in self.cleaned_data.items():
            if isinstance(value, str):
                self.cleaned_data[name] = value.replace("\r\n", "\n")
        for name in untranslated(self.pairs, self.cleaned_data):
            if name not in self.errors:
                self.add_error(name, self.one_language)

    def refuse_to_move(self):
        try:
            refuse_to_move(self.user, self.instance, self.changed_data)
        except ValidationError as error:
            self.add_error(None, error)

    def refuse_unseen_characters(self):
        for name, value in self.cleaned_data.copy().items():
            try:
                check_characters(value if isinstance(value, str) else "")
            except ValidationError as error:
                self.add_error(name, error)

    def refuse_to_overwrite(self):
        """Show what the record says now beside what was typed, and ask to save again."""
        if not self.instance.pk:
            raise ValidationError(
                _(
                    "Somebody deleted this record while you were editing it. What you typed is "
                    "below; saving again brings the record back."
                )
            )
        self.conflict = [
            (self.fields[field.name].label, self.held_words[field.name], typed)
            for field in self.own_fields
            if (typed := self.describe_typed(field)) != self.held_words[field.name]
        ]
        raise overwrite_error(self.instance, self.held)

    def describe_typed(self, field):
        """Return what was typed into `field`, in words."""
        if field.name not in self.cleaned_data:
            return self[field.name].value()
        value = self.cleaned_data[field.name]
        if field.many_to_many:
            return ", ".join(sorted(str(row) for row in value))
        if field.is_relation:
            return "" if value is None else str(value)
        return describe_field(type(self.instance)(**{field.attname: value}), field)


class RobustPages:
    """Pages with titles in both languages, which no value in an address breaks."""

    formfield_overrides = FIELDS

    def changelist_view(self, request, extra_context=None):
        """Show the list; all of it, with a warning, if the address asks for the impossible."""
        if ERROR_FLAG in request.GET:
            request.GET = QueryDict(f"{ERROR_FLAG}=1")
            words = gettext("The list cannot be filtered like that, so this is all of it.")
            messages.warning(request, words)
        title = {"title": capfirst(self.opts.verbose_name_plural)}
        return super().changelist_view(request, title | (extra_context or {}))

    def get_changelist(self, request, **kwargs):
        return LimitedList

    def get_search_results(self, request, queryset, search_term):
        return super().get_search_results(request, queryset, search_term[:LONGEST_SEARCH])

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        chosen = {"form_class": RecordsField} | kwargs
        return super().formfield_for_manytomany(db_field, request, **chosen)

    def get_object(self, request, object_id, from_field=None):
        if from_field is None and parse_pk(object_id) is None:
            return None
        return super().get_object(request, object_id, from_field)


class PublicAdmin(HistoryPages, RobustPages, admin.ModelAdmin):
    """A form that asks for a reason, overwrites nobody's change, and shows the history."""

    form = PublicForm
    change_list_template = "admin/quotas/public_change_list.html"

    class Media:
        js = ("js/admin/unsaved.js", "js/admin/combobox.js")

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = SafeAutocomplete(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_readonly_fields(self, request, obj=None):
        own = super().get_readonly_fields(request, obj)
        fixed = fixed_fields(request.user, obj) if obj else ()
        return (*own, *(name for name in fixed if name not in own))

    def get_prepopulated_fields(self, request, obj=None):
        """Leave out the names that cannot be changed any more."""
        fixed = self.get_readonly_fields(request, obj)
        own = super().get_prepopulated_fields(request, obj)
        return {name: sources for name, sources in own.items() if name not in fixed}

    def get_form(self, request, obj=None, change=False, **kwargs):
        form_class = super().get_form(request, obj, change=change, **kwargs)
        form_class.user = request.user
        return form_class

    def get_fieldsets(self, request, obj=None):
        if not self.has_change_permission(request, obj):
            return super().get_fieldsets(request, obj)
        why = (None, {"fields": ("reason", "seen")})
        return [*super().get_fieldsets(request, obj), why]

    @method_decorator(in_turn)
    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Compare with what is held and save, while every other writer waits."""
        is_sent = request.method == "POST" and object_id
        if is_sent and self.get_object(request, unquote(object_id)) is None:
            object_id = None  # deleted meanwhile: what was typed is kept
        title = {"title": self.title_of_form(request, object_id)}
        return super().changeform_view(request, object_id, form_url, title | (extra_context or {}))

    def title_of_form(self, request, object_id):
        if object_id is None:
            words = gettext("Add: %(kind)s")
        elif self.has_change_permission(request):
            words = gettext("Change: %(kind)s")
        else:
            words = gettext("View: %(kind)s")
        return words % {"kind": self.opts.verbose_name}

    def save_model(self, request, record, form, change):
        if change and not form.changed_facts:
            return
        keep_fixed(request.user, record, self.model.objects.filter(pk=record.pk).first())
        record._change_reason = form.cleaned_data.get("reason", "")
        super().save_model(request, record, form, change)

    def delete_model(self, request, record):
        queue_to_write()
        self.delete_record(record)

    def delete_record(self, record):
        """Delete `record`, and what has to go with it."""
        record.delete()

    @transaction.atomic
    def delete_queryset(self, request, queryset):
        """Delete one by one, so that each leaves its history, and say where to undo it."""
        queue_to_write()
        for record in queryset:
            self.delete_record(record)
        undo = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_deleted")
        messages.info(
            request,
            format_html(
                '<a href="{}">{}</a>', undo, gettext("See what was deleted, or bring it back.")
            ),
        )

    def response_delete(self, request, obj_display, obj_id):
        """Say also where to undo it."""
        undo = reverse(
            f"admin:{self.opts.app_label}_{self.opts.model_name}_history", args=(obj_id,)
        )
        link = format_html(
            '<a href="{}">{}</a>', undo, gettext("See its history, or bring it back.")
        )
        messages.info(request, link)
        return super().response_delete(request, obj_display, obj_id)


class WithRows:
    """Records that are deleted and brought back with all that belongs to them."""

    def delete_record(self, record):
        delete_with_rows(record)

    def save_version(self, entry, reason):
        if self.model.objects.filter(pk=entry.id).exists():
            return super().save_version(entry, reason)
        return bring_back_with_rows(entry, reason=reason)

    def warnings_before_going_back(self, record, entry):
        count = 0 if record else len(deleted_with(self.model, entry.id))
        words = gettext("Records that were deleted with it and come back too: %(count)s.")
        return [words % {"count": count}] if count else []


class FoldedSearch:
    """A search in columns that hold text in small letters without accents."""

    def get_search_results(self, request, queryset, search_term):
        return super().get_search_results(request, queryset, fold(search_term.replace(",", " ")))


class ReadOnly(RobustPages):
    """A list that staff only read."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
