"""Writing the log. There is no service that changes or removes an entry."""

from typing import Any, Protocol
from uuid import UUID

from django.conf import settings
from django.db import transaction

from lianxin.audit.models import AuditEntry
from lianxin.audit.rules import SEALED_FIELDS, seal_of
from lianxin.core import clock


class Actor(Protocol):
    """Whoever acts: an account, seen only as plain values."""

    id: Any
    login: Any
    role: Any
    station_id: Any


class AuditOutsideTransaction(RuntimeError):
    """The entry would be kept although the act is rolled back, or the other way round."""


def record(
    *,
    by: Actor | None,
    action: str,
    target_kind: str,
    target_id: object = "",
    station_id: UUID | None = None,
    detail: dict[str, Any] | None = None,
    purpose: str = "",
) -> AuditEntry:
    """Write one act into the log, inside the transaction of the act. `detail` holds no personal data."""
    if not transaction.get_connection().in_atomic_block:
        raise AuditOutsideTransaction(action)
    entry = AuditEntry(
        station_id=station_id or (by.station_id if by else None),
        at=clock.real_now(),
        actor_id=by.id if by else None,
        actor_login=by.login if by else "",
        actor_role=by.role if by else "",
        action=action,
        target_kind=target_kind,
        target_id=str(target_id),
        purpose=purpose,
        detail=detail or {},
    )
    entry.mac = seal(entry)
    entry.save(force_insert=True)
    return entry


def seal(entry: AuditEntry) -> str:
    """The HMAC this entry should carry."""
    return seal_of({name: _plain(getattr(entry, name)) for name in SEALED_FIELDS}, settings.KEYRING.audit)


def _plain(value: Any) -> Any:
    if isinstance(value, dict) or value is None:
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
