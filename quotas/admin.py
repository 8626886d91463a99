"""Where staff keep the site right."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext, gettext_lazy as _

from .models import (
    ArrangementChange,
    Category,
    Country,
    Eligibility,
    Fee,
    FeedImport,
    Note,
    Notice,
    Quota,
    QuotaValue,
    Season,
    SeasonDay,
    Source,
    WeeklyFigures,
)
from .names import fold, long_date
from .revision import queue_to_write

admin.site.site_header = admin.site.site_title = _("IEC Quotas")
admin.site.index_title = _("What the site says")


class PublicAdmin(admin.ModelAdmin):
    """What every form here has: a warning before typed words are lost."""

    class Media:
        js = ("js/admin/unsaved.js",)


class QuotaForm(forms.ModelForm):
    """A quota, and what its editor saw of it, so that nobody's newer figure is overwritten."""

    is_correction = forms.BooleanField(
        required=False,
        label=_("This corrects a mistake of ours"),
        help_text=_(
            "Readers see it marked as a correction. A new figure for the same day always is one."
        ),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["seen"] = self.stands

    @property
    def stands(self):
        """What tells the figure in the database from any that was there before."""
        quota = self.instance
        return f"{quota.state} {quota.places} {quota.as_of} {quota.source_id}"

    def clean_as_of(self):
        """A day that is not older than another value that we hold of the same quota."""
        as_of = self.cleaned_data["as_of"]
        quota = self.instance
        if quota.pk and as_of < quota.as_of:
            values = QuotaValue.objects.of_pool(quota.season, quota.country, quota.category)
            newer = values.filter(as_of__gt=as_of, as_of__lt=quota.as_of).order_by("as_of").last()
            if newer:
                raise ValidationError(
                    _("We hold a value of this quota as of %(day)s, which is newer."),
                    params={"day": long_date(newer.as_of)},
                )
        return as_of

    def clean(self):
        super().clean()
        seen = self.cleaned_data.get("seen")
        if self.instance.pk and seen and seen != self.stands:
            self.data = self.data.copy()
            self.data[self.add_prefix("seen")] = self.stands
            raise ValidationError(
                _(
                    "Somebody changed this figure while you were at it: it now says %(figure)s, "
                    "as of %(day)s. Compare it with yours; saving again replaces it."
                ),
                params={"figure": self.instance.label, "day": long_date(self.instance.as_of)},
            )


@admin.register(Quota)
class QuotaAdmin(PublicAdmin):
    form = QuotaForm
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
                "fields": ("as_of", "source", "is_correction", "seen"),
                "description": _("Readers see both beside the figure."),
            },
        ),
    )

    class Media:
        js = ("js/admin/quota.js",)

    def changeform_view(self, request, *args, **kwargs):
        """Look at what is held and save in one go, with every other writer waiting."""
        with transaction.atomic():
            if request.method == "POST":
                queue_to_write()
            return super().changeform_view(request, *args, **kwargs)

    def save_model(self, request, quota, form, change):
        super().save_model(request, quota, form, change)
        if form.cleaned_data.get("is_correction"):
            QuotaValue.objects.mark_correction(quota)

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

    @admin.action(description=_("Show the chosen season on the home page"), permissions=["change"])
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


@admin.register(Eligibility)
class EligibilityAdmin(PublicAdmin):
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
                    ("longest_stay", "participations"),
                    ("conditions_en", "conditions_fr"),
                ),
                "description": _("Write both languages, or neither."),
            },
        ),
        (_("Who says so, and when"), {"fields": ("as_of", "source")}),
    )

    def get_search_results(self, request, queryset, search_term):
        return super().get_search_results(request, queryset, fold(search_term))


@admin.register(WeeklyFigures)
class WeeklyFiguresAdmin(PublicAdmin):
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
        (_("Who says so"), {"fields": ("source",)}),
    )

    @admin.display(description=_("pool"), ordering="country__sort_en")
    def pool(self, figures):
        return str(figures)

    @admin.display(description=_("as of"), ordering="as_of")
    def day(self, figures):
        return figures.as_of.isoformat()

    def get_search_results(self, request, queryset, search_term):
        return super().get_search_results(request, queryset, fold(search_term))


@admin.register(QuotaValue)
class QuotaValueAdmin(PublicAdmin):
    """The history, which the database writes; staff may say what was a correction."""

    list_display = ("country", "category", "season_year", "state", "places", "day", "is_correction")
    list_filter = (("season", admin.RelatedOnlyFieldListFilter), "category", "is_correction")
    list_select_related = ("season", "country", "category")
    list_per_page = 120
    search_fields = ("country__search_text", "country__code")
    actions = ("mark_corrections",)

    @admin.display(description=_("season"), ordering="season__year")
    def season_year(self, value):
        return str(value.season.year)

    @admin.display(description=_("as of"), ordering="as_of")
    def day(self, value):
        return value.as_of.isoformat()

    @admin.action(description=_("Mark as corrections of our mistakes"), permissions=["correct"])
    def mark_corrections(self, request, values):
        count = values.update(is_correction=True)
        message = gettext("Marked as corrections: %(count)s.") % {"count": count}
        self.message_user(request, message, messages.SUCCESS)

    def has_correct_permission(self, request):
        return request.user.has_perm("quotas.change_quotavalue")

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(ArrangementChange)
class ArrangementChangeAdmin(PublicAdmin):
    list_display = ("country", "on", "text_en")
    list_select_related = ("country",)
    autocomplete_fields = ("country", "source")
    fields = ("slug", "country", "on", ("text_en", "text_fr"), "source")


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


@admin.register(FeedImport)
class FeedImportAdmin(admin.ModelAdmin):
    """What was imported, when and with what result: to read, since only an import writes it."""

    list_display = ("as_of", "season", "address", "imported_at")
    list_select_related = ("season",)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
