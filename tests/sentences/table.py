"""Tables of cases, written as text: each case with its sentence in English and in French."""

import contextlib
from pathlib import Path

from django.utils import translation
from django.utils.translation import trans_real

FOLDER = Path(__file__).parent
NOTHING = "(no sentence)"
ASKED_FOR = {"gettext": 0, "ngettext": 0, "pgettext": 1, "npgettext": 1}  # where the message is


def table(title, cases):
    """Return the `cases`, sentences by their names, as text in both languages.

    A sentence is a function without arguments, of a text, a list of texts, or None.
    """
    parts = [f"# {title}\n"]
    for name, sentence in cases.items():
        english, french = (in_language(code, sentence) for code in ("en", "fr"))
        parts.append(f"{name}\n  en  {english}\n  fr  {french}\n")
    return "\n".join(parts)


def in_language(code, sentence):
    with translation.override(code):
        said = sentence()
        if isinstance(said, list | tuple):
            said = " | ".join(str(each) for each in said if each is not None)
        return str(said) if said else NOTHING


@contextlib.contextmanager
def messages_asked_for():
    """The set of messages that are translated meanwhile, the first form of those with a plural."""
    asked, kept = set(), {name: getattr(trans_real, name) for name in ASKED_FOR}

    def listening(name, place):
        def listen(*args):
            asked.add(args[place])
            return kept[name](*args)

        return listen

    for name, place in ASKED_FOR.items():
        _replace(name, listening(name, place))
    try:
        yield asked
    finally:
        for name, function in kept.items():
            _replace(name, function)


def _replace(name, function):
    """Let Django translate by another function."""
    getattr(translation._trans, name)  # Django sets its own when it is first asked for
    setattr(translation._trans, name, function)
