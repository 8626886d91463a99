"""The pools of the official rounds feed, and what of it cannot be read.

It is undocumented XML, read here without a database and without a network. Its codes are not those
of ISO 3166, its numbers come with and without commas, and words stand where numbers would.
"""

import html
import re
from dataclasses import asdict, dataclass
from datetime import date

from django.utils.translation import gettext, gettext_lazy as _

from ..i18n.formats import after_colon
from ..models.category import CATEGORIES
from ..models.weekly_figures import Word
from .countries import iso_code
from .document import BadFeed, excerpt, read_document
from .log import LeftOut
from .seasons import year_of_season
from .spelling import (
    AMOUNTS,
    FIRST_YEAR_OF_FEED,
    ROUND_DAYS,
    WORDS_FOR,
    Amount,
    Day,
    Unreadable,
    parse_day,
    read_amount,
    read_day,
    read_rating,
)

MAX_TEXT = 200
MAX_NAME = 100  # as long as our columns

# The elements of a row, and the figures in them.
ELEMENTS = {
    **{name: name for name in AMOUNTS},
    "first": "first_round",
    "second": "final_round",
    "chances": "rating",
}
NAMES = {
    "quota": _("the quota"),
    "invitations": _("the number of invitations"),
    "candidates": _("the number of candidates"),
    "spots": _("the number of spots"),
    "first_round": _("the first round"),
    "final_round": _("the final round"),
    "rating": _("the rating"),
}
# The columns of weekly figures that each figure fills.
COLUMNS = {
    **{name: (name, f"{name}_word") for name in AMOUNTS},
    **{name: (f"{name}_on", f"{name}_word") for name in ROUND_DAYS},
    "rating": ("rating",),
}

NUMBERS_APART = re.compile(r"(?<=\d)\s*[\t\n\v\f\r\x85\u2028\u2029]\s*(?=\d)")
UNKNOWN_ELEMENT = _("an element that is not known")
UNKNOWN_ATTRIBUTE = _("an attribute that is not known")


@dataclass(frozen=True)
class PoolFigures:
    """The figures of one pool, of a pool inside it, or of the recognized organizations."""

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
    def columns(self):
        """The figures by the columns of weekly figures."""
        columns = {"rating": self.rating, "is_open": self.is_open}
        for name in AMOUNTS:
            amount = getattr(self, name)
            columns |= {name: amount.number, f"{name}_word": amount.word}
        for name in ROUND_DAYS:
            day = getattr(self, name)
            columns |= {f"{name}_on": day.on, f"{name}_word": day.word}
        return columns

    @property
    def is_open(self):
        """False where no profile can be submitted, otherwise None.

        The feed never says that a pool is open: candidates may wait in one that takes no more.
        """
        return False if self.candidates.word == Word.NOT_ACCEPTING else None


@dataclass(frozen=True)
class Feed:
    """The content of one copy of the feed."""

    as_of: date
    pools: tuple[PoolFigures, ...]
    left_out: tuple[LeftOut, ...]
    losses: tuple[LeftOut, ...] = ()  # the rows and figures among what is left out

    @property
    def season(self):
        """The year of the season, or None if it cannot be told."""
        return year_of_season(self.pools, self.as_of)


def read_feed(content, *, today):
    """Return the feed in `content`; BadFeed if it is none, or not one to be trusted."""
    reading = _Reading(today)
    reading.read(read_document(content))
    pools = tuple(reading.pools.values())
    return Feed(reading.as_of, pools, tuple(reading.left_out), tuple(reading.losses))


def _plain_words(text, what, longest=MAX_TEXT):
    """Return `text` in one line, without the references and no-break spaces of HTML.

    Numbers on two lines stay two: one blank between them would make them thousands and hundreds.
    """
    text = (text or "").strip()
    if len(text) > longest:
        raise BadFeed(
            gettext("%(what)s is longer than %(longest)s characters: “%(text)s”."),
            what=what,
            longest=longest,
            text=excerpt(text),
        )
    text = NUMBERS_APART.sub(" / ", html.unescape(text))
    return " ".join(text.split())


