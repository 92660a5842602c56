"""Named schedules whose due runs are claimed by exactly one worker, however many are running."""

from collections.abc import Callable
from datetime import datetime

from lianxin.core.models import ScheduledRun


def claim(*, schedule: str, due_at: datetime, now: datetime) -> ScheduledRun | None:
    """Take the run of `schedule` due at `due_at`, or nothing when another worker has it."""
    run, _ = ScheduledRun.objects.get_or_create(schedule=schedule, due_at=due_at)
    taken = ScheduledRun.objects.filter(pk=run.pk, claimed_at=None).update(claimed_at=now)
    return run if taken else None


def run_once(*, schedule: str, due_at: datetime, now: datetime, work: Callable[[], object]) -> bool:
    """Do the work if nobody has; a failure is kept on the run and raised."""
    run = claim(schedule=schedule, due_at=due_at, now=now)
    if run is None:
        return False
    try:
        work()
    except Exception as problem:
        ScheduledRun.objects.filter(pk=run.pk).update(failure=f"{type(problem).__name__}: {problem}")
        raise
    ScheduledRun.objects.filter(pk=run.pk).update(finished_at=now)
    return True
