"""Keeps a few child processes running, and never leaves one behind."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import FrameType

_WATCH_EVERY_SECONDS = 0.3
_STOP_WITHIN_SECONDS = 20
_QUICK_DEATH_SECONDS = 5
_MOST_QUICK_DEATHS = 3
_PR_SET_PDEATHSIG = 1


class ChildKeepsDying(RuntimeError):
    """A child ended again and again right after its start; starting it once more would not help."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(name)


@dataclass
class _Child:
    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes]
    started_at: float
    quick_deaths: int = 0


def supervise(commands: Mapping[str, Sequence[str]]) -> None:
    """Run all commands until a signal asks to stop; restart what dies, stop everything together.

    Children have sessions of their own, so that Ctrl-C reaches them once, from here, and they end in order.
    """
    stopping = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, stop)
    children = [_Child(name, command, _start(command), time.monotonic()) for name, command in commands.items()]
    try:
        while not stopping:
            time.sleep(_WATCH_EVERY_SECONDS)
            for child in children:
                if not stopping and child.process.poll() is not None:
                    _restart(child)
    finally:
        _stop_all(children)


def _restart(child: _Child) -> None:
    _kill_what_is_left(child.process)
    lived = time.monotonic() - child.started_at
    child.quick_deaths = child.quick_deaths + 1 if lived < _QUICK_DEATH_SECONDS else 0
    if child.quick_deaths >= _MOST_QUICK_DEATHS:
        raise ChildKeepsDying(child.name)
    sys.stderr.write(f"{child.name}进程退出({child.process.returncode}),正在重启。\n")
    child.process, child.started_at = _start(child.command), time.monotonic()


def _start(command: Sequence[str]) -> subprocess.Popen[bytes]:
    parent = os.getpid()

    def die_with_parent() -> None:
        """Linux ends the child when the supervisor is killed without a chance to do so itself."""
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
            if os.getppid() != parent:
                os._exit(1)

    return subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True, preexec_fn=die_with_parent)


def _stop_all(children: Sequence[_Child]) -> None:
    for child in children:
        with contextlib.suppress(ProcessLookupError):
            child.process.terminate()
    give_up_at = time.monotonic() + _STOP_WITHIN_SECONDS
    for child in children:
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.process.wait(timeout=max(0.1, give_up_at - time.monotonic()))
        _kill_what_is_left(child.process)


def _kill_what_is_left(process: subprocess.Popen[bytes]) -> None:
    """The child and whatever it started share one group."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
