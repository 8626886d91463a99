"""A new season, made from the last one."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import redirect
from django.utils.translation import gettext, gettext_lazy as _

from ..history.revision import queue_to_write
from ..models import Eligibility, Quota, Season
from ..models.quota import QuotaState
from ..plausibility.doubts import Doubt, are_ticked, doubts_about_day, ticks_of
from ..validators import FIRST_YEAR, LAST_YEAR
from .sheet import SheetForm


class NewSeasonForm(forms.Form):
    """The year and the source of a new season."""

    year = forms.IntegerField(label=_("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    as_of = SheetForm.base_fields["as_of"]
    source = SheetForm.base_fields["source"]

    def clean_year(self):
        year = self.cleaned_data["year"]
        if Season.objects.filter(year=year).exists():
            raise forms.ValidationError(
                _("There is a %(year)s season already."), params={"year": year}
            )
        return year

    def doubts(self, last):
        """Return the doubts about a season that follows `last`, if that is not None."""
        facts = self.cleaned_data
        year, source = facts["year"], facts["source"]
        found = doubts_about_day(facts["as_of"], f"new {year}-{source.pk}", year, source)
        if last and year != last.year + 1:
            sentence = gettext("%(year)s does not follow %(last)s, the year of the last season.")
            years = {"year": year, "last": last.year}
            found.append(Doubt("new-year", f"{year} {last.year}", sentence % years))
        return found


def new_season_view(request, admin):
    """Make a season with the arrangements of the last one, its figures to be announced."""
    if not request.user.has_perms(("quotas.add_season", "quotas.add_quota")):
        raise PermissionDenied
    last = Season.objects.with_table().filter(quotas__isnull=False).first()
    form = NewSeasonForm(request.POST or None, initial={"year": last.year + 1 if last else None})
    doubts = form.doubts(last) if form.is_valid() else []
    ticked = request.POST.getlist("checked")
    if form.is_valid() and are_ticked(doubts, ticked):
        season, count = make_season(last, **form.cleaned_data)
        message = gettext(
            "The %(year)s season is made, with %(count)s pools. It is not public yet."
        )
        messages.success(request, message % {"year": season.year, "count": count})
        return redirect("admin:quotas_season_sheet", season.pk)
    return admin.admin_site.page(
        request,
        "admin/new_season.html",
        title=gettext("New season from the last one"),
        opts=Season._meta,
        last=last,
        form=form,
        ticks=ticks_of(doubts),
        ticked=ticked,
    )


@transaction.atomic
def make_season(last, *, year, as_of, source):
    """Make the season of `year` with the pools of `last`; return it and its number of pools.

    It is unpublished. What was not offered stays so; all else is to be announced. If `last` is
    partial, the pools of the arrangements are made too.
    """
    queue_to_write()
    season = Season(year=year, is_published=False, source=source)
    reason = gettext("Made from the %(year)s season.") % {"year": last.year} if last else ""
    season._change_reason = reason
    season.save()
    pools = {}
    if last is None or last.is_partial:
        for arranged in Eligibility.objects.all():
            pools[arranged.country_id, arranged.category_id] = QuotaState.TO_BE_ANNOUNCED
    for quota in Quota.objects.filter(season=last):
        not_offered = quota.state == QuotaState.NOT_OFFERED
        pools[quota.country_id, quota.category_id] = (
            QuotaState.NOT_OFFERED if not_offered else QuotaState.TO_BE_ANNOUNCED
        )
    for (country, category), state in pools.items():
        quota = Quota(
            season=season,
            country_id=country,
            category_id=category,
            state=state,
            as_of=as_of,
            source=source,
        )
        quota._change_reason = reason
        quota.save()
    return season, len(pools)
