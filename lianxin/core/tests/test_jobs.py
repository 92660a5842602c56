import os
import subprocess
import sys

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from lianxin.core import jobs
from lianxin.core.jobs import job, run_waiting_jobs, take_up_abandoned_jobs

pytestmark = pytest.mark.django_db
done: list[str] = []


@job
def note(word: str) -> None:
    done.append(word)


@job
def fail(word: str) -> None:
    raise ValueError(f"{word} 陈小华")


@pytest.fixture(autouse=True)
def _nothing_done():
    done.clear()


def held() -> DBTaskResult:
    return DBTaskResult.objects.get()


def a_dead_process() -> int:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    return gone.pid


def test_a_job_waits_until_a_worker_comes():
    note.enqueue("x")
    assert done == []

    run_waiting_jobs()

    assert done == ["x"]
    assert held().status == "SUCCESSFUL"


def test_a_job_of_a_transaction_that_fails_never_existed():
    with pytest.raises(RuntimeError), transaction.atomic():
        note.enqueue("x")
        raise RuntimeError

    run_waiting_jobs()

    assert done == []


def test_what_the_database_keeps_of_a_failure_names_nobody(caplog):
    fail.enqueue("x")

    run_waiting_jobs()

    assert held().status == "FAILED"
    assert "ValueError" in held().traceback and "陈小华" not in held().traceback
    assert "job fail failed" in caplog.text


def test_a_job_of_a_dead_worker_is_run_again():
    note.enqueue("x")
    held().claim(jobs._name_of(a_dead_process()))

    assert take_up_abandoned_jobs() == 1
    run_waiting_jobs()

    assert done == ["x"]


@pytest.mark.parametrize(
    "worker",
    [f"elsewhere:{os.getpid()}", jobs._name_of(os.getppid()), "no-number"],
    ids=["another machine", "living", "no number"],
)
def test_a_job_of_a_living_or_unknown_worker_is_left_alone(worker):
    note.enqueue("x")
    held().claim(worker)

    assert take_up_abandoned_jobs() == 0
    assert held().status == "RUNNING"


def test_a_job_that_kills_its_worker_each_time_is_given_up():
    note.enqueue("x")
    for _ in range(jobs.MOST_ATTEMPTS):
        held().claim(jobs._name_of(a_dead_process()))
        take_up_abandoned_jobs()

    assert held().status == "FAILED"
    assert done == []
