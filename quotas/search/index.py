"""The search itself: what was typed, and the entries that have it, the best first."""

import dataclasses
import difflib
from itertools import groupby

from django.utils.functional import cached_property

from ..i18n.collation import fold
from ..i18n.matching import WORD, Match, words_of
from .entries import Entry, Kind
from .reading import read_entries

MOST_SHOWN = 20
MOST_WORDS = 12  # longer texts are no names, and each word costs time
SHORTEST_MISTYPED = 4  # letters: shorter words are like too many others
LIKENESS = 0.75  # of two words, as difflib counts it
# Words that people type beside a name, and that every page here is about.
BESIDE = frozenset(words_of("""
    canada iec eic visa visas permit permits permis quota quotas place places pool pools bassin
    season saison of for in to the de du des d la le les l en au pour et and
"""))  # fmt: skip


@dataclasses.dataclass(frozen=True)
class Found:
    """The answer to a search: the results of each kind, how many there are, and how many shown.

    `meant` is the name that was searched instead, where nothing has what was typed.
    """

    groups: list[tuple[Kind, list[Entry]]]
    count: int
    shown: int
    meant: str = ""


class Index:
    """All entries in one language, in memory."""

    def __init__(self, entries):
        self.entries = entries

    def find(self, text):
        """Return what is Found for `text`, or for the name that it is most like."""
        typed = words_of(text)[:MOST_WORDS]
        hits = self._hits(typed)
        if hits:
            return found(hits)
        meant = self._meant(typed)
        hits = self._hits(words_of(meant))
        return found(hits, meant if hits else "")

    def _hits(self, typed):
        """Return the entries that have what was typed, the best first.

        A country that is named exactly brings its pools of the current season.
        """
        left = [word for word in typed if word not in BESIDE]
        ways = [typed, left] if 0 < len(left) < len(typed) else [typed]
        hits, named = [], []
        for entry in self.entries:
            match = min(entry.match(way) for way in ways)
            if match == Match.SAME and entry.kind == Kind.COUNTRY:
                named.append(entry.names)
            if match != Match.NONE:
                hits.append((match, entry))
            elif named and entry.kind == Kind.POOL and entry.is_current_of(named):
                hits.append((Match.WORDS, entry))
        return [entry for _match, entry in sorted(hits, key=lambda hit: hit[0])]

    def _meant(self, typed):
        """Return the words or the name that are most like what was typed; empty if none are."""
        names, words = self._spellings
        corrected = [
            word if any(each.startswith(word) for each in words) else closest(word, words)
            for word in typed
        ]
        if all(corrected) and corrected != typed:
            spelled = " ".join(words.get(word, word) for word in corrected)
            return names.get(" ".join(corrected), spelled)
        return names.get(closest(" ".join(typed), names), "")

    @cached_property
    def _spellings(self):
        """The names as they are spelled, by what they are folded to; and so the words of names."""
        names, words = {}, {}
        for entry in self.entries:
            if entry.kind == Kind.POOL:
                continue
            for spelled in WORD.findall(entry.name):
                words.setdefault(fold(spelled), spelled)
            for whole, parts in zip(entry.names.whole, entry.names.words, strict=True):
                names.setdefault(whole, entry.name)
                words |= {word: word for word in parts if word not in words}
        return names, words


def closest(text, known):
    """Return the one of the `known` that `text` is most like, or None if it is like none."""
    if len(text) < SHORTEST_MISTYPED:
        return None
    return next(iter(difflib.get_close_matches(text, known, 1, LIKENESS)), None)


def found(hits, meant=""):
    """Return the first hits by kind: the kind of the best first."""
    shown = hits[:MOST_SHOWN]
    kinds = list(dict.fromkeys(entry.kind for entry in shown))
    by_kind = groupby(sorted(shown, key=lambda e: kinds.index(e.kind)), key=lambda e: e.kind)
    groups = [(kind, list(entries)) for kind, entries in by_kind]
    return Found(groups, len(hits), len(shown), meant)


_held = {}  # by language: the state of the data, and the index of it


def index_of(state, language):
    """Return the index of the data in this `state`, made once for all searches."""
    known, index = _held.get(language, (None, None))
    if known != state:
        index = Index(read_entries())
        _held[language] = state, index
    return index
