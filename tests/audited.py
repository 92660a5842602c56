"""Watches, in every test with a database, that no change made through the API goes without an entry in the log."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest
from django.http.response import HttpResponseBase

# Tables that keep no fact of the trade: who is signed in here, who mistyped a password.
_BESIDES = ("django_session", "axes_")
_WRITES = ("INSERT", "UPDATE", "DELETE")


class Watch:
    """Counts rows and entries as they are written and notes requests that wrote rows and no entry."""

    def __init__(self) -> None:
        self.entries = self.writes = 0
        self.silent: list[str] = []

    def middleware(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        def ask(request: HttpRequest) -> HttpResponseBase:
            before = self.entries, self.writes
            with connection.execute_wrapper(self._count):
                response = get_response(request)
            has_written = response.status_code < 400 and self.writes > before[1]
            if has_written and self.entries == before[0]:
                self.silent.append(f"{request.method} {request.path}")
            return response

        return ask

    def _count(self, execute: Callable[..., Any], sql: str, *arguments: Any) -> Any:
        if sql.startswith(_WRITES) and not any(f'"{table}' in sql for table in _BESIDES):
            self.writes += 1
        return execute(sql, *arguments)


watch = Watch()
note_silent_changes = watch.middleware


@pytest.fixture(autouse=True)
def audited(request: pytest.FixtureRequest) -> Iterator[list[str]]:
    """Fails a test that changed something through the API while the log knows nothing of it."""
    if not _uses_database(request):
        yield []
        return
    from lianxin.audit.models import AuditEntry

    write = AuditEntry.save

    def counted(entry: AuditEntry, *arguments: Any, **options: Any) -> None:
        write(entry, *arguments, **options)
        watch.entries += 1

    watch.silent.clear()
    settings, patch = request.getfixturevalue("settings"), request.getfixturevalue("monkeypatch")
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "tests.audited.note_silent_changes"]
    patch.setattr(AuditEntry, "save", counted)
    yield watch.silent
    assert watch.silent == [], "these changes stand in no log"


def _uses_database(request: pytest.FixtureRequest) -> bool:
    wanted = {"db", "transactional_db"} & set(request.fixturenames)
    return bool(wanted) or request.node.get_closest_marker("django_db") is not None
