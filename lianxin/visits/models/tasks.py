from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from lianxin.accounts.models import StationManager, StationQuerySet, StationRow
from lianxin.campaigns.models import Campaign
from lianxin.registry.models import Household
from lianxin.visits.choices import PRESENCE_GROUP_CHOICES, CloseReason


class TaskQuerySet(StationQuerySet["VisitTask"]):
    def open_on(self, day: date) -> Self:
        """Tasks that still want a visit and whose window holds this day."""
        return self.filter(closed_at=None, window_from__lte=day, window_to__gte=day)


class VisitTask(StationRow):
    """A reason to go to one door (走访任务), made by a rule; its id follows from what it is about."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, verbose_name="专项行动", related_name="+")
    household = models.ForeignKey(Household, models.PROTECT, verbose_name="户", related_name="+")
    rule_code = models.CharField("规则", max_length=40)
    rule_version = models.PositiveSmallIntegerField("规则版本")
    facts = models.JSONField("依据", default=dict, help_text="触发时的事实,不含个人信息")
    presence_group = models.CharField("作息类型", max_length=10, choices=PRESENCE_GROUP_CHOICES)
    priority = models.PositiveSmallIntegerField("分量")
    window_from = models.DateField("从哪天起")
    window_to = models.DateField("到哪天止")
    made_at = models.DateTimeField("生成时间")
    closed_at = models.DateTimeField("了结时间", null=True)
    closed_reason = models.CharField("了结原因", max_length=20, choices=CloseReason, blank=True)

    objects = StationManager.from_queryset(TaskQuerySet)()

    class Meta:
        verbose_name = "走访任务"
        indexes = [
            models.Index(fields=["station", "campaign", "window_from"], condition=Q(closed_at=None), name="open_task"),
            models.Index(fields=["station", "household"], name="task_by_household"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(window_to__gte=F("window_from")), name="task_window_ends_after_start"),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_reason="") | (Q(closed_at__isnull=False) & ~Q(closed_reason="")),
                name="task_closed_when_and_why_in_pairs",
            ),
        ]
