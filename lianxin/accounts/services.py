"""Stations and accounts: making and changing them, passwords, the trace of who came and went."""

import secrets
from datetime import datetime

from axes.utils import reset as reset_lock_out
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from lianxin.accounts.choices import Role
from lianxin.accounts.models import Station, User
from lianxin.accounts.rules import is_login
from lianxin.audit.services import record
from lianxin.core.errors import InvalidInput, NotFound, StateConflict

# No 0/O, 1/l/I: a start password is read from paper.
_START_PASSWORD_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_START_PASSWORD_LENGTH = 12


class LoginTaken(InvalidInput):
    code = "LOGIN_TAKEN"
    message = "账号 {login} 已经有人用了，请换一个。"


class LoginUnusable(InvalidInput):
    code = "LOGIN_UNUSABLE"
    message = "账号 {login} 不能用：请用 2 到 60 个字母、数字、点、横线或下划线，以字母或数字开头。"


class StationCodeTaken(InvalidInput):
    code = "STATION_CODE_TAKEN"
    message = "单位编码 {station_code} 已经有了。"


class StationUnknown(InvalidInput):
    code = "STATION_UNKNOWN"
    message = "没有编码为 {station_code} 的派出所。"


class StationNeeded(InvalidInput):
    code = "STATION_NEEDED"
    message = "这个岗位要有所在派出所。"


class OwnAccount(StateConflict):
    code = "OWN_ACCOUNT"
    message = "不能停用自己的账号，也不能改自己的岗位；请另一位管理员办理。"


class PasswordTooWeak(InvalidInput):
    code = "PASSWORD_TOO_WEAK"
    message = "新密码不合要求：{reasons}"


class OldPasswordWrong(InvalidInput):
    code = "OLD_PASSWORD_WRONG"
    message = "原密码不对，密码没有改。"


def add_station(*, code: str, name: str, by: User | None) -> Station:
    station = Station(code=code, name=name)
    _demand_fitting(station)
    with transaction.atomic():
        station, is_new = Station.objects.get_or_create(code=code, defaults={"id": station.id, "name": name})
        if not is_new:
            raise StationCodeTaken(station_code=code, fields={"code": "编码重复"})
        record(by=by, action="accounts.add_station", target_kind="Station", target_id=station.id, station_id=station.id)
    return station


def find_station(*, code: str) -> Station:
    station = Station.objects.filter(code=code).first()
    if station is None:
        raise StationUnknown(station_code=code, fields={"station_code": "没有这个派出所"})
    return station


def find_user(*, login: str) -> User:
    user = User.objects.filter(login=login).first()
    if user is None:
        raise NotFound()
    return user


def add_user(
    *, login: str, name: str, role: Role, station: Station | None, phone: str = "", by: User | None
) -> tuple[User, str]:
    """Make an account and its start password, which is shown this once and must be changed at first sign-in.

    A bureau administrator belongs to no station, everybody else to one.
    """
    if not is_login(login):
        raise LoginUnusable(login=login, fields={"login": "账号格式不对"})
    if User.objects.filter(login=login).exists():
        raise LoginTaken(login=login, fields={"login": "账号重复"})
    start_password = make_start_password()
    user = User(login=login, name=name, role=role, station=_home_of(role, station), phone=phone)
    user.set_password(start_password)
    _demand_fitting(user)
    try:
        with transaction.atomic():
            user.save(force_insert=True)
            _record(by, "accounts.add_user", user, role=role)
    except IntegrityError:  # Somebody else took the login in the same moment.
        raise LoginTaken(login=login, fields={"login": "账号重复"}) from None
    return user, start_password


def edit_user(
    *,
    user: User,
    by: User,
    name: str | None = None,
    role: Role | None = None,
    station: Station | None = None,
    phone: str | None = None,
    is_active: bool | None = None,
) -> User:
    """Change what is given. A post that is taken away, or an account that is closed, ends at the next click."""
    with transaction.atomic():
        user = User.objects.select_for_update().get(pk=user.pk)
        user.name = user.name if name is None else name
        new_role = Role(user.role) if role is None else role
        will_be_active = user.is_active if is_active is None else is_active
        if user.pk == by.pk and (new_role != user.role or not will_be_active):
            raise OwnAccount()
        user.role, user.is_active = new_role, will_be_active
        user.station = _home_of(new_role, station or user.station)
        user.phone = user.phone if phone is None else phone
        _demand_fitting(user)
        user.save(update_fields=["name", "role", "station", "phone", "is_active"])
        _record(by, "accounts.edit_user", user, role=new_role, is_active=will_be_active)
    return user


def reset_password(*, user: User, by: User | None) -> str:
    """A new start password instead of mail; the account's sessions and its lock-out end with it."""
    start_password = make_start_password()
    with transaction.atomic():
        user.set_password(start_password)
        user.must_change_password = True
        user.save(update_fields=["password", "must_change_password"])
        _record(by, "accounts.reset_password", user)
        reset_lock_out(username=user.login)
    return start_password


def change_own_password(*, user: User, old_password: str, new_password: str) -> None:
    """Replace the password of somebody who has just proven the old one."""
    reasons = "和原密码一样。" if old_password == new_password else _weaknesses(new_password, user)
    if reasons:
        raise PasswordTooWeak(reasons=reasons, fields={"new_password": reasons})
    with transaction.atomic():
        user.set_password(new_password)
        user.must_change_password = False
        user.save(update_fields=["password", "must_change_password"])
        _record(user, "accounts.change_password", user)


def note_sign_in(*, user: User, now: datetime) -> None:
    with transaction.atomic():
        user.last_login = now
        user.save(update_fields=["last_login"])
        _record(user, "accounts.sign_in", user)


def note_sign_out(*, user: User) -> None:
    with transaction.atomic():
        _record(user, "accounts.sign_out", user)


def note_unlock(*, user: User) -> None:
    with transaction.atomic():
        _record(user, "accounts.unlock", user)


def note_wrong_password(*, login: str) -> None:
    """Log the try at an account that exists; what else was typed may be a password and is kept nowhere."""
    user = User.objects.filter(login=login).first()
    if user is not None:
        with transaction.atomic():
            _record(None, "accounts.wrong_password", user)


def make_start_password() -> str:
    """Twelve characters in three groups, about 59 bits."""
    letters = [secrets.choice(_START_PASSWORD_ALPHABET) for _ in range(_START_PASSWORD_LENGTH)]
    return "-".join("".join(letters[start : start + 4]) for start in range(0, _START_PASSWORD_LENGTH, 4))


def _home_of(role: Role, station: Station | None) -> Station | None:
    if role == Role.BUREAU_ADMIN:
        return None
    if station is None:
        raise StationNeeded(fields={"station_code": "请选择派出所"})
    return station


def _weaknesses(password: str, user: User) -> str:
    try:
        validate_password(password, user)
    except ValidationError as problem:
        return "".join(problem.messages)
    return ""


def _demand_fitting(row: Station | User) -> None:
    """Lengths and choices are checked here, because the command line has no form before it."""
    try:
        row.clean_fields(exclude=["password"])
    except ValidationError as problem:
        raise InvalidInput(fields={field: "".join(words) for field, words in problem.message_dict.items()}) from None


def _record(by: User | None, action: str, user: User, **detail: object) -> None:
    record(by=by, action=action, target_kind="User", target_id=user.id, station_id=user.station_id, detail=detail)
