from typing import Self

from django.db import models
from django.db.models import F, Q

from lianxin.accounts.models import StationManager, StationQuerySet, StationRow, User
from lianxin.campaigns.choices import Channel
from lianxin.core.crypto import EncryptedTextField
from lianxin.registry.models import Household, Resident
from lianxin.visits.choices import PRESENCE_GROUP_CHOICES, SLOT_CHOICES, Outcome
from lianxin.visits.models.crews import Crew
from lianxin.visits.models.plans import PlanLine


class VisitQuerySet(StationQuerySet["Visit"]):
    def valid(self) -> Self:
        """Records that no later record took the place of."""
        return self.filter(superseded_by=None)


class Visit(StationRow):
    """What happened at one door or desk (走访记录). Never changed: a mistake gets a superseding record."""

    household = models.ForeignKey(Household, models.PROTECT, verbose_name="户", related_name="+")
    at = models.DateTimeField("什么时候")
    day = models.DateField("哪天")
    channel = models.CharField("方式", max_length=12, choices=Channel)
    crew = models.ForeignKey(Crew, models.PROTECT, verbose_name="走访组", related_name="+", null=True)
    plan_line = models.ForeignKey(PlanLine, models.PROTECT, verbose_name="计划", related_name="visits", null=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, verbose_name="记录人", related_name="+")
    recorded_at = models.DateTimeField("记录时间")
    is_late = models.BooleanField("补录", help_text="过了当天才记")
    is_found = models.BooleanField("有人应答", help_text="家里有人开门或说上话")
    slot = models.CharField("时段", max_length=12, choices=SLOT_CHOICES, help_text="计划按时段学习在家的把握")
    presence_group = models.CharField("作息类型", max_length=10, choices=PRESENCE_GROUP_CHOICES)
    note = EncryptedTextField("备注", blank=True)
    next_reminder_on = models.DateField("下次提醒", null=True)
    supersedes = models.OneToOneField(
        "self", models.PROTECT, verbose_name="取代哪一条", related_name="superseded_by", null=True
    )
    correction_reason = models.CharField("更正理由", max_length=200, blank=True)
    correction_effect = models.CharField("更正影响", max_length=300, blank=True)

    objects = StationManager.from_queryset(VisitQuerySet)()

    class Meta:
        verbose_name = "走访记录"
        indexes = [
            models.Index(fields=["station", "day"], name="visit_by_day"),
            models.Index(fields=["station", "household", "at"], name="visit_by_household"),
            models.Index(fields=["station", "next_reminder_on"], name="visit_by_reminder"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(recorded_at__gte=F("at")), name="visit_recorded_after_it_happened"),
            models.CheckConstraint(
                condition=Q(supersedes=None, correction_reason="")
                | Q(supersedes__isnull=False) & ~Q(correction_reason=""),
                name="visit_correction_has_a_reason",
            ),
        ]


class VisitPerson(StationRow):
    """How one person of the household was met, or not (走访对象)."""

    visit = models.ForeignKey(Visit, models.CASCADE, verbose_name="走访记录", related_name="people")
    resident = models.ForeignKey(Resident, models.PROTECT, verbose_name="居民", related_name="+")
    outcome = models.CharField("结果", max_length=20, choices=Outcome)
    was_present = models.BooleanField("在场")
    question_answered = models.BooleanField("回答过问题")

    class Meta:
        verbose_name = "走访对象"
        indexes = [models.Index(fields=["station", "resident"], name="visit_person_by_resident")]
        constraints = [
            models.UniqueConstraint(fields=["station", "visit", "resident"], name="each_person_once_in_a_visit")
        ]
