"""One command starts and watches the processes of a deployment: web and worker."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from types import FrameType

import click

_WATCH_EVERY_SECONDS = 0.5
_STOP_WITHIN_SECONDS = 15


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--threads", default=4, show_default=True, help="网页进程的线程数")
def serve(host: str, port: int, threads: int) -> None:
    """启动网页服务和后台任务,按 Ctrl-C 停止。"""
    _demand_free_port(host, port)
    web = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)]
    web += ["--blocking-threads", str(threads), "--log-level", "warning", "lianxin.config.wsgi:application"]
    worker = [sys.executable, "-m", "django", "db_worker", "--interval", "0.5"]
    click.echo(f"莲心已启动:http://{host}:{port}/  (Ctrl-C 停止)")
    _supervise([web, worker])


def _demand_free_port(host: str, port: int) -> None:
    """The web server would silently share a taken port, so look first."""
    with socket.socket() as probe:
        probe.settimeout(1)
        if probe.connect_ex((host, port)) == 0:
            raise click.ClickException(f"端口 {port} 已有程序在用。换一个:lianxin serve --port {port + 1}")


def _supervise(commands: Sequence[Sequence[str]]) -> None:
    """Restart what dies, stop everything together."""
    running = {index: subprocess.Popen(command) for index, command in enumerate(commands)}
    stopping = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while not stopping:
        time.sleep(_WATCH_EVERY_SECONDS)
        for index, process in running.items():
            if process.poll() is not None and not stopping:
                click.echo(f"进程退出({process.returncode}),正在重启。", err=True)
                running[index] = subprocess.Popen(commands[index])
    _stop_all(list(running.values()))


def _stop_all(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        process.terminate()
    give_up_at = time.monotonic() + _STOP_WITHIN_SECONDS
    for process in processes:
        try:
            process.wait(timeout=max(0.1, give_up_at - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
