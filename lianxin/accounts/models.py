from collections.abc import Iterable
from typing import Any, Self, TypeVar
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from lianxin.accounts.choices import ApprovalState, Role
from lianxin.core.crypto import EncryptedTextField
from lianxin.core.models import Row


class Station(Row):
    """A police station (派出所). A shared row: the bureau owns the list."""

    code = models.CharField("编码", max_length=30, unique=True)
    name = models.CharField("名称", max_length=60)
    phone = models.CharField("公开电话", max_length=30, blank=True)

    class Meta:
        verbose_name = "派出所"

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(login=username)


class User(AbstractBaseUser, Row):
    """Somebody with an account (账号) and exactly one post. A shared row: the bureau owns the accounts."""

    login = models.CharField("账号", max_length=60, unique=True)
    name = models.CharField("姓名", max_length=40)
    role = models.CharField("岗位", max_length=20, choices=Role)
    station = models.ForeignKey(
        Station, models.PROTECT, verbose_name="派出所", null=True, blank=True, related_name="users"
    )
    phone = EncryptedTextField("电话", blank=True)
    is_active = models.BooleanField("启用", default=True)
    must_change_password = models.BooleanField("首次登录须改密码", default=True)

    objects = UserManager()

    USERNAME_FIELD = "login"

    class Meta:
        verbose_name = "账号"
        indexes = [models.Index(fields=["station", "role"], name="user_by_station_and_role")]
        constraints = [
            models.CheckConstraint(
                condition=Q(station__isnull=False) | Q(role=Role.BUREAU_ADMIN),
                name="only_bureau_admin_without_station",
            )
        ]

    def __str__(self) -> str:
        return self.name


class ScopeMissing(RuntimeError):
    """A query on station rows that names no station: a fault of the program, never of the user."""


Rows = TypeVar("Rows", bound="StationRow")


class StationQuerySet(models.QuerySet[Rows]):
    def of(self, station: Station | UUID) -> Self:
        return self.filter(station=station)


class StationManager(models.Manager[Rows]):
    """Hands out rows only for a named station; related rows follow the row they hang on."""

    def of(self, station: Station | UUID) -> Any:
        return super().get_queryset().filter(station=station)

    def across_stations(self, *, reason: str) -> Any:
        """All stations' rows, for totals, workers and tests; the reason stands in the code for its reader."""
        if not reason:
            raise ScopeMissing(self.model.__name__)
        return super().get_queryset()

    def get_queryset(self) -> Any:
        if hasattr(self, "instance"):
            return super().get_queryset()
        raise ScopeMissing(f"{self.model.__name__}.objects needs .of(station)")

    def create(self, **fields: Any) -> Any:
        return super().get_queryset().create(**fields)

    def bulk_create(self, objs: Iterable[Rows], *arguments: Any, **options: Any) -> list[Rows]:
        return super().get_queryset().bulk_create(objs, *arguments, **options)


class StationRow(Row):
    """The base of all rows that belong to one station: `station` leads every index and unique key.

    A room with its own adjectives writes `objects = StationManager.from_queryset(ItsQuerySet)()`.
    """

    station = models.ForeignKey(Station, models.PROTECT, verbose_name="派出所", related_name="+")

    objects: Any = StationManager()  # Any, because rooms put managers of their own in its place.
    unscoped = models.Manager()

    class Meta:
        abstract = True
        base_manager_name = "unscoped"


class Approval(StationRow):
    """A request that a second person decides (四眼审批); what follows is done by the room that asked."""

    kind = models.CharField("种类", max_length=40)
    subject_kind = models.CharField("对象类型", max_length=40)
    subject_id = models.UUIDField("对象编号")
    title = models.CharField("标题", max_length=120)
    effect = models.CharField("同意后的效果", max_length=300)
    requested_by = models.ForeignKey(User, models.PROTECT, verbose_name="申请人", related_name="+")
    requested_at = models.DateTimeField("申请时间")
    state = models.CharField("状态", max_length=10, choices=ApprovalState, default=ApprovalState.PENDING)
    decided_by = models.ForeignKey(User, models.PROTECT, verbose_name="签批人", related_name="+", null=True)
    decided_at = models.DateTimeField("签批时间", null=True)
    reason = models.CharField("理由", max_length=300, blank=True)

    class Meta:
        verbose_name = "签批"
        indexes = [models.Index(fields=["station", "state", "requested_at"], name="approval_by_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["station", "kind", "subject_id"],
                condition=Q(state=ApprovalState.PENDING),
                name="one_pending_approval_per_subject",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("requested_by")),
                name="approval_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True, decided_at__isnull=True)
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="approval_who_and_when_in_pairs",
            ),
        ]
