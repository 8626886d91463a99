"""What an import did, in words for whoever started it."""

import dataclasses
import datetime

from django.utils.translation import gettext, gettext_lazy as _

from ..i18n.formats import grouped
from ..models.quota import QuotaState
from ..models.weekly_figures import Rating, RoundDay, Word
from .feed import LeftOut

FIGURES = ("quota", "invitations", "candidates", "spots")
ROUND_DAYS = ("first_round", "final_round")
NAMES = {
    "quota": _("quota"),
    "invitations": _("invitations"),
    "candidates": _("candidates"),
    "spots": _("spots"),
    "first_round": _("first round"),
    "final_round": _("final round"),
    "rating": _("rating"),
    "pool": _("pool"),
}
WORDS = {each.name.lower(): each.label for each in (*QuotaState, *RoundDay, *Word, *Rating)}


@dataclasses.dataclass(frozen=True)
class Entry:
    """One thing that an import brings: what it is about, and what it says now and said before."""

    about: str
    what: str
    after: str
    before: str = ""


@dataclasses.dataclass
class Report:
    """What an import did, or would do."""

    as_of: datetime.date
    season: int
    address: str
    is_dry_run: bool
    is_older: bool = False
    new: list[Entry] = dataclasses.field(default_factory=list)
    changed: list[Entry] = dataclasses.field(default_factory=list)
    unchanged: int = 0
    left_out: list[LeftOut] = dataclasses.field(default_factory=list)
    losses: list[str] = dataclasses.field(default_factory=list)

    @property
    def is_news(self):
        return bool(self.new or self.changed)

    def as_json(self):
        """The whole report in types that JSON has."""
        return dataclasses.asdict(self) | {"as_of": self.as_of.isoformat()}


def pool_name(country, category, subpool=""):
    """The name of a pool, or of one inside it; without a country, of the organizations' row."""
    if country is None:
        return gettext("Recognized organizations")
    name = f"{country.name}, {category.name}"
    return f"{name}, {subpool}" if subpool else name


def said(number, word):
    """A number, or the word in its place."""
    if number is not None:
        return grouped(number)
    return str(WORDS[word]).lower() if word else gettext("not said")


def parts_of(facts):
    """The weekly figures by name, in words for the report."""
    parts = {name: said(facts[name], facts[f"{name}_word"]) for name in FIGURES}
    for name in ROUND_DAYS:
        on, word = facts[f"{name}_on"], facts[f"{name}_word"]
        parts[name] = f"{said(None, word)} {on.isoformat()}" if on else said(None, word)
    rating, is_open = facts["rating"], facts["is_open"]
    parts["rating"] = said(None, "" if rating is None else Rating(rating).name.lower())
    parts["pool"] = {None: said(None, ""), True: gettext("open"), False: gettext("closed")}[is_open]
    return parts


def in_a_line(parts, names=None):
    """`parts`, or those of them that have one of `names`, in one line."""
    told = (f"{NAMES[name]} {parts[name]}" for name in names or parts)
    return ", ".join(told)
