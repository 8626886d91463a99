"""The files of tables: each has the sentences of one kind of thing, to be read as text."""

from . import (
    of_answers,
    of_descriptions,
    of_maps,
    of_messages,
    of_pictures,
    of_pools,
    of_seasons,
    of_weeks,
)
from .table import FOLDER, messages_asked_for, table

MODULES = {
    "answers": of_answers,
    "descriptions": of_descriptions,
    "maps": of_maps,
    "pictures": of_pictures,
    "pools": of_pools,
    "seasons": of_seasons,
    "weeks": of_weeks,
}
MESSAGES = "messages"


def write():
    """Return the text of each file by its name, and the messages that sentences are made from."""
    with messages_asked_for() as asked:
        texts = {name: "\n".join(tables(module)) for name, module in MODULES.items()}
    texts[MESSAGES] = table("Messages with a value", of_messages.cases(asked))
    return texts, asked


def tables(module):
    return [table(title, cases) for title, cases in module.TABLES.items()]


def path_of(name):
    return FOLDER / f"{name}.txt"
