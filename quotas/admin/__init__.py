"""Lists and forms of the admin, for each model."""

from . import accounts, arrangements, drafts, guide, invitations, quotas, remarks, seasons, weeks

__all__ = [
    "accounts",
    "arrangements",
    "drafts",
    "guide",
    "invitations",
    "quotas",
    "remarks",
    "seasons",
    "weeks",
]
