"""The weekly figures."""

from django.contrib import admin
from django.db.models import PositiveIntegerField
from django.utils.translation import gettext_lazy as _

from ..files.record_files import WeeklyFiguresFile
from ..forms import FigureField
from ..models import WeeklyFigures
from ..plausibility.weekly_figures import weekly_doubts
from .base import FoldedSearch, PublicAdmin
from .files import FilesAdmin
from .judged import JudgedForm


class WeeklyFiguresForm(JudgedForm):
    """Weekly figures; each doubt about them has to be ticked."""

    def doubts(self, before):
        return weekly_doubts(before, self.instance)


@admin.register(WeeklyFigures)
class WeeklyFiguresAdmin(FilesAdmin, FoldedSearch, PublicAdmin):
    file_class = WeeklyFiguresFile
    form = WeeklyFiguresForm
    list_display = ("pool", "subpool", "day", "quota", "invitations", "candidates", "spots")
    list_filter = (("season", admin.RelatedOnlyFieldListFilter), "category", "rating")
    list_select_related = ("season", "country", "category")
    list_per_page = 120
    search_fields = ("country__search_text", "country__code", "subpool")
    autocomplete_fields = ("country", "source")
    fieldsets = (
        (
            _("Which pool, which day"),
            {"fields": (("season", "category"), ("country", "subpool"), "as_of")},
        ),
        (
            _("What it says"),
            {
                "fields": (
                    ("quota", "quota_word"),
                    ("invitations", "invitations_word"),
                    ("candidates", "candidates_word"),
                    ("spots", "spots_word"),
                    "rating",
                    "is_open",
                    ("first_round_on", "first_round_word"),
                    ("final_round_on", "final_round_word"),
                ),
                "description": _("A number or a word for each, or neither if it is not said."),
            },
        ),
        (_("Who says so"), {"fields": ("source", "checked")}),
    )

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if isinstance(db_field, PositiveIntegerField):
            return db_field.formfield(form_class=FigureField)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @admin.display(description=_("pool"), ordering="country__sort_en")
    def pool(self, figures):
        return str(figures)

    @admin.display(description=_("as of"), ordering="as_of")
    def day(self, figures):
        return figures.as_of.isoformat()
