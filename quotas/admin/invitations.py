"""The invitations by country, and the periods in which they were issued."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from ..files.record_files import CountryInvitationsFile
from ..i18n.languages import language
from ..models import CountryInvitations, InvitationPeriod
from ..plausibility.invitations import country_doubts, period_doubts
from .base import FoldedSearch, PublicAdmin, ReadOnly, WithRows
from .files import FilesAdmin
from .judged import JudgedForm


class CountriesInline(ReadOnly, admin.TabularInline):
    """The countries of a period, to read: each leads to its own form, with its history."""

    model = CountryInvitations
    fields = ("country", "invitations")
    show_change_link = True

    def get_queryset(self, request):
        rows = super().get_queryset(request).select_related("country")
        return rows.order_by(f"country__sort_{language()}")


class InvitationPeriodForm(JudgedForm):
    """A period of invitations; each doubt about it has to be ticked."""

    def doubts(self, before):
        return period_doubts(before, self.instance)


class CountryInvitationsForm(JudgedForm):
    """The invitations of a country; each doubt about them has to be ticked."""

    def doubts(self, before):
        return country_doubts(before, self.instance)


@admin.register(InvitationPeriod)
class InvitationPeriodAdmin(WithRows, PublicAdmin):
    form = InvitationPeriodForm
    list_display = ("days", "season", "total", "season_total", "candidates", "source")
    list_filter = (("season", admin.RelatedOnlyFieldListFilter),)
    search_fields = ("season__year", "source__title_en", "source__title_fr", "source__publisher")
    autocomplete_fields = ("source",)
    inlines = (CountriesInline,)
    fieldsets = (
        (_("Which days"), {"fields": ("season", ("starts_on", "ends_on"))}),
        (
            _("All countries together"),
            {"fields": ("total", "season_total", ("candidates", "candidates_as_of"))},
        ),
        (_("Who says so"), {"fields": ("source", "checked")}),
    )

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("season", "source")

    def get_inlines(self, request, obj):
        return self.inlines if obj else ()

    @admin.display(description=_("days"), ordering="starts_on")
    def days(self, period):
        return f"{period.starts_on.isoformat()} – {period.ends_on.isoformat()}"


@admin.register(CountryInvitations)
class CountryInvitationsAdmin(FilesAdmin, FoldedSearch, PublicAdmin):
    file_class = CountryInvitationsFile
    form = CountryInvitationsForm
    list_display = ("country", "period", "invitations")
    list_filter = (("period__season", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("country", "period__season")
    list_per_page = 120
    search_fields = ("country__search_text", "country__code")
    search_help_text = _("A name in either language; accents do not matter.")
    autocomplete_fields = ("country", "period")
    fields = (("period", "country"), "invitations", "checked")
