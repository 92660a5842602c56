"""The installed product with a home of its own: its commands, its server, and sign-in as a person would do it."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

_COMMAND = Path(sys.executable).with_name("lianxin")
_STARTS_WITHIN_SECONDS = 60
_STOPS_WITHIN_SECONDS = 30


class ProductFailed(RuntimeError):
    """A command ended badly, or the server did not come up; the text is what it printed."""


@dataclass
class Product:
    """One deployment: a directory with its database, keys and uploads."""

    home: Path
    settings: dict[str, str] = field(default_factory=dict)
    command: tuple[str, ...] = (str(_COMMAND),)
    address: str = ""
    server: "subprocess.Popen[bytes] | None" = None

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("LIANXIN_", "DATABASE_URL"))}
        own = {
            "LIANXIN_HOME": str(self.home),
            "DATABASE_URL": f"sqlite:///{self.home / 'lianxin.sqlite3'}",
            "LIANXIN_DEMO_RANGES": "1",
            "LIANXIN_DEMO_SIGN_IN": "1",
            "DJANGO_SETTINGS_MODULE": "lianxin.config.settings",
        }
        return {**kept, **own, **self.settings}

    def run(self, *arguments: str, timeout: float = 300) -> str:
        """Type a `lianxin` command; returns what it printed."""
        done = subprocess.run(
            [*self.command, *arguments], env=self.environment, capture_output=True, text=True, timeout=timeout
        )
        if done.returncode != 0:
            raise ProductFailed(f"lianxin {' '.join(arguments)} -> {done.returncode}\n{done.stdout}\n{done.stderr}")
        return done.stdout

    def add_user(self, login: str, role: str, *, station: str | None = None, name: str = "") -> str:
        """Returns the start password the command prints."""
        where = ["--station", station] if station else []
        printed = self.run("user", "add", login, "--role", role, "--name", name or login, *where)
        return re.findall(r"初始密码\s*(\S+)", printed)[0]

    @contextmanager
    def serving(self) -> Iterator[str]:
        """Run the real server on a free port until the block ends; gives its address."""
        port = free_port()
        log = (self.home / "serve.log").open("wb")
        server = subprocess.Popen(
            [*self.command, "serve", "--port", str(port)], env=self.environment, stdout=log, stderr=subprocess.STDOUT
        )
        self.address, self.server = f"http://127.0.0.1:{port}", server
        try:
            self._wait_until_it_answers(server)
            yield self.address
        finally:
            server.terminate()
            try:
                server.wait(timeout=_STOPS_WITHIN_SECONDS)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()
            log.close()

    def lose_power(self) -> None:
        """End every process of the running server at once, without a chance to finish anything."""
        assert self.server is not None, "nothing is serving"
        os.kill(self.server.pid, signal.SIGSTOP)
        for process in [*_children_of(self.server.pid), self.server.pid]:
            os.kill(process, signal.SIGKILL)
        self.server.wait()

    def server_log(self) -> str:
        return (self.home / "serve.log").read_text(errors="replace")

    def _wait_until_it_answers(self, server: "subprocess.Popen[bytes]") -> None:
        give_up_at = time.monotonic() + _STARTS_WITHIN_SECONDS
        while time.monotonic() < give_up_at:
            if server.poll() is not None:
                raise ProductFailed(f"lianxin serve ended with {server.returncode}\n{self.server_log()}")
            try:
                with urlopen(f"{self.address}/api/session", timeout=2):
                    return
            except (URLError, ConnectionError, TimeoutError):
                time.sleep(0.2)
        raise ProductFailed(f"lianxin serve did not answer in {_STARTS_WITHIN_SECONDS} s\n{self.server_log()}")


def _children_of(process: int) -> list[int]:
    listed = Path(f"/proc/{process}/task/{process}/children").read_text()
    return [child for found in listed.split() for child in (*_children_of(int(found)), int(found))]


def free_port() -> int:
    """A port nobody listens on: the server shares a taken port silently, so a left-over one would answer for ours."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
