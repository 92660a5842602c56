from datetime import datetime
from typing import Literal
from uuid import UUID

from ninja import Field, Schema

from lianxin.accounts.choices import Purpose, Role


class StationOut(Schema):
    id: UUID
    code: str
    name: str


class UserOut(Schema):
    id: UUID
    login: str
    name: str
    role: Role
    role_label: str = Field(alias="get_role_display")
    station: StationOut | None
    must_change_password: bool
    is_active: bool


class ClockOut(Schema):
    now: datetime
    is_offset: bool
    banner: str


class DemoLogin(Schema):
    login: str
    name: str
    role: Role
    role_label: str = Field(alias="get_role_display")


class DemoOut(Schema):
    is_on: bool
    logins: list[DemoLogin]


class AppOut(Schema):
    version: str


class SessionOut(Schema):
    is_signed_in: bool
    is_locked: bool
    user: UserOut | None
    csrf_token: str
    clock: ClockOut
    demo: DemoOut
    allowed: list[str]
    app: AppOut


class SignIn(Schema):
    login: str = Field(max_length=60)
    password: str = Field(max_length=200)


class DemoSignIn(Schema):
    login: str = Field(max_length=60)


class Unlock(Schema):
    password: str = Field(max_length=200)


class PasswordChange(Schema):
    old_password: str = Field(max_length=200)
    new_password: str = Field(max_length=200)


class NewStation(Schema):
    code: str = Field(min_length=1, max_length=30)
    name: str = Field(min_length=1, max_length=60)


class NewUser(Schema):
    login: str = Field(min_length=2, max_length=60)
    name: str = Field(min_length=1, max_length=40)
    role: Role
    station_code: str | None = None
    phone: str = Field("", max_length=30)


class UserEdit(Schema):
    """What is left out stays as it is."""

    name: str | None = Field(None, min_length=1, max_length=40)
    role: Role | None = None
    station_code: str | None = Field(None, min_length=1, max_length=30)
    phone: str | None = Field(None, max_length=30)
    is_active: bool | None = None


class StartPassword(Schema):
    user: UserOut
    start_password: str


class ApprovalOut(Schema):
    id: UUID
    kind: str
    kind_label: str
    title: str
    effect: str
    state: str
    subject_kind: str
    subject_id: UUID
    requested_by_name: str
    requested_at: datetime
    waiting_minutes: int
    decided_at: datetime | None
    reason: str
    allowed_actions: list[Literal["grant", "refuse"]]


class Decision(Schema):
    is_granted: bool
    reason: str = Field("", max_length=300)


class PurposeIn(Schema):
    purpose: Purpose
    note: str = Field("", max_length=100)


class PurposeOut(Schema):
    ends_at: datetime
