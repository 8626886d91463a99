"""Quotas in a feed that look like slips of the keyboard: they are far from those held."""

from ..models import Quota, WeeklyFigures
from ..plausibility.limits import is_far_between_seasons, is_far_in_feed


class Slips:
    """The figures that are held, to tell if a quota in the feed of a day is a slip."""

    def __init__(self, season, day, past):
        self.day, self.past = day, past
        self.inside, self.before = {}, {}
        rows = WeeklyFigures.objects.filter(season=season, quota__isnull=False)
        columns = ("country", "category", "subpool", "as_of", "quota")
        for *key, as_of, places in rows.exclude(subpool="").values_list(*columns):
            self.inside.setdefault(tuple(key), {})[as_of] = places
        others = Quota.objects.exclude(season=season).filter(places__isnull=False)
        for *key, as_of, places in others.values_list("country", "category", "as_of", "places"):
            self.before.setdefault(tuple(key), {})[as_of] = places

    def find(self, country, category, subpool, places):
        """Return the day and the places that `places` is far from, or None."""
        key = (country.pk, category.pk)
        if subpool:
            return self.nearest_if(is_far_in_feed, self.inside.get((*key, subpool), {}), places)
        of_season = self.past.places(key)
        if of_season:
            return self.nearest_if(is_far_in_feed, of_season, places)
        return self.nearest_if(is_far_between_seasons, self.before.get(key, {}), places)

    def nearest_if(self, is_too_far, held, places):
        """Return the nearest day that is `held` and its places, if `places` is too far of those."""
        if not held:
            return None
        as_of = min(held, key=lambda day: (abs(day - self.day), day))
        return (as_of, held[as_of]) if is_too_far(held[as_of], places) else None
