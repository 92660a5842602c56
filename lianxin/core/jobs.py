"""Work behind the page: a job waits in our own database until a worker runs it.

`enqueue` writes a row, so a job asked for inside a transaction exists exactly when that transaction commits.
Arguments are ids, never personal data: they are kept as written.
"""

import functools
import logging
import os
import socket
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django_tasks import TaskResultStatus, task
from django_tasks.base import Task
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

logger = logging.getLogger("lianxin.jobs")
MOST_ATTEMPTS = 3


class JobFailed(RuntimeError):
    """What the database keeps of a failure: the kind of error, not its words, which may name people."""


def job(function: Callable[..., Any]) -> Task[..., Any]:
    """Make a module's function a job: `@job`, then `build_report.enqueue(str(batch.id))`."""

    @functools.wraps(function)
    def run(*arguments: Any, **named: Any) -> Any:
        try:
            return function(*arguments, **named)
        except Exception as problem:
            logger.exception("job %s failed", function.__qualname__)
            raise JobFailed(type(problem).__name__) from None

    return task()(run)


def new_worker(*, interval: float = 0.5) -> Worker:
    """A worker named after its machine and process, so that a later one can tell whether it still lives."""
    return Worker(
        queue_names=["default"],
        interval=interval,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=_name_of(os.getpid()),
        excluded_queue_names=[],
    )


def run_waiting_jobs() -> None:
    """Run everything that waits, here and now: for the command line and for tests."""
    worker = new_worker()
    while (held := _claim_next(worker)) is not None:
        worker.run_task(held)


def take_up_abandoned_jobs() -> int:
    """Put back what a dead worker of this machine left running; give up after three attempts. Returns how many."""
    with transaction.atomic():
        left = [held for held in DBTaskResult.objects.running().select_for_update() if _is_abandoned(held)]
        for held in left:
            if len(held.worker_ids) >= MOST_ATTEMPTS:
                held.set_failed(JobFailed("the worker died each time"))
            else:
                held.status = TaskResultStatus.READY
                held.started_at = None
                held.save(update_fields=["status", "started_at"])
    return len(left)


def _claim_next(worker: Worker) -> DBTaskResult | None:
    with transaction.atomic():
        held = DBTaskResult.objects.ready().get_locked()
        if held is not None:
            held.claim(worker.worker_id)
    return held


def _name_of(pid: int) -> str:
    return f"{socket.gethostname()[:40]}:{pid}"


def _is_abandoned(held: DBTaskResult) -> bool:
    """Whether the last worker ran on this machine and is gone; our own number can only be a predecessor's."""
    machine, _, pid = (held.worker_ids[-1] if held.worker_ids else "").rpartition(":")
    if not pid.isdecimal() or _name_of(int(pid)) != f"{machine}:{pid}":
        return False
    return int(pid) == os.getpid() or not _is_alive(int(pid))


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
