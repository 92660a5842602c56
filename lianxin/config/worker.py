"""The background process: runs the jobs that wait in the database, and what is due every day."""

import logging
import threading

import click
from django.core.management import call_command
from django.db import close_old_connections

from lianxin.core import clock
from lianxin.core.jobs import new_worker, take_up_abandoned_jobs
from lianxin.core.schedule import run_daily

logger = logging.getLogger("lianxin.daily")
_LOOK_EVERY_SECONDS = 300.0


@click.command(hidden=True)
def worker() -> None:
    """后台任务进程,由 lianxin serve 启动。"""
    take_up_abandoned_jobs()
    call_command("clearsessions")
    threading.Thread(target=_keep_days, name="daily", daemon=True).start()
    running = new_worker()
    running.configure_signals()
    running.run()


def _keep_days() -> None:
    """Beside the jobs, because one of them may take minutes."""
    pause = threading.Event()
    while True:
        try:
            run_daily(now=clock.now())
        except Exception:
            logger.exception("daily work failed; it is tried again")  # One bad night must not end all others.
        close_old_connections()
        pause.wait(_LOOK_EVERY_SECONDS)
