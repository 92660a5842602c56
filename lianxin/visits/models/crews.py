from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from lianxin.accounts.models import StationManager, StationQuerySet, StationRow, User
from lianxin.visits.choices import BlockKind, CrewKind


class Crew(StationRow):
    """People who walk together (走访组): a pair, or a team that splits into pairs by building."""

    name = models.CharField("名称", max_length=40)
    kind = models.CharField("种类", max_length=10, choices=CrewKind, default=CrewKind.PAIR)
    languages = models.JSONField("会讲的话", default=list)

    class Meta:
        verbose_name = "走访组"
        constraints = [models.UniqueConstraint(fields=["station", "name"], name="one_crew_per_name")]

    def __str__(self) -> str:
        return self.name


class MemberQuerySet(StationQuerySet["CrewMember"]):
    def on(self, day: date) -> Self:
        """Memberships that hold on this day."""
        return self.filter(Q(from_on__lte=day), Q(to_on__isnull=True) | Q(to_on__gte=day))


class CrewMember(StationRow):
    """Somebody's place in a crew (组员), with the days it holds."""

    crew = models.ForeignKey(Crew, models.CASCADE, verbose_name="走访组", related_name="members")
    user = models.ForeignKey(User, models.PROTECT, verbose_name="组员", related_name="+")
    from_on = models.DateField("从哪天起")
    to_on = models.DateField("到哪天止", null=True)

    objects = StationManager.from_queryset(MemberQuerySet)()

    class Meta:
        verbose_name = "组员"
        indexes = [models.Index(fields=["station", "user"], name="crew_member_by_user")]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="crew_member_ends_after_start"
            )
        ]


class ShiftBlock(StationRow):
    """A stretch of hours of one crew on one day (班次)."""

    crew = models.ForeignKey(Crew, models.PROTECT, verbose_name="走访组", related_name="blocks")
    day = models.DateField("日期")
    starts_at = models.DateTimeField("开始")
    ends_at = models.DateTimeField("结束")
    kind = models.CharField("做什么", max_length=10, choices=BlockKind, default=BlockKind.VISITS)

    class Meta:
        verbose_name = "班次"
        indexes = [models.Index(fields=["station", "day"], name="block_by_day")]
        constraints = [
            models.UniqueConstraint(fields=["station", "crew", "starts_at"], name="one_block_per_crew_and_start"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="block_ends_after_start"),
        ]
