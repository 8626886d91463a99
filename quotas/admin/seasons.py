"""The seasons, with their days and fees."""

from django.contrib import admin, messages
from django.utils.translation import gettext, gettext_lazy as _

from ..models import Fee, Season, SeasonDay
from .base import PublicAdmin


@admin.register(Season)
class SeasonAdmin(PublicAdmin):
    list_display = ("year_label", "is_current", "has_table", "is_partial", "source")
    list_select_related = ("source",)
    readonly_fields = ("is_current",)
    actions = ("make_current",)
    fieldsets = (
        (None, {"fields": ("year", "is_current", "has_table", "is_partial", "source")}),
        (
            _("Above its table"),
            {
                "fields": ("introduction_en", "introduction_fr"),
                "description": _("Write both languages, or neither."),
            },
        ),
    )

    @admin.display(description=_("year"), ordering="year")
    def year_label(self, season):
        return str(season.year)

    @admin.action(description=_("Show the chosen season on the home page"), permissions=["publish"])
    def make_current(self, request, seasons):
        if len(seasons) != 1:
            message = gettext("Choose one season: one at a time is on the home page.")
            self.message_user(request, message, messages.ERROR)
            return
        season = seasons[0]
        if not season.has_table:
            message = gettext("The %(year)s season has no table to show.") % {"year": season.year}
            self.message_user(request, message, messages.ERROR)
            return
        Season.objects.make_current(season)
        self.log_change(request, season, gettext("Made current."))
        message = gettext("The home page now shows the %(year)s season.") % {"year": season.year}
        self.message_user(request, message, messages.SUCCESS)

    def has_publish_permission(self, request):
        return request.user.has_perm("quotas.publish_season")


@admin.register(SeasonDay)
class SeasonDayAdmin(PublicAdmin):
    list_display = ("season", "event", "on", "is_week", "source")
    list_filter = ("event",)
    list_select_related = ("season", "source")
    autocomplete_fields = ("source",)
    fields = ("slug", ("season", "event"), ("on", "is_week"), ("remark_en", "remark_fr"), "source")


@admin.register(Fee)
class FeeAdmin(PublicAdmin):
    list_display = ("season", "kind", "dollars", "source")
    list_filter = ("kind",)
    list_select_related = ("season", "source")
    autocomplete_fields = ("source",)
    fields = ("slug", ("season", "kind"), "dollars", ("remark_en", "remark_fr"), "source")
