"""Changing a registry row by hand: the given columns, one revision higher."""

from typing import Any, TypeVar

from django.db.models import F

from lianxin.registry.models.base import RegistryRow

Kept = TypeVar("Kept", bound=RegistryRow)


def revise(row: Kept, columns: dict[str, Any]) -> Kept:
    """Update only what was given, another officer may be editing the rest."""
    if columns:
        manager: Any = type(row)._base_manager
        manager.filter(pk=row.pk).update(**columns, revision=F("revision") + 1)
        row.refresh_from_db()
    return row
