"""The foot of a picture: the days of its figures and their publishers."""

from django.utils.translation import gettext

from ..i18n.formats import long_date


def foot_of(dated):
    """Return the days of the `dated` figures, and who published them; nothing of none.

    Our readings of what a feed leaves out do not count.
    """
    dated = [each for each in dated if not each.source.is_inference]
    if not dated:
        return ""
    days = [each.as_of for each in dated]
    return foot_between(min(days), max(days), {each.source for each in dated})


def foot_between(first, last, sources):
    """Return two days, or one if they are the same, and who published the `sources`."""
    as_of = gettext("As of %(day)s") if first == last else gettext("As of %(first)s to %(last)s")
    days = {"day": long_date(last), "first": long_date(first), "last": long_date(last)}
    publishers = {
        f"{source.publisher_label} ({source.confidence_of_figures})" for source in sources
    }
    return " · ".join([as_of % days, *sorted(publishers)])
