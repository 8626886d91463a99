"""Records made of the facts of drafts: for a preview, or fit to be published."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.forms import ModelMultipleChoiceField
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ..accounts.groups import keep_fixed, refuse_to_move
from ..history.versions import fingerprint_of
from ..i18n.fields import translated_fields
from ..markdown.checks import MOST_CHARACTERS, check_characters, check_text, untranslated
from ..models import Draft
from .conflicts import overwrite_error


def save(record, links):
    """Save `record`, and `links`, the records that its many-to-many fields lead to, by field."""
    record.save()
    for name, targets in links.items():
        getattr(record, name).set(targets)


def record_to_preview(draft):
    """Return the record as far as `draft` can make it, and its links.

    A text that is wrong is cut to its length, and any other wrong value is left out. A notice shows
    on any day, and a season as if it were published.
    """
    record, links = draft.record or draft.model(), {}
    for field in columns_of(draft):
        value = draft.facts[field.name]
        if is_text(field):
            setattr(record, field.attname, (value or "")[: field.max_length or MOST_CHARACTERS])
            continue
        try:
            setattr(record, field.attname, field.clean(value_of(field, value), record))
        except ValidationError:
            continue
    for field in relations_of(draft):
        try:
            links[field.name] = targets_of(field, draft.facts[field.name])
        except ValidationError:
            continue
    if draft.kind == Draft.Kind.NOTICE:
        record.starts_on = record.ends_on = None
    if draft.kind == Draft.Kind.SEASON:
        record.is_published = True
    return record, links


def record_to_publish(draft):
    """Return the record that `draft` makes, and its links, by the rules of the form.

    ValidationError with a sentence for each thing that stands in the way.
    """
    refuse_without_right(draft)
    held, record = draft.record, draft.record or draft.model()
    links, errors = fill_in(record, draft)
    if held is None and draft.kind == Draft.Kind.SEASON:
        record.is_published = False  # publishers publish it by an action
    keep_fixed(draft.by, record, held)
    for name, error in errors_of_texts(draft):
        ValidationError({name: error}).update_error_dict(errors)
    try:
        if held:
            refuse_to_overwrite(draft, held)
            refuse_to_move(draft.by, held, columns_that_differ(record, held))
        record.full_clean(exclude=set(errors))
    except ValidationError as error:
        error.update_error_dict(errors)
    if errors:
        raise ValidationError(describe_errors(record, errors))
    return record, links


def refuse_without_right(draft):
    """Refuse a draft that its author may not publish, or that nobody can."""
    action = "change" if draft.record_id else "add"
    if draft.facts is None:
        raise ValidationError(
            _("An earlier release stored it in another way: open it and save it again.")
        )
    if draft.record_id and draft.record is None:
        raise ValidationError(_("The record that it changes was deleted."))
    is_staff = draft.by.is_active and draft.by.is_staff
    if not is_staff or not draft.by.has_perm(f"quotas.{action}_{draft.kind}"):
        raise ValidationError(
            _("%(name)s may not publish it any more.") % {"name": draft.by.get_username()}
        )


def refuse_to_overwrite(draft, held):
    """Refuse a draft of a record that somebody else changed since its author saw it."""
    fingerprint = fingerprint_of(held)
    if (draft.record_seen or fingerprint) != fingerprint:
        raise overwrite_error(held, fingerprint)


def fill_in(record, draft):
    """Fill in `record` with the facts of `draft`; return its links, and its errors by field."""
    links, errors = {}, {}
    for field in (*columns_of(draft), *relations_of(draft)):
        value = draft.facts[field.name]
        try:
            if field.many_to_many:
                links[field.name] = targets_of(field, value)
            else:
                setattr(record, field.attname, field.to_python(value_of(field, value)))
        except ValidationError as error:
            ValidationError({field.name: error}).update_error_dict(errors)
    return links, errors


def errors_of_texts(draft):
    """Return what is wrong with the texts of `draft`, each with the name of its field."""
    texts = {
        field.name: draft.facts[field.name] or "" for field in columns_of(draft) if is_text(field)
    }
    pairs = [pair for pair in translated_fields(draft.model) if texts.keys() >= set(pair)]
    in_markdown = {
        name
        for pair in pairs
        for name in pair
        if isinstance(draft.model._meta.get_field(name), models.TextField)
    }
    words = _("Readers of this language would have no text. Write both languages, or neither.")
    errors = [(name, ValidationError(words)) for name in untranslated(pairs, texts)]
    for name, text in texts.items():
        try:
            check_characters(text)
            if name in in_markdown:
                check_text(text)
        except ValidationError as error:
            errors.append((name, error))
    return errors


def columns_of(draft):
    """Return the columns of its record that `draft` has a fact of."""
    return [field for field in draft.model._meta.concrete_fields if field.name in draft.facts]


def relations_of(draft):
    """Return the many-to-many fields of its record that `draft` has a fact of."""
    return [field for field in draft.model._meta.local_many_to_many if field.name in draft.facts]


def columns_that_differ(record, held):
    """Return the names of the columns in which `record` is not as it is `held`."""
    return [
        field.name
        for field in record._meta.concrete_fields
        if field.editable and getattr(record, field.attname) != getattr(held, field.attname)
    ]


def is_text(field):
    """Tell if `field` takes any words."""
    return field.get_internal_type() in ("CharField", "TextField", "SlugField")


def value_of(field, value):
    """Return `value` as its field takes it: an empty one of a number, say, is none."""
    return value if is_text(field) or value != "" else None


def targets_of(field, keys):
    """Return the primary keys in `keys`; ValidationError if one of them is of no record."""
    model = field.related_model
    keys = [model._meta.pk.to_python(key) for key in keys]
    lost = set(keys).difference(model.objects.filter(pk__in=keys).values_list("pk", flat=True))
    if lost:
        message = ModelMultipleChoiceField.default_error_messages["invalid_choice"]
        raise ValidationError(message, params={"value": min(lost)})
    if not keys and not field.blank:
        raise ValidationError(field.error_messages["blank"])
    return keys


def describe_errors(record, errors):
    """Return each of `errors`, by field, as a sentence that begins with the name of its field."""
    fields = (*record._meta.concrete_fields, *record._meta.local_many_to_many)
    labels = {field.name: capfirst(field.verbose_name) for field in fields}
    return [
        message if name == NON_FIELD_ERRORS else f"{labels[name]} {message}"
        for name, error in errors.items()
        for message in ValidationError(error).messages
    ]
