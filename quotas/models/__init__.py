"""What the site knows: who may come, how many, since when, and who says so."""

from .category import Category
from .country import Country
from .quota import Quota
from .remark import Note, Notice
from .revision import Revision
from .season import Season
from .source import Source

__all__ = [
    "Category",
    "Country",
    "Note",
    "Notice",
    "Quota",
    "Revision",
    "Season",
    "Source",
]
