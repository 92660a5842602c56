from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from lianxin.accounts.models import StationManager, StationQuerySet, StationRow, User
from lianxin.core.crypto import EncryptedTextField
from lianxin.registry.choices import BatchState, ContentPart, Datum


class BatchQuerySet(StationQuerySet["ImportBatch"]):
    def expired(self, *, now: datetime) -> Self:
        """Batches whose staged file should be gone."""
        return self.filter(expires_at__lte=now).exclude(state=BatchState.COMMITTING)


class ImportBatch(StationRow):
    """One spreadsheet on its way into the registry (导入批次). Whatever came from the file is kept sealed."""

    kind = models.CharField("名单种类", max_length=40)
    subtype = models.CharField("单位类型", max_length=40, blank=True)
    file_name = EncryptedTextField("文件名")
    state = models.CharField("状态", max_length=15, choices=BatchState, default=BatchState.UPLOADED)
    datum = models.CharField("坐标系", max_length=10, choices=Datum, blank=True)
    choices = models.JSONField("对列", default=list, help_text="每张表:列字母到字段代码")
    tables = EncryptedTextField("表与对列建议", blank=True)
    counts = models.JSONField("行数", default=dict)
    summary = EncryptedTextField("核对摘要", blank=True)
    fingerprint = models.CharField("核对指纹", max_length=64, blank=True)
    error_code = models.CharField("错误代码", max_length=40, blank=True)
    error_detail = EncryptedTextField("错误说明", blank=True)
    created_by = models.ForeignKey(User, models.PROTECT, verbose_name="上传人", null=True, related_name="+")
    created_at = models.DateTimeField("上传时间")
    expires_at = models.DateTimeField("暂存到期")
    committed_by = models.ForeignKey(User, models.PROTECT, verbose_name="写入人", null=True, related_name="+")
    committed_at = models.DateTimeField("写入时间", null=True)
    undo_blockers = models.JSONField("撤销障碍", default=list)
    undone_by = models.ForeignKey(User, models.PROTECT, verbose_name="撤销人", null=True, related_name="+")
    undone_at = models.DateTimeField("撤销时间", null=True)

    objects = StationManager.from_queryset(BatchQuerySet)()

    class Meta:
        verbose_name = "导入批次"
        indexes = [models.Index(fields=["station", "-created_at"], name="batch_by_time")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=BatchState.COMMITTED) | Q(committed_at__isnull=False),
                name="committed_batch_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=BatchState.UNDONE) | Q(undone_at__isnull=False, committed_at__isnull=False),
                name="undone_batch_was_committed",
            ),
        ]


class BatchContent(StationRow):
    """One sealed content of a batch: the file for 24 hours, the journal as long as undo is possible."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, verbose_name="批次", related_name="contents")
    part = models.CharField("内容", max_length=10, choices=ContentPart)
    sealed = models.TextField("密文")

    class Meta:
        verbose_name = "批次内容"
        constraints = [models.UniqueConstraint(fields=["station", "batch", "part"], name="one_content_per_part")]


class RememberedMapping(StationRow):
    """Which column feeds which field in a known layout (记住的对列), the layout being a keyed hash of its headers."""

    kind = models.CharField("名单种类", max_length=40)
    layout = models.CharField("版式散列", max_length=32)
    fields = models.JSONField("字段")
    remembered_by = models.ForeignKey(User, models.PROTECT, verbose_name="确认人", null=True, related_name="+")
    remembered_at = models.DateTimeField("确认时间")

    class Meta:
        verbose_name = "记住的对列"
        constraints = [models.UniqueConstraint(fields=["station", "kind", "layout"], name="one_mapping_per_layout")]
