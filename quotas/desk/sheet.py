"""A season's table as one sheet: all its quotas typed, checked and saved together."""

import dataclasses

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy as _, ngettext, pgettext_lazy

from ..forms import read_number
from ..history.fingerprint import fingerprint
from ..history.revision import in_turn
from ..history.versions import parse_pk
from ..i18n.collation import fold
from ..i18n.formats import long_date
from ..models import Category, Country, Eligibility, Quota, QuotaValue, Season, Source
from ..models.quota import LARGEST_FIGURE, QuotaState, quota_label
from ..plausibility.doubts import are_ticked, ticks_of
from ..plausibility.held import HeldQuotas
from ..plausibility.quotas import quota_doubts
from ..plausibility.tables import table_doubts
from ..validators import check_year

# The letter that stands for a state on the sheet, in the language of its editor.
LETTERS = {
    QuotaState.UNLIMITED: pgettext_lazy("unlimited, on the sheet", "U"),
    QuotaState.NOT_OFFERED: pgettext_lazy("not offered, on the sheet", "X"),
    QuotaState.TO_BE_ANNOUNCED: pgettext_lazy("to be announced, on the sheet", "T"),
}
# The letters that are accepted, in either language.
STATES = {
    "u": QuotaState.UNLIMITED,
    "i": QuotaState.UNLIMITED,
    "x": QuotaState.NOT_OFFERED,
    "n": QuotaState.NOT_OFFERED,
    "t": QuotaState.TO_BE_ANNOUNCED,
    "d": QuotaState.TO_BE_ANNOUNCED,
}


def cell_text(quota):
    """Return the text of the cell of `quota`: its number, the letter of its state, or nothing."""
    if quota is None:
        return ""
    return str(quota.places) if quota.state == QuotaState.LIMITED else str(LETTERS[quota.state])


def read_figure(text):
    """Return the state and the places that are typed into a cell; None for an empty one.

    ValidationError with a sentence if it is neither a number nor a known letter.
    """
    text = text.strip()
    if not text:
        return None
    if fold(text) in STATES:
        return STATES[fold(text)], None
    places = read_number(text)
    if places is None:
        raise forms.ValidationError(
            _("“%(text)s” is neither a number nor one of the letters."), params={"text": text[:40]}
        )
    if places > LARGEST_FIGURE:
        raise forms.ValidationError(
            _("%(text)s is more than a quota can be."), params={"text": text[:40]}
        )
    return QuotaState.LIMITED, places


def parse_figure(stood):
    """Return the state and the places in the text of `Cell.held_figure`; None if it is empty."""
    if not stood:
        return None
    state, _space, rest = stood.partition(" ")
    places, _space, _day = rest.partition(" ")
    return state, int(places[:20]) if places.isdecimal() else None


def means(text, figure):
    """Tell if what is typed means `figure`: a state and its places, or None."""
    try:
        return read_figure(text) == figure
    except forms.ValidationError:
        return False


@dataclasses.dataclass
class Cell:
    """One pool on the sheet: the quota held, the figure its editor saw, and the text typed."""

    country: Country
    category: Category
    held: Quota | None
    typed: str
    seen: str
    error: str = ""
    doubts: list = dataclasses.field(default_factory=list)
    after: tuple | None = None  # the state and the places, if they change

    @property
    def name(self):
        return f"cell-{self.country.code}-{self.category.pk}"

    @property
    def pool(self):
        return f"{self.country}, {self.category}"

    @property
    def held_figure(self):
        """Return the held figure as a text, to notice that it has changed."""
        quota = self.held
        return f"{quota.state} {quota.places} {quota.as_of}" if quota else ""

    @property
    def held_text(self):
        return cell_text(self.held)

    @property
    def is_changed(self):
        return not means(self.typed, self.held and (self.held.state, self.held.places))

    @property
    def before_label(self):
        return self.held.label if self.held else gettext("Not known to us")

    @property
    def after_label(self):
        return quota_label(*self.after) if self.after else gettext("Not known to us")

    @property
    def ticks(self):
        """Return the value that is sent once a doubt is ticked, and its sentence, for each."""
        return ticks_of(self.doubts)

    def check(self, facts, held, *, can_delete):
        """Note the error in what is typed, or the doubts if it looks like a slip."""
        try:
            self.after = read_figure(self.typed)
        except forms.ValidationError as error:
            self.error = " ".join(error.messages)
            return
        if self.seen != self.held_figure:
            self.error = gettext(
                "Somebody changed it meanwhile: it now says %(figure)s. "
                "Show the differences again to replace it."
            ) % {"figure": self.before_label}
        elif self.after is None and not can_delete:
            self.error = gettext("Only publishers can take a figure back.")
        elif self.held and facts["as_of"] < self.held.as_of:
            self.error = gettext("We have a newer figure, as of %(day)s.") % {
                "day": long_date(self.held.as_of)
            }
        elif self.after:
            self.doubts = quota_doubts(self.held, self.quota(facts), held)

    def quota(self, facts):
        """Return the quota as it will be."""
        state, places = self.after
        quota = self.held or Quota(country=self.country, category=self.category)
        return Quota(
            pk=quota.pk,
            country=self.country,
            category=self.category,
            state=state,
            places=places,
            season=facts["season"],
            as_of=facts["as_of"],
            source=facts["source"],
        )


