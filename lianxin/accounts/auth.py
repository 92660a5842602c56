"""Who is asking, and may this post ask it? Used by every room's endpoints."""

from datetime import datetime, timezone
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja.security import APIKeyCookie

from lianxin.accounts.models import User
from lianxin.accounts.rules import is_idle
from lianxin.core import clock
from lianxin.core.errors import LianxinError, NotSignedIn, WrongRole

_LAST_SEEN = "last_seen"
_LOCKED = "locked"
_TOUCH_EVERY_SECONDS = 60


class SessionLocked(NotSignedIn):
    """Nobody touched the screen for a while; what was typed is still in the browser."""

    code = "SESSION_LOCKED"
    title = "已锁屏"
    message = "离开太久,屏幕已锁。输入密码继续,没提交的内容还在。"


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

    def __init__(self, *roles: str, before_password_change: bool = False) -> None:
        self.roles = frozenset(roles)
        self.before_password_change = before_password_change
        super().__init__(csrf=True)

    def authenticate(self, request: HttpRequest, key: str | None) -> User:
        user = request.user
        if not isinstance(user, User):
            raise NotSignedIn()
        if is_locked(request):
            raise SessionLocked()
        touch(request)
        if user.must_change_password and not self.before_password_change:
            raise PasswordChangeNeeded()
        if self.roles and user.role not in self.roles:
            raise WrongRole()
        return user


def signed_in(*roles: str) -> SignedIn:
    """`@router.get("/x", auth=signed_in(Role.LEAD))`"""
    return SignedIn(*roles)


def is_locked(request: HttpRequest) -> bool:
    """Whether the session is locked, now or by having been left alone too long."""
    seen = request.session.get(_LAST_SEEN)
    last_seen = datetime.fromtimestamp(seen, timezone.utc) if seen else None
    if is_idle(last_seen=last_seen, now=clock.real_now(), limit=settings.IDLE_LOCK):
        request.session[_LOCKED] = True
    return bool(request.session.get(_LOCKED, False))


def touch(request: HttpRequest, *, unlock: bool = False) -> None:
    """Note that somebody is there, at most once a minute so that reading stays without writes."""
    now = clock.real_now().timestamp()
    if unlock:
        request.session[_LOCKED] = False
    if unlock or now - request.session.get(_LAST_SEEN, 0) > _TOUCH_EVERY_SECONDS:
        request.session[_LAST_SEEN] = now


def request_user(request: Any) -> User:
    """The account behind a request that `signed_in` let through."""
    user = request.user
    if not isinstance(user, User):
        raise NotSignedIn()
    return user
