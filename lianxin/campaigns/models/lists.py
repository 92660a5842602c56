"""Campaigns, their target lists, and the frozen denominators."""

from datetime import date, datetime
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import F, Q

from lianxin.accounts.models import Approval, StationManager, StationQuerySet, StationRow, User
from lianxin.campaigns.choices import (
    CampaignState,
    ListKind,
    TargetSource,
    TargetStanding,
    VersionCause,
    VersionState,
)
from lianxin.core.crypto import EncryptedTextField


class Campaign(StationRow):
    """A period of work with stated goals (专项行动); contacts of its days count for its lists."""

    name = models.CharField("名称", max_length=60)
    starts_on = models.DateField("开始日期")
    ends_on = models.DateField("结束日期")
    goals = models.TextField("目标", blank=True)
    line_percent = models.PositiveSmallIntegerField(
        "单位完成线", default=80, help_text="教职工到场占比达到百分之几,一家单位才算完成"
    )
    state = models.CharField("状态", max_length=10, choices=CampaignState, default=CampaignState.DRAFT)
    created_by = models.ForeignKey(User, models.PROTECT, verbose_name="创建人", related_name="+")
    created_at = models.DateTimeField("创建时间")
    opened_by = models.ForeignKey(User, models.PROTECT, verbose_name="启动人", related_name="+", null=True)
    opened_at = models.DateTimeField("启动时间", null=True)
    closed_by = models.ForeignKey(User, models.PROTECT, verbose_name="结束人", related_name="+", null=True)
    closed_at = models.DateTimeField("结束时间", null=True)

    class Meta:
        verbose_name = "专项行动"
        constraints = [
            models.UniqueConstraint(fields=["station", "name"], name="campaign_name_once_per_station"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="campaign_ends_after_start"),
            models.CheckConstraint(condition=Q(line_percent__range=(1, 100)), name="campaign_line_percent_1_to_100"),
            models.CheckConstraint(
                condition=Q(opened_by__isnull=True, opened_at__isnull=True)
                | Q(opened_by__isnull=False, opened_at__isnull=False),
                name="campaign_opened_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(closed_by__isnull=True, closed_at__isnull=True)
                | Q(closed_by__isnull=False, closed_at__isnull=False),
                name="campaign_closed_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class TargetList(StationRow):
    """Whom or what a campaign wants to reach (名单): one kind, one filter, a row of frozen versions."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, verbose_name="专项行动", related_name="lists")
    kind = models.CharField("种类", max_length=10, choices=ListKind)
    name = models.CharField("名称", max_length=60)
    filter = models.JSONField("筛选条件", default=dict, blank=True)
    created_by = models.ForeignKey(User, models.PROTECT, verbose_name="创建人", related_name="+")
    created_at = models.DateTimeField("创建时间")

    class Meta:
        verbose_name = "名单"
        constraints = [
            models.UniqueConstraint(fields=["station", "campaign", "name"], name="list_name_once_per_campaign")
        ]

    def __str__(self) -> str:
        return self.name


class ListVersionQuerySet(StationQuerySet["ListVersion"]):
    def open(self) -> Self:
        """Not yet signed or refused."""
        return self.filter(state__in=(VersionState.DRAFT, VersionState.PROPOSED))

    def signed(self) -> Self:
        return self.filter(state=VersionState.SIGNED)


class ListVersion(StationRow):
    """A change of a list's denominator (分母版本); once signed it is never changed, only followed by the next."""

    target_list = models.ForeignKey(TargetList, models.PROTECT, verbose_name="名单", related_name="versions")
    number = models.PositiveIntegerField("版本号", null=True, help_text="签后才有")
    state = models.CharField("状态", max_length=10, choices=VersionState, default=VersionState.DRAFT)
    cause = models.CharField("变动原因", max_length=10, choices=VersionCause, default=VersionCause.SIGNATURE)
    reason = models.CharField("理由", max_length=300)
    explanation = models.JSONField("条件逐条人数", default=list, blank=True)
    added_count = models.PositiveIntegerField("增加", default=0)
    removed_count = models.PositiveIntegerField("减少", default=0)
    total = models.PositiveIntegerField("总数", default=0)
    made_by = models.ForeignKey(User, models.PROTECT, verbose_name="起草人", related_name="+", null=True)
    made_at = models.DateTimeField("起草时间")
    approval = models.ForeignKey(Approval, models.PROTECT, verbose_name="签批", related_name="+", null=True)
    signed_by = models.ForeignKey(User, models.PROTECT, verbose_name="签批人", related_name="+", null=True)
    signed_at = models.DateTimeField("冻结时间", null=True)

    objects = StationManager.from_queryset(ListVersionQuerySet)()

    class Meta:
        verbose_name = "分母版本"
        constraints = [
            models.UniqueConstraint(fields=["station", "target_list", "number"], name="version_number_once_per_list"),
            models.UniqueConstraint(
                fields=["station", "target_list"],
                condition=Q(state__in=(VersionState.DRAFT, VersionState.PROPOSED)),
                name="one_open_version_per_list",
            ),
            models.CheckConstraint(
                condition=Q(state=VersionState.SIGNED, number__isnull=False, signed_at__isnull=False)
                | ~Q(state=VersionState.SIGNED) & Q(number__isnull=True, signed_at__isnull=True),
                name="version_signed_has_number_and_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=VersionState.SIGNED, cause=VersionCause.SIGNATURE) | Q(signed_by__isnull=False),
                name="version_signature_has_a_person",
            ),
        ]


class TargetQuerySet(StationQuerySet["Target"]):
    def listed(self) -> Self:
        """In the denominator now."""
        return self.filter(standing=TargetStanding.LISTED)

    def listed_between(self, first: datetime, last: datetime) -> Self:
        """In the denominator at some moment of the span."""
        return self.filter(Q(delisted_at__isnull=True) | Q(delisted_at__gt=first), listed_at__lte=last)

    def expired(self, *, on: date) -> Self:
        """Nominations whose last day is over."""
        return self.listed().filter(expires_on__lt=on)


class Target(StationRow):
    """One place, organization or resident on a list (对象), with why, from whom and until when."""

    target_list = models.ForeignKey(TargetList, models.PROTECT, verbose_name="名单", related_name="targets")
    compound = models.ForeignKey("registry.Compound", models.PROTECT, verbose_name="小区", related_name="+", null=True)
    organization = models.ForeignKey(
        "registry.Organization", models.PROTECT, verbose_name="单位", related_name="+", null=True
    )
    resident = models.ForeignKey("registry.Resident", models.PROTECT, verbose_name="居民", related_name="+", null=True)
    home = models.ForeignKey(
        "registry.Household",
        models.PROTECT,
        verbose_name="入名单时的门牌",
        related_name="+",
        null=True,
        help_text="分母按小区、楼栋分时用它,搬家不改旧版本",
    )
    reason = EncryptedTextField("理由")
    source = models.CharField("来源", max_length=12, choices=TargetSource)
    nominated_by = models.ForeignKey(User, models.PROTECT, verbose_name="提名人", related_name="+", null=True)
    expires_on = models.DateField("有效期至", null=True)
    standing = models.CharField("地位", max_length=10, choices=TargetStanding, default=TargetStanding.PROPOSED)
    added_in = models.ForeignKey(ListVersion, models.PROTECT, verbose_name="列入版本", related_name="added")
    listed_at = models.DateTimeField("列入时间", null=True)
    removed_in = models.ForeignKey(
        ListVersion, models.PROTECT, verbose_name="移出版本", related_name="removed", null=True
    )
    removal_reason = models.CharField("移出理由", max_length=300, blank=True)
    delisted_at = models.DateTimeField("移出时间", null=True)

    objects = StationManager.from_queryset(TargetQuerySet)()

    class Meta:
        verbose_name = "对象"
        indexes = [
            models.Index(fields=["station", "target_list", "standing"], name="target_by_list"),
            models.Index(fields=["station", "resident"], name="target_by_resident"),
            models.Index(fields=["station", "home"], name="target_by_home"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(compound__isnull=False, organization__isnull=True, resident__isnull=True, home__isnull=True)
                | Q(compound__isnull=True, organization__isnull=False, resident__isnull=True, home__isnull=True)
                | Q(compound__isnull=True, organization__isnull=True, resident__isnull=False),
                name="target_is_exactly_one_subject",
            ),
            *(
                models.UniqueConstraint(
                    fields=["station", "target_list", subject],
                    condition=Q(standing__in=(TargetStanding.PROPOSED, TargetStanding.LISTED)),
                    name=f"target_{subject}_once_per_list",
                )
                for subject in ("compound", "organization", "resident")
            ),
            models.CheckConstraint(
                condition=Q(standing__in=(TargetStanding.LISTED, TargetStanding.DELISTED), listed_at__isnull=False)
                | Q(standing__in=(TargetStanding.PROPOSED, TargetStanding.DROPPED), listed_at__isnull=True),
                name="target_listed_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(standing=TargetStanding.DELISTED, delisted_at__isnull=False, removed_in__isnull=False)
                | ~Q(standing=TargetStanding.DELISTED) & Q(delisted_at__isnull=True),
                name="target_delisted_has_version_and_time",
            ),
            models.CheckConstraint(
                condition=Q(delisted_at__isnull=True) | Q(delisted_at__gte=F("listed_at")),
                name="target_delisted_after_listed",
            ),
        ]

    @property
    def subject_id(self) -> UUID:
        subject = self.compound_id or self.organization_id or self.resident_id
        assert subject is not None  # The database demands exactly one.
        return subject


class Withdrawal(StationRow):
    """A resident's own wish to be on no list of a campaign (本人退出); it binds later drafts too."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, verbose_name="专项行动", related_name="withdrawals")
    resident = models.ForeignKey("registry.Resident", models.PROTECT, verbose_name="居民", related_name="+")
    reason = EncryptedTextField("说明", blank=True)
    noted_by = models.ForeignKey(User, models.PROTECT, verbose_name="登记人", related_name="+")
    noted_at = models.DateTimeField("登记时间")
    ended_by = models.ForeignKey(User, models.PROTECT, verbose_name="恢复登记人", related_name="+", null=True)
    ended_at = models.DateTimeField("本人要求恢复时间", null=True)

    class Meta:
        verbose_name = "本人退出"
        constraints = [
            models.UniqueConstraint(
                fields=["station", "campaign", "resident"],
                condition=Q(ended_at__isnull=True),
                name="one_standing_withdrawal_per_resident",
            ),
            models.CheckConstraint(
                condition=Q(ended_by__isnull=True, ended_at__isnull=True)
                | Q(ended_by__isnull=False, ended_at__isnull=False),
                name="withdrawal_ended_who_and_when",
            ),
        ]
