from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from lianxin.accounts.models import StationManager, StationQuerySet, StationRow, User


def _holds(day: date) -> Q:
    """The span holds the day; both ends count."""
    return Q(from_on__lte=day) & (Q(to_on__isnull=True) | Q(to_on__gte=day))


class AreaQuerySet(StationQuerySet["AreaOfDuty"]):
    def valid(self, *, on: date) -> Self:
        return self.filter(_holds(on))


class GrantQuerySet(StationQuerySet["ScopeGrant"]):
    def valid(self, *, on: date) -> Self:
        return self.filter(_holds(on))


class AreaOfDuty(StationRow):
    """A community somebody is responsible for (责任区), from and to a day, both included."""

    user = models.ForeignKey(User, models.PROTECT, verbose_name="民警", related_name="areas")
    community = models.ForeignKey(
        "registry.Community", models.PROTECT, verbose_name="社区", related_name="areas_of_duty"
    )
    from_on = models.DateField("起")
    to_on = models.DateField("止", null=True)

    objects = StationManager.from_queryset(AreaQuerySet)()

    class Meta:
        verbose_name = "责任区"
        indexes = [models.Index(fields=["station", "user", "community"], name="area_by_user")]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="area_ends_after_it_begins"
            ),
            models.UniqueConstraint(fields=["station", "user", "community", "from_on"], name="one_area_per_start"),
        ]


class ScopeGrant(StationRow):
    """One household opened to somebody outside the own area for some days (临时授权), by plan, cover or incident."""

    user = models.ForeignKey(User, models.PROTECT, verbose_name="民警", related_name="scope_grants")
    household = models.ForeignKey("registry.Household", models.PROTECT, verbose_name="户", related_name="grants")
    from_on = models.DateField("起")
    to_on = models.DateField("止")
    reason = models.CharField("理由", max_length=120)
    source = models.CharField("来源", max_length=80, blank=True, help_text="写下授权的记录,如 PlanLine 的编号")

    objects = StationManager.from_queryset(GrantQuerySet)()

    class Meta:
        verbose_name = "临时授权"
        indexes = [models.Index(fields=["station", "user", "household"], name="grant_by_user")]
        constraints = [
            models.CheckConstraint(condition=Q(to_on__gte=F("from_on")), name="grant_ends_after_it_begins"),
            models.UniqueConstraint(
                fields=["station", "user", "household", "from_on", "source"], name="one_grant_per_source_and_start"
            ),
        ]


class StaffPost(StationRow):
    """What the staff list says of somebody beside the account: badge and pair (结对). Crews are formed by hand."""

    user = models.OneToOneField(User, models.PROTECT, verbose_name="账号", related_name="staff_post")
    badge = models.CharField("警号", max_length=30, blank=True)
    pair_name = models.CharField("结对", max_length=60, blank=True)

    class Meta:
        verbose_name = "人员资料"
        constraints = [models.UniqueConstraint(fields=["station", "user"], name="one_post_per_user")]