class SheetForm(forms.Form):
    """The facts that the changed cells of a sheet share."""

    as_of = forms.DateField(
        label=_("As of"),
        validators=[check_year],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    source = forms.ModelChoiceField(Source.objects.all(), label=_("Source"))
    reason = forms.CharField(
        label=_("Reason"),
        max_length=250,
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=_("Needed if a published figure changes; it stays in the history."),
    )
    is_correction = forms.BooleanField(label=_("This corrects mistakes of ours"), required=False)


class Sheet:
    """The sheet of one season, as it is held or as it is filled in."""

    def __init__(self, season, data=None, *, can_delete=False):
        self.season, self.data, self.can_delete = season, data, can_delete
        self.form = SheetForm(data)
        self.doubts = []  # about the table as a whole, once its changes are checked

    @cached_property
    def categories(self):
        return list(Category.objects.names_only())

    @cached_property
    def rows(self):
        """Return each country with its cells, in the order of names."""
        held = Quota.objects.for_season(self.season).with_source().by_pool()
        arranged = set(Eligibility.objects.values_list("country", flat=True))
        listed = arranged | {country for country, _category in held}
        return [
            (
                country,
                [
                    self.cell(country, category, held.get((country.pk, category.pk)))
                    for category in self.categories
                ],
            )
            for country in Country.objects.filter(pk__in=listed).by_name()
        ]

    def cell(self, country, category, quota):
        cell = Cell(country, category, quota, typed=cell_text(quota), seen="")
        cell.seen = cell.held_figure
        if self.data is not None:
            typed = self.data.get(cell.name, cell.typed)
            seen = self.data.get(f"seen-{cell.name}", cell.held_figure)
            # A cell that nobody touched shows the figure that is held now.
            if not means(typed, parse_figure(seen)):
                cell.typed, cell.seen = typed, seen
        return cell

    @cached_property
    def changes(self):
        """Return the cells that differ from what is held, checked."""
        changed = [cell for _country, cells in self.rows for cell in cells if cell.is_changed]
        if self.form.is_valid():
            facts = self.form.cleaned_data | {"season": self.season}
            held = HeldQuotas() if changed else None
            for cell in changed:
                cell.check(facts, held, can_delete=self.can_delete)
            figures = [(cell.held, cell.quota(facts)) for cell in changed if cell.after]
            self.doubts = table_doubts(figures, held)
        return changed

    @property
    def wrong(self):
        return [cell for cell in self.changes if cell.error]

    @property
    def ticked(self):
        return set(self.data.getlist("checked"))

    @property
    def is_checked(self):
        """Tell if each of the doubts is ticked."""
        asked = [doubt for cell in self.changes for doubt in cell.doubts] + self.doubts
        return are_ticked(asked, self.ticked)

    @property
    def ticks(self):
        """Return the doubts about the table as a whole, each after the value of its tick."""
        return ticks_of(self.doubts)

    @property
    def lacks_reason(self):
        """Tell if a public figure changes without a reason."""
        is_seen = self.season.is_published and any(cell.held for cell in self.changes)
        return is_seen and not self.form.cleaned_data["reason"]

    @cached_property
    def is_right(self):
        """Tell if all of it can be saved; if not, the form and the cells say why."""
        if not self.form.is_valid():
            return False
        if self.lacks_reason:
            self.form.add_error("reason", _("Say why the published figures change."))
        return self.form.is_valid() and not self.wrong

    @property
    def fingerprint(self):
        """Return the fingerprint of these differences, to be confirmed as they were shown."""
        facts = self.form.cleaned_data
        shown = [
            (cell.name, cell.held_figure, cell.after, str(facts["as_of"]), facts["source"].pk)
            for cell in self.changes
        ]
        return fingerprint(shown)

    def save(self):
        """Write every change, each with its history."""
        facts = self.form.cleaned_data | {"season": self.season}
        for cell in self.changes:
            quota = cell.quota(facts) if cell.after else cell.held
            quota._change_reason = facts["reason"]
            if cell.after is None:
                quota.delete()
                continue
            quota.save()
            if facts["is_correction"]:
                QuotaValue.objects.mark_correction(quota)


@in_turn
def sheet_view(request, admin, season_id):
    """Show the sheet; a POST shows its differences, or saves them once they are confirmed."""
    if not request.user.has_perm("quotas.change_quota"):
        raise PermissionDenied
    season = get_object_or_404(Season, pk=parse_pk(str(season_id)))
    can_delete = request.user.has_perm("quotas.delete_quota")
    sheet = Sheet(season, request.POST or None, can_delete=can_delete)
    is_posted = request.method == "POST"
    is_right = is_posted and sheet.is_right and bool(sheet.changes)
    if is_right and "_publish" in request.POST:
        if request.POST.get("digest") != sheet.fingerprint:
            messages.error(
                request, gettext("The figures changed meanwhile. Look at the differences again.")
            )
        elif not sheet.is_checked:
            messages.error(
                request, gettext("Tick that you have checked what looks like a mistake.")
            )
        else:
            sheet.save()
            return redirect_after_saving(request, sheet)
    return admin.admin_site.page(
        request,
        "admin/sheet.html",
        title=gettext("Sheet of the %(year)s season") % {"year": season.year},
        opts=season._meta,
        season=season,
        sheet=sheet,
        letters=[(letter, QuotaState(state).label) for state, letter in LETTERS.items()],
        is_posted=is_posted,
        is_right=is_right,
    )


def redirect_after_saving(request, sheet):
    count = len(sheet.changes)
    message = ngettext("%(count)s figure was changed.", "%(count)s figures were changed.", count)
    messages.success(request, message % {"count": count})
    return redirect("admin:quotas_season_sheet", sheet.season.pk)
