"""The official rounds feed: what it says of each pool, and what of it we cannot use.

It is undocumented XML, read here without a database and without a network. Its codes are not those
of ISO 3166, its numbers come with and without commas, and words stand where numbers would.
"""

import html
import re
from collections import Counter
from dataclasses import asdict, dataclass
from datetime import date

from django.utils.translation import gettext, gettext_lazy as _

from ..i18n.collation import fold
from ..i18n.formats import after_colon, grouped
from ..models.category import CATEGORIES
from ..models.quota import LARGEST_FIGURE
from ..models.weekly_figures import Rating, RoundDay, Word
from .document import BadFeed, read_document, shown
from .spelling import (
    BELOW_ZERO,
    DAY,
    DAY_WORDS,
    FIRST_YEAR,
    NUMBER,
    WORDS,
    WORDS_FOR,
    Amount,
    Day,
    _day,
)

MAX_TEXT = 200
MAX_NAME = 100  # as long as our columns

# Its own codes that mean another country in ISO 3166, told apart by the name beside them.
OWN_CODES = {("AN", "andorra"): "AD", ("LB", "luxembourg"): "LU"}
# Its names of countries that are not ours, by the code of ISO 3166.
NAMES_IN_FEED = {
    "CZ": ("Czechia",),
    "GB": ("United Kingdom of Great Britain and Northern Ireland",),
    "HK": ("Hong Kong Special Administrative Region", "Hong Kong SAR"),
    "KR": ("Korea, Republic", "Korea, Republic of", "Republic of Korea", "Korea, South"),
    "LV": ("Latvia, Republic", "Latvia, Republic of", "Republic of Latvia"),
    "SK": ("Slovak Republic",),
}

DAYS = ("first", "second")
FIGURES = (*WORDS_FOR, *DAYS, "chances")
NAMES = {
    "quota": _("the quota"),
    "invitations": _("the number of invitations"),
    "candidates": _("the number of candidates"),
    "spots": _("the number of spots"),
    "first": _("the first round"),
    "second": _("the final round"),
    "chances": _("the rating"),
}
# fmt: on

NUMBERS_APART = re.compile(r"(?<=\d)\s*[\t\n\v\f\r\x85\u2028\u2029]\s*(?=\d)")
UNKNOWN_ELEMENT = _("an element that is not known")
UNKNOWN_ATTRIBUTE = _("an attribute that is not known")


@dataclass(frozen=True)
class PoolFigures:
    """What the feed says of one pool, of a pool inside it, or of the recognized organizations."""

    code: str | None
    location: str
    category: str | None
    subpool: str
    quota: Amount
    invitations: Amount
    candidates: Amount
    spots: Amount
    first_round: Day
    final_round: Day
    rating: int | None

    @property
    def key(self):
        return (self.code, self.category, self.subpool)

    @property
    def figures(self):
        """All but the name, which may be spelled in two ways."""
        return {name: value for name, value in asdict(self).items() if name != "location"}

    @property
    def is_open(self):
        """False where no profile can be submitted, or None where the feed does not tell.

        It says of no pool that it is open: candidates may wait in one that takes no more.
        """
        return False if self.candidates.word == Word.NOT_ACCEPTING else None


@dataclass(frozen=True)
class LeftOut:
    """Something that the feed says and we do not keep, with the reason."""

    what: str
    why: str


@dataclass(frozen=True)
class Feed:
    """All that one copy of the feed says."""

    as_of: date
    pools: tuple[PoolFigures, ...]
    left_out: tuple[LeftOut, ...]
    losses: tuple[LeftOut, ...] = ()  # those of the left out that are rows or figures of pools

    @property
    def season(self):
        """The year of the season, told from the first rounds, or None if it cannot be told.

        A season may hold its first rounds in the last weeks of the year before, as that of 2019
        did on December 27, 2018. Without a first round those weeks belong to either season.
        """
        days = [pool.first_round.on for pool in self.pools if pool.first_round.on]
        years = Counter(day.year + (day.month >= 11) for day in days)
        if years:
            return max(years, key=lambda year: (years[year], year))
        return self.as_of.year if self.as_of.month < 11 else None


def read_feed(content, *, today):
    """What `content` says; raises BadFeed if it is not the feed, or not one to be trusted."""
    reading = _Reading(today)
    reading.read(read_document(content))
    pools = tuple(reading.pools.values())
    return Feed(reading.as_of, pools, tuple(reading.left_out), tuple(reading.losses))


