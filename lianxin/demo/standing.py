"""Moving the domain clock is an act like any other: the log says when the clock was stood where."""

from datetime import datetime

from django.db import transaction

from lianxin.audit.services import record
from lianxin.core import clock


@transaction.atomic
def stand(at: datetime, *, banner: str) -> None:
    """Stand the domain clock of the deployment on a moment."""
    clock.stand_at(at, banner=banner)
    _log("demo.stand_clock", at)


@transaction.atomic
def stand_again() -> datetime:
    """Turn the standing clock back to the moment it was stood at, and return that moment."""
    at = clock.stand_again()
    _log("demo.stand_clock_again", at)
    return at


@transaction.atomic
def release() -> None:
    """Let the domain clock follow the real one."""
    clock.follow_real_time()
    _log("demo.release_clock", clock.real_now())


def _log(action: str, at: datetime) -> None:
    record(by=None, action=action, target_kind="StoodClock", target_id="domain", detail={"at": at.isoformat()})
