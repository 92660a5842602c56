from datetime import date

from django.db import models
from django.db.models import Q

from lianxin.accounts.models import StationManager, StationQuerySet, StationRow, User
from lianxin.registry.models import Household
from lianxin.visits.choices import STANDING_CHOICES, UNPLACED_LABELS, ChangeKind, PlanState
from lianxin.visits.models.crews import ShiftBlock
from lianxin.visits.models.tasks import VisitTask
from lianxin.visits.planning.plan import Standing


class PlanQuerySet(StationQuerySet["VisitPlan"]):
    def current(self, day: date) -> "VisitPlan | None":
        """The plan that holds for the day, or nothing while none was made."""
        return self.filter(day=day, state=PlanState.CURRENT).first()


class VisitPlan(StationRow):
    """One version of a day's plan (走访计划): every door due, placed, in reserve, or left over with a reason."""

    day = models.DateField("日期")
    number = models.PositiveSmallIntegerField("第几版")
    state = models.CharField("状态", max_length=10, choices=PlanState, default=PlanState.CURRENT)
    input_hash = models.CharField("输入摘要", max_length=64)
    waiting_count = models.PositiveIntegerField("还没排到的户数", help_text="有任务,今天还没轮到的户")
    made_by = models.ForeignKey(User, models.PROTECT, verbose_name="谁生成", related_name="+", null=True)
    made_at = models.DateTimeField("生成时间")

    objects = StationManager.from_queryset(PlanQuerySet)()

    class Meta:
        verbose_name = "走访计划"
        constraints = [
            models.UniqueConstraint(fields=["station", "day", "number"], name="one_plan_per_number"),
            models.UniqueConstraint(
                fields=["station", "day"], condition=Q(state=PlanState.CURRENT), name="one_current_plan_per_day"
            ),
        ]


class PlanLine(StationRow):
    """One due door in a plan, with the place it got and the numbers behind it."""

    plan = models.ForeignKey(VisitPlan, models.CASCADE, verbose_name="走访计划", related_name="lines")
    task = models.ForeignKey(VisitTask, models.PROTECT, verbose_name="走访任务", related_name="+")
    household = models.ForeignKey(Household, models.PROTECT, verbose_name="户", related_name="+")
    block = models.ForeignKey(ShiftBlock, models.PROTECT, verbose_name="班次", related_name="lines", null=True)
    position = models.PositiveSmallIntegerField("次序", default=0)
    standing = models.CharField("去向", max_length=10, choices=STANDING_CHOICES)
    reason_code = models.CharField("排不下的原因", max_length=30, choices=list(UNPLACED_LABELS.items()), blank=True)
    numbers = models.JSONField("排它的数", default=dict)
    attempt_number = models.PositiveSmallIntegerField("第几次敲门", default=1)
    person_count = models.PositiveSmallIntegerField("没见过几人", default=1)
    is_exam_family = models.BooleanField("考生家庭", default=False)
    expected_minutes = models.FloatField("预计分钟", default=0)
    starts_at = models.DateTimeField("预计到门口", null=True)
    next_chance_on = models.DateField("下次机会", null=True)
    is_pinned = models.BooleanField("队长钉住", default=False)

    class Meta:
        verbose_name = "计划中的一户"
        indexes = [models.Index(fields=["station", "household"], name="plan_line_by_household")]
        constraints = [
            models.UniqueConstraint(fields=["station", "plan", "household"], name="each_door_once_in_a_plan"),
            models.CheckConstraint(
                condition=Q(standing=Standing.UNPLACED.value, block=None) & ~Q(reason_code="")
                | ~Q(standing=Standing.UNPLACED.value) & Q(block__isnull=False, reason_code=""),
                name="plan_line_has_a_block_or_a_reason",
            ),
        ]


class PlanChange(StationRow):
    """What the captain changed in a plan and why, with the lines before and after, so that it can be undone."""

    plan = models.ForeignKey(VisitPlan, models.CASCADE, verbose_name="走访计划", related_name="changes")
    kind = models.CharField("种类", max_length=10, choices=ChangeKind)
    sentence = models.CharField("改了什么", max_length=200)
    payload = models.JSONField("前后对照", default=dict)
    reason = models.CharField("理由", max_length=200)
    by = models.ForeignKey(User, models.PROTECT, verbose_name="谁改的", related_name="+")
    at = models.DateTimeField("时间")
    undone_by = models.ForeignKey(User, models.PROTECT, verbose_name="谁撤销", related_name="+", null=True)
    undone_at = models.DateTimeField("撤销时间", null=True)

    class Meta:
        verbose_name = "计划调整"
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_by=None, undone_at=None) | Q(undone_by__isnull=False, undone_at__isnull=False),
                name="plan_change_undone_by_and_at_in_pairs",
            )
        ]


class SheetReveal(StationRow):
    """That a crew member saw the whole names of a plan's doors (看全名), once per plan and person."""

    plan = models.ForeignKey(VisitPlan, models.CASCADE, verbose_name="走访计划", related_name="+")
    user = models.ForeignKey(User, models.PROTECT, verbose_name="谁", related_name="+")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "计划单看全名"
        constraints = [models.UniqueConstraint(fields=["station", "plan", "user"], name="one_reveal_per_plan_and_user")]
