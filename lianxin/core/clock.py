"""Two clocks: the domain's, which a demo may stand on another day, and the real one, which nobody moves."""

import time
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from lianxin.core.models import ClockOffset

SHANGHAI = ZoneInfo("Asia/Shanghai")
_REREAD_SECONDS = 5.0
_cached: tuple[float, timedelta, str] | None = None


def real_now() -> datetime:
    """Sessions, one-time codes, locks and audit seals use this one, always."""
    return datetime.now(timezone.utc)


def now() -> datetime:
    """Domain time in UTC. Services take it as an argument; only the outermost caller asks here."""
    return real_now() + _offset()[0]


def today() -> date:
    """The domain's calendar day in Shanghai."""
    return local_day(now())


def local_day(at: datetime) -> date:
    return at.astimezone(SHANGHAI).date()


def banner() -> str:
    """The sentence shown to everybody while the domain clock is moved; empty otherwise."""
    return _offset()[1]


def stand_at(at: datetime, *, banner: str) -> None:
    """Move the domain clock so that it reads `at` now."""
    seconds = round((at - real_now()).total_seconds())
    ClockOffset.objects.update_or_create(key="domain", defaults={"seconds": seconds, "banner": banner})
    forget()


def forget() -> None:
    """Drop the remembered offset, so that the next reading asks the database."""
    global _cached
    _cached = None


def _offset() -> tuple[timedelta, str]:
    global _cached
    read_at = time.monotonic()
    if _cached is None or read_at - _cached[0] > _REREAD_SECONDS:
        row = ClockOffset.objects.filter(key="domain").first()
        moved = (timedelta(seconds=row.seconds), row.banner) if row else (timedelta(0), "")
        _cached = (read_at, *moved)
    return _cached[1], _cached[2]
