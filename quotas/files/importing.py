"""The preview of a file, row by row, and the import of exactly what it shows."""

import dataclasses
from collections.abc import Sequence
from itertools import repeat

from django.core.exceptions import ValidationError
from django.db import models, transaction

from ..history.differences import differences
from ..history.fingerprint import fingerprint
from ..history.revision import queue_to_write, revision
from ..history.together import SavedTogether
from ..i18n.formats import after_colon
from ..plausibility.doubts import Doubt, ticks_of
from .days import DoubtfulDay

REASON_LENGTH = 250
MOST_ATTEMPTS = 2  # at checking while others can write
NEW, CHANGED, UNCHANGED, REFUSED = "new", "changed", "unchanged", "refused"
LONGEST_VALUE = 300  # characters of a value on a preview
MOST_DOUBTS = 500  # more than anybody ticks one by one


class DataChanged(Exception):  # noqa: N818, it is no error of anybody's
    """The preview is not that of the data as they are now."""


class NotChecked(Exception):  # noqa: N818, it is no error of anybody's
    """A row that looks like a slip was not ticked."""


@dataclasses.dataclass(frozen=True)
class Row:
    """A row of a file: the change that it makes, or the errors in it."""

    number: int
    kind: str
    about: str = ""
    errors: Sequence[str] = ()
    doubts: Sequence[Doubt] = ()
    raw: tuple = ()
    before: models.Model | None = None  # the record as it is
    record: models.Model | None = None  # as it would be

    @property
    def differences(self):
        """The differences that the row makes, each in words. There may be thousands."""
        if self.record is None:
            return []
        return [
            after_colon(
                each.field,
                (f"{shortened(each.before)} → " if self.before else "") + shortened(each.after),
            )
            for each in differences(self.before, self.record)
        ]

    @property
    def ticks(self):
        """The doubts about the row, each after the value of its checkbox."""
        return ticks_of(self.doubts)


@dataclasses.dataclass(frozen=True)
class Preview:
    """The rows of a file, before any of them is written."""

    rows: list[Row]
    doubts: Sequence[Doubt] = ()  # about all rows together
    notes: Sequence[str] = ()  # on what was left out of the file
    doubtful_day: DoubtfulDay | None = None  # the first one

    def of(self, kind):
        return [row for row in self.rows if row.kind == kind]

    def records(self, kind):
        return [row.record for row in self.of(kind)]

    @property
    def counts(self):
        return {kind: len(self.of(kind)) for kind in (NEW, CHANGED, UNCHANGED, REFUSED)}

    @property
    def rows_to_check(self):
        """The rows that staff look at: all but the unchanged, the refused first."""
        return [*self.of(REFUSED), *self.of(CHANGED), *self.of(NEW)]

    @property
    def ticks(self):
        """The values of the checkboxes of all doubts."""
        of_rows = {doubt.tick for row in self.rows for doubt in row.doubts}
        return of_rows | {doubt.tick for doubt in self.doubts}

    @property
    def table_ticks(self):
        """The doubts about all rows together, each after the value of its checkbox."""
        return ticks_of(self.doubts)

    @property
    def has_too_many_doubts(self):
        return len(self.ticks) > MOST_DOUBTS

    @property
    def can_be_confirmed(self):
        if self.of(REFUSED) or self.has_too_many_doubts:
            return False
        return bool(self.of(NEW) or self.of(CHANGED))

    @property
    def fingerprint(self):
        """The fingerprint of these differences."""
        return fingerprint([(row.number, row.kind, row.raw) for row in self.rows])


def shortened(words):
    """Return the beginning of a value in words, a dash if there is none."""
    if len(words) > LONGEST_VALUE:
        return f"{words[: LONGEST_VALUE - 1]}…"
    return words or "–"


def preview(file, table):
    """Return the preview of `table`, which was read as a `file`."""
    rows = list(map(preview_row, repeat(file), table.numbers, table.rows))
    changes = [(row.before, row.record) for row in rows if row.record]
    return Preview(rows, file.table_doubts(changes), table.notes, file.doubtful_day)


def preview_row(file, number, cells):
    """Return the preview of one row."""
    try:
        before, after = file.read_row(number, cells)
    except ValidationError as error:
        return Row(number, REFUSED, errors=file.describe(error))
    if before and file.is_same(before, after):
        return Row(number, UNCHANGED, str(after))
    return Row(
        number,
        CHANGED if before else NEW,
        str(after),
        doubts=file.doubts(before, after),
        raw=(values_of(before), values_of(after)),
        before=before,
        record=after,
    )


def values_of(record):
    """Return the values of a record as texts, for the fingerprint of a row."""
    if record is None:
        return None
    return tuple(
        str(getattr(record, field.attname))
        for field in record._meta.concrete_fields
        if field.editable and not isinstance(field, models.AutoField)
    )


def import_file(file_class, upload, *, digest, ticked=(), day_order=""):
    """Write what `upload` says, and return its preview; DataChanged if that is not of `digest`.

    NotChecked if a row looks like a slip and that is not among what is `ticked`. All is checked
    before anything is locked, and once more if others changed what it was checked against; they
    wait only while it is written. Who meets them every time checks a last time while they wait.
    """
    table = file_class().read_table(upload.name, bytes(upload.content))

    def check():
        checked = preview(file_class(day_order), table)
        if checked.fingerprint != digest or not checked.can_be_confirmed:
            raise DataChanged
        if not checked.ticks <= set(ticked):
            raise NotChecked
        return checked, SavedTogether(
            file_class.model, checked.records(NEW), checked.records(CHANGED)
        )

    for _attempt in range(MOST_ATTEMPTS):
        number, state = revision(), file_class.state()
        checked, records = check()
        with transaction.atomic():
            if queue_to_write() == number or file_class.state() == state:
                records.write(upload.name[:REASON_LENGTH])
                return checked
    with transaction.atomic():
        queue_to_write()
        checked, records = check()
        records.write(upload.name[:REASON_LENGTH])
        return checked
