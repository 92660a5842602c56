"""What happened in a campaign: append-only rows, corrected by a row that supersedes them."""

from datetime import date, datetime
from typing import Self, TypeVar

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet

from lianxin.accounts.models import Approval, StationManager, StationQuerySet, StationRow, User
from lianxin.campaigns.choices import Channel, RequestState, SubjectKind
from lianxin.campaigns.models.lists import Campaign, Target


class TargetContactQuerySet(StationQuerySet["TargetContact"]):
    def of_days(self, first: date, last: date) -> Self:
        return self.filter(day__range=(first, last))

    def standing(self) -> Self:
        """Not superseded by a correction."""
        return self.exclude(source_id__in=SupersededSource.unscoped.values("source_id"))

    def held_true(self, at: datetime) -> Self:
        """Written down by that moment and not corrected by then."""
        corrected = SupersededSource.unscoped.filter(superseded_at__lte=at)
        return self.filter(noted_at__lte=at).exclude(source_id__in=corrected.values("source_id"))


class TargetContact(StationRow):
    """One attempt to reach somebody (触达), written down by whichever room it happened in.

    Subjects and sources are plain ids: people on no list are kept too, and a room above is never known here.
    `is_met` means a dialogue in which at least one question was answered.
    """

    subject_kind = models.CharField("对象类型", max_length=12, choices=SubjectKind)
    subject_id = models.UUIDField("对象编号")
    household_id = models.UUIDField("户编号", null=True)
    compound_id = models.UUIDField("小区编号", null=True)
    at = models.DateTimeField("发生时间")
    day = models.DateField("发生日期", help_text="上海日期")
    channel = models.CharField("方式", max_length=10, choices=Channel)
    outcome = models.CharField("结果", max_length=30)
    is_met = models.BooleanField("一对一见面")
    is_late = models.BooleanField("补录", default=False)
    source_kind = models.CharField("来源类型", max_length=30)
    source_id = models.UUIDField("来源编号")
    noted_by_id = models.UUIDField("记录人编号", null=True)
    noted_at = models.DateTimeField("记录时间")

    objects = StationManager.from_queryset(TargetContactQuerySet)()

    class Meta:
        verbose_name = "触达"
        indexes = [models.Index(fields=["station", "subject_kind", "subject_id", "at"], name="contact_by_subject")]
        constraints = [
            models.UniqueConstraint(
                fields=["station", "source_kind", "source_id", "subject_id"], name="contact_once_per_source_and_subject"
            )
        ]


class SupersededSource(StationRow):
    """Says that a record of a room above was corrected, so that its contacts no longer count (更正)."""

    source_kind = models.CharField("来源类型", max_length=30)
    source_id = models.UUIDField("被更正的编号")
    by_source_id = models.UUIDField("更正后的编号")
    superseded_at = models.DateTimeField("更正时间")

    class Meta:
        verbose_name = "触达更正"
        constraints = [
            models.UniqueConstraint(fields=["station", "source_kind", "source_id"], name="source_superseded_once"),
            models.CheckConstraint(
                condition=~Q(source_id=models.F("by_source_id")), name="source_not_superseded_by_itself"
            ),
        ]


Fact = TypeVar("Fact", bound="CorrectableFact")


class CorrectableQuerySet(StationQuerySet[Fact]):
    def standing(self, *, at: datetime) -> Self:
        """What was held to be true at a moment: recorded by then, not yet corrected, not withdrawn."""
        later: QuerySet[Fact] = self.model.unscoped.filter(supersedes=OuterRef("pk"), recorded_at__lte=at)
        return self.filter(recorded_at__lte=at, is_withdrawn=False).exclude(Exists(later))


class CorrectableFact(StationRow):
    """The base of facts typed in this room: a mistake is followed by a row that supersedes it, or withdraws it."""

    recorded_by = models.ForeignKey(User, models.PROTECT, verbose_name="记录人", related_name="+")
    recorded_at = models.DateTimeField("记录时间")
    supersedes = models.ForeignKey("self", models.PROTECT, verbose_name="更正哪一条", related_name="+", null=True)
    correction_reason = models.CharField("更正理由", max_length=300, blank=True)
    is_withdrawn = models.BooleanField("撤销", default=False, help_text="这件事没有发生过")

    class Meta(StationRow.Meta):
        abstract = True


