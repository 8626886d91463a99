"""Notices and notes, and the sources of everything."""

from django.contrib import admin
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..models import Note, Notice, Source
from .base import READ, PublicAdmin
from .drafts import DraftableAdmin
from .limits import FIELDS


def about(description):
    """Return the part of a form that says on which pages a remark shows."""
    return _("About"), {
        "fields": (("season", "category"), "country"),
        "description": description,
    }


TEXTS = (
    _("Text"),
    {
        "fields": (("text_en", "text_fr"), "source"),
        "description": _("Markdown. Both languages say the same."),
    },
)


class Titled:
    """A list with titles in the language of its reader."""

    @admin.display(description=_("title"), ordering="title_en")
    def title_column(self, record):
        return record.title


@admin.register(Notice)
class NoticeAdmin(Titled, DraftableAdmin):
    list_display = (
        "title_column",
        "level",
        "starts_on",
        "ends_on",
        "season",
        "category",
        "country",
    )
    list_filter = ("level",)
    list_select_related = ("season", "category", "country")
    search_fields = ("title_en", "title_fr", "text_en", "text_fr")
    autocomplete_fields = ("country", "source")
    prepopulated_fields = {"slug": ("title_en",)}
    fieldsets = (
        (None, {"fields": (("title_en", "title_fr"), "slug", "level")}),
        (
            _("When it shows"),
            {
                "fields": (("starts_on", "ends_on"),),
                "description": _("From the first day to the last, both included."),
            },
        ),
        about(
            _(
                "It shows on the page of each of these; on every table, category and country page "
                "if none is chosen."
            )
        ),
        TEXTS,
        READ,
    )


@admin.register(Note)
class NoteAdmin(DraftableAdmin):
    list_display = ("slug", "season", "category", "country", "position")
    list_filter = (
        ("category", admin.RelatedOnlyFieldListFilter),
        ("country", admin.RelatedOnlyFieldListFilter),
    )
    list_select_related = ("season", "category", "country")
    search_fields = ("slug", "text_en", "text_fr")
    autocomplete_fields = ("country", "source")
    fieldsets = (
        (None, {"fields": ("slug", "position")}),
        about(_("It shows on the page of each of these; with a country, beside its figures.")),
        TEXTS,
    )


@admin.register(Source)
class SourceAdmin(Titled, PublicAdmin):
    list_display = ("title_column", "publisher", "confidence", "published_on")
    list_filter = ("confidence",)
    formfield_overrides = FIELDS | {models.URLField: {"assume_scheme": "https"}}
    search_fields = ("title_en", "title_fr", "publisher", "slug")
    prepopulated_fields = {"slug": ("title_en",)}
    fieldsets = (
        (None, {"fields": (("title_en", "title_fr"), "slug")}),
        (
            _("Where it is"),
            {"fields": ("publisher", "url_en", "url_fr", "copy_on", "published_on", "gone_on")},
        ),
        (_("How reliable it is"), {"fields": ("confidence",)}),
    )
