"""Names of records in data files and addresses, and the rule that each leads to one record.

A name in an address may stand neither for two records nor for a part of the page. Forms refuse
such a name with a sentence, by `AddressedModel.clean`. Triggers refuse it wherever else it comes
from: a fixture, a shell, plain SQL. A unique constraint cannot, because it does not compare two
columns. The triggers are dropped before migrations and put back after them, as those of
`quotas.history.revision` are.
"""

import dataclasses

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connections, models
from django.db.models import Case, Q, Value, When
from django.utils.translation import gettext_lazy as _

from ..history.revision import PublicModel
from ..i18n.languages import language

# Fragments of addresses: those of every page, and those of the page about how it works.
OF_PAGES = ("main", "language-switch")
OF_HOW_IT_WORKS = ("steps", "fees", "document", "funds")


@dataclasses.dataclass(frozen=True)
class Namespace:
    """Columns whose values name records in the same place of an address."""

    columns: dict[str, tuple[str, ...]]  # by the name of their model
    taken: tuple[str, ...] = ()  # names that the site itself needs


NAMESPACES = (
    Namespace({"Country": ("code",)}),
    Namespace({"Category": ("slug", "slug_fr")}, taken=("country",)),  # another column to sort by
    Namespace({"Question": ("slug", "slug_fr")}),
    Namespace({"Step": ("slug",), "Requirement": ("slug",)}, taken=OF_PAGES + OF_HOW_IT_WORKS),
    Namespace({"Term": ("slug",)}, taken=OF_PAGES),
)

# A pattern of GLOB on SQLite, a regular expression on PostgreSQL.
DIALECTS = {
    "sqlite": "({name} = '' OR {name} GLOB '-*' OR {name} GLOB '*[^-a-zA-Z0-9_]*')",
    "postgresql": "{name} !~ '^[a-zA-Z0-9_][-a-zA-Z0-9_]*$'",
}
REFUSAL = "a name in addresses leads to one record, and is made of letters, digits, - and _"

IN_DATA_FILES = _("Used in the data files; not shown to readers.")


def short_name(help_text=IN_DATA_FILES):
    """Return the field of a name that data files know a record by."""
    return models.SlugField(_("short name"), unique=True, help_text=help_text)


class NamedQuerySet(models.QuerySet):
    """Records that data files know by their `slug`."""

    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class NamedModel(PublicModel):
    """A record that data files know by its `slug`."""

    class Meta:
        abstract = True

    def natural_key(self):
        return (self.slug,)


class AddressedModel(NamedModel):
    """A record that addresses name by its `slug`."""

    class Meta:
        abstract = True

    def clean(self):
        """Refuse a new name that an address could read as something else."""
        held = type(self).objects.filter(pk=self.pk).first()
        for namespace in NAMESPACES:
            for column in namespace.columns.get(type(self).__name__, ()):
                name = getattr(self, column)
                if name and (held is None or getattr(held, column) != name):
                    _refuse(self, column, name, namespace)


class BilingualQuerySet(NamedQuerySet):
    """Records with a name for the addresses of each language."""

    def at(self, name):
        """Keep the one whose address holds `name`: in the reader's language, or the other."""
        own = _own_column()
        named = self.filter(Q(slug=name) | Q(slug_fr=name))
        return named.order_by(Case(When(**{own: name}, then=Value(0)), default=Value(1)), "pk")[:1]


class BilingualModel(AddressedModel):
    """A record with a name for the addresses of each language: `slug` and `slug_fr`."""

    class Meta:
        abstract = True

    @property
    def local_slug(self):
        """Its name in the addresses of the reader's language."""
        return getattr(self, _own_column())


def _own_column():
    return "slug_fr" if language() == "fr" else "slug"


def _refuse(record, column, name, namespace):
    if name in namespace.taken or name.startswith("-"):
        raise ValidationError({column: _("The site needs this name itself. Choose another.")})
    for model_name, columns in namespace.columns.items():
        model = apps.get_model("quotas", model_name)
        others = model.objects.exclude(pk=record.pk) if model is type(record) else model.objects
        answering = Q()
        for other in columns:
            # The column itself is unique, and Django's own error for that is better.
            if (model, other) != (type(record), column):
                answering |= Q(**{other: name})
        if answering and others.filter(answering).exists():
            raise ValidationError(
                {column: _("Another %(kind)s has this name.") % {"kind": model._meta.verbose_name}}
            )


def stop_refusing(using):
    """Drop the triggers that are there."""
    connection = connections[using]
    with connection.cursor() as cursor:
        existing = connection.introspection.table_names(cursor)
        for model, _columns, _namespace in _tables():
            if model._meta.db_table not in existing:
                continue
            on_table = f" ON {model._meta.db_table}" if connection.vendor == "postgresql" else ""
            for operation in ("INSERT", "UPDATE"):
                cursor.execute(f"DROP TRIGGER IF EXISTS {_name(model, operation)}{on_table}")


def start_refusing(using):
    """Put a trigger on every table with names in addresses, once all of them exist."""
    stop_refusing(using)
    connection = connections[using]
    with connection.cursor() as cursor:
        existing = connection.introspection.table_names(cursor)
        if any(model._meta.db_table not in existing for model, _columns, _namespace in _tables()):
            return
        for model, columns, namespace in _tables():
            condition = _condition(connection.vendor, model, columns, namespace)
            for operation in ("INSERT", "UPDATE"):
                name = _name(model, operation)
                if connection.vendor == "postgresql":
                    cursor.execute(_postgresql_function(name, condition))
                    action = f"EXECUTE FUNCTION {name}()"
                else:
                    refuse = f"SELECT RAISE(ABORT, '{REFUSAL}') WHERE {condition};"
                    action = f"BEGIN {refuse} END"
                changed = " OR ".join(f"NEW.{column} <> OLD.{column}" for column in columns)
                when = f"WHEN ({changed})" if operation == "UPDATE" else ""
                cursor.execute(
                    f"CREATE TRIGGER {name} AFTER {operation} ON {model._meta.db_table} "
                    f"FOR EACH ROW {when} {action}"
                )


def _tables():
    """Yield each model with names in addresses, its columns of them, and their namespace."""
    for namespace in NAMESPACES:
        for model, columns in namespace.columns.items():
            yield apps.get_model("quotas", model), columns, namespace


def _name(model, operation):
    return f"{model._meta.db_table}_{operation.lower()}_keeps_names_apart"


def _condition(vendor, model, columns, namespace):
    """Return SQL that is true of a NEW row of `model` with a name that must be refused."""
    wrong = []
    for column in columns:
        name = f"NEW.{column}"
        wrong.append(DIALECTS[vendor].format(name=name))
        if namespace.taken:
            wrong.append(f"{name} IN ({', '.join(repr(word) for word in namespace.taken)})")
        for other, others in namespace.columns.items():
            table = apps.get_model("quotas", other)._meta.db_table
            same = " OR ".join(f"{each} = {name}" for each in others)
            apart = " AND id <> NEW.id" if other == model.__name__ else ""
            wrong.append(f"EXISTS (SELECT 1 FROM {table} WHERE ({same}){apart})")
    return " OR ".join(wrong)


def _postgresql_function(name, condition):
    return (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {condition} THEN RAISE EXCEPTION USING ERRCODE = 'unique_violation', "
        f"MESSAGE = '{REFUSAL}'; END IF; RETURN NULL; END $$"
    )
