"""Quotas in a feed that look like slips of the keyboard: they are far from those held."""

from ..models import Quota, WeeklyFigures

TIMES = 5  # in a season: of all quotas of 2026, the one that moved most grew to 2.5 times
# Between seasons small quotas move as they like (Chile's from 20 to 270, Korea's from 500 to 50);
# of the large ones, Korea's fell most, from 1,500 to 200.
TIMES_BETWEEN_SEASONS = 8
LARGE = 1_000


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
            return self.nearest_if_far(places, self.inside.get((*key, subpool), {}), TIMES)
        of_season = self.past.places(key)
        if of_season:
            return self.nearest_if_far(places, of_season, TIMES)
        return self.nearest_if_far(places, self.before.get(key, {}), TIMES_BETWEEN_SEASONS, LARGE)

    def nearest_if_far(self, places, held, times, large=0):
        """Return the nearest day that is `held` and its places, if `places` is far from those."""
        if not held:
            return None
        as_of = min(held, key=lambda day: (abs(day - self.day), day))
        smaller, larger = sorted((places, held[as_of]))
        # A pool without any place is no measure.
        is_far = held[as_of] and larger > times * smaller and larger >= large
        return (as_of, held[as_of]) if is_far else None
