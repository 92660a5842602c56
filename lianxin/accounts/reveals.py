"""Seeing whole names and numbers: a purpose is given once per piece of work and lasts thirty minutes."""

from datetime import datetime, timedelta
from typing import Any, Protocol

from django.db import transaction

from lianxin.accounts.choices import Purpose
from lianxin.accounts.models import User
from lianxin.audit.services import record
from lianxin.core import clock
from lianxin.core.errors import InvalidInput, StateConflict
from lianxin.core.redaction import redact

LASTS = timedelta(minutes=30)
_KEY = "reveal_purpose"


class PurposeNeeded(StateConflict):
    code = "PURPOSE_NEEDED"
    title = "请先说明用途"
    message = "查看完整姓名和电话前，请先选用途。30 分钟内有效，会记入操作日志。"


class PurposeNoteMissing(InvalidInput):
    code = "PURPOSE_NOTE_MISSING"
    message = "选了“其他”，请写一句用途。"


class Session(Protocol):
    """A browser session, seen as a mapping."""

    def get(self, key: str) -> Any: ...

    def __setitem__(self, key: str, value: Any) -> None: ...


def open_purpose(*, session: Session, purpose: Purpose, note: str, by: User) -> datetime:
    """Open a piece of work; returns when it ends. The log keeps the purpose and the note, numbers blanked."""
    if purpose == Purpose.OTHER and not note.strip():
        raise PurposeNoteMissing(fields={"note": "请写一句用途"})
    words = f"{purpose}:{redact(note.strip())}".rstrip(":")
    ends_at = clock.real_now() + LASTS
    with transaction.atomic():
        record(by=by, action="accounts.open_purpose", target_kind="User", target_id=by.id, purpose=words)
    session[_KEY] = {"purpose": words, "ends_at": ends_at.timestamp()}
    return ends_at


def record_reveal(*, session: Session, target_kind: str, target_ids: list[object], by: User) -> None:
    """Log every row about to be shown whole; refused when no purpose is open or its half hour is over."""
    held = session.get(_KEY)
    if not held or held["ends_at"] < clock.real_now().timestamp():
        raise PurposeNeeded()
    with transaction.atomic():
        for target_id in target_ids:
            record(
                by=by,
                action="accounts.reveal",
                target_kind=target_kind,
                target_id=target_id,
                purpose=held["purpose"],
            )
