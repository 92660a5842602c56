"""Who is asking, and may this post ask it? Used by every room's endpoints."""

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja.errors import HttpError
from ninja.security import APIKeyCookie
from ninja.utils import check_csrf

from lianxin.accounts import wall
from lianxin.accounts.models import Station, User
from lianxin.accounts.rules import is_idle
from lianxin.core import clock
from lianxin.core.errors import LianxinError, NotSignedIn, WrongRole

_LAST_SEEN = "last_seen"


class SessionLocked(NotSignedIn):
    """Nobody touched the screen for a while; what was typed is still in the browser."""

    code = "SESSION_LOCKED"
    title = "已锁屏"
    message = "离开太久，屏幕已锁。输入密码继续，没提交的内容还在。"


class PasswordChangeNeeded(LianxinError):
    """The start password opens nothing but the page that changes it."""

    code = "PASSWORD_CHANGE_NEEDED"
    status = 403
    title = "请先改密码"
    message = "第一次登录要先改密码。"


class SignedIn(APIKeyCookie):
    """Lets a signed-in account through when its post is one of `roles` (any post when none is named)."""

    param_name = settings.SESSION_COOKIE_NAME
    openapi_name = "SessionCookie"

    def __init__(
        self,
        *roles: str,
        before_password_change: bool = False,
        while_locked: bool = False,
        keeps_awake: bool = True,
    ) -> None:
        self.roles = frozenset(roles)
        self.before_password_change = before_password_change
        self.while_locked = while_locked
        self.keeps_awake = keeps_awake
        super().__init__(csrf=False)

    def authenticate(self, request: HttpRequest, key: str | None) -> User:
        user = request_user(request)
        demand_csrf(request)
        if self.while_locked:
            return user
        if is_locked(request):
            raise SessionLocked()
        if self.keeps_awake:
            touch(request)
        if user.must_change_password and not self.before_password_change:
            raise PasswordChangeNeeded()
        if self.roles and user.role not in self.roles:
            raise WrongRole()
        wall.stand_behind(user.station)
        return user


def signed_in(*roles: str) -> SignedIn:
    """`@router.get("/x", auth=signed_in(Role.LEAD))`"""
    return SignedIn(*roles)


def watching(*roles: str) -> SignedIn:
    """For a screen that refreshes itself: it must not keep the session of somebody awake who has left."""
    return SignedIn(*roles, keeps_awake=False)


def demand_csrf(request: HttpRequest) -> None:
    """Writing requests must come from our own page."""
    if check_csrf(request) is not None:
        raise HttpError(403, "csrf")


def is_locked(request: HttpRequest) -> bool:
    """Whether the session was left alone too long; only `unlock` opens it again."""
    seen = request.session.get(_LAST_SEEN)
    last_seen = datetime.fromtimestamp(seen, UTC) if seen else None
    return is_idle(last_seen=last_seen, now=clock.real_now(), limit=settings.IDLE_LOCK)


def touch(request: HttpRequest, *, is_entering: bool = False) -> None:
    """Note that somebody is there, rarely enough that reading stays almost without writes."""
    now = clock.real_now().timestamp()
    is_due = now - request.session.get(_LAST_SEEN, 0) > settings.IDLE_LOCK.total_seconds() / 15
    if is_entering or is_due:
        request.session[_LAST_SEEN] = now


def request_user(request: Any) -> User:
    """The account behind a request that `signed_in` let through."""
    user = request.user
    if not isinstance(user, User):
        raise NotSignedIn()
    return user


def request_station(request: Any) -> Station:
    """The station whose rows this request may touch; a bureau account has none."""
    station = request_user(request).station
    if station is None:
        raise WrongRole()
    return station
