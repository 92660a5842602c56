"""Named schedules whose due runs are claimed by exactly one worker, however many are running."""

import logging
from collections.abc import Callable
from datetime import datetime, time, timedelta
from functools import partial

from django.db.models import Q

from lianxin.core import clock
from lianxin.core.models import ScheduledRun
from lianxin.core.redaction import redact

# A claim this old without an end belongs to a worker that died; the run may be taken again.
CLAIM_LASTS = timedelta(hours=1)
logger = logging.getLogger("lianxin.schedule")
_daily: dict[str, Callable[[datetime], object]] = {}


def do_daily(schedule: str, work: Callable[[datetime], object]) -> None:
    """Called by a room when it starts: `work` is to be done once on every day of the domain clock."""
    _daily[schedule] = work


def run_daily(*, now: datetime) -> list[str]:
    """Do what is due today and not done yet, and return its names; a failure waits an hour for its next try."""
    due_at = datetime.combine(clock.local_day(now), time(), clock.SHANGHAI)
    done = []
    for schedule, work in _daily.items():
        try:
            if run_once(schedule=schedule, due_at=due_at, now=now, work=partial(work, now)):
                done.append(schedule)
        except Exception:
            logger.exception("daily work %s failed", schedule)
    return done


def claim(*, schedule: str, due_at: datetime, now: datetime) -> ScheduledRun | None:
    """Take the run of `schedule` due at `due_at`, or nothing when another worker has it or it is done."""
    run, _ = ScheduledRun.objects.get_or_create(schedule=schedule, due_at=due_at)
    is_free = Q(claimed_at=None) | Q(claimed_at__lt=now - CLAIM_LASTS)
    taken = ScheduledRun.objects.filter(is_free, pk=run.pk, finished_at=None).update(claimed_at=now)
    return run if taken else None


def run_once(*, schedule: str, due_at: datetime, now: datetime, work: Callable[[], object]) -> bool:
    """Do the work if nobody has; a failure is kept on the run, without personal numbers, and raised."""
    run = claim(schedule=schedule, due_at=due_at, now=now)
    if run is None:
        return False
    try:
        work()
    except Exception as problem:
        ScheduledRun.objects.filter(pk=run.pk).update(failure=redact(f"{type(problem).__name__}: {problem}"))
        raise
    ScheduledRun.objects.filter(pk=run.pk).update(finished_at=now, failure="")
    return True
