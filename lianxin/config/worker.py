"""The background process: runs the jobs that wait in the database."""

import click
from django.core.management import call_command

from lianxin.core.jobs import new_worker, take_up_abandoned_jobs


@click.command(hidden=True)
def worker() -> None:
    """后台任务进程,由 lianxin serve 启动。"""
    take_up_abandoned_jobs()
    call_command("clearsessions")
    running = new_worker()
    running.configure_signals()
    running.run()
