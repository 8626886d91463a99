"""The seasons, with their days and fees."""

from functools import partial

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext, gettext_lazy as _

from ..desk.new_season import new_season_view
from ..desk.sheet import sheet_view
from ..history.season_rows import rows_of
from ..models import Fee, Season, SeasonDay
from .base import PublicAdmin, WithRows
from .drafts import DraftableAdmin


def refusal_to_delete(season):
    words = gettext(
        "%(season)s: it was published, so it cannot be deleted. A publisher can take it back."
    )
    return words % {"season": season}


@admin.register(Season)
class SeasonAdmin(WithRows, DraftableAdmin):
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
        (_("Its status"), {"fields": ("corrected_status",)}),
        (
            _("Above its table"),
            {
                "fields": (
                    ("qualifier_en", "qualifier_fr"),
                    ("introduction_en", "introduction_fr"),
                    "introduction_on",
                ),
                "description": _(
                    "Write both languages, or neither. Leave out how many countries, pools and "
                    "places there are, and of which day: the page says that from the figures."
                ),
            },
        ),
    )

    def save_model(self, request, season, form, change):
        """Save the season; only the action publishes a new one."""
        if not change:
            season.is_published = False
        super().save_model(request, season, form, change)

    def response_add(self, request, season, post_url_continue=None):
        messages.info(request, gettext("It is not public until a publisher publishes it."))
        return super().response_add(request, season, post_url_continue)

    def has_delete_permission(self, request, obj=None):
        """Refuse to delete a season that was public."""
        return super().has_delete_permission(request, obj) and not (obj and obj.was_published)

    def delete_view(self, request, object_id, extra_context=None):
        """Ask before deleting, or say why the season stays."""
        season = self.get_object(request, unquote(object_id))
        if season and season.was_published and super().has_delete_permission(request):
            self.message_user(request, refusal_to_delete(season), messages.ERROR)
            return redirect("admin:quotas_season_change", season.pk)
        return super().delete_view(request, object_id, extra_context)

    def get_deleted_objects(self, objs, request):
        """Count what goes with each season; refuse those that were public."""
        names, counts, lacking, in_the_way = [], {}, set(), []
        for season in objs:
            groups = [(Season, 1), *((rows.model, rows.count()) for rows in rows_of(season))]
            groups = [(model._meta, count) for model, count in groups if count]
            for opts, count in groups:
                counts[opts.verbose_name_plural] = counts.get(opts.verbose_name_plural, 0) + count
                if not request.user.has_perm(f"quotas.delete_{opts.model_name}"):
                    lacking.add(opts.verbose_name)
            names += [str(season), [f"{opts.verbose_name_plural}: {n}" for opts, n in groups[1:]]]
            if season.was_published:
                in_the_way.append(refusal_to_delete(season))
        return [name for name in names if name], counts, lacking, in_the_way

    @transaction.atomic
    def delete_record(self, season):
        """Delete the season with all that goes with it, unless it was published meanwhile."""
        season = Season.objects.filter(pk=season.pk).first()
        if season and season.was_published:
            raise PermissionDenied
        if season:
            super().delete_record(season)

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
            self.set_published(request, season, is_published=True)
            message = gettext("The %(year)s season is public.") % {"year": season.year}
            self.message_user(request, message, messages.SUCCESS)

    @admin.action(description=_("Take the chosen seasons back"), permissions=["publish"])
    def take_back(self, request, seasons):
        for season in seasons.filter(is_published=True):
            if season.is_current:
                message = gettext("The %(year)s season is current: make another one current first.")
                level = messages.ERROR
            else:
                self.set_published(request, season, is_published=False)
                message = gettext("The %(year)s season is no longer public.")
                level = messages.SUCCESS
            self.message_user(request, message % {"year": season.year}, level)

    def set_published(self, request, season, *, is_published):
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
    fields = (
        "slug",
        ("season", "kind"),
        "dollars",
        ("remark_en", "remark_fr"),
        "source",
        ("read_on", "look_again_on"),
    )
