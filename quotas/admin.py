"""Where staff keep the site right."""

from django.contrib import admin, messages
from django.db import models
from django.utils.translation import gettext, gettext_lazy as _

from .models import Category, Country, Note, Notice, Quota, Season, Source
from .names import fold

admin.site.site_header = admin.site.site_title = _("IEC Quotas")
admin.site.index_title = _("What the site says")


class PublicAdmin(admin.ModelAdmin):
    """What every form here has: a warning before typed words are lost."""

    class Media:
        js = ("js/admin/unsaved.js",)


@admin.register(Quota)
class QuotaAdmin(PublicAdmin):
    list_display = ("country", "category", "season_year", "state", "places", "as_of_day")
    list_filter = (
        ("season", admin.RelatedOnlyFieldListFilter),
        "category",
        "state",
    )
    list_select_related = ("country", "category", "season")
    list_per_page = 120
    search_fields = ("country__search_text", "country__code", "category__search_text")
    search_help_text = _("A country or category in either language; accents do not matter.")
    autocomplete_fields = ("country", "source")
    fieldsets = (
        (
            _("Which quota"),
            {
                "fields": (("season", "category"), "country"),
                "description": _("There is one quota for each season, category and country."),
            },
        ),
        (
            _("What it says"),
            {
                "fields": ("state", "places"),
                "description": _(
                    "What the source says, even where we know better: notes are for that."
                ),
            },
        ),
        (
            _("Who says so, and when"),
            {
                "fields": ("as_of", "source"),
                "description": _("Readers see both beside the figure."),
            },
        ),
    )

    class Media:
        js = ("js/admin/quota.js",)

    @admin.display(description=_("season"), ordering="season__year")
    def season_year(self, quota):
        return str(quota.season.year)

    @admin.display(description=_("as of"), ordering="as_of")
    def as_of_day(self, quota):
        return quota.as_of.isoformat()

    def get_search_results(self, request, queryset, search_term):
        return super().get_search_results(request, queryset, fold(search_term))


@admin.register(Season)
class SeasonAdmin(PublicAdmin):
    list_display = ("year_label", "is_current", "source")
    list_select_related = ("source",)
    readonly_fields = ("is_current",)
    actions = ("make_current",)
    fieldsets = (
        (None, {"fields": ("year", "is_current", "source")}),
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

    @admin.action(description=_("Show the chosen season on the home page"), permissions=["change"])
    def make_current(self, request, seasons):
        if len(seasons) != 1:
            message = gettext("Choose one season: one at a time is on the home page.")
            self.message_user(request, message, messages.ERROR)
            return
        season = seasons[0]
        Season.objects.make_current(season)
        self.log_change(request, season, gettext("Made current."))
        message = gettext("The home page now shows the %(year)s season.") % {"year": season.year}
        self.message_user(request, message, messages.SUCCESS)


@admin.register(Country)
class CountryAdmin(PublicAdmin):
    list_display = ("name_en", "name_fr", "code")
    search_fields = ("search_text", "code")
    search_help_text = _("A name in either language; accents do not matter.")
    fields = ("code", ("name_en", "name_fr"))

    def get_search_results(self, request, queryset, search_term):
        return super().get_search_results(request, queryset, fold(search_term))


@admin.register(Category)
class CategoryAdmin(PublicAdmin):
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
                    "permit",
                    ("summary_en", "summary_fr"),
                    ("audience_en", "audience_fr"),
                    ("job_offer_en", "job_offer_fr"),
                    ("studies_en", "studies_fr"),
                    ("pay_en", "pay_fr"),
                    ("selection_en", "selection_fr"),
                ),
                "description": _(
                    "One line each: the comparison of the categories is made of them."
                ),
            },
        ),
        (
            _("Explained"),
            {
                "fields": ("explanation_en", "explanation_fr", "sources"),
                "description": _("Markdown. Both languages say the same."),
            },
        ),
    )


def about(description):
    """The part of a form that says on which pages a remark shows."""
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


@admin.register(Notice)
class NoticeAdmin(PublicAdmin):
    list_display = (
        "title_en",
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
    )


@admin.register(Note)
class NoteAdmin(PublicAdmin):
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
class SourceAdmin(PublicAdmin):
    list_display = ("title_en", "publisher", "confidence", "published_on")
    list_filter = ("confidence",)
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    search_fields = ("title_en", "title_fr", "publisher", "slug")
    prepopulated_fields = {"slug": ("title_en",)}
    fieldsets = (
        (None, {"fields": (("title_en", "title_fr"), "slug")}),
        (
            _("Where it is"),
            {"fields": ("publisher", "url_en", "url_fr", "published_on")},
        ),
        (_("How far to trust it"), {"fields": ("confidence",)}),
    )
