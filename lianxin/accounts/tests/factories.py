"""The fixed invented cast of the tests, and browsers signed in for them."""

import json
from typing import Any

from django.test import Client

from lianxin.accounts.choices import Role
from lianxin.accounts.models import Station, User

CAST: dict[str, tuple[str, Role]] = {
    "lu": ("陆所长", Role.LEAD),
    "qin": ("秦队长", Role.CAPTAIN),
    "su": ("苏内勤", Role.CLERK),
    "shen": ("沈警官", Role.OFFICER),
    "chen": ("陈辅警", Role.AUXILIARY),
    "lin": ("林警官", Role.OFFICER),
    "he": ("何柜员", Role.TELLER),
    "wei": ("魏审计", Role.AUDITOR),
}


PASSWORD = "lotus-pond-2026"


def make_station(code: str = "LA", name: str = "莲岸派出所") -> Station:
    return Station.objects.get_or_create(code=code, defaults={"name": name})[0]


def make_user(
    login: str, *, role: Role | None = None, name: str = "", station: Station | None = None, password: str = ""
) -> User:
    """Somebody of the cast by login, or anybody by role; a password only where the test types one."""
    cast_name, cast_role = CAST.get(login, (name or login, role or Role.OFFICER))
    user = User(login=login, name=name or cast_name, role=role or cast_role, must_change_password=False)
    user.station = None if user.role == Role.BUREAU_ADMIN else station or make_station()
    user.set_password(password or None)
    user.save()
    return user


def outsider(role: Role) -> "Browser":
    """The same post at another station: every id of ours must be 404 to it."""
    station = make_station("ZX", "钟溪派出所")
    return Browser(make_user(f"zx-{role.lower()}", role=role, station=station))


class Browser:
    """Speaks JSON to the server as one person, CSRF token included; `user=None` is nobody."""

    def __init__(self, user: User | None) -> None:
        self.client = Client(enforce_csrf_checks=True, headers={"host": "localhost"})
        if user is not None:
            self.client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        self.read_session()

    def read_session(self) -> Any:
        """What the page learns about itself; the token changes with every sign-in."""
        session = self.client.get("/api/session").json()
        self.token = session["csrf_token"]
        return session

    def sign_in(self, login: str, password: str = PASSWORD) -> Any:
        answer = self.post("/api/session", {"login": login, "password": password})
        self.read_session()
        return answer

    def get(self, path: str, **query: Any) -> Any:
        return self.client.get(path, query)

    def post(self, path: str, body: Any = None) -> Any:
        return self._send("post", path, body)

    def put(self, path: str, body: Any = None) -> Any:
        return self._send("put", path, body)

    def patch(self, path: str, body: Any = None) -> Any:
        return self._send("patch", path, body)

    def delete(self, path: str) -> Any:
        return self._send("delete", path, None)

    def upload(self, path: str, **form: Any) -> Any:
        return self.client.post(path, form, headers={"X-CSRFToken": self.token})

    def _send(self, verb: str, path: str, body: Any) -> Any:
        send = getattr(self.client, verb)
        return send(path, json.dumps(body), content_type="application/json", headers={"X-CSRFToken": self.token})
