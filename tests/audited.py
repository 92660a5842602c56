"""Watches that no change made through the API goes without an entry in the log."""

from collections.abc import Callable, Iterator

import pytest
from django.http import HttpRequest
from django.http.response import HttpResponseBase

_READING = ("GET", "HEAD", "OPTIONS")
silent: list[str] = []


def note_silent_changes(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Middleware of the tests: notes every successful write after which the log is as long as before."""
    from lianxin.audit.models import AuditEntry

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.method in _READING:
            return get_response(request)
        before = AuditEntry.objects.count()
        response = get_response(request)
        if response.status_code < 400 and AuditEntry.objects.count() == before:
            silent.append(f"{request.method} {request.path}")
        return response

    return middleware


@pytest.fixture
def audited(db: None, settings: pytest.FixtureRequest) -> Iterator[list[str]]:
    """Fails the test when it changed something through the API and the log does not know."""
    silent.clear()
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "tests.audited.note_silent_changes"]
    yield silent
    assert silent == []
