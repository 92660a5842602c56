"""Two clocks: the domain's, which a demo may stand on another day, and the real one, which nobody moves."""

import time
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from lianxin.core.models import StoodClock

SHANGHAI = ZoneInfo("Asia/Shanghai")
_REREAD_SECONDS = 5.0


@dataclass(frozen=True)
class _Reading:
    """What the database said about the domain clock, and when it was asked."""

    read_at: float
    row: StoodClock | None


_held: _Reading | None = None


def real_now() -> datetime:
    """Sessions, one-time codes, locks and audit seals use this one, always."""
    return datetime.now(UTC)


def now() -> datetime:
    """Domain time in UTC. Services take it as an argument; only the outermost caller asks here.

    A clock stood on a day runs on from the moment it was stood at and never leaves that day:
    at midnight it begins again, so that a demo left alone for a week still shows its last evening.
    """
    row = _row()
    if row is None:
        return real_now()
    rest_of_day = _midnight_after(row.stands_at) - row.stands_at
    return row.stands_at + (real_now() - row.stood_at) % rest_of_day


def today() -> date:
    """The domain's calendar day in Shanghai."""
    return local_day(now())


def local_day(at: datetime) -> date:
    return at.astimezone(SHANGHAI).date()


def banner() -> str:
    """The sentence shown to everybody while the domain clock stands on another day; empty otherwise."""
    row = _row()
    return row.banner if row else ""


def stand_at(at: datetime, *, banner: str) -> None:
    """Stand the domain clock on the day of `at`; it reads `at` now."""
    held = {"stands_at": at.astimezone(UTC), "stood_at": real_now(), "banner": banner}
    StoodClock.objects.update_or_create(key="domain", defaults=held)
    forget()


def stand_again() -> datetime:
    """Turn a standing clock back to the moment it was stood at, and return that moment."""
    StoodClock.objects.filter(key="domain").update(stood_at=real_now())
    forget()
    return now()


def follow_real_time() -> None:
    """Let the domain clock read what the real one reads."""
    StoodClock.objects.filter(key="domain").delete()
    forget()


def forget() -> None:
    """Drop the remembered reading, so that the next one asks the database."""
    global _held
    _held = None


def _row() -> StoodClock | None:
    global _held
    asked_at = time.monotonic()
    held = _held
    if held is None or asked_at - held.read_at > _REREAD_SECONDS:
        held = _Reading(asked_at, StoodClock.objects.filter(key="domain").first())
        _held = held
    return held.row


def _midnight_after(at: datetime) -> datetime:
    return datetime.combine(local_day(at) + timedelta(days=1), datetime.min.time(), SHANGHAI)
