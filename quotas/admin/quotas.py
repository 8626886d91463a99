"""The quotas, and all their values."""

from operator import attrgetter
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext, gettext_lazy as _
from django.views.decorators.http import require_POST

from ..desk.form_behind import form_behind
from ..desk.public_rows import describe_change, public_rows
from ..files.record_files import QuotaFile
from ..forms import FigureField
from ..history.versions import entries_of
from ..i18n.formats import long_date
from ..i18n.languages import language
from ..models import Quota, QuotaValue, Season
from ..models.quota import QuotaState
from ..plausibility.doubts import day_doubts
from ..plausibility.quotas import figure_doubts, quota_doubts
from .base import FoldedSearch, PublicAdmin, ReadOnly
from .files import FilesAdmin
from .judged import JudgedForm

FACTS = ("season", "country", "category", "state", "places", "as_of", "source")


class QuotaForm(JudgedForm):
    """A quota; each doubt about it has to be ticked."""

    is_correction = forms.BooleanField(
        required=False,
        label=_("This corrects a mistake of ours"),
        help_text=_(
            "Readers see it marked as a correction. A new figure for the same day always is one."
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and not self.is_bound and "state" in self.fields:
            what = "places" if self.instance.state == QuotaState.LIMITED else "state"
            self.fields[what].widget.attrs["autofocus"] = True

    def clean_as_of(self):
        """Refuse a day before that of another value of the same quota."""
        as_of = self.cleaned_data["as_of"]
        quota = self.instance
        if quota.pk and as_of < quota.as_of:
            values = QuotaValue.objects.of_pool(quota.season, quota.country, quota.category)
            newer = values.filter(as_of__gt=as_of, as_of__lt=quota.as_of).order_by("as_of").last()
            if newer:
                raise ValidationError(
                    _("We have a newer value of this quota, as of %(day)s."),
                    params={"day": long_date(newer.as_of)},
                )
        return as_of

    def clean(self):
        super().clean()
        if self.instance.pk and self.figure_changes and not self.cleaned_data.get("reason"):
            self.add_error(
                "reason",
                _(
                    "Say why the published figure changes: what the source says now, or what we "
                    "had wrong."
                ),
            )

    @property
    def figure_changes(self):
        """Tell if readers will find another figure than before, or in another place."""
        facts = {"season", "country", "category", "state", "places"}
        return not facts.isdisjoint(self.changed_data)

    def doubts(self, before):
        """Return the doubts about the quota, unless only what is no figure changes."""
        after = self.instance
        facts = attrgetter("state", "places", "as_of", "source_id")
        if before and before.is_of_same_pool(after) and facts(before) == facts(after):
            return []
        return quota_doubts(before, after)


def quota_from(data):
    """Return the quota as it is typed, or None if it lacks something."""
    form = forms.Form(data)
    form.fields = forms.fields_for_model(Quota, FACTS, field_classes={"places": FigureField})
    if not form.is_valid():
        return None
    quota = Quota(**form.cleaned_data)
    try:
        quota.clean()
    except ValidationError:
        return None
    return quota


def public_preview(quota, data):
    """Return the public row of `quota` in both languages, and its words in “What changed”."""
    if quota is None:
        return {"rows": [], "news": ""}
    is_correction = bool(data.get("is_correction"))
    return {
        "rows": public_rows(quota),
        "news": describe_change(quota, is_correction=is_correction),
    }


@admin.register(Quota)
class QuotaAdmin(FilesAdmin, FoldedSearch, PublicAdmin):
    file_class = QuotaFile
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
                    "What the source says, even if we know better: write a note for that."
                ),
            },
        ),
        (
            _("Who says so, and when"),
            {
                "fields": ("as_of", "source", "is_correction", "checked"),
                "description": _("Readers see both beside the figure."),
            },
        ),
    )

    class Media:
        js = ("js/admin/quota.js",)

    def get_urls(self):
        preview = self.admin_site.admin_view(self.preview_view)
        return [
            path("preview/", preview, name="quotas_quota_preview"),
            path("find/", self.admin_site.admin_view(self.find_view), name="quotas_quota_find"),
            *super().get_urls(),
        ]

    def find_view(self, request):
        """Lead to the quota of the current season that the words name, or to a list.

        The address of a public page leads to the form behind it.
        """
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        words = request.GET.get("q", "").replace("\0", "").strip()
        if "/" in words:
            return self.redirect_to_form(request, words)
        season = Season.objects.current()
        quotas, _duplicates = self.get_search_results(
            request, Quota.objects.for_season(season), words
        )
        if words and len(found := list(quotas[:2])) == 1:
            return redirect("admin:quotas_quota_change", found[0].pk)
        query = {"q": words} | ({"season__id__exact": season.pk} if season else {})
        return redirect(f"{reverse('admin:quotas_quota_changelist')}?{urlencode(query)}")

    def redirect_to_form(self, request, address):
        try:
            form = form_behind(address)
        except (Http404, ValueError):
            form = None
        if form:
            return redirect(form)
        messages.error(request, gettext("There is no form for that address."))
        return redirect("admin:index")

    @method_decorator(require_POST)
    def preview_view(self, request):
        """Show the typed quota as readers will see it; only the rows if a script asks."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        shown = public_preview(quota_from(request.POST), request.POST)
        if "fragment" in request.GET:
            return render(request, "admin/quotas/quota/public_rows.html", shown)
        return self.admin_site.page(
            request,
            "admin/quotas/quota/preview.html",
            title=gettext("How readers will see it"),
            opts=self.opts,
            **shown,
        )

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        """Show the form, with the figure as readers see it."""
        form = context["adminform"].form
        quota = quota_from(form.data) if form.is_bound else obj
        context |= public_preview(quota, form.data)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "places":
            return db_field.formfield(form_class=FigureField)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def adjust_to_today(self, quota):
        """Keep the day if there are other values between."""
        quota.as_of = self.day_after_going_back(quota)

    def warnings_before_going_back(self, record, entry):
        day = self.day_after_going_back(entry.instance)
        if day == entry.as_of:
            return []
        words = gettext("We have other values for the days between, so the day stays %(day)s.")
        return [words % {"day": long_date(day)}]

    def doubts_before_going_back(self, record, entry):
        """Return the doubts about an earlier version.

        There is none about its figure if it was no jump from the version before it, or if it is
        the first version and smaller than the figure of now: then going back corrects a slip.
        """
        quota = entry.instance
        before = record if record and record.is_of_same_pool(quota) else None
        quota.as_of = self.day_after_going_back(quota)
        older = entries_of(Quota, quota.pk).filter(history_id__lt=entry.history_id).first()
        if older is not None:
            was_asked = figure_doubts(older.instance, quota)
            is_slip = not older.instance.is_of_same_pool(quota) or was_asked
        else:
            is_slip = not before or quota.places is None or quota.places > (before.places or 0)
        return day_doubts(quota, str(entry.pk)) + (figure_doubts(before, quota) if is_slip else [])

    def day_after_going_back(self, quota):
        held = Quota.objects.filter(pk=quota.pk).first()
        values = QuotaValue.objects.of_pool(quota.season, quota.country, quota.category)
        newest = held and held.as_of
        between = newest and values.filter(as_of__gt=quota.as_of, as_of__lt=newest).exists()
        return newest if between else quota.as_of

    def save_model(self, request, quota, form, change):
        super().save_model(request, quota, form, change)
        if form.cleaned_data.get("is_correction"):
            QuotaValue.objects.mark_correction(quota)

    def get_ordering(self, request):
        return ("-season__year", f"country__sort_{language()}", "category__position")

    @admin.display(description=_("season"), ordering="season__year")
    def season_year(self, quota):
        return str(quota.season.year)

    @admin.display(description=_("as of"), ordering="as_of")
    def as_of_day(self, quota):
        return quota.as_of.isoformat()


@admin.register(QuotaValue)
class QuotaValueAdmin(ReadOnly, admin.ModelAdmin):
    """The values, which the database writes; staff may mark corrections."""

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
