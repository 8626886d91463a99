"""The limits on files of staff, and the refusal of a file."""

from django.core.exceptions import ValidationError

MOST_BYTES = 2_000_000
MOST_UNPACKED = 12_000_000
MOST_MEMBERS = 200
MOST_SHEETS = 20
MOST_ROWS = 5_000
MOST_ROWS_ABOVE = 20  # titles and remarks above the headings
MOST_COLUMNS = 50
LONGEST_CELL = 20_000
MOST_TAGS = 400_000  # in the sheets and their shared texts; our largest file has fewer
MOST_OTHER_TAGS = 10_000
LONGEST_TAG = 100_000  # with its attributes and the text after it; no cell has more


class BadFile(ValidationError):  # noqa: N818, it is the file that is wrong
    """The reason why a file cannot be read, in a sentence."""
