"""The data of the site: seasons, quotas, conditions and their sources."""

from .account_event import AccountEvent
from .calendar import Fee, SeasonDay
from .category import Category
from .country import Country
from .draft import Draft
from .eligibility import ArrangementChange, Eligibility
from .feed_import import FeedImport
from .guide import Requirement, Step
from .invitations import CountryInvitations, InvitationPeriod
from .kept_feed import KeptFeed
from .question import Question
from .quota import Quota
from .quota_value import QuotaValue
from .remark import Note, Notice
from .revision import Revision
from .season import Season
from .source import Source
from .term import Term
from .upload import Upload
from .weekly_figures import WeeklyFigures

__all__ = [
    "AccountEvent",
    "ArrangementChange",
    "Category",
    "Country",
    "CountryInvitations",
    "Draft",
    "Eligibility",
    "Fee",
    "FeedImport",
    "InvitationPeriod",
    "KeptFeed",
    "Note",
    "Notice",
    "Question",
    "Quota",
    "QuotaValue",
    "Requirement",
    "Revision",
    "Season",
    "SeasonDay",
    "Source",
    "Step",
    "Term",
    "Upload",
    "WeeklyFigures",
]
