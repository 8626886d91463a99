"""Where staff keep the site right: a list and a form for each model."""

from . import arrangements, quotas, remarks, seasons, weeks

__all__ = ["arrangements", "quotas", "remarks", "seasons", "weeks"]
