"""Stations and accounts: making them, passwords."""

import secrets
from datetime import datetime

from axes.utils import reset as reset_lock_out
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from lianxin.accounts.choices import Role
from lianxin.accounts.models import Station, User
from lianxin.audit.services import record
from lianxin.core.errors import InvalidInput, NotFound

# No 0/O, 1/l/I: a start password is read from paper.
_START_PASSWORD_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_START_PASSWORD_LENGTH = 12


class LoginTaken(InvalidInput):
    code = "LOGIN_TAKEN"
    message = "账号 {login} 已经有人用了,请换一个。"


class StationCodeTaken(InvalidInput):
    code = "STATION_CODE_TAKEN"
    message = "单位编码 {station_code} 已经有了。"


class StationNeeded(InvalidInput):
    code = "STATION_NEEDED"
    message = "这个岗位要有所在派出所。"


class PasswordTooWeak(InvalidInput):
    code = "PASSWORD_TOO_WEAK"
    message = "新密码不合要求:{reasons}"


class OldPasswordWrong(InvalidInput):
    code = "OLD_PASSWORD_WRONG"
    message = "原密码不对,密码没有改。"


def add_station(*, code: str, name: str, by: User | None) -> Station:
    with transaction.atomic():
        station, is_new = Station.objects.get_or_create(code=code, defaults={"name": name})
        if not is_new:
            raise StationCodeTaken(station_code=code, fields={"code": "编码重复"})
        record(by=by, action="accounts.add_station", target_kind="Station", target_id=station.id, station_id=station.id)
    return station


def find_station(*, code: str) -> Station:
    try:
        return Station.objects.get(code=code)
    except Station.DoesNotExist:
        raise NotFound() from None


def add_user(
    *, login: str, name: str, role: Role, station: Station | None, phone: str = "", by: User | None
) -> tuple[User, str]:
    """Make an account and its start password, which is shown this once and must be changed at first sign-in."""
    if station is None and role != Role.BUREAU_ADMIN:
        raise StationNeeded(fields={"station_code": "请选择派出所"})
    start_password = make_start_password()
    user = User(login=login, name=name, role=role, station=station, phone=phone)
    user.set_password(start_password)
    try:
        with transaction.atomic():
            user.save(force_insert=True)
            record(
                by=by,
                action="accounts.add_user",
                target_kind="User",
                target_id=user.id,
                station_id=station.id if station else None,
                detail={"role": role},
            )
    except IntegrityError:
        raise LoginTaken(login=login, fields={"login": "账号重复"}) from None
    return user, start_password


def edit_user(*, user: User, name: str, role: Role, phone: str | None, is_active: bool, by: User) -> User:
    with transaction.atomic():
        user.name, user.role, user.is_active = name, role, is_active
        if phone is not None:
            user.phone = phone
        user.save(update_fields=["name", "role", "phone", "is_active"])
        record(
            by=by,
            action="accounts.edit_user",
            target_kind="User",
            target_id=user.id,
            station_id=user.station_id,
            detail={"role": role, "is_active": is_active},
        )
    return user


def reset_password(*, user: User, by: User | None) -> str:
    """A new start password instead of mail; the lock-out of the account ends with it."""
    start_password = make_start_password()
    with transaction.atomic():
        user.set_password(start_password)
        user.must_change_password = True
        user.save(update_fields=["password", "must_change_password"])
        record(
            by=by, action="accounts.reset_password", target_kind="User", target_id=user.id, station_id=user.station_id
        )
    reset_lock_out(username=user.login)
    return start_password


def change_own_password(*, user: User, old_password: str, new_password: str) -> None:
    if not user.check_password(old_password):
        raise OldPasswordWrong(fields={"old_password": "原密码不对"})
    if old_password == new_password:
        raise PasswordTooWeak(reasons="和原密码一样。", fields={"new_password": "和原密码一样"})
    try:
        validate_password(new_password, user)
    except ValidationError as problem:
        reasons = "".join(problem.messages)
        raise PasswordTooWeak(reasons=reasons, fields={"new_password": reasons}) from None
    with transaction.atomic():
        user.set_password(new_password)
        user.must_change_password = False
        user.save(update_fields=["password", "must_change_password"])
        record(by=user, action="accounts.change_password", target_kind="User", target_id=user.id)


def note_sign_in(*, user: User, now: datetime) -> None:
    with transaction.atomic():
        user.last_login = now
        user.save(update_fields=["last_login"])
        record(by=user, action="accounts.sign_in", target_kind="User", target_id=user.id)


def make_start_password() -> str:
    """Twelve characters in three groups, about 59 bits."""
    letters = [secrets.choice(_START_PASSWORD_ALPHABET) for _ in range(_START_PASSWORD_LENGTH)]
    return "-".join("".join(letters[start : start + 4]) for start in range(0, _START_PASSWORD_LENGTH, 4))
