"""The foot of a picture: the days of its figures and their publishers."""

from django.utils.translation import gettext, ngettext

from ..i18n.formats import long_date

SEPARATOR = "\u00a0· "  # which begins no line
MOST_PUBLISHERS = 2  # official ones first; of more, all but one are counted


def foot_of(dated):
    """Return the days of the `dated` figures, and who published them; nothing of none.

    Our readings of what a feed leaves out do not count.
    """
    dated = [each for each in dated if not each.source.is_inference]
    if not dated:
        return ""
    days = [each.as_of for each in dated]
    return foot_between(min(days), max(days), {each.source for each in dated})


def origin_of(dated):
    """Return one of the `dated` figures whose day and source all share, or None if they differ.

    Those that are None do not count.
    """
    held = [each for each in dated if each]
    return held[0] if len({(each.as_of, each.source) for each in held}) == 1 else None


def foot_between(first, last, sources):
    """Return two days, or one if they are the same, and who published the `sources`."""
    as_of = gettext("As of %(day)s") if first == last else gettext("As of %(first)s to %(last)s")
    days = {"day": long_date(last), "first": long_date(first), "last": long_date(last)}
    return SEPARATOR.join([as_of % days, *publishers_of(sources)])


def publishers_of(sources):
    """Return who published the `sources`, each official or reported; of many, the first few."""
    in_order = sorted(sources, key=lambda source: (source.confidence, source.publisher_label))
    publishers = list(
        dict.fromkeys(f"{each.publisher_label} ({each.confidence_of_figures})" for each in in_order)
    )
    if len(publishers) > MOST_PUBLISHERS:
        others = len(publishers) - MOST_PUBLISHERS + 1
        more = ngettext("%(count)s more source", "%(count)s more sources", others)
        publishers[MOST_PUBLISHERS - 1 :] = [more % {"count": others}]
    return publishers
