"""The report of an import, in words for whoever started it."""

import dataclasses
import datetime

from django.utils.translation import gettext, gettext_lazy as _

from ..i18n.formats import grouped
from ..models.quota import QuotaState
from ..models.weekly_figures import Rating, RoundDay, Word
from .log import COUNTRY, QUOTA, SEASON, WEEKLY_FIGURES, LeftOut
from .spelling import AMOUNTS, ROUND_DAYS

LABELS = {
    "quota": _("quota"),
    "invitations": _("invitations"),
    "candidates": _("candidates"),
    "spots": _("spots"),
    "first_round": _("first round"),
    "final_round": _("final round"),
    "rating": _("rating"),
    "pool": _("pool"),
}
LABELS_OF_WORDS = {
    each.name.lower(): each.label for each in (*QuotaState, *RoundDay, *Word, *Rating)
}


@dataclasses.dataclass(frozen=True)
class ReportLine:
    """A change in words: what it is about, and what it says now and said before."""

    about: str
    what: str
    after: str
    before: str = ""


@dataclasses.dataclass(frozen=True)
class Report:
    """The outcome of an import, or of a dry run."""

    as_of: datetime.date
    season: int
    seasons: list[int]
    address: str
    is_dry_run: bool
    is_older: bool
    is_held: bool
    new: list[ReportLine]
    changed: list[ReportLine]
    unchanged: int
    left_out: list[LeftOut]
    losses: list[str]
    doubts: list[str]

    @classmethod
    def of(cls, log, known, **facts):
        """Return the report of a log, with names from the pools that are `known`."""
        return cls(
            new=[describe(change, known) for change in log.changes if change.is_new],
            changed=[describe(change, known) for change in log.changes if not change.is_new],
            unchanged=log.unchanged,
            left_out=log.left_out,
            losses=log.losses,
            doubts=log.all_doubts,
            **facts,
        )

    @property
    def is_news(self):
        return bool(self.new or self.changed)

    def as_json(self):
        """Return the whole report in types that JSON has."""
        return dataclasses.asdict(self) | {"as_of": self.as_of.isoformat()}


def describe(change, known):
    """Return the entry of a change, with its season where a feed holds two."""
    line = DESCRIBERS[change.field](change, known)
    if change.season is None:
        return line
    return dataclasses.replace(line, about=f"{line.about}, {change.season}")


def _describe_country(change, known):
    name = known.countries[change.about].name
    return ReportLine(name, gettext("country or territory"), change.after)


def _describe_season(change, known):
    before = "" if change.is_new else gettext("without one")
    return ReportLine(str(change.about), gettext("season"), gettext("with a table"), before)


def _describe_quota(change, known):
    what = gettext("quota")
    if change.day:
        what = gettext("quota as it was on %(day)s") % {"day": change.day.isoformat()}
    before = "" if change.is_new else describe_quota(*change.before)
    return ReportLine(known.name(*change.about), what, describe_quota(*change.after), before)


def _describe_figures(change, known):
    after, before = _descriptions(change.after), {}
    if not change.is_new:
        before = _descriptions(change.before)
        differing = [name for name in after if after[name] != before[name]]
        after, before = ({name: each[name] for name in differing} for each in (after, before))
    what = gettext("weekly figures")
    return ReportLine(known.name(*change.about), what, _in_one_line(after), _in_one_line(before))


DESCRIBERS = {
    COUNTRY: _describe_country,
    SEASON: _describe_season,
    QUOTA: _describe_quota,
    WEEKLY_FIGURES: _describe_figures,
}


def describe_quota(state, places):
    return describe_number(places, state)


def describe_number(number, word):
    """Return a number in words, or the word in its place."""
    if number is not None:
        return grouped(number)
    return str(LABELS_OF_WORDS[word]).lower() if word else gettext("not said")


def _descriptions(columns):
    """Return weekly figures in words, by their names."""
    described = {name: describe_number(columns[name], columns[f"{name}_word"]) for name in AMOUNTS}
    for name in ROUND_DAYS:
        day, word = columns[f"{name}_on"], columns[f"{name}_word"]
        kind = describe_number(None, word)
        described[name] = f"{kind} {day.isoformat()}" if day else kind
    rating, is_open = columns["rating"], columns["is_open"]
    word = "" if rating is None else Rating(rating).name.lower()
    states = {None: gettext("not said"), True: gettext("open"), False: gettext("closed")}
    return described | {"rating": describe_number(None, word), "pool": states[is_open]}


def _in_one_line(described):
    return ", ".join(f"{LABELS[name]} {words}" for name, words in described.items())
