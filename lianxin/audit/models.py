from typing import Any, NoReturn

from django.db import models

from lianxin.core.models import Row


class LogIsAppendOnly(RuntimeError):
    """Somebody's code tried to change or remove an entry; that is a fault, never a task."""


class AppendOnlyQuerySet(models.QuerySet["AuditEntry"]):
    """Reads as usual; entries are added by `audit.services.record` and stay."""

    def update(self, **fields: Any) -> NoReturn:
        raise LogIsAppendOnly("update")

    def delete(self) -> NoReturn:
        raise LogIsAppendOnly("delete")

    def bulk_update(self, *arguments: Any, **options: Any) -> NoReturn:
        raise LogIsAppendOnly("bulk_update")


class AuditEntry(Row):
    """One act in the log (操作日志): actor, action, target as plain values, sealed by its own HMAC."""

    station_id = models.UUIDField("单位编号", null=True)
    at = models.DateTimeField("时间", help_text="真实时间,不随业务时钟移动")
    actor_id = models.UUIDField("操作人编号", null=True)
    actor_login = models.CharField("操作人账号", max_length=60, blank=True)
    actor_role = models.CharField("操作人岗位", max_length=20, blank=True)
    action = models.CharField("动作", max_length=60)
    target_kind = models.CharField("对象类型", max_length=60)
    target_id = models.CharField("对象编号", max_length=60, blank=True)
    purpose = models.CharField("用途", max_length=120, blank=True)
    detail = models.JSONField("说明", default=dict)
    mac = models.CharField("校验码", max_length=64)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        verbose_name = "操作日志"
        indexes = [
            models.Index(fields=["station_id", "at"], name="audit_by_station"),
            models.Index(fields=["station_id", "target_kind", "target_id"], name="audit_by_target"),
        ]

    def save(self, *arguments: Any, **options: Any) -> None:
        if not self._state.adding:
            raise LogIsAppendOnly("save")
        super().save(*arguments, **options)

    def delete(self, *arguments: Any, **options: Any) -> NoReturn:
        raise LogIsAppendOnly("delete")
