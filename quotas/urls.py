"""Public pages. Each path is English, and translated into French with the other words."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from . import views
from .feeds import ChangesFeed

urlpatterns = [
    path("", views.HomeView.as_view(), name="home"),
    path(_("seasons/"), views.SeasonsView.as_view(), name="seasons"),
    path(_("seasons/<int:year>/"), views.SeasonView.as_view(), name="season"),
    path(_("countries/"), views.CountriesView.as_view(), name="countries"),
    path(_("countries/<slug:code>/"), views.CountryView.as_view(), name="country"),
    path(_("categories/"), views.CategoriesView.as_view(), name="categories"),
    path(_("categories/<slug:slug>/"), views.CategoryView.as_view(), name="category"),
    path(
        _("pools/<int:year>/<slug:code>/<slug:slug>/"),
        views.PoolView.as_view(),
        name="pool",
    ),
    path(_("changes/"), views.ChangesView.as_view(), name="changes"),
    path(_("changes/feed.atom"), ChangesFeed(), name="changes_feed"),
    path(_("about/"), views.PageView.as_view(page="about"), name="about"),
    path(
        _("accessibility/"),
        views.PageView.as_view(page="accessibility"),
        name="accessibility",
    ),
    path(_("privacy/"), views.PageView.as_view(page="privacy"), name="privacy"),
]
