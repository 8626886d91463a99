"""Lists and forms of the admin, for each model."""

from . import (
    accounts,
    arrangements,
    drafts,
    feeds,
    guide,
    invitations,
    quotas,
    remarks,
    seasons,
    weeks,
)

__all__ = [
    "accounts",
    "arrangements",
    "drafts",
    "feeds",
    "guide",
    "invitations",
    "quotas",
    "remarks",
    "seasons",
    "weeks",
]
