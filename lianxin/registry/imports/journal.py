"""Writing in bulk while keeping what an undo needs: which rows were made, and how changed rows looked before."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import F, TextField, Value
from django.db.models.functions import Cast

from lianxin.accounts.models import Station
from lianxin.core.crypto import EncryptedTextField

_ROWS_PER_INSERT = 500
_IDS_PER_QUERY = 500


class Writer:
    """Creates and changes rows of one import and remembers both."""

    def __init__(self, station: Station) -> None:
        self.station = station
        self.created: list[tuple[str, list[str]]] = []
        self.changed: dict[str, dict[str, dict[str, Any]]] = {}

    def create(self, rows: Sequence[models.Model]) -> None:
        """Insert rows of one model."""
        if not rows:
            return
        model = type(rows[0])
        manager: Any = model._base_manager
        manager.bulk_create(rows, batch_size=_ROWS_PER_INSERT)
        self.created.append((model._meta.label, [str(row.pk) for row in rows]))

    def note_created(self, row: models.Model) -> None:
        """Remember a row that a lower room's service has made."""
        self.created.append((row._meta.label, [str(row.pk)]))

    def change(self, model: type[models.Model], values: Mapping[UUID, Mapping[str, Any]]) -> None:
        """Set columns of existing rows, raise their revision, and keep the columns as they were, still sealed."""
        manager: Any = model._base_manager
        before = self.changed.setdefault(model._meta.label, {})
        names = sorted({name for fields in values.values() for name in fields})
        for stored_pk, row in _stored(model, list(values), [*names, *_revision(model)]).items():
            before[stored_pk] = row | before.get(stored_pk, {})
        for pk, fields in values.items():
            raised = {"revision": F("revision") + 1} if _revision(model) else {}
            manager.filter(pk=pk).update(**fields, **raised)

    def as_journal(self) -> dict[str, Any]:
        return {"created": self.created, "changed": self.changed}


def restore(journal: Mapping[str, Any]) -> None:
    """Put the tables back: remove what was made, last made first, and reset changed columns."""
    for label, pks in reversed(journal["created"]):
        manager: Any = apps.get_model(label)._base_manager
        for start in range(0, len(pks), _IDS_PER_QUERY):
            rows = manager.filter(pk__in=pks[start : start + _IDS_PER_QUERY])
            rows._raw_delete(rows.db)
    for label, rows_before in journal["changed"].items():
        model = apps.get_model(label)
        changed: Any = model._base_manager
        for pk, columns in rows_before.items():
            changed.filter(pk=pk).update(**{name: _as_stored(model, name, value) for name, value in columns.items()})


def _stored(model: type[models.Model], pks: list[UUID], names: list[str]) -> dict[str, dict[str, Any]]:
    """Columns as the database holds them: sealed text stays sealed."""
    sealed = {name for name in names if isinstance(model._meta.get_field(name), EncryptedTextField)}
    columns = [f"stored_{name}" if name in sealed else _column(model, name) for name in names]
    raw = {f"stored_{name}": Cast(name, TextField()) for name in sealed}
    found: dict[str, dict[str, Any]] = {}
    manager: Any = model._base_manager
    for start in range(0, len(pks), _IDS_PER_QUERY):
        rows = manager.filter(pk__in=pks[start : start + _IDS_PER_QUERY]).annotate(**raw)
        for pk, *values in rows.values_list("pk", *columns):
            found[str(pk)] = {name: _plain(value) for name, value in zip(names, values, strict=True)}
    return found


def _column(model: type[models.Model], name: str) -> str:
    """A foreign key is kept as the id it holds."""
    field: Any = model._meta.get_field(name)
    return str(field.attname)


def _revision(model: type[models.Model]) -> list[str]:
    return ["revision"] if any(field.name == "revision" for field in model._meta.fields) else []


def _plain(value: Any) -> Any:
    if isinstance(value, UUID):
        return str(value)
    return value.isoformat() if isinstance(value, date | datetime) else value


def _as_stored(model: type[models.Model], name: str, value: Any) -> Any:
    if isinstance(model._meta.get_field(name), EncryptedTextField):
        return Value(value, output_field=TextField())
    return value
