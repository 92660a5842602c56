"""How far a running import is, readable while its one transaction is open and on every database.

The numbers live in a small file in the deployment's home, which the web and worker processes share; on SQLite
nobody else can write to the database meanwhile. The worker holds a lock on the file as long as it lives, so
whoever looks can tell a working import from one whose process was killed. No personal data goes in.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypedDict
from uuid import UUID

from django.conf import settings

_WIDTH = 200


class Position(TypedDict):
    done: int
    total: int
    step: str


class AlreadyRunning(RuntimeError):
    """Another process works on the batch."""


class Reporter:
    """Writes the position of one import into its file."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def __call__(self, done: int, total: int, step: str) -> None:
        record = json.dumps({"done": done, "total": total, "step": step}, ensure_ascii=False).encode()
        os.pwrite(self._descriptor, record.ljust(_WIDTH), 0)


@contextmanager
def working_on(batch_id: UUID) -> Iterator[Reporter]:
    """Hold the batch's file while working; it is removed at the end, and stays behind when the process dies."""
    path = _path(batch_id)
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning(str(batch_id)) from None
        yield Reporter(descriptor)
        path.unlink(missing_ok=True)
    finally:
        os.close(descriptor)


def position_of(batch_id: UUID) -> Position | None:
    """Where the import stands; None before it begins and after it ended."""
    try:
        content = _path(batch_id).read_bytes()
    except FileNotFoundError:
        return None
    if not content.strip():
        return None
    position: Position = json.loads(content)
    return position


def was_abandoned(batch_id: UUID) -> bool:
    """Whether somebody began and no living process goes on."""
    try:
        descriptor = os.open(_path(batch_id), os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    else:
        return True
    finally:
        os.close(descriptor)


def clear(batch_id: UUID) -> None:
    """Take away the file a dead process left behind."""
    _path(batch_id).unlink(missing_ok=True)


def _path(batch_id: UUID) -> Path:
    return settings.HOME / "imports" / f"{batch_id}.progress"