def _words(text, what, longest=MAX_TEXT):
    """`text` in one line of plain words, its HTML and no-break spaces made spaces.

    Numbers on two lines stay two: one blank between them would make them thousands and hundreds.
    """
    text = (text or "").strip()
    if len(text) > longest:
        raise BadFeed(
            gettext("%(what)s is longer than %(longest)s characters: “%(text)s”."),
            what=what,
            longest=longest,
            text=shown(text),
        )
    text = NUMBERS_APART.sub(" / ", html.unescape(text))
    return " ".join(text.split())


class _Reading:
    """Goes through the feed once, and holds what is kept and what is left out."""

    def __init__(self, today):
        self.today = today
        self.as_of = None
        self.pools = {}
        self.left_out = []
        self.losses = []

    def leave_out(self, what, why):
        self.left_out.append(LeftOut(str(what), str(why)))

    def lose(self, what, why):
        """Leave out a row or a figure that we would have kept, could we have read it."""
        self.leave_out(what, why)
        self.losses.append(self.left_out[-1])

    def read(self, root):
        self.check_attributes(root, gettext("The feed"), ())
        self.check_stray_text(root, gettext("The feed"))
        for element in root:
            if element.tag == "chancesdate":
                self.read_stamp(element)
            elif element.tag == "country":
                self.read_country(element)
            else:
                self.lose(
                    after_colon(gettext("The feed"), f"<{shown(element.tag)}>"), UNKNOWN_ELEMENT
                )
        if root.find("country") is None:
            raise BadFeed(gettext("It has no countries, so it is not the feed or not all of it."))
        if self.as_of is None:
            raise BadFeed(gettext("It does not say of which day it is."))
        if not self.pools:
            raise BadFeed(gettext("It has no pool that we can read."))

    def read_stamp(self, element):
        self.check_attributes(element, gettext("The feed’s date"), ())
        text = _words("" if len(element) else element.text, gettext("Its date"))
        found = DAY.fullmatch(text)
        day = _day(found) if found and not found[1] else None
        if day is None:
            raise BadFeed(gettext("Its date cannot be read: “%(text)s”."), text=shown(text))
        if day > self.today:
            raise BadFeed(
                gettext("It is dated %(day)s, which is still to come."), day=day.isoformat()
            )
        if day.year < FIRST_YEAR:
            raise BadFeed(
                gettext("It is dated %(day)s, before there was a feed."), day=day.isoformat()
            )
        if self.as_of and self.as_of != day:
            raise BadFeed(
                gettext("It has two dates, %(as_of)s and %(day)s."),
                as_of=self.as_of.isoformat(),
                day=day.isoformat(),
            )
        if self.as_of:
            self.leave_out(gettext("The feed’s date"), gettext("said twice, the same"))
        self.as_of = day

    def read_country(self, row):
        location = _words(row.get("location"), gettext("The name of a country"), MAX_NAME)
        given = _words(row.get("category"), gettext("The category of a country"))
        name = shown(location) or gettext("A country without a name")
        kind = shown(given) or gettext("no category")
        where = f"{name}, {kind}"
        code = self.code(row, location, where)
        category = CATEGORIES.get(given.lower())
        self.check_attributes(row, where, ("location", "category", "code"))
        self.check_stray_text(row, where)

        if code is None and given.upper() != "NA":
            self.lose(where, gettext("a category for something other than a country"))
        elif code is not None and category is None:
            self.lose(where, gettext("a category that is not known"))
        else:
            names = {"code": code, "location": location, "category": category}
            self.keep(PoolFigures(**names, subpool="", **self.figures(row, where)), where)
            for sub in row.iterfind("sub"):
                self.read_sub(sub, names, where)

    def read_sub(self, sub, names, where):
        subpool = _words(
            sub.get("txt"),
            gettext("%(where)s: the name of a pool inside the pool") % {"where": where},
        )
        name = shown(subpool) or gettext("a pool inside the pool")
        inside = f"{where}, {name}"
        self.check_attributes(sub, inside, ("txt",))
        self.check_stray_text(sub, inside)

        if not subpool:
            self.lose(inside, gettext("it has no name"))
        elif len(subpool) > MAX_NAME:
            self.lose(
                inside,
                gettext("its name is longer than %(max_name)s characters") % {"max_name": MAX_NAME},
            )
        elif names["code"] is None:
            self.lose(inside, gettext("the recognized organizations have no pools inside"))
        else:
            figures = self.figures(sub, inside)
            self.keep(PoolFigures(**names, subpool=subpool, **figures), inside)

    def keep(self, pool, where):
        held = self.pools.setdefault(pool.key, pool)
        if held is pool:
            return
        if held.figures != pool.figures:
            raise BadFeed(gettext("It has %(where)s twice, with different figures."), where=where)
        self.leave_out(where, gettext("said twice, with the same figures"))

    def code(self, row, location, where):
        """The code of ISO 3166, or None for the row of the recognized organizations."""
        given = _words(row.get("code"), gettext("%(where)s: the code") % {"where": where})
        if given.lower() == "none":
            return None
        if not given:
            raise BadFeed(gettext("%(where)s: the row has no country code."), where=where)
        if not location:
            raise BadFeed(gettext("%(where)s: the row has no country name."), where=where)
        if not re.fullmatch(r"[A-Za-z]{2}", given):
            raise BadFeed(
                gettext("%(where)s: “%(given)s” is no country code."),
                where=where,
                given=shown(given),
            )
        return OWN_CODES.get((given.upper(), fold(location)), given.upper())

    def figures(self, element, where):
        said = self.said(element, where)
        amounts = {tag: self.amount(tag, said.get(tag, ""), where) for tag in WORDS_FOR}
        return amounts | {
            "first_round": self.day("first", said.get("first", ""), where),
            "final_round": self.day("second", said.get("second", ""), where),
            "rating": self.rating(said.get("chances", ""), where),
        }

    def said(self, element, where):
        """The text of each known child of `element`."""
        texts = {}
        for child in element:
            inside = after_colon(where, f"<{shown(child.tag)}>")
            if child.tag == "sub" and element.tag == "country":
                continue
            if child.tag not in FIGURES:
                self.leave_out(inside, UNKNOWN_ELEMENT)
                continue
            self.check_attributes(child, inside, ())
            if len(child):
                self.lose(inside, gettext("it holds other elements, so that it cannot be read"))
                continue
            text = _words(child.text, after_colon(where, NAMES[child.tag]))
            if texts.get(child.tag, text) != text:
                raise BadFeed(
                    gettext("%(where)s: it gives %(figure)s twice."),
                    where=where,
                    figure=NAMES[child.tag],
                )
            if child.tag in texts:
                self.leave_out(inside, gettext("said twice, the same"))
            texts[child.tag] = text
        return texts

    def amount(self, tag, text, where):
        word = WORDS.get(text.lower())
        if not text or word in WORDS_FOR[tag]:
            return Amount(word=word or "")
        if NUMBER.fullmatch(text):
            number = int(re.sub(r"\D", "", text))
            if number <= LARGEST_FIGURE:
                return Amount(number)
            self.refuse(
                tag,
                gettext("is above %(max_number)s") % {"max_number": grouped(LARGEST_FIGURE)},
                text,
                where,
            )
        if BELOW_ZERO.match(text):
            self.refuse(tag, gettext("is below zero"), text, where)
        return self.unread(
            tag, text, where, gettext("neither a number nor a word that it can be"), Amount()
        )

    def rating(self, text, where):
        if not text:
            return None
        if text in map(str, Rating.values):
            return int(text)
        return self.unread("chances", text, where, gettext("not a number from 0 to 5"), None)

    def day(self, tag, text, where):
        word = DAY_WORDS.get(text.lower())
        if not text or word:
            return Day(word=word or "")
        found = DAY.fullmatch(text)
        on = _day(found) if found else None
        if on and FIRST_YEAR <= on.year <= self.today.year + 2:
            return Day(on, RoundDay.WEEK.value if found[1] else RoundDay.DAY.value)
        self.lose(self.figure(tag, text, where), gettext("a day that cannot be read"))
        return Day()

    def unread(self, tag, text, where, why, nothing):
        """`nothing`, once `text` is left out; with a digit in it, it may be a spoilt number."""
        if any(c.isnumeric() for c in text):
            self.refuse(tag, gettext("is %(why)s") % {"why": why}, text, where)
        self.lose(self.figure(tag, text, where), why)
        return nothing

    def figure(self, tag, text, where):
        return after_colon(where, f"{NAMES[tag]}, “{shown(text)}”")

    def refuse(self, tag, why, text, where):
        raise BadFeed(after_colon(after_colon(where, f"{NAMES[tag]} {why}"), f"“{shown(text)}”."))

    def check_attributes(self, element, where, known):
        for name, value in element.items():
            if name not in known:
                self.leave_out(
                    after_colon(where, f"{shown(name)}=“{shown(value)}”"), UNKNOWN_ATTRIBUTE
                )

    def check_stray_text(self, element, where):
        for text in (element.text, *(child.tail for child in element)):
            if text and text.strip():
                self.leave_out(
                    after_colon(where, f"“{shown(text.strip())}”"),
                    gettext("text outside of the elements"),
                )