def _correction_constraints(noun: str) -> list[models.BaseConstraint]:
    return [
        models.UniqueConstraint(fields=["station", "supersedes"], name=f"{noun}_corrected_once"),
        models.CheckConstraint(
            condition=Q(supersedes__isnull=True, correction_reason="", is_withdrawn=False)
            | Q(supersedes__isnull=False) & ~Q(correction_reason=""),
            name=f"{noun}_correction_has_a_reason",
        ),
    ]


class SessionQuerySet(CorrectableQuerySet["Session"]):
    pass


class Session(CorrectableFact):
    """A talk to many at one host (宣讲): date and head-count, no names."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, verbose_name="专项行动", related_name="sessions")
    compound = models.ForeignKey("registry.Compound", models.PROTECT, verbose_name="小区", related_name="+", null=True)
    organization = models.ForeignKey(
        "registry.Organization", models.PROTECT, verbose_name="单位", related_name="+", null=True
    )
    title = models.CharField("主题", max_length=80)
    held_at = models.DateTimeField("举行时间")
    head_count = models.PositiveIntegerField("到场人数")
    staff_attending = models.PositiveIntegerField("其中员工", null=True)
    is_make_up = models.BooleanField("补讲", default=False, help_text="讲给上次没到的人,人数可以相加")

    objects = StationManager.from_queryset(SessionQuerySet)()

    class Meta(CorrectableFact.Meta):
        abstract = False
        verbose_name = "宣讲"
        indexes = [models.Index(fields=["station", "campaign", "held_at"], name="session_by_campaign")]
        constraints = [
            *_correction_constraints("session"),
            models.CheckConstraint(
                condition=Q(compound__isnull=False, organization__isnull=True)
                | Q(compound__isnull=True, organization__isnull=False),
                name="session_has_one_host",
            ),
            models.CheckConstraint(
                condition=Q(staff_attending__isnull=True) | Q(staff_attending__lte=models.F("head_count")),
                name="session_staff_within_heads",
            ),
        ]


class PosterQuerySet(CorrectableQuerySet["PosterUp"]):
    pass


class PosterUp(CorrectableFact):
    """A poster with the QR code hangs in a compound (海报上墙)."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, verbose_name="专项行动", related_name="posters")
    compound = models.ForeignKey("registry.Compound", models.PROTECT, verbose_name="小区", related_name="+")
    put_up_at = models.DateTimeField("上墙时间")

    objects = StationManager.from_queryset(PosterQuerySet)()

    class Meta(CorrectableFact.Meta):
        abstract = False
        verbose_name = "海报上墙"
        indexes = [models.Index(fields=["station", "campaign", "compound"], name="poster_by_compound")]
        constraints = _correction_constraints("poster")


class UnreachableRequest(StationRow):
    """Asks LEAD to agree that a target cannot be reached (无法触达); it stays in the denominator, in its own column."""

    target = models.ForeignKey(Target, models.PROTECT, verbose_name="对象", related_name="unreachable_requests")
    batch_id = models.UUIDField("批次编号", help_text="一次申请、一次签批的若干对象")
    reason = models.CharField("理由", max_length=200)
    state = models.CharField("状态", max_length=10, choices=RequestState, default=RequestState.PENDING)
    requested_by = models.ForeignKey(User, models.PROTECT, verbose_name="申请人", related_name="+")
    requested_at = models.DateTimeField("申请时间")
    approval = models.ForeignKey(Approval, models.PROTECT, verbose_name="签批", related_name="+", null=True)
    decided_at = models.DateTimeField("签批时间", null=True)

    class Meta:
        verbose_name = "无法触达申请"
        indexes = [models.Index(fields=["station", "batch_id"], name="unreachable_by_batch")]
        constraints = [
            models.UniqueConstraint(
                fields=["station", "target"],
                condition=Q(state__in=(RequestState.PENDING, RequestState.APPROVED)),
                name="one_standing_unreachable_request",
            ),
            models.CheckConstraint(
                condition=Q(state=RequestState.PENDING, decided_at__isnull=True)
                | ~Q(state=RequestState.PENDING) & Q(decided_at__isnull=False),
                name="unreachable_decided_has_a_time",
            ),
        ]
