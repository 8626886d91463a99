"""The code to paste into a page for a frame with a table, a card or a chart of ours."""

import dataclasses
from urllib.parse import parse_qsl, urlencode

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _, override

from ..i18n.addresses import absolute
from . import PREFIX
from .heights import Content

WIDTH = 640
COLUMNS = (240, 320, 400, 480, 640, 800)  # widths that a column of text may have, in pixels
MUCH_SPACE = 72  # pixels below a table that look like a fault


class Theme(forms.Form):
    """The colours of a frame: light, dark, or those of the reader’s device."""

    CHOICES = [("auto", _("As the reader’s device")), ("light", _("Light")), ("dark", _("Dark"))]

    theme = forms.ChoiceField(
        choices=CHOICES,
        required=False,
        error_messages={
            "invalid_choice": _("Colours are light, dark or auto, so these were left out.")
        },
    )


@dataclasses.dataclass(frozen=True)
class Frame:
    """A page of ours in a frame: its path, its title, its content and its picture."""

    path: str
    query: str
    title: str
    language: str
    content: Content
    picture: str

    @property
    def path_here(self):
        return f"{PREFIX}{self.path}" + (f"?{self.query}" if self.query else "")

    @property
    def address(self):
        return absolute(self.path_here)

    @property
    def height(self):
        """The height for a column of any width: the greatest that leaves little empty space.

        In a very narrow column a table is much higher, so it scrolls there. A drawing shrinks to
        the height that it is given, and has words below it in a very narrow column.
        """
        columns = COLUMNS[1:] if self.content.can_shrink else COLUMNS
        heights = [self.height_at(width) for width in columns]
        return max(height for height in heights if height <= min(heights) + MUCH_SPACE)

    def height_at(self, width):
        """Return the height for a column of this `width`."""
        with override(self.language):
            return self.content.height(width)

    def with_theme(self, theme):
        """Return the same frame in the colours of `theme`."""
        pairs = [pair for pair in parse_qsl(self.query) if pair[0] != "theme"]
        return dataclasses.replace(self, query=urlencode([*pairs, ("theme", theme)]))

    def html(self, width="100%", height=None):
        """Return the frame as HTML, which works without a script."""
        return format_html(
            '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy"></iframe>',
            self.address,
            self.title,
            width,
            height or self.height,
        )

    @property
    def script(self):
        """The script that fits the height of the frame to its content."""
        address = absolute(reverse("embed_script"))
        return format_html('<script src="{}" async></script>', address)


def query_of(categories, theme):
    """Return the query string of a frame with these categories and this theme."""
    pairs = [("category", slug) for slug in categories]
    return urlencode([*pairs, *theme_in(theme)])


def theme_in(theme):
    """Return the pairs of a query string for a theme; none for that of the device."""
    return [] if theme in ("", "auto") else [("theme", theme)]
