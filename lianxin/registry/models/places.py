from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from lianxin.accounts.models import StationManager, StationQuerySet, User
from lianxin.core.crypto import EncryptedTextField
from lianxin.registry.choices import Datum
from lianxin.registry.models.base import RegistryRow
from lianxin.registry.models.scoping import (
    communities_of,
    granted_households,
    sees_whole_station,
    station_of,
    works_in_areas,
)


class CommunityQuerySet(StationQuerySet["Community"]):
    def visible_to(self, user: User, *, on: date) -> Self:
        if sees_whole_station(user):
            return self.filter(station=user.station_id)
        return (
            self.filter(station=user.station_id, pk__in=communities_of(user, on))
            if works_in_areas(user)
            else self.none()
        )


class Community(RegistryRow):
    """A residents' community (社区). Its code names its scheme, because statistics and police number differently."""

    name = models.CharField("名称", max_length=60)
    aliases = models.JSONField("别名", default=list)
    code = models.CharField("编码", max_length=20, blank=True)
    code_scheme = models.CharField("编码体系", max_length=30, blank=True)

    objects = StationManager.from_queryset(CommunityQuerySet)()

    class Meta:
        verbose_name = "社区"
        constraints = [models.UniqueConstraint(fields=["station", "name"], name="one_community_per_name")]

    def __str__(self) -> str:
        return self.name


class CompoundQuerySet(StationQuerySet["Compound"]):
    def visible_to(self, user: User, *, on: date) -> Self:
        """Compounds of the own areas, and those that hold a household granted for the day."""
        if sees_whole_station(user):
            return self.filter(station=user.station_id)
        if not works_in_areas(user):
            return self.none()
        granted = Household.objects.of(station_of(user)).filter(pk__in=granted_households(user, on)).values("compound")
        return self.filter(Q(community__in=communities_of(user, on)) | Q(pk__in=granted), station=user.station_id)


class Compound(RegistryRow):
    """A residential compound (小区) with its point in WGS-84; a phase (一期) is part of the name."""

    community = models.ForeignKey(Community, models.PROTECT, verbose_name="社区", related_name="compounds")
    name = models.CharField("名称", max_length=80)
    aliases = models.JSONField("别名", default=list)
    latitude = models.FloatField("纬度", null=True)
    longitude = models.FloatField("经度", null=True)
    source_datum = models.CharField("来源坐标系", max_length=10, choices=Datum, blank=True)
    building_count = models.PositiveIntegerField("楼栋数", null=True)
    household_count = models.PositiveIntegerField("登记户数", null=True)
    property_firm = models.ForeignKey(
        "registry.Organization", models.PROTECT, verbose_name="物业公司", null=True, related_name="managed_compounds"
    )
    polygon = models.JSONField("范围", null=True)
    note = EncryptedTextField("备注", blank=True)

    objects = StationManager.from_queryset(CompoundQuerySet)()

    class Meta:
        verbose_name = "小区"
        constraints = [
            models.UniqueConstraint(fields=["station", "community", "name"], name="one_compound_per_name_in_community"),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True, source_datum="")
                | (Q(latitude__range=(-90, 90), longitude__range=(-180, 180)) & ~Q(source_datum="")),
                name="compound_point_whole_with_datum",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class HouseholdQuerySet(StationQuerySet["Household"]):
    def visible_to(self, user: User, *, on: date) -> Self:
        """Households of the own areas, and those granted for the day."""
        if sees_whole_station(user):
            return self.filter(station=user.station_id)
        if not works_in_areas(user):
            return self.none()
        return self.filter(
            Q(compound__community__in=communities_of(user, on)) | Q(pk__in=granted_households(user, on)),
            station=user.station_id,
        )


class Household(RegistryRow):
    """A door (户). Buildings and units are distinct values of households; an unreadable door is kept and flagged."""

    compound = models.ForeignKey(Compound, models.PROTECT, verbose_name="小区", related_name="households")
    building = models.CharField("楼栋", max_length=20, blank=True)
    unit = models.CharField("单元", max_length=20, blank=True)
    room = models.CharField("室", max_length=20, blank=True)
    door_key = models.CharField("门牌键", max_length=64, help_text="楼栋|单元|室;读不懂的是原文的密钥散列")
    door_text = EncryptedTextField("门牌原文", blank=True)
    is_door_read = models.BooleanField("门牌读懂了", default=True)
    do_not_visit = models.BooleanField("不上门", default=False)
    do_not_visit_reason = EncryptedTextField("不上门原因", blank=True)

    objects = StationManager.from_queryset(HouseholdQuerySet)()

    class Meta:
        verbose_name = "户"
        constraints = [
            models.UniqueConstraint(fields=["station", "compound", "door_key"], name="one_household_per_door"),
        ]

    @property
    def door(self) -> str:
        """The door as people write it: 1-2-301; an unread one as it stood in the source."""
        if not self.is_door_read:
            return self.door_text
        return "-".join(part for part in (self.building, self.unit, self.room) if part)
