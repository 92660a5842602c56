from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from lianxin.accounts.models import StationManager, StationQuerySet, User
from lianxin.core.crypto import EncryptedTextField
from lianxin.registry.choices import Datum, OrganizationKind
from lianxin.registry.models.base import RegistryRow
from lianxin.registry.models.places import Community, Compound
from lianxin.registry.models.scoping import communities_of, sees_whole_station, works_in_areas


class OrganizationQuerySet(StationQuerySet["Organization"]):
    def visible_to(self, user: User, *, on: date) -> Self:
        """Units of the own areas, and those assigned to no community."""
        if sees_whole_station(user):
            return self.filter(station=user.station_id)
        if not works_in_areas(user):
            return self.none()
        return self.filter(
            Q(community__isnull=True) | Q(community__in=communities_of(user, on)), station=user.station_id
        )


class Organization(RegistryRow):
    """A unit of the area (单位): school, bank branch, property firm…"""

    kind = models.CharField("类型", max_length=20, choices=OrganizationKind)
    name = models.CharField("名称", max_length=100)
    aliases = models.JSONField("别名", default=list)
    address = models.CharField("地址", max_length=200, blank=True)
    community = models.ForeignKey(
        Community, models.PROTECT, verbose_name="社区", null=True, related_name="organizations"
    )
    latitude = models.FloatField("纬度", null=True)
    longitude = models.FloatField("经度", null=True)
    source_datum = models.CharField("来源坐标系", max_length=10, choices=Datum, blank=True)
    staff_total = models.PositiveIntegerField("人数", null=True)
    parent_name = models.CharField("上级单位", max_length=100, blank=True)
    note = EncryptedTextField("备注", blank=True)

    objects = StationManager.from_queryset(OrganizationQuerySet)()

    class Meta:
        verbose_name = "单位"
        indexes = [models.Index(fields=["station", "kind", "name"], name="organization_by_kind")]
        constraints = [
            models.UniqueConstraint(fields=["station", "kind", "name", "address"], name="one_organization_per_name"),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True, source_datum="")
                | (Q(latitude__range=(-90, 90), longitude__range=(-180, 180)) & ~Q(source_datum="")),
                name="organization_point_whole_with_datum",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Contact(RegistryRow):
    """The person to call at a compound or unit (联系人), encrypted like a resident."""

    compound = models.ForeignKey(Compound, models.PROTECT, verbose_name="小区", null=True, related_name="contacts")
    organization = models.ForeignKey(
        Organization, models.PROTECT, verbose_name="单位", null=True, related_name="contacts"
    )
    title = models.CharField("职务", max_length=40, blank=True)
    name = EncryptedTextField("姓名")
    name_index = models.CharField("姓名散列", max_length=32)
    phone = EncryptedTextField("电话", blank=True)
    phone_index = models.CharField("电话散列", max_length=32, blank=True)

    class Meta:
        verbose_name = "联系人"
        indexes = [
            models.Index(fields=["station", "compound"], name="contact_by_compound"),
            models.Index(fields=["station", "organization"], name="contact_by_organization"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(compound__isnull=False, organization__isnull=True)
                | Q(compound__isnull=True, organization__isnull=False),
                name="contact_of_exactly_one_place",
            ),
        ]
