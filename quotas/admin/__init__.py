"""Where staff keep the site right: a list and a form for each model."""

from . import accounts, arrangements, drafts, guide, quotas, remarks, seasons, weeks

__all__ = ["accounts", "arrangements", "drafts", "guide", "quotas", "remarks", "seasons", "weeks"]
