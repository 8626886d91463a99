"""The seasons, with their days and fees."""

from functools import partial

from django.contrib import admin, messages
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext, gettext_lazy as _

from ..desk.sheet import new_season_view, sheet_view
from ..models import Fee, Season, SeasonDay
from .base import PublicAdmin
from .drafts import DraftableAdmin


@admin.register(Season)
class SeasonAdmin(DraftableAdmin):
    list_display = (
        "year_label",
        "is_current",
        "is_published",
        "has_table",
        "is_partial",
        "sheet",
        "source",
    )
    list_select_related = ("source",)
    readonly_fields = ("is_current", "is_published")
    change_list_template = "admin/quotas/season/change_list.html"
    actions = ("make_current", "publish", "take_back")
    fieldsets = (
        (
            None,
            {"fields": ("year", "is_current", "is_published", "has_table", "is_partial", "source")},
        ),
        (
            _("Above its table"),
            {
                "fields": (("introduction_en", "introduction_fr"),),
                "description": _("Write both languages, or neither."),
            },
        ),
    )

    def get_urls(self):
        view = self.admin_site.admin_view
        sheet, new = partial(sheet_view, admin=self), partial(new_season_view, admin=self)
        return [
            path("<int:season_id>/sheet/", view(sheet), name="quotas_season_sheet"),
            path("new/", view(new), name="quotas_season_new"),
            *super().get_urls(),
        ]

    @admin.display(description=_("sheet"))
    def sheet(self, season):
        address = reverse("admin:quotas_season_sheet", args=(season.pk,))
        return format_html('<a href="{}">{}</a>', address, gettext("Open"))

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

    @admin.action(description=_("Publish the chosen seasons"), permissions=["publish"])
    def publish(self, request, seasons):
        for season in seasons.filter(is_published=False):
            self.show(request, season, is_published=True)
            message = gettext("The %(year)s season is public.") % {"year": season.year}
            self.message_user(request, message, messages.SUCCESS)

    @admin.action(description=_("Take the chosen seasons back"), permissions=["publish"])
    def take_back(self, request, seasons):
        for season in seasons.filter(is_published=True):
            if season.is_current:
                message = gettext("The %(year)s season is current: make another one current first.")
                level = messages.ERROR
            else:
                self.show(request, season, is_published=False)
                message = gettext("Nothing of the %(year)s season is public any more.")
                level = messages.SUCCESS
            self.message_user(request, message % {"year": season.year}, level)

    def show(self, request, season, *, is_published):
        season.is_published = is_published
        season._change_reason = gettext("Published.") if is_published else gettext("Taken back.")
        season.save()
        self.log_change(request, season, season._change_reason)

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
