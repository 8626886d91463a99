"""The addresses of frames: those of their pages, below `/embed/`."""

from django.urls import path
from django.utils.translation import gettext, override

from ..i18n.languages import LANGUAGES
from . import views


def addresses(language):
    """Return the addresses of frames in one language."""
    with override(language):
        words = {
            "": views.CurrentFrame,
            gettext("seasons/<year:year>/"): views.SeasonFrame,
            gettext("countries/<slug:code>/"): views.CountryFrame,
            gettext("pools/<int:year>/<slug:code>/<slug:slug>/"): views.PoolFrame,
            gettext("compare/"): views.CompareFrame,
            "<path:chart>/": views.ChartFrame,
        }
    return [
        path(f"{language}/{word}", views.framed(view.as_view(), language))
        for word, view in words.items()
    ]


urlpatterns = [
    path("height.js", views.height_script, name="embed_script"),
    *(address for language in LANGUAGES for address in addresses(language)),
]
