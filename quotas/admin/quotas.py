"""The quotas, and every value that they had."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext, gettext_lazy as _

from ..models import Quota, QuotaValue
from ..names import long_date
from ..revision import queue_to_write
from .base import FoldedSearch, PublicAdmin, ReadOnly


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
class QuotaAdmin(FoldedSearch, PublicAdmin):
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


@admin.register(QuotaValue)
class QuotaValueAdmin(ReadOnly, PublicAdmin):
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
