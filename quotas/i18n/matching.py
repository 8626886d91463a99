"""Matching of names with what people type: case, accents and signs ignored."""

import dataclasses
import enum
import re

from .collation import fold

WORD = re.compile(r"\w+")
SHORTEST_PART = 3  # letters that are looked for inside of words


class Match(enum.IntEnum):
    """The ways in which a name has what was typed, the best first."""

    SAME = 1
    BEGINNING = 2
    WORDS = 3
    INSIDE = 4
    NONE = 5


def words_of(text):
    """Return the folded words of `text`.

    >>> words_of("L’Île-du-Prince")
    ['l', 'ile', 'du', 'prince']
    """
    return WORD.findall(fold(text))


@dataclasses.dataclass(frozen=True)
class Names:
    """The names of one thing, folded once for all searches."""

    whole: tuple[str, ...]
    words: tuple[tuple[str, ...], ...]  # of each name

    @classmethod
    def of(cls, *names):
        words = [tuple(words_of(name)) for name in dict.fromkeys(names)]
        words = [each for each in words if each]
        return cls(tuple(" ".join(each) for each in words), tuple(words))

    def match(self, typed):
        """Return the best Match of one of the names with the words that were `typed`.

        The beginning of a word is enough; words of one name may come in any order.
        """
        text = " ".join(typed)
        if not text:
            return Match.NONE
        if text in self.whole:
            return Match.SAME
        if any(name.startswith(text) for name in self.whole):
            return Match.BEGINNING
        if any(all(begins(word, words) for word in typed) for words in self.words):
            return Match.WORDS
        if len(text) >= SHORTEST_PART and any(text in name for name in self.whole):
            return Match.INSIDE
        return Match.NONE

    def have(self, word):
        """Tell if `word` is one of any name."""
        return any(word in words for words in self.words)

    def begin_with(self, beginning):
        """Tell if any word of any name begins with `beginning`."""
        return any(begins(beginning, words) for words in self.words)


def begins(beginning, words):
    """Tell if one of `words` begins with `beginning`."""
    return any(word.startswith(beginning) for word in words)
