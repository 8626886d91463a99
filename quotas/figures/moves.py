"""Pictures of two seasons: the quotas of a category, or of a country, that moved between them."""

from django.utils.translation import gettext, ngettext

from ..charts.moves import Move, MovesChart
from ..i18n.formats import after_colon, grouped
from ..models.quota import QuotaState
from .foot import foot_between


def moves_chart(first, second, about, named):
    """Return the chart of `named` pairs of quotas, each after its name, or None if none moved.

    They are `about` a category or a country.
    """
    moved = sorted(
        ((name, pair) for name, pair in named if pair.difference),
        key=lambda each: each[1].difference,
    )
    if not moved:
        return None
    return MovesChart(
        describe_moved(first, second, moved),
        gettext("%(name)s · quotas at the same time of both seasons") % {"name": about},
        foot_of_pairs([pair for _name, pair in named if pair.is_held]),
        gettext("Each line leads from the quota of %(first)s to that of %(second)s.")
        % {"first": first.year, "second": second.year},
        str(first.year),
        str(second.year),
        [Move(name, pair.before.places, pair.after.places, pair.label) for name, pair in moved],
        describe_others(named),
    )


def describe_moved(first, second, moved):
    """Return how many quotas fell and rose, with the one that fell most and the one that rose."""
    fell = sum(pair.difference < 0 for _name, pair in moved)
    rose = len(moved) - fell
    ends = [moved[0]] * bool(fell) + [moved[-1]] * bool(rose)
    words = {
        "first": first.year,
        "second": second.year,
        "fell": grouped(fell),
        "rose": grouped(rose),
        "most": ", ".join(f"{name} {pair.label}" for name, pair in ends),
    }
    if fell and rose:
        sentence = ngettext(
            "From %(first)s to %(second)s, %(fell)s quota fell, %(rose)s rose: %(most)s.",
            "From %(first)s to %(second)s, %(fell)s quotas fell, %(rose)s rose: %(most)s.",
            fell,
        )
    elif fell:
        sentence = ngettext(
            "From %(first)s to %(second)s, %(fell)s quota fell and none rose: %(most)s.",
            "From %(first)s to %(second)s, %(fell)s quotas fell and none rose: %(most)s.",
            fell,
        )
    else:
        sentence = ngettext(
            "From %(first)s to %(second)s, %(rose)s quota rose and none fell: %(most)s.",
            "From %(first)s to %(second)s, %(rose)s quotas rose and none fell: %(most)s.",
            rose,
        )
    return sentence % words


def describe_others(named):
    """Return sentences that name those without a difference in places, by what is said of them."""
    names = {}
    for name, pair in named:
        if not pair.difference and not _is_never_offered(pair):
            names.setdefault(pair.label, []).append(name)
    return [f"{after_colon(label, ', '.join(names[label]))}." for label in sorted(names)]


def _is_never_offered(pair):
    """Tell if there was no such quota in either season, as far as we know."""
    states = {on_day and on_day.value.state for on_day in pair.on_days}
    return states <= {None, QuotaState.NOT_OFFERED}


def foot_of_pairs(pairs):
    """Return the days and publishers of both quotas of the `pairs`."""
    dated = [on_day for pair in pairs for on_day in pair.on_days]
    stated = [each for each in dated if not each.value.source.is_inference]
    if not stated:
        return ""
    days = [each.day for each in stated]
    return foot_between(min(days), max(days), {each.value.source for each in stated})
