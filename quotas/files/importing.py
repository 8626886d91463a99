"""What a file would change, row by row; and changing exactly that."""

import dataclasses

from django.db import models, transaction
from django.utils.text import capfirst

from ..history.differences import Difference, differences
from ..history.fingerprint import fingerprint
from ..history.revision import queue_to_write, revision
from ..history.saving import save_together
from .reading import BadFile, read_sheet

REASON_LENGTH = 250
MOST_ATTEMPTS = 5  # at finding the data as it was looked at, while others write
NEW, CHANGED, UNCHANGED, REFUSED = "new", "changed", "unchanged", "refused"
MOST_DOUBTS = 500  # which somebody may tick one by one
KINDS = {"new": NEW, "update": CHANGED, "skip": UNCHANGED}


class DataChanged(Exception):  # noqa: N818, it is no error of anybody's
    """What was shown is not what would be written now."""


class NotChecked(Exception):  # noqa: N818, it is no error of anybody's
    """Not each of what looks like a slip was ticked."""


@dataclasses.dataclass(frozen=True)
class Row:
    """One row of a file: what it would do, and why not."""

    number: int
    kind: str
    about: str
    differences: list[Difference]
    errors: list[str]
    doubts: list[str]
    raw: tuple = ()
    record: models.Model | None = None  # as it would be

    @property
    def ticks(self):
        """Each doubt, and what is sent once it is ticked."""
        return [(f"{self.number} {doubt}", doubt) for doubt in self.doubts]


@dataclasses.dataclass(frozen=True)
class Preview:
    """All that a file would do, none of it done."""

    rows: list[Row]

    def of(self, kind):
        return [row for row in self.rows if row.kind == kind]

    @property
    def counts(self):
        return {kind: len(self.of(kind)) for kind in (NEW, CHANGED, UNCHANGED, REFUSED)}

    @property
    def shown(self):
        """The rows that staff look at: all but the unchanged, the refused first."""
        return [*self.of(REFUSED), *self.of(CHANGED), *self.of(NEW)]

    @property
    def ticks(self):
        """What is sent once each of the doubts is ticked."""
        return {tick for row in self.rows for tick, _doubt in row.ticks}

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


def preview(resource, dataset):
    """What importing `dataset` would do; BadFile if its columns are not those of `resource`."""
    # Not by way of import_data, whose dry run writes every row and takes it back.
    result = resource.import_data_inner(
        dataset,
        dry_run=True,
        raise_errors=False,
        using_transactions=False,
        collect_failed_rows=False,
    )
    for error in result.base_errors:
        raise BadFile(getattr(error.error, "messages", [str(error.error)]))
    return Preview([told(resource, number, row) for number, row in enumerate(result.rows, 2)])


def told(resource, number, row):
    """The row `number` of a file, from what the library made of it."""
    errors = [*said_by(resource, row.validation_error), *(str(e.error) for e in row.errors)]
    after, before = row.instance, row.original
    if errors or after is None:
        return Row(number, REFUSED, "", [], errors, [])
    kind = KINDS[row.import_type]
    if kind == UNCHANGED:
        return Row(number, kind, str(after), [], [], [])
    before = None if kind == NEW else before
    return Row(
        number,
        kind,
        str(after),
        differences(before, after),
        [],
        resource.doubts(before, after),
        raw=(values(before), values(after)),
        record=after,
    )


def said_by(resource, error):
    """The sentences of a ValidationError, each with the column that it is about."""
    if error is None:
        return []
    if not hasattr(error, "error_dict"):
        return error.messages
    found = []
    for name, messages in error.message_dict.items():
        column = f"{name}: " if name in resource.fields else ""
        found += [f"{column}{capfirst(message)}" for message in messages]
    return found


def values(record):
    if record is None:
        return None
    return tuple(
        str(getattr(record, field.attname))
        for field in record._meta.concrete_fields
        if field.editable and not isinstance(field, models.AutoField)
    )


def import_file(resource_class, upload, *, digest, ticked=()):
    """Write what `upload` says and return what it was; DataChanged if that is not `digest`.

    NotChecked if a row looks like a slip and that is not among what is `ticked`. All is checked
    before anything is locked, and once more if the data changed until then; other writers wait
    only while it is written, in one transaction.
    """
    dataset = read_sheet(upload.name, bytes(upload.content))
    for _attempt in range(MOST_ATTEMPTS):
        looked_at = revision()
        seen = preview(resource_class(), dataset)
        if seen.fingerprint != digest or not seen.can_be_confirmed:
            raise DataChanged
        if not seen.ticks <= set(ticked):
            raise NotChecked
        with transaction.atomic():
            if queue_to_write() == looked_at:
                write(resource_class, seen, upload.name)
                return seen
    raise DataChanged


def write(resource_class, seen, name):
    """Save every record that a preview says would be new or another."""
    save_together(
        resource_class._meta.model,
        [row.record for row in seen.of(NEW)],
        [row.record for row in seen.of(CHANGED)],
        reason=name[:REASON_LENGTH],
    )