class _Reading:
    """One pass through a feed: the pools that are kept, and what is left out."""

    def __init__(self, today):
        self.today = today
        self.as_of = None
        self.pools = {}
        self.left_out = []
        self.losses = []

    def leave_out(self, what, why):
        self.left_out.append(LeftOut(str(what), str(why)))

    def lose(self, what, why):
        """Leave out a row or a figure that should have been kept."""
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
                    after_colon(gettext("The feed"), f"<{excerpt(element.tag)}>"), UNKNOWN_ELEMENT
                )
        if root.find("country") is None:
            raise BadFeed(gettext("It has no countries, so it is not the feed or not all of it."))
        if self.as_of is None:
            raise BadFeed(gettext("It does not say which day it is from."))
        if not self.pools:
            raise BadFeed(gettext("It has no pool that we can read."))

    def read_stamp(self, element):
        self.check_attributes(element, gettext("The feed’s date"), ())
        text = _plain_words("" if len(element) else element.text, gettext("Its date"))
        day, is_week = parse_day(text)
        if day is None or is_week:
            raise BadFeed(gettext("Its date cannot be read: “%(text)s”."), text=excerpt(text))
        if day > self.today:
            raise BadFeed(
                gettext("It is dated %(day)s, which is still to come."), day=day.isoformat()
            )
        if day.year < FIRST_YEAR_OF_FEED:
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
        location = _plain_words(row.get("location"), gettext("The name of a country"), MAX_NAME)
        given = _plain_words(row.get("category"), gettext("The category of a country"))
        name = excerpt(location) or gettext("A country without a name")
        kind = excerpt(given) or gettext("no category")
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
        subpool = _plain_words(
            sub.get("txt"),
            gettext("%(where)s: the name of a pool inside the pool") % {"where": where},
        )
        name = excerpt(subpool) or gettext("a pool inside the pool")
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
        given = _plain_words(row.get("code"), gettext("%(where)s: the code") % {"where": where})
        if given.lower() == "none":
            return None
        if not given:
            raise BadFeed(gettext("%(where)s: the row has no country code."), where=where)
        if not location:
            raise BadFeed(gettext("%(where)s: the row has no country name."), where=where)
        if not re.fullmatch(r"[A-Za-z]{2}", given):
            raise BadFeed(
                gettext("%(where)s: “%(given)s” is not a country code."),
                where=where,
                given=excerpt(given),
            )
        return iso_code(given, location)

    def figures(self, row, where):
        """Return the figures of a row by their names."""
        texts = self.texts(row, where)
        return {
            name: self.figure(name, texts.get(tag, ""), where) for tag, name in ELEMENTS.items()
        }

    def figure(self, name, text, where):
        """Return one figure; it is lost if it cannot be read, or the feed refused."""
        try:
            return self.value(name, text)
        except Unreadable as unreadable:
            if unreadable.refusal:
                about = after_colon(where, f"{NAMES[name]} {unreadable.refusal}")
                raise BadFeed(after_colon(about, f"“{excerpt(text)}”.")) from None
            self.lose(after_colon(where, f"{NAMES[name]}, “{excerpt(text)}”"), unreadable.why)
            return self.value(name, "")

    def value(self, name, text):
        if name in AMOUNTS:
            return read_amount(text, WORDS_FOR[name])
        if name in ROUND_DAYS:
            return read_day(text, last_year=self.today.year + 2)
        return read_rating(text)

    def texts(self, element, where):
        """Return the text of each known child of `element`."""
        texts = {}
        for child in element:
            inside = after_colon(where, f"<{excerpt(child.tag)}>")
            if child.tag == "sub" and element.tag == "country":
                continue
            if child.tag not in ELEMENTS:
                self.leave_out(inside, UNKNOWN_ELEMENT)
                continue
            self.check_attributes(child, inside, ())
            if len(child):
                self.lose(inside, gettext("it contains other elements, so it cannot be read"))
                continue
            text = _plain_words(child.text, after_colon(where, NAMES[ELEMENTS[child.tag]]))
            if texts.get(child.tag, text) != text:
                raise BadFeed(
                    gettext("%(where)s: it gives %(figure)s twice."),
                    where=where,
                    figure=NAMES[ELEMENTS[child.tag]],
                )
            if child.tag in texts:
                self.leave_out(inside, gettext("said twice, the same"))
            texts[child.tag] = text
        return texts

    def check_attributes(self, element, where, known):
        for name, value in element.items():
            if name not in known:
                self.leave_out(
                    after_colon(where, f"{excerpt(name)}=“{excerpt(value)}”"), UNKNOWN_ATTRIBUTE
                )

    def check_stray_text(self, element, where):
        for text in (element.text, *(child.tail for child in element)):
            if text and text.strip():
                self.leave_out(
                    after_colon(where, f"“{excerpt(text.strip())}”"),
                    gettext("text outside of the elements"),
                )
