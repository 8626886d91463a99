"""The records that addresses name, and the pages about one of them."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import DetailView

from ..figures.pools import Pool
from ..models import Category, Country, Season


def season_at(year):
    """Return the season with a table, or answer 404."""
    return get_object_or_404(Season.objects.with_table(), year=year)


def current_season():
    """Return the season that editors chose to be current, or answer 404."""
    return get_object_or_404(Season, is_current=True)


def country_at(code):
    """Return the country, or answer 404."""
    return get_object_or_404(Country, code=code.upper())


def countries_at(codes):
    """Return the countries in the order of `codes`, or answer 404 if one is not known."""
    countries = {c.code.lower(): c for c in Country.objects.filter(code__in=map(str.upper, codes))}
    if len(countries) < len(codes):
        raise Http404
    return [countries[code] for code in codes]


def category_at(slug):
    """Return the category by its name in an address, or answer 404."""
    return get_object_or_404(Category.objects.at(slug))


def pool_at(year, code, slug):
    """Return the pool, or answer 404 if nothing is known of it."""
    pool = Pool(
        season=get_object_or_404(Season.objects.published(), year=year),
        country=country_at(code),
        category=category_at(slug),
    )
    if not pool.exists:
        raise Http404
    return pool


class RecordView(DetailView):
    """A page about one record; other spellings of its address redirect to it."""

    def get(self, request, **kwargs):
        self.object = self.get_object()
        if request.path != self.object.get_absolute_url():
            return redirect(self.object, permanent=True)
        return self.render_to_response(self.get_context_data())
