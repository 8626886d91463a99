"""The countries and categories, and what their arrangements say."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from ..files.record_files import EligibilityFile
from ..i18n.languages import language
from ..models import ArrangementChange, Category, Country, Eligibility
from .base import READ, FoldedSearch, PublicAdmin
from .drafts import DraftableAdmin
from .files import FilesAdmin


@admin.register(Country)
class CountryAdmin(FoldedSearch, PublicAdmin):
    list_display = ("name_en", "name_fr", "code")
    search_fields = ("search_text", "code")
    search_help_text = _("A name in either language; accents do not matter.")
    fields = ("code", ("name_en", "name_fr"))

    def get_ordering(self, request):
        return (f"sort_{language()}",)


@admin.register(Category)
class CategoryAdmin(DraftableAdmin):
    list_display = ("name_en", "name_fr", "permit", "position")
    filter_horizontal = ("sources",)
    fieldsets = (
        (
            _("Names"),
            {"fields": (("name_en", "name_fr"), ("slug", "slug_fr"), "position")},
        ),
        (
            _("In short"),
            {
                "fields": (
                    ("permit", "is_for_students"),
                    ("summary_en", "summary_fr"),
                    ("audience_en", "audience_fr"),
                    ("job_offer_en", "job_offer_fr"),
                    ("studies_en", "studies_fr"),
                    ("pay_en", "pay_fr"),
                    ("selection_en", "selection_fr"),
                ),
                "description": _("One line each: they make up the comparison of the categories."),
            },
        ),
        (
            _("Explained"),
            {
                "fields": (("explanation_en", "explanation_fr"), "sources"),
                "description": _("Markdown. Both languages say the same."),
            },
        ),
        READ,
    )


@admin.register(Eligibility)
class EligibilityAdmin(FilesAdmin, FoldedSearch, PublicAdmin):
    file_class = EligibilityFile
    list_display = (
        "country",
        "category",
        "youngest",
        "oldest",
        "longest_stay",
        "participations",
    )
    list_filter = ("category",)
    list_select_related = ("country", "category")
    search_fields = ("country__search_text", "country__code")
    autocomplete_fields = ("country", "source")
    fieldsets = (
        (None, {"fields": (("country", "category"),)}),
        (
            _("Who can apply"),
            {
                "fields": (
                    ("youngest", "oldest"),
                    "longest_stay",
                    ("participations", "participations_here"),
                    ("residence", "only_from"),
                ),
            },
        ),
        (
            _("What else is asked"),
            {
                "fields": (
                    ("must_study_there", "takes_non_students"),
                    ("must_match_field", "needs_certain_employer", "must_be_paid"),
                    ("conditions_en", "conditions_fr"),
                ),
                "description": _(
                    "Where one is ticked, “Which can I use?” says “it depends” and names it. "
                    "Write the conditions in both languages, or in neither."
                ),
            },
        ),
        (_("Who says so, and when"), {"fields": ("as_of", "source")}),
    )

    def get_ordering(self, request):
        return (f"country__sort_{language()}", "category__position")


@admin.register(ArrangementChange)
class ArrangementChangeAdmin(PublicAdmin):
    list_display = ("country", "on", "text_column")
    list_select_related = ("country",)
    autocomplete_fields = ("country", "source")
    fields = ("slug", "country", "on", ("text_en", "text_fr"), "source")

    @admin.display(description=_("text"))
    def text_column(self, change):
        return change.text
