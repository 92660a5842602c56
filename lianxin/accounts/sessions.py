"""Signing in and out, the screen lock, and what the browser should know about its session."""

from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.contrib import auth
from django.db.models import QuerySet
from django.http import HttpRequest
from django.middleware.csrf import get_token
from ninja.errors import HttpError
from ninja.utils import check_csrf

from lianxin.accounts.auth import is_locked, touch
from lianxin.accounts.choices import Role
from lianxin.accounts.models import User
from lianxin.accounts.services import note_sign_in
from lianxin.core import clock
from lianxin.core.errors import InvalidInput, LianxinError, NotFound

_BACKEND = "django.contrib.auth.backends.ModelBackend"
_THIS_MACHINE = frozenset({"127.0.0.1", "::1"})
_DEMO_ROLES = (Role.LEAD, Role.CAPTAIN, Role.CLERK, Role.BUREAU_ADMIN)

# The parts of the console a post may open; the browser builds its menu from this.
_SCREENS: dict[str, tuple[str, ...]] = {
    Role.LEAD: ("home", "campaigns", "plan", "visits", "registry"),
    Role.CAPTAIN: ("home", "plan", "visits", "campaigns", "registry"),
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
    message = "密码连错 5 次,账号锁 15 分钟。着急用请找分局管理员重置密码。"


def sign_in(request: HttpRequest, *, login: str, password: str) -> User:
    _demand_csrf(request)
    user = auth.authenticate(request, username=login, password=password)
    if AxesProxyHandler.is_locked(request, {"username": login}):
        raise LockedOut()
    if not isinstance(user, User):
        raise SignInFailed(fields={"password": "账号或密码不对"})
    _enter(request, user)
    return user


def sign_in_to_demo(request: HttpRequest, *, login: str) -> User:
    """One click per post, only where the demo is switched on and only from this machine."""
    _demand_csrf(request)
    if not _is_demo(request):
        raise NotFound()
    user = _demo_users().filter(login=login).first()
    if user is None:
        raise NotFound()
    _enter(request, user)
    return user


def unlock(request: HttpRequest, *, password: str) -> None:
    """The same person's password opens the locked screen again."""
    _demand_csrf(request)
    if not isinstance(request.user, User):
        raise SignInFailed(fields={"password": "请重新登录"})
    user = auth.authenticate(request, username=request.user.login, password=password)
    if AxesProxyHandler.is_locked(request, {"username": request.user.login}):
        raise LockedOut()
    if user is None:
        raise SignInFailed(fields={"password": "密码不对"})
    touch(request, unlock=True)


def sign_out(request: HttpRequest) -> None:
    _demand_csrf(request)
    auth.logout(request)


def keep(request: HttpRequest, user: User) -> None:
    """Stay signed in here after the own password changed; every other session of the account ends."""
    auth.update_session_auth_hash(request, user)


def describe(request: HttpRequest) -> dict[str, Any]:
    user = request.user if isinstance(request.user, User) else None
    banner = clock.banner()
    return {
        "is_signed_in": user is not None,
        "is_locked": user is not None and is_locked(request),
        "user": user,
        "csrf_token": get_token(request),
        "clock": {"now": clock.now().astimezone(clock.SHANGHAI), "is_offset": bool(banner), "banner": banner},
        "demo": {"is_on": _is_demo(request), "logins": list(_demo_users()) if _is_demo(request) else []},
        "allowed": list(_SCREENS.get(user.role, ())) if user else [],
    }


def _enter(request: HttpRequest, user: User) -> None:
    auth.login(request, user, backend=_BACKEND)
    touch(request, unlock=True)
    note_sign_in(user=user, now=clock.real_now())


def _is_demo(request: HttpRequest) -> bool:
    return settings.DEMO_SIGN_IN and request.META.get("REMOTE_ADDR") in _THIS_MACHINE


def _demo_users() -> QuerySet[User]:
    """One account per post that has a screen of its own."""
    return User.objects.filter(login__startswith="demo-", role__in=_DEMO_ROLES, is_active=True).order_by("login")


def _demand_csrf(request: HttpRequest) -> None:
    if check_csrf(request) is not None:
        raise HttpError(403, "csrf")
