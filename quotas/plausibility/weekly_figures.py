"""Doubts about weekly figures: against the weeks beside them, the quota and the season."""

from django.utils.translation import gettext as _

from ..i18n.formats import grouped, long_date
from .doubts import Doubt, day_doubts, out_of_season
from .held import HeldQuotas, HeldWeeks
from .limits import FEWEST_TAKEN_BACK, INVITED_TO_QUOTA, SMALL, is_far, is_ten_fold

FIGURES = ("quota", "invitations", "candidates", "spots")
ROUNDS = ("first_round_on", "final_round_on")


def weekly_doubts(before, after, weeks=None, held=None, today=None):
    """Return each doubt about the weekly figures `after`, which replace `before` or are new.

    The `weeks` and the quotas that are `held` are read unless they are given.
    """
    key = f"{after.season_id}-{after.country_id}-{after.category_id}-{after.subpool}"
    found = day_doubts(after, f"week {key}", before, today)
    if after.country_id is None or after.category_id is None or not after.as_of:
        return found
    if weeks is None:
        weeks = HeldWeeks(season=after.season, country=after.country, category=after.category)
    if held is None:
        held = HeldQuotas.of_category(after.category_id)
    typed = " ".join(str(getattr(after, name)) for name in (*FIGURES, *ROUNDS))
    about = f"{key} {after.as_of} {typed}"
    return found + [
        Doubt(f"week-{kind}", about, sentence)
        for kind, sentence in _reasons(after, weeks, held)
        if before is None or _concerns(kind, before, after)
    ]


def _concerns(kind, before, after):
    """Tell if a change from `before` touches the figures that a doubt is about."""
    names = {
        "spots": ("spots", "quota"),
        "invited": ("invitations", "quota"),
        "later": ("invitations",),
        "rounds": ROUNDS,
    }.get(kind, (kind,))
    return any(getattr(before, name) != getattr(after, name) for name in names)


def _reasons(after, weeks, held):
    last, following = weeks.before(after), weeks.after(after)
    yield from _of_quota(after, last or following, held)
    yield from _of_invitations(after, last, following)
    yield from _of_candidates(after, last)
    if None not in (after.spots, after.quota) and after.spots > after.quota:
        figures = {"spots": grouped(after.spots), "quota": grouped(after.quota)}
        yield "spots", _("%(spots)s spots are more than the quota, %(quota)s.") % figures
    yield from _of_rounds(after)


def _of_quota(after, beside, held):
    """Yield the doubt that the quota is far from the week beside it, or the pool's last number."""
    if after.quota is None:
        return
    pool = after.country_id, after.category_id
    figures = {"after": grouped(after.quota)}
    if beside and beside.quota is not None:
        before, when = beside.quota, {"day": long_date(beside.as_of)}
        sentence = _("The quota of %(after)s is far from %(before)s, that of %(day)s.")
    elif after.subpool:
        return
    elif last := held.own.get((after.season_id, *pool)) or held.last_number(
        pool, after.season.year
    ):
        before, when = last[1], {"year": last[0]}
        sentence = _("The quota of %(after)s is far from %(before)s, the last number, of %(year)s.")
    else:
        yield from _of_category(after.quota, held.largest(after.category_id, besides=None))
        return
    if is_far(before, after.quota):
        yield "quota", sentence % (figures | when | {"before": grouped(before)})


def _of_category(quota, most):
    if most is not None and quota > most:
        sentence = _(
            "%(after)s is more than any country has had in this category, at most %(most)s."
        )
        yield "quota", sentence % {"after": grouped(quota), "most": grouped(most)}


def _of_invitations(after, last, following):
    issued = after.invitations
    if issued is None:
        return
    figures = {"after": grouped(issued)}
    if last and last.invitations is not None:
        figures |= {"before": grouped(last.invitations), "day": long_date(last.as_of)}
        if issued + FEWEST_TAKEN_BACK < last.invitations:
            yield (
                "invitations",
                _(
                    "%(after)s invitations are fewer than the %(before)s of %(day)s, though they "
                    "are counted since the season began."
                )
                % figures,
            )
        elif last.invitations and is_ten_fold(last.invitations, issued) and issued > SMALL:
            sentence = _("%(after)s invitations are about ten times the %(before)s of %(day)s.")
            yield "invitations", sentence % figures
    later = following.invitations if following else None
    if later is not None and issued > later + FEWEST_TAKEN_BACK:
        sentence = _("%(after)s invitations are more than the %(later)s of %(day)s.")
        figures_of_later = {"later": grouped(later), "day": long_date(following.as_of)}
        yield "later", sentence % (figures | figures_of_later)
    if after.quota is not None and issued > max(INVITED_TO_QUOTA * after.quota, SMALL):
        sentence = _("%(after)s invitations are many times the quota, %(quota)s.")
        yield "invited", sentence % (figures | {"quota": grouped(after.quota)})


def _of_candidates(after, last):
    """Yield the doubt that the candidates are ten times those of the week before, or a tenth.

    Not before the first invitations, because a pool that has just opened fills within days, and
    not where the invitations of the week tell why there are fewer.
    """
    if after.candidates is None or not last or not last.candidates or not last.invitations:
        return
    fall = last.candidates - after.candidates
    invited = (after.invitations or last.invitations) - last.invitations
    is_large = max(after.candidates, last.candidates) > SMALL
    if (
        not is_large
        or not is_ten_fold(last.candidates, after.candidates)
        or 0 < fall <= 2 * invited
    ):
        return
    figures = {"after": grouped(after.candidates), "before": grouped(last.candidates)}
    sentence = _("%(after)s candidates are far from the %(before)s of %(day)s.")
    yield "candidates", sentence % (figures | {"day": long_date(last.as_of)})


def _of_rounds(after):
    for name in ROUNDS:
        day = getattr(after, name)
        sentence = out_of_season(day, after.season.year) if day else ""
        if sentence:
            yield name, sentence
    first, final = (getattr(after, name) for name in ROUNDS)
    if first and final and final < first:
        yield "rounds", _("The final round is before the first one.")
