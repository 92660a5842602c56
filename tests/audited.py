"""Watches, in every test with a database, that no change made through the API goes without an entry in the log."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.http import HttpRequest
from django.http.response import HttpResponseBase

_READING = ("GET", "HEAD", "OPTIONS")
# Sent by POST so that nothing personal stands in an address; they change nothing.
_READING_PATHS = ("/api/residents/search",)


class Watch:
    """Counts entries as they are written and notes successful writes that left none."""

    def __init__(self) -> None:
        self.entries = 0
        self.silent: list[str] = []

    def middleware(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        def ask(request: HttpRequest) -> HttpResponseBase:
            before = self.entries
            response = get_response(request)
            is_change = request.method not in _READING and not request.path.startswith(_READING_PATHS)
            if is_change and response.status_code < 400 and self.entries == before:
                self.silent.append(f"{request.method} {request.path}")
            return response

        return ask


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
