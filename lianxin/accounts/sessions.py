"""Signing in and out, the screen lock, and what the browser should know about its session."""

from importlib.metadata import version
from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from axes.utils import reset as reset_lock_out
from django.conf import settings
from django.contrib import auth
from django.db.models import QuerySet
from django.http import HttpRequest
from django.middleware.csrf import get_token

from lianxin.accounts.auth import demand_csrf, is_locked, request_user, touch
from lianxin.accounts.choices import Role
from lianxin.accounts.models import User
from lianxin.accounts.services import (
    OldPasswordWrong,
    change_own_password,
    note_sign_in,
    note_sign_out,
    note_unlock,
    note_wrong_password,
)
from lianxin.core import clock
from lianxin.core.errors import InvalidInput, LianxinError, NotFound

_BACKEND = "django.contrib.auth.backends.ModelBackend"
_THIS_MACHINE = frozenset({"127.0.0.1", "::1"})
_SIGNS_OF_A_PROXY = ("HTTP_X_FORWARDED_FOR", "HTTP_X_REAL_IP", "HTTP_FORWARDED", "HTTP_VIA")
_DEMO_ROLES = (Role.LEAD, Role.CAPTAIN, Role.CLERK, Role.BUREAU_ADMIN)

# The parts of the console a post may open; the browser builds its menu from this.
_SCREENS: dict[str, tuple[str, ...]] = {
    Role.LEAD: ("home", "approvals", "campaigns", "plan", "visits", "registry"),
    Role.CAPTAIN: ("home", "plan", "crews", "visits", "campaigns", "registry"),
    Role.CLERK: ("home", "imports", "registry", "campaigns", "visits"),
    Role.OFFICER: ("plan", "visits", "registry"),
    Role.AUXILIARY: ("plan", "visits", "registry"),
    Role.HALL: ("visits", "registry"),
    Role.BUREAU_ADMIN: ("users", "stations", "imports"),
}


class SignInFailed(InvalidInput):
    code = "SIGN_IN_FAILED"
    title = "没有登录"
    message = "账号或密码不对。连错 5 次会锁 15 分钟。"


class LockedOut(LianxinError):
    code = "LOCKED_OUT"
    status = 429
    title = "账号已锁"
    message = "密码连错 5 次，账号锁 15 分钟。着急用请找分局管理员重置密码。"


def sign_in(request: HttpRequest, *, login: str, password: str) -> User:
    demand_csrf(request)
    user = _proven(request, login=login, password=password)
    if user is None:
        raise SignInFailed(fields={"password": "账号或密码不对"})
    _enter(request, user)
    return user


def sign_in_to_demo(request: HttpRequest, *, login: str) -> User:
    """One click per post, only where the demo is switched on and only from this machine."""
    demand_csrf(request)
    user = _demo_users().filter(login=login).first() if _is_demo(request) else None
    if user is None:
        raise NotFound()
    _enter(request, user)
    return user


def unlock(request: HttpRequest, *, password: str) -> None:
    """The same person's password opens the locked screen again."""
    user = request_user(request)
    if _proven(request, login=user.login, password=password) is None:
        raise SignInFailed(fields={"password": "密码不对"})
    reset_lock_out(username=user.login)
    touch(request, is_entering=True)
    note_unlock(user=user)


def sign_out(request: HttpRequest) -> None:
    demand_csrf(request)
    if isinstance(request.user, User):
        note_sign_out(user=request.user)
    auth.logout(request)


def change_password(request: HttpRequest, *, old_password: str, new_password: str) -> None:
    """Change the own password and stay signed in here; every other session of the account ends."""
    user = request_user(request)
    if _proven(request, login=user.login, password=old_password) is None:
        raise OldPasswordWrong(fields={"old_password": "原密码不对"})
    change_own_password(user=user, old_password=old_password, new_password=new_password)
    reset_lock_out(username=user.login)
    auth.update_session_auth_hash(request, user)


def describe(request: HttpRequest) -> dict[str, Any]:
    user = request.user if isinstance(request.user, User) else None
    banner = clock.banner()
    is_demo = _is_demo(request)
    return {
        "is_signed_in": user is not None,
        "is_locked": user is not None and is_locked(request),
        "user": user,
        "csrf_token": get_token(request),
        "clock": {"now": clock.now(), "is_offset": bool(banner), "banner": banner},
        "demo": {"is_on": is_demo, "logins": list(_demo_users()) if is_demo else []},
        "allowed": list(_SCREENS.get(user.role, ())) if user else [],
        "app": {"version": version("lianxin")},
    }


def _proven(request: HttpRequest, *, login: str, password: str) -> User | None:
    """The account these words belong to; five wrong ones lock it, wherever they were typed."""
    typed = {"username": login}
    if AxesProxyHandler.is_locked(request, typed):
        raise LockedOut()
    user = auth.authenticate(request, username=login, password=password)
    if isinstance(user, User):
        return user
    note_wrong_password(login=login)
    if AxesProxyHandler.is_locked(request, typed):
        raise LockedOut()
    return None


def _enter(request: HttpRequest, user: User) -> None:
    auth.login(request, user, backend=_BACKEND)
    touch(request, is_entering=True)
    note_sign_in(user=user, now=clock.real_now())


def _is_demo(request: HttpRequest) -> bool:
    """Whether the request truly comes from this machine: behind a proxy every request seems to."""
    is_passed_on = settings.BEHIND_PROXY or any(sign in request.META for sign in _SIGNS_OF_A_PROXY)
    return settings.DEMO_SIGN_IN and not is_passed_on and request.META.get("REMOTE_ADDR") in _THIS_MACHINE


def _demo_users() -> QuerySet[User]:
    """One account per post that has a screen of its own."""
    return User.objects.filter(login__startswith="demo-", role__in=_DEMO_ROLES, is_active=True).order_by("login")
