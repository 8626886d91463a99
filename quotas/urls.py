"""Public pages. Each path is English, and translated into French with the other words."""

from django.urls import path, register_converter
from django.utils.translation import gettext_lazy as _

from .api.views import ApiView
from .embed.views import embed_page
from .i18n.addresses import DrawingConverter, EndingConverter, YearConverter
from .views import (
    changes,
    compare,
    countries,
    drawings,
    files,
    find,
    guide,
    kept_feeds,
    pools,
    search,
    season_weeks,
    seasons,
    site,
    sources,
)
from .views.feeds import ChangesFeed
from .views.map import MapDrawing, MapView
from .views.ratings import RatingsView

register_converter(DrawingConverter, "drawing")
register_converter(EndingConverter, "ending")
register_converter(YearConverter, "year")

urlpatterns = [
    path("", seasons.HomeView.as_view(), name="home"),
    path(_("seasons/"), seasons.SeasonsView.as_view(), name="seasons"),
    path(_("seasons/<year:year>/"), seasons.SeasonView.as_view(), name="season"),
    path(
        _("seasons/<year:year>/weeks/"),
        season_weeks.SeasonWeeksView.as_view(),
        name="season_weeks",
    ),
    path(_("countries/"), countries.CountriesView.as_view(), name="countries"),
    path(_("countries/<slug:code>/"), countries.CountryView.as_view(), name="country"),
    path(_("categories/"), guide.CategoriesView.as_view(), name="categories"),
    path(_("categories/<slug:slug>/"), guide.CategoryView.as_view(), name="category"),
    path(
        _("pools/<int:year>/<slug:code>/<slug:slug>/"),
        pools.PoolView.as_view(),
        name="pool",
    ),
    path(_("changes/"), changes.ChangesView.as_view(), name="changes"),
    path(_("changes/feed.atom"), ChangesFeed(), name="changes_feed"),
    path(_("data/"), files.DataView.as_view(), name="data"),
    path(_("quotas.<ending:ending>"), files.HomeFile.as_view(), name="home_file"),
    path(
        _("seasons/<year:year>/quotas.<ending:ending>"),
        files.SeasonFile.as_view(),
        name="season_file",
    ),
    path(
        _("seasons/<year:year>/quotas-wide.<ending:ending>"),
        files.WideSeasonFile.as_view(),
        name="wide_season_file",
    ),
    path(
        _("seasons/<year:year>/weeks.<ending:ending>"),
        files.SeasonWeeksFile.as_view(),
        name="season_weeks_file",
    ),
    path(_("seasons/comparison.<ending:ending>"), files.SeasonsFile.as_view(), name="seasons_file"),
    path(
        _("countries/<slug:code>/quotas.<ending:ending>"),
        files.CountryFile.as_view(),
        name="country_file",
    ),
    path(
        _("countries/<slug:code>/invitations.<ending:ending>"),
        files.InvitationsFile.as_view(),
        name="invitations_file",
    ),
    path(
        _("categories/<slug:slug>/quotas.<ending:ending>"),
        files.CategoryFile.as_view(),
        name="category_file",
    ),
    path(
        _("pools/<year:year>/<slug:code>/<slug:slug>/weekly-figures.<ending:ending>"),
        files.PoolFile.as_view(),
        name="pool_file",
    ),
    path(_("changes/changes.<ending:ending>"), files.ChangesFile.as_view(), name="changes_file"),
    path(_("data/api/"), ApiView.as_view(), name="api_page"),
    path(_("data/embed/"), embed_page, name="embed_page"),
    path(_("data/feeds/"), kept_feeds.KeptFeedsView.as_view(), name="kept_feeds"),
    path(_("data/feeds/<slug:sha256>.xml"), kept_feeds.kept_feed, name="kept_feed"),
    path(_("data/iec-quotas.zip"), files.everything, name="everything"),
    path(_("data/<slug:name>.<ending:ending>"), files.whole_table, name="whole_table"),
    path(_("search/"), search.SearchView.as_view(), name="search"),
    path(_("find/"), find.FindView.as_view(), name="find"),
    path(_("compare/"), compare.CompareView.as_view(), name="compare"),
    path(_("compare/quotas.<ending:ending>"), files.CompareFile.as_view(), name="compare_file"),
    path(_("map/"), MapView.as_view(), name="map"),
    path(
        _("map/<year:year>/<slug:slug>/map<drawing:drawing>"),
        MapDrawing.as_view(),
        name="map_drawing",
    ),
    path(
        _("map/<year:year>/<slug:slug>/picture.png"),
        MapDrawing.as_view(),
        name="map_picture",
    ),
    path(_("ratings/"), RatingsView.as_view(), name="ratings"),
    path(_("ratings/ratings.<ending:ending>"), files.RatingsFile.as_view(), name="ratings_file"),
    path(_("picture.png"), drawings.SitePicture.as_view(), name="site_picture"),
    path(
        _("seasons/<year:year>/picture.png"),
        drawings.SeasonPicture.as_view(),
        name="season_picture",
    ),
    path(
        _("countries/<slug:code>/picture.png"),
        drawings.CountryDrawing.as_view(),
        name="country_picture",
    ),
    path(
        _("pools/<year:year>/<slug:code>/<slug:slug>/picture.png"),
        drawings.PoolDrawing.as_view(),
        name="pool_picture",
    ),
    path(
        _("countries/<slug:code>/seasons<drawing:drawing>"),
        drawings.CountryDrawing.as_view(),
        name="country_drawing",
    ),
    path(
        _("pools/<year:year>/<slug:code>/<slug:slug>/weeks<drawing:drawing>"),
        drawings.PoolWeeksDrawing.as_view(),
        name="pool_weeks_drawing",
    ),
    path(
        _("pools/<year:year>/<slug:code>/<slug:slug>/chances<drawing:drawing>"),
        drawings.PoolChancesDrawing.as_view(),
        name="pool_chances_drawing",
    ),
    path(
        _("ratings/<year:year>/picture.png"),
        drawings.RatingsDrawing.as_view(),
        name="ratings_picture",
    ),
    path(
        _("ratings/<year:year>/shares<drawing:drawing>"),
        drawings.RatingsDrawing.as_view(),
        name="ratings_drawing",
    ),
    path(
        _("ratings/<year:year>/<slug:slug>/shares<drawing:drawing>"),
        drawings.RatingsDrawing.as_view(),
        name="category_ratings_drawing",
    ),
    path(
        _("seasons/<year:year>/weeks/invitations<drawing:drawing>"),
        drawings.SeasonInvitationsDrawing.as_view(),
        name="season_invitations_drawing",
    ),
    path(
        _("seasons/<year:year>/weeks/pools<drawing:drawing>"),
        season_weeks.StripsDrawing.as_view(),
        name="strips_drawing",
    ),
    path(
        _("seasons/<year:year>/weeks/<slug:slug>/pools<drawing:drawing>"),
        season_weeks.StripsDrawing.as_view(),
        name="strips_drawing",
    ),
    path(
        _("seasons/<year:year>/weeks/picture.png"),
        season_weeks.StripsDrawing.as_view(),
        name="strips_picture",
    ),
    path(
        _("seasons/<year:year>/weeks/<slug:slug>/picture.png"),
        season_weeks.StripsDrawing.as_view(),
        name="strips_picture",
    ),
    path(
        _("seasons/<year:first>-<year:second>/<slug:slug>/quotas<drawing:drawing>"),
        seasons.SeasonsDrawing.as_view(),
        name="seasons_drawing",
    ),
    path(
        _("seasons/<year:first>-<year:second>/<slug:slug>/picture.png"),
        seasons.SeasonsDrawing.as_view(),
        name="seasons_picture",
    ),
    path(
        _("compare/<slug:code>/<year:first>-<year:second>/quotas<drawing:drawing>"),
        compare.CompareDrawing.as_view(),
        name="compare_drawing",
    ),
    path(
        _("compare/<slug:code>/<year:first>-<year:second>/picture.png"),
        compare.CompareDrawing.as_view(),
        name="compare_picture",
    ),
    path(
        _("how-it-works/steps<drawing:drawing>"),
        drawings.TimelineDrawing.as_view(),
        name="steps_drawing",
    ),
    path(_("how-it-works/"), guide.HowItWorksView.as_view(), name="how_it_works"),
    path(_("questions/"), guide.QuestionsView.as_view(), name="questions"),
    path(_("questions/<slug:slug>/"), guide.QuestionView.as_view(), name="question"),
    path(_("glossary/"), guide.GlossaryView.as_view(), name="glossary"),
    path(_("sources/"), sources.SourcesView.as_view(), name="sources"),
    path("site.webmanifest", site.manifest, name="manifest"),
    path(_("about/"), site.PageView.as_view(page="about"), name="about"),
    path(
        _("accessibility/"),
        site.PageView.as_view(page="accessibility"),
        name="accessibility",
    ),
    path(_("privacy/"), site.PageView.as_view(page="privacy"), name="privacy"),
]
