from datetime import UTC, datetime, timedelta

import pytest
from axes.handlers import proxy
from django.utils import timezone

from lianxin.core import clock


@pytest.fixture
def real_time(monkeypatch):
    """Lets a test move the real clock and that of the lock-out: real_time(minutes=16)."""
    moved = [datetime.now(UTC)]
    monkeypatch.setattr(clock, "real_now", lambda: moved[0])
    monkeypatch.setattr(proxy, "now", lambda: moved[0])
    monkeypatch.setattr(timezone, "now", lambda: moved[0])

    def pass_by(**span):
        moved[0] += timedelta(**span)

    return pass_by
