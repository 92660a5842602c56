from datetime import UTC, datetime, timedelta

import pytest

from lianxin.core.models import ScheduledRun
from lianxin.core.schedule import CLAIM_LASTS, claim, run_daily, run_once

pytestmark = pytest.mark.django_db
DUE = datetime(2026, 6, 20, 18, 0, tzinfo=UTC)


def test_a_due_run_is_taken_by_one_worker_only():
    assert claim(schedule="plans", due_at=DUE, now=DUE) is not None
    assert claim(schedule="plans", due_at=DUE, now=DUE) is None


def test_another_time_of_the_same_schedule_is_another_run():
    claim(schedule="plans", due_at=DUE, now=DUE)

    assert claim(schedule="plans", due_at=DUE + timedelta(days=1), now=DUE) is not None


def test_work_done_once_is_not_done_again():
    done = []
    for _ in range(3):
        run_once(schedule="plans", due_at=DUE, now=DUE, work=lambda: done.append(1))

    assert done == [1]
    assert run_once(schedule="plans", due_at=DUE, now=DUE + 2 * CLAIM_LASTS, work=lambda: done.append(1)) is False


def test_a_run_whose_worker_died_is_taken_up_later():
    claim(schedule="plans", due_at=DUE, now=DUE)

    assert claim(schedule="plans", due_at=DUE, now=DUE + CLAIM_LASTS) is None
    assert claim(schedule="plans", due_at=DUE, now=DUE + CLAIM_LASTS + timedelta(seconds=1)) is not None


def test_a_failure_is_raised_and_kept_without_numbers():
    def fail():
        raise ValueError("10012345678 does not fit")

    with pytest.raises(ValueError):
        run_once(schedule="plans", due_at=DUE, now=DUE, work=fail)

    assert ScheduledRun.objects.get().failure == "ValueError: 〔手机号〕 does not fit"


def test_daily_work_is_done_once_a_day_and_a_failure_stops_nobody_else(monkeypatch):
    seen = []
    works = {"broken": lambda now: 1 / 0, "tidy": seen.append}
    monkeypatch.setattr("lianxin.core.schedule._daily", works)
    morning = datetime(2026, 6, 20, 1, 0, tzinfo=UTC)

    days = [run_daily(now=morning + timedelta(hours=hours)) for hours in (0, 1, 15)]

    assert days == [["tidy"], [], ["tidy"]]
    assert seen == [morning, morning + timedelta(hours=15)]
