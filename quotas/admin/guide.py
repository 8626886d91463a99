"""The guide, questions and answers, and the glossary."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from ..models import Question, Requirement, Step, Term
from .base import READ
from .drafts import DraftableAdmin

BOTH = _("Markdown. Both languages say the same.")


@admin.register(Question)
class QuestionAdmin(DraftableAdmin):
    list_display = ("__str__", "live", "position")
    list_filter = ("live",)
    search_fields = ("question_en", "question_fr", "answer_en", "answer_fr")
    filter_horizontal = ("sources",)
    prepopulated_fields = {"slug": ("question_en",), "slug_fr": ("question_fr",)}
    fieldsets = (
        (
            _("Question"),
            {"fields": (("question_en", "question_fr"), ("slug", "slug_fr"), "position")},
        ),
        (
            _("Answer"),
            {
                "fields": (
                    ("summary_en", "summary_fr"),
                    ("answer_en", "answer_fr"),
                    "live",
                    "sources",
                ),
                "description": BOTH,
            },
        ),
        READ,
    )


@admin.register(Term)
class TermAdmin(DraftableAdmin):
    list_display = ("term_en", "term_fr", "everyday_en", "everyday_fr", "is_french_verified")
    list_filter = ("is_french_verified",)
    search_fields = ("term_en", "term_fr", "everyday_en", "everyday_fr")
    autocomplete_fields = ("source",)
    prepopulated_fields = {"slug": ("term_en",)}
    fieldsets = (
        (
            _("Words"),
            {
                "fields": (("term_en", "term_fr"), ("everyday_en", "everyday_fr"), "slug"),
                "description": _(
                    "Official terms first; below them what people say, in both languages or none."
                ),
            },
        ),
        (_("Meaning"), {"fields": (("meaning_en", "meaning_fr"),)}),
        (_("Where the French was seen"), {"fields": ("is_french_verified", "source")}),
    )


@admin.register(Step)
class StepAdmin(DraftableAdmin):
    list_display = ("__str__", "days", "position", "is_after_finding")
    autocomplete_fields = ("source",)
    prepopulated_fields = {"slug": ("name_en",)}
    fieldsets = (
        (None, {"fields": (("name_en", "name_fr"), "slug", ("position", "is_after_finding"))}),
        (
            _("Deadline"),
            {
                "fields": ("days", ("counted_from_en", "counted_from_fr")),
                "description": _("The timeline is drawn from it, and answers show it."),
            },
        ),
        (_("Text"), {"fields": (("text_en", "text_fr"), "source"), "description": BOTH}),
        READ,
    )


@admin.register(Requirement)
class RequirementAdmin(DraftableAdmin):
    list_display = ("__str__", "kind", "dollars", "position")
    list_filter = ("kind",)
    autocomplete_fields = ("source",)
    prepopulated_fields = {"slug": ("name_en",)}
    fieldsets = (
        (None, {"fields": (("name_en", "name_fr"), "slug", ("kind", "position"), "dollars")}),
        (_("Text"), {"fields": (("text_en", "text_fr"), "source"), "description": BOTH}),
        READ,
    )
